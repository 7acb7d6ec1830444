//! Blocks: the content of a section.

mod equation;
mod list;
mod programme;
mod table;

use std::ops::Range;

use schemars::JsonSchema;
use serde::Deserialize;

pub use equation::*;
pub use list::*;
pub use programme::*;
pub use table::*;

use super::parts::{Cited, Content, EntryKind, Parts};
use super::publication::optional_date;
use super::{CoverPicture, OneOrMany, OneOrManyTexts, Text, TracedString};
use crate::grammar::ReferenceKind;

/// A block of a section: a text is a paragraph; any other block is a mapping with one key that names
/// its kind, and optionally `layout`.
#[derive(Clone, Debug)]
pub struct Block {
    /// The kind, with its content.
    pub kind: BlockKind,
    /// How page breaks fall around it.
    pub layout: Layout,
    /// Its bytes in the file: whole lines, with the comments that belong to it. Tools delete or move this
    /// range, or insert another block after it.
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
    /// An equation on a line of its own, in LaTeX.
    Equation(DisplayEquation),
    /// A callout box.
    Box(TextBox),
    /// A list of participants.
    Participants(Participants),
    /// Terms with their definitions.
    Definitions(Vec<Definition>),
    /// A signature, kept on one page.
    Signature(Signature),
    /// The programme of the event.
    Programme(Programme),
    /// Preformatted text, such as code or a diagram of characters: its lines are kept. Write it as a
    /// literal block: `code: |`.
    Code(TracedString),
}

impl Block {
    /// Whether a table in the block has its data in a file.
    pub(super) fn has_data_tables(&self) -> bool {
        let any = |content: &[Block]| content.iter().any(Block::has_data_tables);
        let in_items = |items: &[Item]| items.iter().any(|it| any(&it.content));
        match &self.kind {
            BlockKind::Table(table) => table.data.is_some(),
            BlockKind::List(list) => in_items(&list.items),
            BlockKind::Bullets(items) | BlockKind::Numbered(items) => in_items(items),
            BlockKind::Recommendations(list) => in_items(&list.items),
            BlockKind::Definitions(entries) => entries.iter().any(|it| any(&it.content)),
            BlockKind::Box(block) => any(&block.content),
            BlockKind::Paragraph(_)
            | BlockKind::Heading(_)
            | BlockKind::Quotation(_)
            | BlockKind::Figure(_)
            | BlockKind::Equation(_)
            | BlockKind::Participants(_)
            | BlockKind::Programme(_)
            | BlockKind::Signature(_)
            | BlockKind::Code(_) => false,
        }
    }

    /// Calls `visit` with each table in the block that has its data in a file.
    pub(super) fn data_tables_mut(&mut self, visit: &mut dyn FnMut(&mut Table)) {
        let content: Vec<&mut Vec<Block>> = match &mut self.kind {
            BlockKind::Table(table) if table.data.is_some() => return visit(table),
            BlockKind::List(list) => list.items.iter_mut().map(|it| &mut it.content).collect(),
            BlockKind::Bullets(items) | BlockKind::Numbered(items) => {
                items.iter_mut().map(|it| &mut it.content).collect()
            }
            BlockKind::Recommendations(list) => {
                list.items.iter_mut().map(|it| &mut it.content).collect()
            }
            BlockKind::Definitions(entries) => {
                entries.iter_mut().map(|it| &mut it.content).collect()
            }
            BlockKind::Box(block) => vec![&mut block.content],
            BlockKind::Paragraph(_)
            | BlockKind::Heading(_)
            | BlockKind::Quotation(_)
            | BlockKind::Table(_)
            | BlockKind::Figure(_)
            | BlockKind::Equation(_)
            | BlockKind::Participants(_)
            | BlockKind::Programme(_)
            | BlockKind::Signature(_)
            | BlockKind::Code(_) => return,
        };
        content.into_iter().flatten().for_each(|block| block.data_tables_mut(visit));
    }
}

