//! The look of blocks: lists, recommendations, people, boxes, tables, notes, contents.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Colour, NumberPattern, RecommendationNumbering};

/// Bullets and indents of lists.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListStyle {
    /// The bullets, outermost level first. Deeper levels repeat the last one.
    pub bullets: Vec<String>,
    /// Distance from the edge of a list to the text of its items, in points.
    #[schemars(range(min = 0.0, max = 500.0))]
    pub indent_pt: f32,
    /// Space between items, in points.
    #[schemars(range(min = 0.0, max = 200.0))]
    pub item_gap_pt: f32,
}

/// Lists of recommendations, findings, lessons and conclusions.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecommendationStyle {
    /// How recommendations are numbered.
    pub numbering: RecommendationNumbering,
    /// The text around a number: `R{number}` prints "R1". Without a pattern, only the number is
    /// printed.
    #[serde(default)]
    pub pattern: Option<NumberPattern>,
    /// Whether lists have a heading ("Recommendations").
    #[serde(rename = "label")]
    pub heading: bool,
    /// Whether items are italic.
    pub italic: bool,
    /// Thickness of the vertical rule beside the list, in points; 0 for no rule.
    #[schemars(range(min = 0.0, max = 50.0))]
    pub rule_pt: f32,
    /// Distance from the rule to the text, in points.
    #[schemars(range(min = 0.0, max = 200.0))]
    pub rule_gap_pt: f32,
    /// Space between items, in points.
    #[schemars(range(min = 0.0, max = 200.0))]
    pub item_gap_pt: f32,
    /// Distance from the edge of the list to the text of its items, in points.
    #[schemars(range(min = 0.0, max = 500.0))]
    pub indent_pt: f32,
    /// The bullets, outermost level first, for lists within items as well. Deeper levels repeat the
    /// last one.
    pub bullets: Vec<String>,
}

/// Headings with a generated prefix ("Panel 1", "Annex A").
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HeadingPrefixStyle {
    /// Where the prefix is printed.
    pub position: PrefixPosition,
}

/// The numbers of sections, and of tables and figures in annexes.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct SectionStyle {
    /// The levels of sections that have numbers: 3 gives 1, 1.1 and 1.1.1, and in annexes A.1 and A.1.1.
    /// Panels and the sections in them do not have such numbers.
    #[schemars(range(max = 6))]
    pub numbered: u8,
    /// Whether each annex counts its tables and figures: "Table A.1".
    pub annex_captions: bool,
    /// The columns of the text of annexes. Tables, figures and boxes have the full width. E-books and web
    /// pages have as many columns as fit [default: 1].
    #[schemars(range(min = 1, max = 3))]
    pub annex_columns: u8,
}

impl Default for SectionStyle {
    fn default() -> Self {
        SectionStyle { numbered: 0, annex_captions: false, annex_columns: 1 }
    }
}

/// The heads of the pages on which sections of level 1 open.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct OpenerStyle {
    /// Minimum depth of a band behind headings with a number or label, from the top edge of the page, in
    /// millimetres; 0 for no band. Behind other headings, and in Word and e-books, the band is as deep as
    /// the heading. With a band, sections of level 1 open on new pages. On the band, titles have the colour
    /// of the paper, and numbers and labels the colour of boxes; in Word, labels are before the title.
    #[schemars(range(min = 0.0, max = 1000.0))]
    pub band_mm: f32,
    /// The colour of the band.
    pub colour: Colour,
    /// Whether the number of a section of level 1 is printed above its title, as `opener_number`. In Word,
    /// it is before the title.
    pub number_above: bool,
}

impl Default for OpenerStyle {
    fn default() -> Self {
        OpenerStyle { band_mm: 0.0, colour: Colour::Primary, number_above: false }
    }
}

/// Quotations with `pull: true`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PullQuoteStyle {
    /// Thickness of the rules above and below, in points; 0 for no rules.
    #[schemars(range(min = 0.0, max = 50.0))]
    pub rule_pt: f32,
    /// Distance from the rules to the text, in points.
    #[schemars(range(min = 0.0, max = 30.0))]
    pub rule_gap_pt: f32,
}

/// Where the generated prefix of a heading is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PrefixPosition {
    /// On a separate line above the title.
    Above,
    /// Before the title, on the same line.
    Inline,
}

