//! What a template decides, once for all four formats.
//!
//! Lengths of the page are millimetres, lengths of type are points, tracking is in em. Every
//! field is read from `template.yaml`; unknown keys are refused.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{
    BoxStyle, BreakingStyle, ColumnStyle, ContentsStyle, CoverStyle, FontFamilies,
    HeadingPrefixStyle, ListStyle, NoteStyle, PageStyle, Palette, Paragraphs, PeopleStyle,
    PrintStyle, RecommendationStyle, TableStyle, Typography,
};
use crate::diagnostic::LintSettings;

/// A template, read.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Style {
    /// The template that this one changes; it says only what it wants otherwise.
    #[serde(default)]
    #[expect(
        dead_code,
        reason = "`load::extends` reads it from the tree, before the layers are joined"
    )]
    pub extends: Option<String>,
    /// The name of the template.
    pub name: String,
    /// What it is for, in a sentence.
    #[serde(default)]
    pub description: Option<String>,
    /// The trimmed page and its margins.
    pub page: PageStyle,
    /// The families of type.
    pub fonts: FontFamilies,
    /// The colours by role.
    pub colours: Palette,
    /// How paragraphs of each role are set.
    pub paragraphs: Paragraphs,
    /// Marks and indents of lists.
    pub lists: ListStyle,
    /// Lists of recommendations.
    pub recommendations: RecommendationStyle,
    /// Headings that have a generated label.
    #[serde(rename = "labels")]
    pub heading_prefix: HeadingPrefixStyle,
    /// The people of panels.
    pub people: PeopleStyle,
    /// Lists of people in columns.
    pub columns: ColumnStyle,
    /// Callout boxes.
    pub boxes: BoxStyle,
    /// Tables.
    pub tables: TableStyle,
    /// Footnotes.
    pub notes: NoteStyle,
    /// The list of contents.
    pub contents: ContentsStyle,
    /// The cover.
    pub cover: CoverStyle,
    /// Micro-typography.
    #[serde(default)]
    pub typography: Typography,
    /// Limits for breaking lines and pages.
    pub breaking: BreakingStyle,
    /// Which rules of style are looked at in every report of the house; `options.lint` of a report
    /// says what it wants otherwise.
    #[serde(default)]
    pub lint: LintSettings,
    /// What the PDF for print adds.
    #[serde(default)]
    pub print: PrintStyle,
}

impl Style {
    /// The marks of bulleted lists, in the text and in recommendations, by level.
    pub fn bullets(&self) -> [&[String]; 2] {
        [&self.lists.bullets, &self.recommendations.bullets]
    }
}