impl BlockKind {
    /// The parts of a block: the only place that knows what a block consists of. `numbered` says
    /// whether paragraphs that have no `numbered` field are numbered.
    pub fn parts(&self, numbered: bool) -> Parts<'_> {
        let parts = Parts::default();
        match self {
            BlockKind::Paragraph(block) => {
                let numbered = block.numbered.unwrap_or(numbered);
                let cited = match numbered {
                    true => Cited::Number(ReferenceKind::Paragraph),
                    false => Cited::Not("a paragraph without a number"),
                };
                parts.text("text", &block.text).id(&block.id, cited)
            }
            BlockKind::Heading(block) => {
                parts.text("text", &block.text).id(&block.id, Cited::Title)
            }
            BlockKind::List(block) => {
                parts.items(&block.items, EntryKind::Item, block.style != ListStyle::Bulleted)
            }
            BlockKind::Bullets(items) => parts.items(items, EntryKind::Item, false),
            BlockKind::Numbered(items) => parts.items(items, EntryKind::Item, true),
            BlockKind::Recommendations(block) => parts
                .optional("label", block.label.as_ref().map(Content::Override))
                .text("lead", &block.lead)
                .id(&block.id, Cited::Title)
                .items(&block.items, EntryKind::Recommendation(block.kind), true),
            BlockKind::Quotation(block) => parts
                .id(&block.id, Cited::Not("a quotation"))
                .filled("text", "this quotation", &block.text.0, |text| {
                    Content::Entry(EntryKind::Paragraph, Parts::default().text("text", text))
                })
                .text("source", &block.source),
            BlockKind::Table(block) => block.row_parts(
                parts
                    .id(&block.id, Cited::Number(ReferenceKind::Table))
                    .text("caption", &block.caption)
                    .list("notes", &block.notes.0, Content::Text)
                    .text("source", &block.source),
            ),
            BlockKind::Figure(block) => block.picture_parts(parts),
            BlockKind::Equation(block) => parts
                .id(&block.id, Cited::Number(ReferenceKind::Item))
                .with("latex", Content::Equation(&block.latex))
                .optional("alt", block.alt.as_deref().map(Content::Alternative)),
            BlockKind::Box(block) => parts
                .id(&block.id, Cited::by_title(&block.title, "a box without a title"))
                .text("title", &block.title)
                .with("content", Content::Collection("this box", block.content.len()))
                .with("content", Content::Blocks(&block.content)),
            BlockKind::Participants(block) => {
                let people = block.people.as_deref();
                let count = people.map(|people| Content::Collection("this list", people.len()));
                parts
                    .id(&block.id, Cited::Not("a list of participants"))
                    .optional("people", count)
                    .with("people", Content::People("participant", people.unwrap_or_default()))
            }
            BlockKind::Definitions(entries) => {
                parts.filled("entries", "this list", entries, |entry| {
                    Content::Entry(EntryKind::Definition, entry.parts())
                })
            }
            BlockKind::Signature(block) => parts
                .text("closing", &block.closing)
                .with("people", Content::Collection("this list", block.people.0.len()))
                .with("people", Content::People("signatory", &block.people.0))
                .text("place", &block.place),
            BlockKind::Programme(block) => {
                parts.filled("days", "this programme", &block.days, |day| {
                    Content::Entry(EntryKind::Day, day.parts())
                })
            }
            BlockKind::Code(text) => parts.with("text", Content::Code(text)),
        }
    }
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
    /// Whether it is a pull quote: words from the report, printed large to draw readers in.
    #[serde(default)]
    pub pull: bool,
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

/// A signature: closing words, names and posts, place and date.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    /// The closing words: "Respectfully submitted,".
    #[serde(default)]
    #[schemars(example = &"Respectfully submitted,")]
    pub closing: Option<Text>,
    /// A picture of the signature.
    #[serde(default)]
    pub picture: Option<CoverPicture>,
    /// The signatories, by their ids in `people`.
    pub people: OneOrMany,
    /// The place: "Vienna".
    #[serde(default)]
    pub place: Option<Text>,
    /// The date: `2016-11-01`, `2016-11`, `2016`.
    #[serde(default, deserialize_with = "optional_date")]
    #[schemars(example = &"2016-11-01", extend("type" = ["string", "integer", "null"]))]
    pub date: Option<String>,
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
