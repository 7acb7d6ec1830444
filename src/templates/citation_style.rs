//! How works are cited.

use schemars::JsonSchema;
use serde::Deserialize;

/// How texts cite the works of the bibliography.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct CitationStyle {
    /// The form of `[@id, p. 4]` [default: author-date if author and date identify every entry, otherwise
    /// numbered].
    pub style: Option<CitationForm>,
}

/// The form of citations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CitationForm {
    /// The number of the entry in brackets: "[3, p. 4]".
    Numbered,
    /// Names and year in brackets: "(Lind 2019, p. 4)".
    AuthorDate,
    /// A note with the whole entry, later with names and year.
    Note,
}
