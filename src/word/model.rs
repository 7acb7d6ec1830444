//! A Word file as its reviewers left it: blocks, runs, notes, comments and tracked changes.

use std::collections::BTreeMap;
use std::sync::Arc;

/// The content that [`read()`](super::read()) takes from a Word file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WordFile {
    /// The blocks of the main text.
    pub body: Vec<Block>,
    /// The footnotes, in the order of the file.
    pub footnotes: Vec<Note>,
    /// The endnotes, in the order of the file.
    pub endnotes: Vec<Note>,
    /// The comments, in the order of the file.
    pub comments: Vec<Comment>,
    /// The styles by id.
    pub styles: BTreeMap<String, Style>,
    /// The format of text without a style.
    pub default_format: Format,
    /// The definitions of the lists.
    pub lists: Lists,
    /// The number of tracked changes, as the file counts them.
    pub changes: usize,
    /// The language of text without one, such as `en-GB`.
    pub language: Option<Arc<str>>,
    /// The custom XML items, as text.
    pub custom_xml: Vec<String>,
    /// The custom properties: name and value.
    pub properties: Vec<(String, String)>,
    /// Whether Word tracks the changes that are made to the file (ECMA-376 Part 1 §17.15.1.90).
    pub track_revisions: bool,
    /// The content that is not in this model.
    pub skipped: Skipped,
}

/// Content of a file that the model lacks, by the names of the elements of ECMA-376, such as
/// `altChunk`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Skipped {
    /// How often content of each kind was skipped.
    pub content: BTreeMap<String, usize>,
    /// The number of times that each property of runs and paragraphs, such as `color`, was skipped.
    pub properties: BTreeMap<String, usize>,
}

/// A tracked change: its author and date. Equal changes are shared.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Change {
    /// The author, as Word names them.
    pub author: String,
    /// The time in ISO 8601. Word writes local time with a `Z`.
    pub date: Option<String>,
    /// Whether it is half of a move.
    pub is_move: bool,
    /// The name that both halves of a move share (`w:moveFromRangeStart`, §17.13.5.24).
    pub move_name: Option<String>,
}

/// The tracked state of a run, paragraph mark, row or cell.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Tracked {
    /// Who inserted it.
    pub inserted: Option<Arc<Change>>,
    /// Who deleted it.
    pub deleted: Option<Arc<Change>>,
}

/// The tracked changes that a reading takes as made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// All changes are made (Word's "Accept All").
    Accepted,
    /// No change is made (Word's "Reject All").
    Rejected,
}

impl Tracked {
    /// Whether the thing is part of the text in a view.
    pub fn is_in(&self, view: View) -> bool {
        match view {
            View::Accepted => self.deleted.is_none(),
            View::Rejected => self.inserted.is_none(),
        }
    }
}

/// A place between runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The [`Paragraph::number`] of a paragraph.
    pub paragraph: usize,
    /// The index of the run that follows the place, or the number of runs.
    pub run: usize,
}

/// A block: a paragraph or a table. Content controls and custom XML are transparent.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
}

/// A paragraph (§17.3.1.22).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paragraph {
    /// Its number in the file, for [`Position`]: 0, 1, 2… in the order in which paragraphs begin:
    /// comments, body, footnotes, endnotes.
    pub number: usize,
    /// The id of its style.
    pub style: Option<Arc<str>>,
    /// The list item that it is by its own properties; [`WordFile::numbering`] considers styles too.
    pub numbering: Option<Numbering>,
    /// Its own outline level: 0 for a heading of the first level, 9 for body text.
    pub outline_level: Option<u8>,
    /// The bookmarks that begin in it, in order.
    pub bookmarks: Vec<Bookmark>,
    /// Its runs.
    pub runs: Vec<Run>,
    /// The state of its mark: a deleted mark joins it to the next paragraph.
    pub mark: Tracked,
    /// A tracked change of its properties.
    pub properties_change: Option<Box<PropertiesChange>>,
    /// Whether a section of the document ends with it.
    pub ends_section: bool,
    /// Its position by its own properties.
    pub position: ParagraphPosition,
}

/// The position of a paragraph on the page. `None` where its style decides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ParagraphPosition {
    /// Whether it begins on a new page (§17.3.1.23).
    pub page_break_before: Option<bool>,
    /// Whether its lines are centred (§17.3.1.13).
    pub centred: Option<bool>,
    /// The indents at its start and end, in twentieths of a point (§17.3.1.12).
    pub indents: (Option<i32>, Option<i32>),
}

/// The list item that a paragraph is (`w:numPr`, §17.3.1.19).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Numbering {
    /// The id of the list; 0 for none.
    pub list: u32,
    /// The level, from 0 to 8.
    pub level: u8,
}

