//! What a template decides, once for all four formats.
//!
//! Lengths of the page are millimetres, lengths of type are points, tracking is in em. Every
//! field is read from `template.yaml`; unknown keys are refused.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{
    CoverStyle, NumberPattern, Palette, Paragraphs, PrintStyle, RecommendationNumbering, Typography,
};
use crate::diagnostic::Lint;

/// A template, read.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Style {
    /// The template that this one changes; it says only what it wants otherwise.
    #[serde(default)]
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
    pub labels: LabelStyle,
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
    pub lint: Lint,
    /// What the PDF for print adds.
    #[serde(default)]
    pub print: PrintStyle,
}

/// The trimmed page and its margins, in millimetres.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PageStyle {
    /// Width of the trimmed page.
    #[schemars(range(min = 50.0, max = 2000.0))]
    pub width_mm: f32,
    /// Height of the trimmed page.
    #[schemars(range(min = 50.0, max = 2000.0))]
    pub height_mm: f32,
    /// Margin at the spine.
    #[schemars(range(min = 0.0, max = 500.0))]
    pub inner_mm: f32,
    /// Margin at the fore-edge.
    #[schemars(range(min = 0.0, max = 500.0))]
    pub outer_mm: f32,
    /// Margin above the text.
    #[schemars(range(min = 0.0, max = 500.0))]
    pub head_mm: f32,
    /// Margin below the text.
    #[schemars(range(min = 0.0, max = 500.0))]
    pub foot_mm: f32,
    /// From the top edge to the baseline of the running head.
    #[schemars(range(min = 0.0, max = 500.0))]
    pub running_head_mm: f32,
    /// From the bottom edge to the baseline of the folio.
    #[schemars(range(min = 0.0, max = 500.0))]
    pub folio_mm: f32,
    /// Distance of the lines of the baseline grid, in points.
    #[schemars(range(min = 4.0, max = 200.0))]
    pub grid_pt: f32,
    /// Whether the lines of the text stand on that grid on every page, whatever comes between.
    #[serde(default)]
    pub baseline_grid: bool,
    /// How far pages are stretched so that they end at the same depth.
    #[serde(default)]
    pub vertical_justification: VerticalJustification,
    /// Whether left and right pages mirror their margins.
    pub two_sided: bool,
    /// Where sections of level 1 begin.
    pub sections_open: SectionOpening,
}

impl PageStyle {
    /// Width and depth of the text on a page, in millimetres.
    pub fn text_mm(&self) -> (f32, f32) {
        let width = self.width_mm - self.inner_mm - self.outer_mm;
        (width, self.height_mm - self.head_mm - self.foot_mm)
    }
}

/// Where sections of level 1 begin. Front matter begins on a page of its own in any case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SectionOpening {
    /// Below what stands before them.
    SamePage,
    /// On a new page.
    NewPage,
    /// On a new right-hand page.
    RightPage,
}

/// How far pages are stretched so that they end at the same depth.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VerticalJustification {
    /// How much depth is taken up by the spaces of a page, at most, in points; 0 leaves pages as
    /// they end.
    #[schemars(range(min = 0.0, max = 500.0))]
    pub depth_pt: f32,
    /// By how much each space between paragraphs grows, at most, in percent of it.
    #[schemars(range(min = 0.0, max = 1000.0))]
    pub space_percent: f32,
}

impl Default for VerticalJustification {
    /// Two lines and a half of text, by spaces that grow by half.
    fn default() -> Self {
        VerticalJustification { depth_pt: 36.0, space_percent: 55.0 }
    }
}

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
    pub label: bool,
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
pub struct LabelStyle {
    /// Where the label stands.
    pub position: LabelPosition,
}

/// Where the label of a heading stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LabelPosition {
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

/// Limits for breaking lines and pages.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BreakingStyle {
    /// Letters before a hyphen, at least.
    #[schemars(range(min = 1, max = 20))]
    pub hyphen_min_before: u8,
    /// Letters after a hyphen, at least.
    #[schemars(range(min = 1, max = 20))]
    pub hyphen_min_after: u8,
    /// Lines of a paragraph at the foot of a page, at least.
    #[schemars(range(min = 1, max = 20))]
    pub orphans: u8,
    /// Lines of a paragraph at the head of a page, at least.
    #[schemars(range(min = 1, max = 20))]
    pub widows: u8,
    /// Items shorter than this many lines stay whole.
    #[schemars(range(min = 0, max = 50))]
    pub item_whole_below: u8,
}

impl Style {
    /// The marks of bulleted lists, in the text and in recommendations, by level.
    pub fn bullets(&self) -> [&[String]; 2] {
        [&self.lists.bullets, &self.recommendations.bullets]
    }
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
