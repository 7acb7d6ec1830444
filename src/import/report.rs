//! A report as it is recognized in a file: what is written as YAML.
//!
//! It has the parts of [`crate::source::schema`], with inlines instead of texts with markup, and with
//! indexes instead of ids: ids are made when it is written, and only for what is referred to.

use std::collections::HashMap;

use super::flat::{Dropped, Inline, Place};
use crate::source::schema::{Alignment, ListStyle, RecommendationKind, SectionKind};

/// A report as it is recognized.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportedReport {
    /// The publication.
    pub publication: Publication,
    /// The event.
    pub event: Option<Event>,
    /// The register of people, without doubles.
    pub people: Vec<Person>,
    /// The imprint.
    pub imprint: Imprint,
    /// The foreword and other sections of the front matter, each kind once.
    pub front: Vec<(FrontKind, Section)>,
    /// The versions of the document.
    pub history: Vec<Revision>,
    /// The abbreviations and their meanings.
    pub abbreviations: Vec<(Vec<Inline>, Vec<Inline>)>,
    /// The sections.
    pub body: Vec<Section>,
    /// The annexes.
    pub annexes: Vec<Section>,
    /// The works cited.
    pub bibliography: Vec<Work>,
    /// The paragraphs of each note of [`Flat::notes`](super::flat::Flat::notes), in its order.
    pub notes: Vec<ImportedNote>,
    /// The words that are printed for a reference to what has a bookmark, if it prints any by itself.
    pub printed: HashMap<String, String>,
    /// Whether paragraphs are numbered.
    pub numbered_paragraphs: bool,
    /// Whether to print an index of persons.
    pub index_of_persons: bool,
    /// Generated text that recognition dropped, in the order of the file.
    pub dropped: Vec<Dropped>,
    /// What was recognized, or might be, in the order of the file.
    pub guesses: Vec<Guess>,
}

/// A version of the document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Revision {
    /// Its name or number.
    pub version: String,
    /// Its date in ISO 8601, perhaps only the month or year.
    pub date: Option<String>,
    /// What changed.
    pub changes: Vec<Inline>,
}

/// A section of the front matter, in the order in which it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FrontKind {
    /// The foreword.
    Foreword,
    /// Acknowledgements.
    Acknowledgements,
    /// The abstract.
    Abstract,
}

/// The language of a report whose own is unknown.
pub const USUAL_LANGUAGE: &str = "en-GB";

/// The publication.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Publication {
    /// The title.
    pub title: Vec<Inline>,
    /// The subtitle.
    pub subtitle: Vec<Inline>,
    /// The title in running heads, if it is another.
    pub short_title: Vec<Inline>,
    /// The line above the title.
    pub series: Vec<Inline>,
    /// The publisher.
    pub publisher: Vec<Inline>,
    /// The office within the organization.
    pub office: Vec<Inline>,
    /// The language as a BCP 47 tag; `None` if neither the file nor its words tell.
    pub language: Option<String>,
    /// The date in ISO 8601.
    pub date: Option<String>,
    /// A summary.
    pub description: Option<String>,
    /// Keywords.
    pub keywords: Vec<String>,
    /// The status of the document.
    pub status: Vec<Inline>,
    /// The authors, as indexes of [`ImportedReport::people`].
    pub authors: Vec<usize>,
    /// The editors, as indexes of [`ImportedReport::people`].
    pub editors: Vec<usize>,
    /// The pictures on the cover, the logo first: an index of
    /// [`Flat::pictures`](super::flat::Flat::pictures), and the alternative text.
    pub logo: Option<(usize, Option<String>)>,
    /// The picture on the cover.
    pub cover_picture: Option<(usize, Option<String>)>,
}

/// The event.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Event {
    /// The name.
    pub name: Vec<Inline>,
    /// The place.
    pub venue: Vec<Inline>,
    /// The first day in ISO 8601.
    pub from: String,
    /// The last day in ISO 8601.
    pub to: Option<String>,
}

/// The imprint.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Imprint {
    /// The ISBN.
    pub isbn: Option<String>,
    /// The document symbol.
    pub symbol: Option<String>,
    /// The copyright line.
    pub copyright: Vec<Inline>,
    /// The disclaimer.
    pub disclaimer: Vec<Inline>,
    /// The photographers.
    pub photo_credits: Vec<Inline>,
}

/// A person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// The name.
    pub name: String,
    /// The title before the name.
    pub honorific: Option<String>,
    /// The post.
    pub post: Option<String>,
    /// The organization.
    pub organisation: Option<String>,
    /// The country.
    pub country: Option<String>,
}

/// A section.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// Where its heading is.
    pub place: Place,
    /// The kind.
    pub kind: SectionKind,
    /// The label before the title, where the report would generate another or none: "Session 2".
    pub label: Vec<Inline>,
    /// The title.
    pub title: Vec<Inline>,
    /// The names of its bookmarks.
    pub bookmarks: Vec<String>,
    /// The moderators, as indexes of [`ImportedReport::people`].
    pub moderators: Vec<usize>,
    /// The rapporteurs, as indexes.
    pub rapporteurs: Vec<usize>,
    /// The speakers, as indexes.
    pub speakers: Vec<usize>,
    /// The organizers of a side event.
    pub co_organisers: Vec<Vec<Inline>>,
    /// The blocks.
    pub content: Vec<Block>,
    /// The subsections.
    pub sections: Vec<Section>,
    /// Lines for comments before it.
    pub comments: Vec<String>,
}

/// A block.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// Where it begins.
    pub place: Place,
    /// What it is.
    pub kind: BlockKind,
    /// The names of its bookmarks.
    pub bookmarks: Vec<String>,
    /// Lines for comments before it.
    pub comments: Vec<String>,
}

