//! Blocks: the content of a section.

use std::ops::Range;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{OneOrManyTexts, Text};

/// A block of a section: a text is a paragraph; any other block is a mapping with one key that names
/// its kind, and optionally `layout`.
#[derive(Clone, Debug)]
pub struct Block {
    /// The kind, with its content.
    pub kind: BlockKind,
    /// How page breaks fall around it.
    pub layout: Layout,
    /// Its bytes in the file, whole lines with the comments that belong to it: what to delete, to move,
    /// or to insert another block after.
    #[allow(dead_code, reason = "for tools that write changes back")]
    pub extent: Range<usize>,
}

/// Last resorts for bad page breaks. They do not change the text. Check them again whenever the text
/// before them changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Layout {
    /// Begin on a new page.
    #[serde(default)]
    pub page_break_before: bool,
    /// Avoid a page break inside, if it fits on one page.
    #[serde(default)]
    pub keep_together: bool,
    /// Avoid a page break before the next block.
    #[serde(default)]
    pub keep_with_next: bool,
    /// Make a paragraph this many lines longer, or shorter if negative: -3 to 3.
    #[serde(default)]
    #[schemars(range(min = -3, max = 3))]
    pub lines: i8,
}

/// The kind of a block.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum BlockKind {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A sub-heading.
    Heading(SubHeading),
    /// A list of any style.
    List(List),
    /// A list with bullets.
    Bullets(Vec<Item>),
    /// A list numbered 1. 2. 3.
    Numbered(Vec<Item>),
    /// Recommendations, findings, lessons or conclusions under a heading.
    Recommendations(Recommendations),
    /// A quotation set off from the text.
    Quotation(Quotation),
    /// A table.
    Table(Table),
    /// A picture with its caption.
    Figure(Figure),
    /// A callout box.
    Box(TextBox),
    /// A list of participants.
    Participants(Participants),
    /// Terms with their definitions.
    Definitions(Vec<Definition>),
}

/// A paragraph with an id or a number.
#[derive(Clone, Debug)]
pub struct Paragraph {
    /// The text.
    pub text: Text,
    /// The id for references: `[#id]`. Only a numbered paragraph can be cited.
    pub id: Option<String>,
    /// Whether the paragraph is numbered [default: as `options.numbered_paragraphs` says].
    pub numbered: Option<bool>,
}

/// A sub-heading within a section.
#[derive(Clone, Debug)]
pub struct SubHeading {
    /// The text.
    pub text: Text,
    /// The id for references: `[#id]`.
    pub id: Option<String>,
}

/// The style of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ListStyle {
    /// Bullets.
    #[default]
    Bulleted,
    /// 1. 2. 3.
    Numbered,
    /// (a) (b) (c)
    Lettered,
    /// (i) (ii) (iii)
    Roman,
}

/// A list of any style.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct List {
    /// The style of the markers.
    #[serde(default)]
    pub style: ListStyle,
    /// The number of the first item [default: 1].
    #[serde(default)]
    #[schemars(range(min = 1, max = 9999))]
    pub start: Option<u32>,
    /// The items.
    pub items: Vec<Item>,
}

/// An item of a list: a text, or a mapping with `text` and nested blocks.
#[derive(Clone, Debug)]
pub struct Item {
    /// The text.
    pub text: Text,
    /// The id for references: `[#id]`.
    pub id: Option<String>,
    /// Blocks under the text: further paragraphs, nested lists.
    pub content: Vec<Block>,
    /// How page breaks fall around it.
    pub layout: Layout,
}

/// The kind of a list of recommendations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RecommendationKind {
    /// Recommendations.
    #[default]
    Recommendations,
    /// Findings.
    Findings,
    /// Lessons learned.
    Lessons,
    /// Conclusions.
    Conclusions,
}

/// Recommendations, findings, lessons or conclusions under a heading.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Recommendations {
    /// The kind, which determines the heading.
    #[serde(default)]
    pub kind: RecommendationKind,
    /// A heading in place of the default one.
    #[serde(default)]
    pub label: Option<Text>,
    /// The id for references: `[#id]`.
    #[serde(default)]
    pub id: Option<String>,
    /// The lead-in sentence.
    #[serde(default)]
    pub lead: Option<Text>,
    /// The items. An item with an `id` can be cited.
    pub items: Vec<Item>,
}

