//! Microtypography: how far lines may stretch and shrink, and which glyphs are used.

use schemars::JsonSchema;
use serde::Deserialize;

/// Microtypography. Layout changes widths and positions of characters, never the characters.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Typography {
    /// Whether punctuation at the edges of justified text hangs slightly into the margin, so that
    /// the edges look straight (optical margin alignment).
    pub hanging_punctuation: bool,
    /// Maximum change of letter spacing in justified lines, in percent of the letter widths; 0 to
    /// leave letter spacing alone. Joined Arabic letters are never spaced.
    #[schemars(range(min = 0.0, max = 20.0))]
    pub letter_stretch_percent: f32,
    /// How far word spaces may stretch before a line counts as loose, in percent of their width.
    #[schemars(range(min = 0.0, max = 300.0))]
    pub space_stretch_percent: f32,
    /// Maximum shrinkage of word spaces, in percent of their width.
    #[schemars(range(min = 0.0, max = 60.0))]
    pub space_shrink_percent: f32,
    /// Whether to use ligatures ("ffi") where the font has them. Letter-spaced text never does.
    pub ligatures: bool,
}

impl Default for Typography {
    /// The spaces of the bundled fonts are narrow. They shrink by less than the third that TeX allows, so
    /// that words do not run together.
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

/// The form of figures (digits), if the font has several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Figures {
    /// The default figures of the font.
    #[default]
    Usual,
    /// Lining figures, as tall as capitals: `lnum`.
    Lining,
    /// Old-style figures, with ascenders and descenders: `onum`.
    OldStyle,
}

/// The width of figures (digits), if the font has several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FigureWidth {
    /// The default figures of the font.
    #[default]
    Usual,
    /// Proportional figures, spaced like letters: `pnum`.
    Proportional,
    /// Tabular figures, all of one width, so that columns of numbers align: `tnum`.
    Tabular,
}
