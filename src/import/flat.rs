//! A document as blocks one after the other, as they look in its file: what both fronts make, before
//! anything of a report is recognized in it.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::styles::{self, Purpose};
use crate::document::SpanStyle;
use crate::math;

pub use crate::rewrite::Format;

/// A document as blocks one after the other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Flat {
    /// What the file says about itself.
    pub metadata: Metadata,
    /// The blocks of the main text, without the text that is dropped.
    pub blocks: Vec<Block>,
    /// The footnotes and endnotes, in the order of the file. [`Content::Note`] is an index of them.
    pub notes: Vec<Note>,
    /// The pictures. [`Figure::picture`] is an index of them.
    pub pictures: Vec<Picture>,
    /// Generated text that is not in the blocks, in the order of the file.
    pub dropped: Vec<Dropped>,
    /// How often formatting of each kind was ignored, by what an editor calls it: "font colour".
    pub ignored: BTreeMap<String, usize>,
}

/// What a file says about itself, outside of its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The title.
    pub title: Option<String>,
    /// The subtitle.
    pub subtitle: Option<String>,
    /// The authors.
    pub authors: Vec<String>,
    /// The date as in the file: in ISO 8601, or as somebody wrote it.
    pub date: Option<String>,
    /// The language of the text as a BCP 47 tag.
    pub language: Option<String>,
    /// Keywords.
    pub keywords: Vec<String>,
    /// A summary.
    pub description: Option<String>,
}

/// A place in the file, as its reader counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// The number of a paragraph, from 1.
    Paragraph(usize),
    /// The number of a line, from 1.
    Line(usize),
}

/// A block with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// Where it begins.
    pub place: Place,
    /// What it is.
    pub kind: BlockKind,
    /// The name of its style in the file, such as `Caption` or the class of a fenced block.
    pub style: Option<Arc<str>>,
    /// Whether it is centred.
    pub is_centred: bool,
    /// The names of the bookmarks in it, by which references find it.
    pub bookmarks: Vec<String>,
}

/// The kind of a block.
#[derive(Clone, Debug, PartialEq)]
pub enum BlockKind {
    /// A heading. `level` counts from 1; `confidence` says how sure the front is, in percent.
    Heading { level: u8, confidence: u8, text: Vec<Inline> },
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A paragraph of a list.
    ListItem(ListItem),
    /// A table.
    Table(Table),
    /// A picture.
    Figure(Figure),
    /// A quotation.
    Quotation(Vec<Block>),
    /// Text whose lines stay as they are, such as code.
    Preformatted(String),
    /// A text box.
    TextBox(Vec<Block>),
    /// A term with its definition.
    Definition { term: Vec<Inline>, definition: Vec<Block> },
    /// A page break.
    PageBreak,
    /// A line across the page.
    Rule,
}

/// A paragraph of a list. Further blocks of an item follow it with [`Marker::Continued`].
#[derive(Clone, Debug, PartialEq)]
pub struct ListItem {
    /// The number of lists around it: 0 for an item of an outermost list.
    pub level: u8,
    /// What is before it.
    pub marker: Marker,
    /// Which list it belongs to: items of one list have the same number.
    pub list: usize,
    /// The text.
    pub text: Vec<Inline>,
}

/// What is before an item of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marker {
    /// A bullet.
    Bullet,
    /// A number in some form.
    Ordered { format: NumberFormat, value: u32 },
    /// Nothing: the item before it goes on.
    Continued,
}

/// The form of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberFormat {
    /// 1, 2, 3, or any other form without letters.
    Decimal,
    /// a, b, c, in either case.
    Letter,
    /// i, ii, iii, in either case.
    Roman,
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
    /// How many of the first rows are headers.
    pub header_rows: usize,
    /// The alignment of each column, where the file states it.
    pub align: Vec<Option<crate::source::schema::Alignment>>,
}

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// Its blocks; none if it continues the cell above it.
    pub blocks: Vec<Block>,
    /// How many columns it spans.
    pub columns: u32,
    /// How many rows it spans; 0 if it continues the cell above it.
    pub rows: u32,
    /// Whether its text runs upwards or downwards.
    pub is_rotated: bool,
}

/// A picture in the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figure {
    /// The picture, an index of [`Flat::pictures`]; `None` if the file does not have it.
    pub picture: Option<usize>,
    /// The alternative text.
    pub alternative: Option<String>,
    /// The caption, where the file says that it is one.
    pub caption: Vec<Inline>,
}

/// A file with a picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picture {
    /// Its name: `image1.png`.
    pub name: String,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
}

/// A footnote or endnote.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Note {
    /// Its name in the file, if it has one that says something.
    pub name: Option<String>,
    /// Its blocks.
    pub blocks: Vec<Block>,
}

