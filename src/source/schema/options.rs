//! What a report wants otherwise than its template.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::diagnostic::LintSettings;

/// What a report wants otherwise than its template.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Options {
    /// Number the paragraphs of the body, for citing.
    #[serde(default)]
    pub numbered_paragraphs: bool,
    /// Whether there is a list of contents; left out, there is.
    #[serde(default)]
    pub contents: Option<bool>,
    /// Leave straight quotation marks and apostrophes as they are written.
    #[serde(default)]
    pub straight_quotes: bool,
    /// How words may be hyphenated, against what the language would do: `co-op-er-ation` breaks at
    /// its hyphens only, `OSCE` never.
    #[serde(default)]
    pub hyphenation: Vec<String>,
    /// Print an index of persons at the end: everybody in the register who is named in a panel, a
    /// side event or a text.
    #[serde(default)]
    pub index_of_persons: bool,
    /// Which rules of style are looked at.
    #[serde(default)]
    pub lint: LintSettings,
}
