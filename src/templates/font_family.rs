//! Font families.

use schemars::JsonSchema;
use serde::Deserialize;

/// The font families of a report, with fallbacks for Word and e-book readers.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FontFamilies {
    /// The family of the body text.
    pub text: FontFamily,
    /// The family of headings and heading prefixes.
    pub display: FontFamily,
    /// The family of code.
    #[serde(default = "FontFamily::of_code")]
    pub code: FontFamily,
}

/// The size of code as a share of the size of the text around it, because monospaced faces look larger.
pub const CODE_SIZE: f32 = 0.9;

impl FontFamilies {
    /// The families of a report, including the family of code if it has any.
    pub fn used(&self, has_code: bool) -> impl Iterator<Item = &FontFamily> {
        [&self.text, &self.display].into_iter().chain(has_code.then_some(&self.code))
    }

    /// The family that plays a role.
    pub fn get(&self, role: FontRole) -> &FontFamily {
        match role {
            FontRole::Text => &self.text,
            FontRole::Display => &self.display,
        }
    }
}

/// One font family.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FontFamily {
    /// The name of the family as the font files give it: "Source Serif 4".
    pub name: String,
    /// Families to use if this one is not installed, in order of preference.
    pub fallback: Vec<String>,
    /// The generic family, the last fallback.
    pub generic: GenericFamily,
}

impl FontFamily {
    /// The bundled family of code.
    fn of_code() -> FontFamily {
        let fallback = ["Consolas", "Menlo", "Courier New"].map(str::to_owned).into();
        let generic = GenericFamily::Monospace;
        FontFamily { name: "Source Code Pro".into(), fallback, generic }
    }

    /// The family name, then the fallbacks.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.name).chain(&self.fallback).map(String::as_str)
    }
}

/// The generic families of CSS and of the font table in Word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum GenericFamily {
    /// With serifs.
    Serif,
    /// Without serifs.
    SansSerif,
    /// With letters of one width.
    Monospace,
}

/// Which of the two font families a paragraph uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FontRole {
    /// The family of the body text.
    Text,
    /// The family of headings and heading prefixes.
    Display,
}