/// A tracked change of the properties of a paragraph (`w:pPrChange`, §17.13.5.29).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PropertiesChange {
    /// Its author and date.
    pub change: Arc<Change>,
    /// The id of the style before.
    pub style_before: Option<Arc<str>>,
    /// The list item before.
    pub numbering_before: Option<Numbering>,
}

/// A bookmark (§17.13.6.2). One between blocks begins in the next paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bookmark {
    /// Its name.
    pub name: String,
    /// The index of the run before which it begins.
    pub run: usize,
    /// Its end, or its beginning if the file does not give the end.
    pub end: Position,
}

/// Text or an object of one format, one state, and the same comments, field and link.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// Its content.
    pub content: Content,
    /// Its format.
    pub format: Format,
    /// Its state.
    pub tracked: Tracked,
    /// A tracked change of its format.
    pub format_change: Option<Box<FormatChange>>,
    /// The indices in [`WordFile::comments`] of the comments whose range covers it.
    pub comments: Arc<[usize]>,
    /// The field to whose result it belongs.
    pub field: Option<Arc<Field>>,
    /// The link that it is part of: an address, or `#` and the name of a bookmark.
    pub link: Option<Arc<str>>,
    /// Its language, such as `fr-FR`, if it differs from the language of its style.
    pub language: Option<Arc<str>>,
    /// The formula that it is part of.
    pub formula: Option<Arc<Formula>>,
}

/// A formula with its structure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Formula {
    /// Its LaTeX with its tracked changes made; `None` if it has something that is not understood.
    pub accepted: Option<String>,
    /// Its LaTeX without its tracked changes.
    pub rejected: Option<String>,
}

impl Formula {
    /// Its LaTeX in a view.
    pub fn latex(&self, view: View) -> Option<&str> {
        match view {
            View::Accepted => self.accepted.as_deref(),
            View::Rejected => self.rejected.as_deref(),
        }
    }
}

/// The content of a run.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// Text. It contains tabs, soft hyphens and non-breaking hyphens as characters.
    Text(String),
    /// A line break.
    Break,
    /// A break of the page or column.
    PageBreak,
    /// The id of a footnote whose reference this is.
    Footnote(String),
    /// The id of an endnote whose reference this is.
    Endnote(String),
    /// A character of a symbol font.
    Symbol(Box<Symbol>),
    /// The characters of a formula, without its structure.
    Math(String),
    /// A picture, text box or embedded object.
    Object(Box<Object>),
}

/// A character of a symbol font (`w:sym`, §17.3.3.30).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// The name of the font, such as `Wingdings`.
    pub font: String,
    /// The character, often of the private use area (U+F000 to U+F0FF).
    pub character: char,
}

/// A picture, text box or embedded object.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Object {
    /// The alternative text.
    pub description: Option<String>,
    /// The names of the parts with its pictures, such as `word/media/image1.png`: several in a group.
    pub pictures: Vec<String>,
    /// The blocks of its text boxes.
    pub blocks: Vec<Block>,
}

/// A field to whose result a run belongs (§17.16).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The instruction, such as `REF _Ref123 \h`.
    pub instruction: String,
    /// The field whose result contains this one, such as TOC around HYPERLINK.
    pub outer: Option<Arc<Field>>,
}

/// The format of a run, directly or by its character style. `None` if the style of the paragraph
/// decides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Format {
    /// Bold.
    pub bold: Option<bool>,
    /// Italic.
    pub italic: Option<bool>,
    /// Underlined in any way.
    pub underline: Option<bool>,
    /// Struck through once or twice.
    pub strike: Option<bool>,
    /// Small or full capitals.
    pub capitals: Option<bool>,
    /// Small capitals.
    pub small_capitals: Option<bool>,
    /// Hidden text.
    pub hidden: Option<bool>,
    /// Superscript or subscript.
    pub vertical: Option<Vertical>,
    /// The size in half points.
    pub size: Option<u16>,
    /// Whether its face is monospaced, by name.
    pub monospaced: Option<bool>,
    /// The id of the character style.
    pub style: Option<Arc<str>>,
}

/// The position of a run relative to the baseline (§17.18.97).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vertical {
    /// On the baseline.
    Baseline,
    /// Raised and smaller.
    Superscript,
    /// Lowered and smaller.
    Subscript,
}

/// A tracked change of the format of a run (`w:rPrChange`, §17.13.5.31).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormatChange {
    /// Its author and date.
    pub change: Arc<Change>,
    /// The format before.
    pub before: Format,
}