/// The kind of a block.
#[derive(Clone, Debug, PartialEq)]
pub enum BlockKind {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A heading inside a section.
    Heading(Vec<Inline>),
    /// A list.
    List { style: ListStyle, start: u32, items: Vec<Item> },
    /// Recommendations, findings, lessons or conclusions. `label` replaces the heading.
    Recommendations {
        kind: RecommendationKind,
        label: Vec<Inline>,
        lead: Vec<Inline>,
        items: Vec<Item>,
    },
    /// A quotation: its paragraphs, and whose it is.
    Quotation { text: Vec<Vec<Inline>>, source: Vec<Inline> },
    /// A table.
    Table(Table),
    /// A picture.
    Figure(Figure),
    /// A box.
    TextBox { title: Vec<Inline>, content: Vec<Block> },
    /// The list of participants, and whether it is ordered by country.
    Participants(Participants),
    /// Terms with their definitions.
    Definitions(Vec<Definition>),
    /// Text whose lines stay as they are.
    Code(String),
    /// A display equation in LaTeX, and whether it is numbered.
    Equation { latex: String, is_numbered: bool },
    /// A signature.
    Signature(Signature),
    /// The days of a programme.
    Programme(Vec<ProgrammeDay>),
}

/// A signature.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Signature {
    /// The closing words.
    pub closing: Vec<Inline>,
    /// A picture of it, with its alternative text.
    pub picture: Option<(usize, Option<String>)>,
    /// Who signs, as indexes.
    pub people: Vec<usize>,
    /// The place.
    pub place: Vec<Inline>,
    /// The date in ISO 8601, perhaps only the month.
    pub date: Option<String>,
}

/// A day of a programme.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ProgrammeDay {
    /// The date in ISO 8601.
    pub date: Option<String>,
    /// The title.
    pub title: Vec<Inline>,
    /// Whether it is a list instead of a table.
    pub is_list: bool,
    /// What happens at which time: time and title.
    pub entries: Vec<(Vec<Inline>, Vec<Inline>)>,
}

/// A list of participants.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Participants {
    /// The people, as indexes; all of the register if there are none.
    pub people: Vec<usize>,
    /// Whether they are grouped by country.
    pub is_by_country: bool,
}

/// An item of a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Item {
    /// The text.
    pub text: Vec<Inline>,
    /// The names of its bookmarks.
    pub bookmarks: Vec<String>,
    /// The blocks under it.
    pub content: Vec<Block>,
}

/// A table. The cells of each row fill all columns, with those that span rows from above.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The caption.
    pub caption: Vec<Inline>,
    /// The header rows, at least one.
    pub header: Vec<Vec<TableCell>>,
    /// The rows.
    pub rows: Vec<Vec<TableCell>>,
    /// The alignment of the columns; empty for the default.
    pub align: Vec<Alignment>,
    /// Whether the headers of single columns are rotated.
    pub rotated_header: bool,
    /// Whether the first cell of each row is a header.
    pub row_headers: bool,
    /// The notes below it.
    pub notes: Vec<Vec<Inline>>,
    /// The source of the data.
    pub source: Vec<Inline>,
    /// Whether it needs a landscape page.
    pub wide: bool,
}

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TableCell {
    /// The text.
    pub text: Vec<Inline>,
    /// The number of columns that it spans.
    pub columns: usize,
    /// The number of rows that it spans.
    pub rows: usize,
}

/// A picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figure {
    /// The picture, an index of [`Flat::pictures`](super::flat::Flat::pictures).
    pub picture: usize,
    /// The alternative text.
    pub alternative: Option<String>,
    /// The caption.
    pub caption: Vec<Inline>,
    /// The photographer or source.
    pub credit: Vec<Inline>,
}

/// A term with its definition.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Definition {
    /// The term.
    pub term: Vec<Inline>,
    /// The definition.
    pub definition: Vec<Inline>,
    /// Further blocks.
    pub content: Vec<Block>,
    /// The names of its bookmarks.
    pub bookmarks: Vec<String>,
}

/// A work cited.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Work {
    /// The number that was before it, as references print it: "[1]".
    pub number: Option<String>,
    /// The entry.
    pub text: Vec<Inline>,
    /// The names of its bookmarks.
    pub bookmarks: Vec<String>,
}

/// A note.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportedNote {
    /// Its name in the file, if it has one that says something.
    pub name: Option<String>,
    /// Its paragraphs.
    pub paragraphs: Vec<Vec<Inline>>,
    /// The names of its bookmarks.
    pub bookmarks: Vec<String>,
}

/// What was recognized at a place, or might be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess {
    /// Where.
    pub place: Place,
    /// What it is taken for: a noun phrase, such as "a panel".
    pub what: String,
    /// The words that it is about, shortened.
    pub words: String,
    /// How sure it is, in percent.
    pub confidence: u8,
    /// Whether the report has it; otherwise it is plain, with a comment.
    pub is_taken: bool,
}

/// The confidence in percent from which a guess is taken.
pub const THRESHOLD: u8 = 70;

impl Section {
    /// A section without content.
    pub fn new(place: Place, kind: SectionKind, title: Vec<Inline>) -> Self {
        Section {
            place,
            kind,
            label: Vec::new(),
            title,
            bookmarks: Vec::new(),
            moderators: Vec::new(),
            rapporteurs: Vec::new(),
            speakers: Vec::new(),
            co_organisers: Vec::new(),
            content: Vec::new(),
            sections: Vec::new(),
            comments: Vec::new(),
        }
    }
}

impl Block {
    /// A block without bookmarks or comments.
    pub fn new(place: Place, kind: BlockKind) -> Self {
        Block { place, kind, bookmarks: Vec::new(), comments: Vec::new() }
    }
}
