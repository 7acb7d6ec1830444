//! What may stand in a section: the blocks, and what is asked of the pages for them.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{OneOrManyTexts, Text};

/// One thing that stands in a section: a text is a paragraph, anything else is a mapping with one
/// key that says what it is, and `layout` beside it where need be.
#[derive(Clone, Debug)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// How it falls on pages.
    pub layout: Layout,
}

/// Last resorts, for where pages fall badly and nothing else helps. They change nothing that is
/// said, and need another look whenever the text before them changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Layout {
    /// Begin it on a new page.
    #[serde(default)]
    pub page_break_before: bool,
    /// Let no page end within it, if it fits on one.
    #[serde(default)]
    pub keep_together: bool,
    /// Let no page end between it and what follows.
    #[serde(default)]
    pub keep_with_next: bool,
    /// Set a paragraph in so many lines more, or fewer where negative: -3 to 3.
    #[serde(default)]
    #[schemars(range(min = -3, max = 3))]
    pub lines: i8,
}

/// What a block is.
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
    /// A labelled list of recommendations, findings, lessons or conclusions.
    Recommendations(Recommendations),
    /// A quotation set off from the text.
    Quotation(Quotation),
    /// A table.
    Table(Table),
    /// A picture with its caption.
    Figure(Figure),
    /// A callout box.
    Box(TextBox),
    /// A list of those who took part.
    Participants(Participants),
}

/// A paragraph that needs an id, or a number that its section has not.
#[derive(Clone, Debug)]
pub struct Paragraph {
    /// The text.
    pub text: Text,
    /// An id by which `[#id]` refers to it; only numbered paragraphs can be referred to.
    pub id: Option<String>,
    /// Whether this paragraph is numbered; left out, `options` decide.
    pub numbered: Option<bool>,
}

/// A sub-heading within a section.
#[derive(Clone, Debug)]
pub struct SubHeading {
    /// The text.
    pub text: Text,
    /// An id by which `[#id]` refers to it.
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
    /// How items are marked.
    #[serde(default)]
    pub style: ListStyle,
    /// The number of the first item; left out, 1.
    #[serde(default)]
    #[schemars(range(min = 1, max = 9999))]
    pub start: Option<u32>,
    /// The items.
    pub items: Vec<Item>,
}

/// An item of a list: a text, or a mapping with `text` and what is nested under it.
#[derive(Clone, Debug)]
pub struct Item {
    /// The text.
    pub text: Text,
    /// An id by which `[#id]` refers to it.
    pub id: Option<String>,
    /// What is nested under the text: further paragraphs, lists.
    pub content: Vec<Block>,
    /// How it falls on pages.
    pub layout: Layout,
}

/// What a list of recommendations holds.
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

/// A labelled list of recommendations, findings, lessons or conclusions.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Recommendations {
    /// What they are; it gives the label.
    #[serde(default)]
    pub kind: RecommendationKind,
    /// Another wording of the label.
    #[serde(default)]
    pub label: Option<Text>,
    /// An id by which `[#id]` refers to the list.
    #[serde(default)]
    pub id: Option<String>,
    /// The sentence that leads into the list.
    #[serde(default)]
    pub lead: Option<Text>,
    /// The items. Give an item an `id` to cite it.
    pub items: Vec<Item>,
}

/// A quotation set off from the text.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Quotation {
    /// An id by which `[words](#id)` refers to it.
    #[serde(default)]
    pub id: Option<String>,
    /// The text, one or more paragraphs.
    pub text: OneOrManyTexts,
    /// Who said it, or where it stands.
    #[serde(default)]
    pub source: Option<Text>,
}

/// How the cells of a column are aligned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Alignment {
    /// At the start of the line.
    Start,
    /// In the middle.
    Centre,
    /// At the end of the line, for figures.
    End,
}

/// A table.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// An id by which `[#id]` refers to it.
    #[serde(default)]
    pub id: Option<String>,
    /// The caption, without "Table 1", which is generated.
    #[serde(default)]
    pub caption: Option<Text>,
    /// The header row.
    pub header: Vec<Text>,
    /// The rows, each with as many cells as the header.
    pub rows: Vec<Vec<Text>>,
    /// How columns are aligned; left out, columns of figures stand at the end.
    #[serde(default)]
    pub align: Vec<Alignment>,
    /// Whether the first cell of each row is a header of its row.
    #[serde(default)]
    pub row_headers: bool,
    /// Where the figures come from.
    #[serde(default)]
    pub source: Option<Text>,
    /// Whether it is too wide for the text and stands on a landscape page of its own.
    #[serde(default)]
    pub wide: bool,
}

/// Where a figure stands on pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FigurePlace {
    /// At the head or foot of a page near by, where it does not fit between the blocks around it.
    #[default]
    Float,
    /// Between the blocks around it, whatever room that wastes.
    Here,
}

/// A picture with its caption.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// The picture (PNG, JPEG or SVG), as a path beside the report.
    pub image: String,
    /// An id by which `[#id]` refers to it.
    #[serde(default)]
    pub id: Option<String>,
    /// What the picture shows, for those who do not see it.
    #[serde(default)]
    pub alt: Option<String>,
    /// Whether the picture only adorns; then it needs no `alt`.
    #[serde(default)]
    pub decorative: bool,
    /// The caption, without "Figure 1", which is generated.
    #[serde(default)]
    pub caption: Option<Text>,
    /// Width in percent of the text's width, 10 to 100.
    #[serde(default)]
    #[schemars(range(min = 10, max = 100))]
    pub width: Option<u8>,
    /// Who took it.
    #[serde(default)]
    pub credit: Option<Text>,
    /// Where it stands on pages; left out, it may float.
    #[serde(default)]
    pub place: FigurePlace,
}

/// A callout box.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TextBox {
    /// An id by which `[#id]` refers to it; one without a title needs `[words](#id)`.
    #[serde(default)]
    pub id: Option<String>,
    /// Its title.
    #[serde(default)]
    pub title: Option<Text>,
    /// What stands in it.
    pub content: Vec<Block>,
}

/// In which order participants stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ParticipantOrder {
    /// As they are listed here, else as in the register.
    #[default]
    Register,
    /// By name, as `sort_as` says.
    Name,
    /// Under their countries, by name.
    Country,
}

/// A list of those who took part.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Participants {
    /// An id by which `[words](#id)` refers to it.
    #[serde(default)]
    pub id: Option<String>,
    /// Who they are: ids of people. Left out, everybody in the register.
    #[serde(default)]
    pub people: Option<Vec<String>>,
    /// How many columns stand side by side, 1 to 3; left out, 2.
    #[serde(default = "two")]
    #[schemars(range(min = 1, max = 3))]
    pub columns: u8,
    /// In which order they stand.
    #[serde(default)]
    pub order: ParticipantOrder,
}

fn two() -> u8 {
    2
}