/// The list of people under the heading of a panel or side event.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PeopleStyle {
    /// Whether the list is printed. Without it, people appear only in the text.
    pub show: bool,
    /// Width of the column of roles, in points.
    #[schemars(range(min = 0.0, max = 500.0))]
    pub role_width_pt: f32,
    /// Thickness of the rules above and below the list, in points; 0 for no rules.
    #[schemars(range(min = 0.0, max = 50.0))]
    pub rule_pt: f32,
}

/// Lists of people set in columns: participants and the index of persons.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ColumnStyle {
    /// Space between columns, in points.
    #[schemars(range(min = 0.0, max = 200.0))]
    pub gap_pt: f32,
    /// Number of columns of the index. A list of participants sets its number in the report.
    #[schemars(range(min = 1, max = 6))]
    pub index: u8,
    /// Indent of every line of an entry after the first, in points.
    #[schemars(range(min = 0.0, max = 200.0))]
    pub hanging_pt: f32,
}

/// Boxes.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BoxStyle {
    /// Distance from the edge of the box to its text, in points.
    #[schemars(range(min = 0.0, max = 100.0))]
    pub padding_pt: f32,
    /// Thickness of the rule at the top of the box, in points [default: 0, no rule].
    #[serde(default)]
    #[schemars(range(min = 0.0, max = 30.0))]
    pub rule_pt: f32,
}

/// Tables.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TableStyle {
    /// Whether each further page of a table repeats its caption as "Table 1 (continued)".
    #[serde(default)]
    pub continued: bool,
    /// Thickness of the rules above the table, below its header and at its end, in points.
    #[schemars(range(min = 0.0, max = 50.0))]
    pub rule_pt: f32,
    /// Space above and below the text of a cell, in points.
    #[schemars(range(min = 0.0, max = 100.0))]
    pub padding_pt: f32,
    /// Space between columns, in points.
    #[schemars(range(min = 0.0, max = 200.0))]
    pub column_gap_pt: f32,
}

/// Links to the web and cross-references.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LinkStyle {
    /// Whether cross-references have the colour of links, as addresses always do.
    pub references: bool,
    /// Where the address of a link is printed after its words, once in a report, unless the words are the
    /// address [default: print].
    #[serde(default)]
    pub addresses: LinkAddresses,
}

/// Where the addresses of links are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LinkAddresses {
    /// In the PDF for print, since nobody can click on paper.
    #[default]
    Print,
    /// In no PDF.
    Never,
}

/// Footnotes and endnotes.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NoteStyle {
    /// Where the notes are printed [default: footnotes].
    #[serde(default)]
    pub kind: NotePlacement,
    /// Where the numbering of notes restarts.
    pub numbering: NoteNumbering,
    /// Length of the rule above the notes, in millimetres.
    #[schemars(range(min = 0.0, max = 500.0))]
    pub rule_mm: f32,
    /// Thickness of the rule above the notes, in points.
    #[schemars(range(min = 0.0, max = 50.0))]
    pub rule_pt: f32,
    /// Indent of the text of a note, in points. The number hangs in the indent.
    #[schemars(range(min = 0.0, max = 500.0))]
    pub indent_pt: f32,
}

/// Where the notes are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NotePlacement {
    /// At the foot of the page on which they are first cited.
    #[default]
    Footnotes,
    /// At the end of the report, in a separate section.
    Endnotes,
}

/// Where the numbering of notes restarts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NoteNumbering {
    /// Never: notes are numbered through the whole report.
    Report,
    /// At 1 in each section of level 1.
    Section,
}

/// The table of contents.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ContentsStyle {
    /// Number of heading levels listed.
    #[schemars(range(min = 1, max = 6))]
    pub depth: u8,
    /// Whether dot leaders connect titles and page numbers.
    pub leaders: bool,
}

impl RecommendationStyle {
    /// The bullet of a list level, counted from 0.
    pub fn bullet(&self, level: usize) -> &str {
        at_or_last(&self.bullets, level)
    }
}

impl ListStyle {
    /// The bullet of a list level, counted from 0.
    pub fn bullet(&self, level: usize) -> &str {
        at_or_last(&self.bullets, level)
    }
}

fn at_or_last(bullets: &[String], level: usize) -> &str {
    bullets.get(level).or(bullets.last()).map_or("•", String::as_str)
}
