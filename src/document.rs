//! The report with everything decided: what all four formats say, and in which order.
//!
//! A [`Document`] is pure data. Every number is counted, every cross-reference points at an
//! element, every generated word stands in the report's language, every quotation mark is the one
//! that is printed. An exporter only dresses it: it never counts, never looks a word up, never
//! reorders. The tree is also the logical structure of the tagged PDF, the outline, the EPUB
//! navigation and the headings of Word.

pub mod block;
mod cover;
mod direction;
pub mod inline;
pub mod metadata;
mod picture;
mod placement;
pub mod walk;

pub use block::{
    Block, Caption, Cell, ColumnAlignment, Definition, Figure, FigurePosition, Heading, IndexEntry,
    IndexReference, List, ListItem, ListKind, Paragraph, ParticipantGroup, Participants, People,
    PeopleGroup, Person, Quotation, RecommendationKind, Recommendations, Table, TextBox,
};
pub use cover::{Cover, CoverPicture};
pub use direction::{Direction, is_right_to_left};
pub use inline::{Inline, NoteReference};
pub use metadata::{Catalogue, Certifier, Collection, Contributor, Date, Metadata};
pub use picture::{Image, ImageFormat, Pictures};
pub use placement::Placement;

use std::collections::BTreeMap;

/// Names one element of a document; an index into [`Document::anchors`].
///
/// Elements are blocks, list items, headings, sections, notes, links and references. The numbers
/// are those of one build; what stays the same between builds is the anchor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ElementId(pub u32);

/// Names one picture of a document; an index into [`Document::images`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ImageId(pub usize);

/// A whole report, decided.
#[derive(Clone, Debug)]
pub struct Document {
    /// The language of the report as a BCP 47 tag, such as `en-GB`.
    pub language: String,
    /// What catalogues and file properties say about the publication.
    pub metadata: Metadata,
    /// The lines of the cover.
    pub cover: Cover,
    /// The list of contents; `None` where the report wants none.
    pub contents: Option<Contents>,
    /// Every section in reading order, front matter first.
    pub sections: Vec<Section>,
    /// The footnotes in reading order. Numbers go through the report, or begin anew with each
    /// section of level 1.
    pub notes: Vec<Note>,
    /// Pictures that figures and covers show.
    pub images: Vec<Image>,
    /// The stable name of each element, indexed by [`ElementId`]: ASCII letters, digits and `-`,
    /// beginning with a letter, unique in the document.
    pub anchors: Vec<String>,
    /// What the editor asks of the pages, by the element that it is asked for.
    pub placements: BTreeMap<ElementId, Placement>,
    /// Where words of the report may be hyphenated, against what its language would do: the word
    /// in small letters without hyphens, and the bytes before which a hyphen may stand; none for
    /// a word that is never broken.
    pub hyphenation: BTreeMap<String, Vec<usize>>,
    /// Words that exporters need for parts of their own: navigation, labels of landmarks.
    pub words: Words,
}

impl Document {
    /// The sections that stand before the list of contents, the imprint, and those after it.
    pub fn split_at_contents(&self) -> (&[Section], &[Section]) {
        let imprint = self.sections.iter().take_while(|s| s.kind == SectionKind::Imprint).count();
        self.sections.split_at_checked(imprint).unwrap_or((&[], &self.sections))
    }

    /// The way in which its language is written.
    pub fn direction(&self) -> Direction {
        Direction::of(&self.language)
    }

    /// The stable name of an element, fit for an XML id and a PDF destination.
    #[allow(clippy::indexing_slicing, reason = "an id counts the list that gave it")]
    pub fn anchor(&self, id: ElementId) -> &str {
        &self.anchors[id.0 as usize]
    }

    /// What the editor asks of the pages for an element: a block, an item, a section.
    pub fn placement(&self, id: ElementId) -> Placement {
        self.placements.get(&id).copied().unwrap_or_default()
    }

    /// The picture that a figure shows.
    #[allow(clippy::indexing_slicing, reason = "an id counts the list that gave it")]
    pub fn image(&self, id: ImageId) -> &Image {
        &self.images[id.0]
    }
}

/// The list of contents.
#[derive(Clone, Debug)]
pub struct Contents {
    /// The element of the list itself.
    pub id: ElementId,
    /// Its heading: "Contents".
    pub heading: Vec<Inline>,
    /// Its lines, in reading order.
    pub entries: Vec<ContentsEntry>,
}

