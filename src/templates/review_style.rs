//! The features of Word files for reviewers.

use schemars::JsonSchema;
use serde::Deserialize;

/// Word files for reviewers; other formats ignore it.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ReviewStyle {
    /// Whether running heads say that the file is a draft, with its date and the document symbol.
    pub mark: bool,
    /// Whether lines are numbered in the margin.
    pub line_numbers: bool,
    /// Whether lines of text have double spacing.
    pub double_spacing: bool,
    /// Whether Word tracks changes from the start.
    pub track_changes: bool,
    /// What reviewers may do.
    pub protection: Protection,
}

/// What reviewers may do in a Word file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Protection {
    /// Everything.
    #[default]
    None,
    /// Add comments only.
    Comments,
    /// Add comments, and change the text while Word tracks the changes.
    TrackedChanges,
}