/// A term with its definition.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// The term.
    pub term: Text,
    /// The definition.
    pub definition: Text,
    /// An id by which `[#id]` refers to the term.
    #[serde(default)]
    pub id: Option<String>,
    /// Further paragraphs and lists of the definition.
    #[serde(default)]
    pub content: Vec<Block>,
}

/// A quotation set off from the text.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Quotation {
    /// The id for references: `[words](#id)`.
    #[serde(default)]
    pub id: Option<String>,
    /// The text, one or more paragraphs.
    pub text: OneOrManyTexts,
    /// The person or work quoted.
    #[serde(default)]
    pub source: Option<Text>,
}

/// The alignment of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Alignment {
    /// At the start of the line.
    Start,
    /// Centred.
    Centre,
    /// At the end of the line, for numbers.
    End,
}

/// A table.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// The id for references: `[#id]`.
    #[serde(default)]
    pub id: Option<String>,
    /// The caption, without "Table 1", which is generated.
    #[serde(default)]
    pub caption: Option<Text>,
    /// The header row.
    pub header: Vec<Text>,
    /// The rows, each with as many cells as the header.
    pub rows: Vec<Vec<Text>>,
    /// The alignment of each column [default: `end` for numbers, otherwise `start`].
    #[serde(default)]
    pub align: Vec<Alignment>,
    /// Whether the first cell of each row is a header.
    #[serde(default)]
    pub row_headers: bool,
    /// The source of the data.
    #[serde(default)]
    pub source: Option<Text>,
    /// Whether to print the table on a landscape page, because it is too wide.
    #[serde(default)]
    pub wide: bool,
}

/// The placement of a figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FigurePlace {
    /// At the top or bottom of a nearby page, if it does not fit between the blocks around it.
    #[default]
    Float,
    /// Between the blocks around it, even if that leaves a gap.
    Here,
}

/// A picture with its caption.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// The path of a PNG, JPEG or SVG, relative to the report.
    pub image: String,
    /// The id for references: `[#id]`.
    #[serde(default)]
    pub id: Option<String>,
    /// A description for readers who cannot see the picture.
    #[serde(default)]
    pub alt: Option<String>,
    /// Whether the picture is decorative, so that it needs no `alt`.
    #[serde(default)]
    pub decorative: bool,
    /// The caption, without "Figure 1", which is generated.
    #[serde(default)]
    pub caption: Option<Text>,
    /// The width in percent of the text width, 10 to 100.
    #[serde(default)]
    #[schemars(range(min = 10, max = 100))]
    pub width: Option<u8>,
    /// The photographer or source.
    #[serde(default)]
    pub credit: Option<Text>,
    /// The placement.
    #[serde(default)]
    pub place: FigurePlace,
}

/// A callout box.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TextBox {
    /// The id for references: `[#id]`, or `[words](#id)` if the box has no title.
    #[serde(default)]
    pub id: Option<String>,
    /// The title.
    #[serde(default)]
    pub title: Option<Text>,
    /// The blocks in the box.
    pub content: Vec<Block>,
}

/// The order of participants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ParticipantOrder {
    /// As listed here, or as in the register.
    #[default]
    Register,
    /// By name, or by `sort_as`.
    Name,
    /// By country, then by name.
    Country,
}

/// A list of participants.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Participants {
    /// The id for references: `[words](#id)`.
    #[serde(default)]
    pub id: Option<String>,
    /// The participants, by their ids in `people` [default: everyone in the register].
    #[serde(default)]
    pub people: Option<Vec<String>>,
    /// The number of columns, 1 to 3.
    #[serde(default = "two")]
    #[schemars(range(min = 1, max = 3))]
    pub columns: u8,
    /// The order.
    #[serde(default)]
    pub order: ParticipantOrder,
}

fn two() -> u8 {
    2
}