/// A table (§17.4.37).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The id of its style.
    pub style: Option<Arc<str>>,
    /// The title of its alternative text (`w:tblCaption`).
    pub title: Option<String>,
    /// Its alternative text (`w:tblDescription`).
    pub description: Option<String>,
    /// Whether its style sets its first row apart (`w:tblLook`).
    pub first_row: bool,
    /// Whether its style sets its first column apart (`w:tblLook`).
    pub first_column: bool,
    /// Its rows.
    pub rows: Vec<Row>,
    /// A tracked change of its properties (`w:tblPrChange`).
    pub properties_change: Option<Arc<Change>>,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Its state.
    pub tracked: Tracked,
    /// Whether it is repeated at the head of each page.
    pub is_header: bool,
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Its state.
    pub tracked: Tracked,
    /// How many columns it spans.
    pub columns: u32,
    /// Whether it continues the cell above it.
    pub continues: bool,
    /// Whether its text runs upwards or downwards.
    pub is_rotated: bool,
    /// Its blocks.
    pub blocks: Vec<Block>,
}

/// A footnote or endnote.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// Its id in the file, to which [`Content::Footnote`] or [`Content::Endnote`] refers.
    pub id: String,
    /// Its blocks, without its number.
    pub blocks: Vec<Block>,
}

/// A comment (§17.13.4.2).
#[derive(Clone, Debug, PartialEq)]
pub struct Comment {
    /// Its id in the file.
    pub id: String,
    /// Its author, as Word names them.
    pub author: String,
    /// The initials of the author.
    pub initials: String,
    /// The time in ISO 8601. Word writes local time with a `Z`.
    pub date: Option<String>,
    /// Its blocks.
    pub blocks: Vec<Block>,
    /// The index in [`WordFile::comments`] of the comment to which it is a reply.
    pub parent: Option<usize>,
    /// Whether the thread is resolved.
    pub is_resolved: bool,
    /// The range that it is about; `None` if nothing in the file refers to it.
    pub anchor: Option<Anchor>,
}

/// The range that a comment is about; empty if the file marks only a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// The beginning of the range.
    pub start: Position,
    /// The end of the range.
    pub end: Position,
}

/// A style (§17.7.4.17).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// Its name in the user interface, such as `heading 1`.
    pub name: String,
    /// What it applies to.
    pub kind: StyleKind,
    /// Whether it is the default style of its kind.
    pub is_default: bool,
    /// The id of the style that it is based on.
    pub based_on: Option<String>,
    /// Its own outline level, from 0.
    pub outline_level: Option<u8>,
    /// Its own list item.
    pub numbering: Option<Numbering>,
    /// Its own format.
    pub format: Format,
    /// Its own language.
    pub language: Option<Arc<str>>,
    /// The position that it gives to paragraphs.
    pub position: ParagraphPosition,
}

/// The lists of a file: instances, to which paragraphs refer, and their definitions (§17.9).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lists {
    /// The instances by id (`w:num`, §17.9.15).
    pub instances: BTreeMap<u32, ListInstance>,
    /// The definitions by id: their levels, at most nine (`w:abstractNum`, §17.9.1).
    pub definitions: BTreeMap<u32, Vec<ListLevel>>,
}

/// An instance of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListInstance {
    /// The id of its definition. Instances of the same definition continue each other.
    pub definition: u32,
    /// The levels that it redefines (`w:lvlOverride`, §17.9.8).
    pub levels: BTreeMap<u8, ListLevel>,
    /// The numbers with which levels restart at its first item (`w:startOverride`, §17.9.26).
    pub starts: BTreeMap<u8, u32>,
}

/// A level of a list (§17.9.6).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListLevel {
    /// Its number, from 0 to 8.
    pub level: u8,
    /// The number of its first item.
    pub start: u32,
    /// How its numbers are written.
    pub format: NumberFormat,
    /// Its marker, in which `%1` is the number of the first level.
    pub text: String,
    /// The level after whose items it restarts, counted from 1; 0 for never (§17.9.10).
    pub restart: Option<u8>,
    /// The id of the paragraph style that is this level (§17.9.23).
    pub style: Option<String>,
    /// Whether all numbers in its marker are decimal (§17.9.4).
    pub is_legal: bool,
}

/// How the numbers of a list are written (§17.18.59).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NumberFormat {
    /// 1, 2, 3; also the substitute for formats of other scripts.
    #[default]
    Decimal,
    /// 01, 02, 03.
    DecimalZero,
    /// a, b, c.
    LowerLetter,
    /// A, B, C.
    UpperLetter,
    /// i, ii, iii.
    LowerRoman,
    /// I, II, III.
    UpperRoman,
    /// A bullet.
    Bullet,
    /// No number.
    None,
}

/// What a style applies to (§17.18.83).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StyleKind {
    /// Paragraphs.
    #[default]
    Paragraph,
    /// Runs.
    Character,
    /// Tables.
    Table,
    /// Lists.
    Numbering,
}
