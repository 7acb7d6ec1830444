//! Families of type.

use schemars::JsonSchema;
use serde::Deserialize;

/// The families of type, with what Word and reading systems fall back to.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FontFamilies {
    /// The family of the text.
    pub text: FontFamily,
    /// The family of headings and labels.
    pub display: FontFamily,
}

/// One family of type.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FontFamily {
    /// Its name: "Source Serif 4".
    pub name: String,
    /// Families to use where it is missing, in order.
    pub fallback: Vec<String>,
    /// The generic family of CSS and the font table of Word.
    pub generic: GenericFamily,
}

impl FontFamily {
    /// Its name, then those of the families to use where it is missing.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.name).chain(&self.fallback).map(String::as_str)
    }
}

/// The generic families of CSS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum GenericFamily {
    /// With serifs.
    Serif,
    /// Without.
    SansSerif,
}
