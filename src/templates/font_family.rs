//! Font families.

use schemars::JsonSchema;
use serde::Deserialize;

/// The two font families of a report, with fallbacks for Word and e-book readers.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FontFamilies {
    /// The family of the body text.
    pub text: FontFamily,
    /// The family of headings and heading prefixes.
    pub display: FontFamily,
}

impl FontFamilies {
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
    /// Families to use where this one is not installed, in order of preference.
    pub fallback: Vec<String>,
    /// The generic family, the last fallback.
    pub generic: GenericFamily,
}

impl FontFamily {
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