/// A piece of a text in one format.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Inline {
    /// What it is.
    pub content: Content,
    /// Its format.
    pub format: Format,
    /// Its styles that have a markup of their own, in order.
    pub spans: Vec<SpanStyle>,
    /// Where it leads to.
    pub link: Option<Link>,
    /// Its language, if it differs from that of the document.
    pub language: Option<Arc<str>>,
}

/// The content of an inline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Text, without line breaks.
    Text(String),
    /// A line break.
    LineBreak,
    /// A reference to a note, as an index of [`Flat::notes`].
    Note(usize),
    /// A reference to what has a bookmark, with the text that the file shows for it: "Table 2".
    Reference { bookmark: String, shown: String },
    /// An equation in LaTeX, and as one line of text.
    Equation { latex: String, shown: String },
}

impl Content {
    /// An equation, if its LaTeX can be read and written in a text.
    pub fn equation(latex: &str) -> Option<Content> {
        let latex = latex.trim();
        let equation = math::read(&latex.into()).ok().filter(|_| !latex.contains('`'))?;
        let shown = math::linear(&equation.content);
        Some(Content::Equation { latex: latex.to_owned(), shown })
    }
}

/// Where a link leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// An address.
    Address(Arc<str>),
    /// What has this bookmark.
    Bookmark(Arc<str>),
}

/// Text that is dropped, because it is generated again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// Where it was.
    pub place: Place,
    /// The text.
    pub text: String,
    /// What generates it.
    pub reason: DropReason,
}

/// What generates text that is dropped.
#[allow(dead_code, reason = "recognition will drop text for every reason")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DropReason {
    /// A table of contents, or a list of tables or figures.
    Contents,
    /// A header or footer of pages.
    RunningHead,
    /// The number of a page.
    PageNumber,
    /// A number or bullet that was typed.
    TypedNumber,
    /// The prefix of a heading: "Panel 1:", "Annex A".
    HeadingPrefix,
    /// The prefix of a caption: "Table 1.".
    CaptionPrefix,
    /// A heading that a part of the report has by itself: "Recommendations", "Abbreviations".
    Heading,
    /// The word before people: "Moderator:".
    RoleLabel,
    /// A date, which is kept as a number.
    Date,
    /// The text of a reference: "Table 2".
    Reference,
    /// The number of a note.
    NoteNumber,
    /// Words that separate names in a line of people.
    Separator,
    /// The same text that is elsewhere, such as the name of a person.
    Repeated,
    /// Text that the program does not show or print, such as hidden text.
    Hidden,
    /// What a language of markup says to itself, such as a class or a comment.
    Markup,
}

impl Default for Content {
    fn default() -> Self {
        Content::Text(String::new())
    }
}

impl Inline {
    /// Plain text.
    pub fn text(text: impl Into<String>) -> Self {
        Inline { content: Content::Text(text.into()), ..Inline::default() }
    }

    /// What it shows: its text, a space for a line break, nothing for a note.
    pub fn shown(&self) -> &str {
        match &self.content {
            Content::Text(text)
            | Content::Reference { shown: text, .. }
            | Content::Equation { shown: text, .. } => text,
            Content::LineBreak => " ",
            Content::Note(_) => "",
        }
    }
}

impl Block {
    /// A block without style or bookmarks.
    pub fn new(place: Place, kind: BlockKind) -> Self {
        Block { place, kind, style: None, is_centred: false, bookmarks: Vec::new() }
    }

    /// The text of a paragraph or of an item of a list; `None` for anything else.
    pub fn line(&self) -> Option<&[Inline]> {
        match &self.kind {
            BlockKind::Paragraph(text) => Some(text),
            BlockKind::ListItem(item) => Some(&item.text),
            BlockKind::Heading { .. }
            | BlockKind::Table(_)
            | BlockKind::Figure(_)
            | BlockKind::Quotation(_)
            | BlockKind::Preformatted(_)
            | BlockKind::TextBox(_)
            | BlockKind::Definition { .. }
            | BlockKind::PageBreak
            | BlockKind::Rule => None,
        }
    }

    /// Whether it is nothing that is read: a page break or a line.
    pub fn is_break(&self) -> bool {
        matches!(self.kind, BlockKind::PageBreak | BlockKind::Rule)
    }

    /// What its style is for.
    pub fn purpose(&self) -> Option<Purpose> {
        self.style.as_deref().and_then(styles::purpose)
    }
}

/// What some inlines show.
pub fn shown(inlines: &[Inline]) -> String {
    inlines.iter().map(Inline::shown).collect()
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Place::Paragraph(number) => write!(out, "paragraph {number}"),
            Place::Line(number) => write!(out, "line {number}"),
        }
    }
}
