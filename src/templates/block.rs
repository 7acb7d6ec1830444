//! How blocks look: lists, recommendations, people, boxes, tables, notes, contents.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{NumberPattern, RecommendationNumbering};

/// Marks and indents of lists.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListStyle {
    /// The bullets by level; deeper levels repeat the last.
    pub bullets: Vec<String>,
    /// From the edge of a list to the text of its items, in points.
    #[schemars(range(min = 0.0, max = 500.0))]
    pub indent_pt: f32,
    /// Between items, in points.
    #[schemars(range(min = 0.0, max = 200.0))]
    pub item_gap_pt: f32,
}

/// Lists of recommendations.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecommendationStyle {
    /// How items are marked.
    pub numbering: RecommendationNumbering,
    /// What a number stands in: `R{number}`. Left out, it stands alone.
    #[serde(default)]
    pub pattern: Option<NumberPattern>,
    /// Whether lists bear their label ("Recommendations").
    #[serde(rename = "label")]
    pub heading: bool,
    /// Whether items are italic.
    pub italic: bool,
    /// The rule beside the list, in points; 0 for none.
    #[schemars(range(min = 0.0, max = 50.0))]
    pub rule_pt: f32,
    /// From the rule to the text, in points.
    #[schemars(range(min = 0.0, max = 200.0))]
    pub rule_gap_pt: f32,
    /// Between items, in points.
    #[schemars(range(min = 0.0, max = 200.0))]
    pub item_gap_pt: f32,
    /// From the edge of the list to the text of its items, in points.
    #[schemars(range(min = 0.0, max = 500.0))]
    pub indent_pt: f32,
    /// The bullets by level, of nested lists too; deeper levels repeat the last.
    pub bullets: Vec<String>,
}

/// Headings that have a generated label.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HeadingPrefixStyle {
    /// Where the label stands.
    pub position: PrefixPosition,
}

/// Where the label of a heading stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PrefixPosition {
    /// On a line of its own above the title.
    Above,
    /// On the line of the title, before it.
    Inline,
}

/// The people of panels.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PeopleStyle {
    /// Whether they are shown under the heading, besides the prose.
    pub show: bool,
    /// Width of the column of roles, in points.
    #[schemars(range(min = 0.0, max = 500.0))]
    pub role_width_pt: f32,
    /// The hairlines above and below, in points; 0 for none.
    #[schemars(range(min = 0.0, max = 50.0))]
    pub rule_pt: f32,
}

/// Lists of people in columns.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ColumnStyle {
    /// Between columns, in points.
    #[schemars(range(min = 0.0, max = 200.0))]
    pub gap_pt: f32,
    /// How many columns the index has; lists of participants say it themselves.
    #[schemars(range(min = 1, max = 6))]
    pub index: u8,
    /// How far the further lines of a person hang, in points.
    #[schemars(range(min = 0.0, max = 200.0))]
    pub hanging_pt: f32,
}

/// Callout boxes.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BoxStyle {
    /// From the edge of the ground to the text, in points.
    #[schemars(range(min = 0.0, max = 100.0))]
    pub padding_pt: f32,
}

/// Tables.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TableStyle {
    /// Whether "Table 1 (continued)" stands above the header where a table runs on.
    #[serde(default)]
    pub continued: bool,
    /// The rules above, below the header and at the end, in points.
    #[schemars(range(min = 0.0, max = 50.0))]
    pub rule_pt: f32,
    /// Above and below the text of a cell, in points.
    #[schemars(range(min = 0.0, max = 100.0))]
    pub padding_pt: f32,
    /// Between columns, in points.
    #[schemars(range(min = 0.0, max = 200.0))]
    pub column_gap_pt: f32,
}

/// Footnotes.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NoteStyle {
    /// How far their numbers go on.
    pub numbering: NoteNumbering,
    /// Length of the rule above the notes, in millimetres.
    #[schemars(range(min = 0.0, max = 500.0))]
    pub rule_mm: f32,
    /// Thickness of that rule, in points.
    #[schemars(range(min = 0.0, max = 50.0))]
    pub rule_pt: f32,
    /// From the edge to the text of a note, in points; the number hangs in it.
    #[schemars(range(min = 0.0, max = 500.0))]
    pub indent_pt: f32,
}

/// How far the numbers of footnotes go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NoteNumbering {
    /// Through the report.
    Report,
    /// From 1 in each section of level 1.
    Section,
}

/// The list of contents.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ContentsStyle {
    /// How many levels of headings are listed.
    #[schemars(range(min = 1, max = 6))]
    pub depth: u8,
    /// Dots between title and page number.
    pub leaders: bool,
}

impl RecommendationStyle {
    /// The bullet of a level, counted from 0.
    pub fn bullet(&self, level: usize) -> &str {
        at_or_last(&self.bullets, level)
    }
}

impl ListStyle {
    /// The bullet of a level, counted from 0.
    pub fn bullet(&self, level: usize) -> &str {
        at_or_last(&self.bullets, level)
    }
}

fn at_or_last(marks: &[String], level: usize) -> &str {
    marks.get(level).or(marks.last()).map_or("•", String::as_str)
}
