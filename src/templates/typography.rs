//! Micro-typography: what lines may give and take, and which glyphs are chosen.

use schemars::JsonSchema;
use serde::Deserialize;

/// How finely lines are set. Layout never changes characters, only their widths and places.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Typography {
    /// Whether signs at both edges of justified text hang over them a little, so that the edges
    /// look straight: optical margins.
    pub hanging_punctuation: bool,
    /// How far letters may move apart or together where a line needs it, in percent of their
    /// width; 0 to leave them alone. Arabic letters, which join, are always left alone.
    #[schemars(range(min = 0.0, max = 20.0))]
    pub letter_stretch_percent: f32,
    /// How far spaces may be stretched before a line counts as loose, in percent of their width.
    #[schemars(range(min = 0.0, max = 300.0))]
    pub space_stretch_percent: f32,
    /// How far spaces may be shrunk, in percent of their width.
    #[schemars(range(min = 0.0, max = 60.0))]
    pub space_shrink_percent: f32,
    /// Ligatures ("ffi"), where the face has them. Letter-spaced text has none in any case.
    pub ligatures: bool,
}

impl Default for Typography {
    /// TeX shrinks spaces by a third; those of the bundled faces are narrow, and words must not run
    /// together.
    fn default() -> Typography {
        Typography {
            hanging_punctuation: true,
            letter_stretch_percent: 3.0,
            space_stretch_percent: 50.0,
            space_shrink_percent: 25.0,
            ligatures: true,
        }
    }
}

/// The shape of figures, where the face has several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Figures {
    /// What the face shows when nothing is asked for.
    #[default]
    Usual,
    /// As high as capitals: `lnum`.
    Lining,
    /// With ascenders and descenders: `onum`.
    OldStyle,
}

/// The width of figures, where the face has several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FigureWidth {
    /// What the face shows when nothing is asked for.
    #[default]
    Usual,
    /// Each as wide as it looks best: `pnum`.
    Proportional,
    /// All of one width, so that columns of numbers align: `tnum`.
    Tabular,
}