/// One line of the contents.
#[derive(Clone, Debug)]
pub struct ContentsEntry {
    /// The element of this line.
    pub id: ElementId,
    /// The heading that the line points at.
    pub target: ElementId,
    /// 1 for sections, 2 for what stands in them.
    pub level: u8,
    /// The heading as one line, with its prefix and without notes: "Panel 1: Forms".
    pub content: Vec<Inline>,
}

/// What part of the book a section belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Matter {
    /// Before the text proper: imprint, foreword, abbreviations. Roman folios.
    Front,
    /// The text proper.
    Body,
    /// After it: annexes, bibliography.
    Back,
}

/// What a section is, for the roles of EPUB and PDF and the looks that a template gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SectionKind {
    /// Publisher, ISBN, document symbol, copyright, disclaimer, photo credits.
    Imprint,
    /// A foreword or preface.
    Foreword,
    /// The list of abbreviations.
    Abbreviations,
    /// A section of the text with nothing special about it.
    Section,
    /// A panel with its people.
    Panel,
    /// The section that holds the side events.
    SideEvents,
    /// One side event.
    SideEvent,
    /// The end of the text; often without a heading of its own.
    Conclusion,
    /// An annex.
    Annex,
    /// The list of works cited.
    Bibliography,
    /// The index of persons.
    Index,
}

impl SectionKind {
    /// Its name in ASCII: what anchors of sections begin with, and their class in style sheets.
    pub fn name(self) -> &'static str {
        match self {
            SectionKind::Imprint => "imprint",
            SectionKind::Foreword => "foreword",
            SectionKind::Abbreviations => "abbreviations",
            SectionKind::Section => "section",
            SectionKind::Panel => "panel",
            SectionKind::SideEvents => "side-events",
            SectionKind::SideEvent => "side-event",
            SectionKind::Conclusion => "conclusion",
            SectionKind::Annex => "annex",
            SectionKind::Bibliography => "bibliography",
            SectionKind::Index => "index",
        }
    }
}

/// A section with its blocks, then its subsections.
#[derive(Clone, Debug)]
pub struct Section {
    /// The element of the section.
    pub id: ElementId,
    /// What it is.
    pub kind: SectionKind,
    /// Where it stands in the book.
    pub matter: Matter,
    /// Its heading; a conclusion may have none.
    pub heading: Option<Heading>,
    /// What stands in it before its subsections.
    pub blocks: Vec<Block>,
    /// Its subsections.
    pub sections: Vec<Section>,
}

/// A footnote.
#[derive(Clone, Debug)]
pub struct Note {
    /// The element of the note.
    pub id: ElementId,
    /// Its number as printed: "1".
    pub number: String,
    /// Where numbers begin anew with this note, the section of level 1 that they count in:
    /// "Panel 2", or its title.
    pub restarts_in: Option<String>,
    /// The reference after which the note is placed: the first one.
    pub first_reference: ElementId,
    /// Every reference to it, the first included, in reading order.
    pub references: Vec<ElementId>,
    /// The paragraphs of the note.
    pub blocks: Vec<Block>,
}

/// Generated words for the parts that only some formats have.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// "Contents".
    pub contents: String,
    /// "Cover".
    pub cover: String,
    /// "Title page".
    pub title_page: String,
    /// "Notes": the heading of the notes of the plain text.
    pub notes: String,
    /// "Note": names a note link to a screen reader, "Note 1".
    pub note: String,
    /// "Page": names a page to a screen reader, and in the footer of drafts.
    pub page: String,
    /// "List of pages".
    pub pages: String,
    /// "List of tables".
    pub tables: String,
    /// "List of figures".
    pub figures: String,
    /// "Landmarks".
    pub landmarks: String,
    /// "Start of text".
    pub start: String,
    /// "Back to the text": names the link from a note to its reference.
    pub back: String,
    /// Between a person's name and post, and between pages of an index: ", ".
    pub comma: String,
    /// Between sections of an index, whose titles hold commas: "; ".
    pub semicolon: String,
    /// Between a name and what it is the name of, on one line: ": ".
    pub separator: String,
    /// What an e-book says of itself to those who do not see it.
    pub accessibility: String,
    /// The short title that running heads repeat.
    pub running_title: String,
}
