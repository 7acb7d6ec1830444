//! The resolved report: the content of all formats in reading order.
//!
//! A [`Document`] is pure data. Numbers, targets of cross-references, generated words and quotation
//! marks are final. Exporters only format it: they never count, look up words, or reorder. The tree
//! is also the structure of the tagged PDF, of its bookmarks, of the EPUB navigation, and of the
//! headings in Word.

mod anchor_names;
pub mod block;
mod cover;
mod direction;
pub mod inline;
mod marker;
pub mod metadata;
mod numbered;
mod picture;
pub mod relocation;
pub mod traced;
pub mod unraised;
pub mod visit;

pub use anchor_names::AnchorNames;
pub use block::*;
pub use cover::{Cover, CoverPicture};
pub use direction::{Direction, is_right_to_left};
pub use inline::{Inline, InlineEquation, NoteReference, SpanStyle};
pub use marker::{ListKind, ListMarker};
pub use metadata::{AUTHOR, Catalogue, Certifier, Collection, Contributor, Date, Metadata, Period};
pub use numbered::{PrintedNumber, printed_numbers};
pub use picture::{Image, ImageContent, Pictures};

use std::collections::BTreeMap;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, OnceLock};

use crate::cache::Key;
use crate::numerals::Alphabet;

/// The number of an element in this build; an index into [`Document::anchors`].
///
/// Elements are blocks, list items, headings, sections, notes, links and references. Numbers change
/// between builds; anchors do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ElementId(pub u32);

/// The number of a picture; an index into [`Document::images`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ImageId(pub usize);

/// A resolved report.
#[derive(Clone, Debug)]
pub struct Document {
    /// The language of the report as a BCP 47 tag, such as `en-GB`.
    pub language: String,
    /// The metadata for catalogues and file properties.
    pub metadata: Metadata,
    /// The cover.
    pub cover: Cover,
    /// The list of contents; `None` if the report turns it off.
    pub contents: Option<Contents>,
    /// The sections in reading order, front matter first.
    pub sections: Vec<Arc<Section>>,
    /// The notes in reading order, numbered through the report or in each section of level 1.
    pub notes: Vec<Note>,
    /// Where the notes are printed.
    pub note_kind: NoteKind,
    /// The pictures of figures and covers.
    pub images: Vec<Image>,
    /// The anchor of each element, indexed by [`ElementId`]: unique, of ASCII letters, digits and
    /// `-`, starting with a letter.
    pub anchors: AnchorNames,
    /// The placements that the editor requests, by element.
    pub placements: BTreeMap<ElementId, Placement>,
    /// Hyphenation exceptions: the word in lower case without hyphens, and the byte offsets at which
    /// it may be broken; empty for a word that is never broken.
    pub hyphenation: BTreeMap<String, Vec<usize>>,
    /// Generated words for parts that only some formats have, such as navigation.
    pub words: Words,
}

impl Document {
    /// Whether an element is an entry of the bibliography.
    pub fn is_work(&self, element: ElementId) -> bool {
        let lists = self.sections.iter().filter(|one| one.kind == SectionKind::Bibliography);
        let mut works = lists.flat_map(|section| &section.blocks).map(Block::works);
        // They are numbered in this order.
        works.any(|works| works.binary_search_by_key(&element, |work| work.id).is_ok())
    }

    /// The sections before the list of contents, and those after it.
    pub fn split_at_contents(&self) -> (&[Arc<Section>], &[Arc<Section>]) {
        let before = self.sections.iter().take_while(|section| section.kind.precedes_contents());
        self.sections.split_at_checked(before.count()).unwrap_or((&[], &self.sections))
    }

    /// The writing direction of its language.
    pub fn direction(&self) -> Direction {
        Direction::of(&self.language)
    }

    /// The anchor of an element, a valid XML id and PDF destination.
    pub fn anchor(&self, id: ElementId) -> &str {
        self.anchors.name(id).unwrap_or_default()
    }

    /// The placement that the editor requests for a block, item or section.
    pub fn placement(&self, id: ElementId) -> Placement {
        self.placements.get(&id).copied().unwrap_or_default()
    }

    /// The picture with a number.
    #[allow(clippy::indexing_slicing, reason = "ids are created with their elements")]
    pub fn image(&self, id: ImageId) -> &Image {
        &self.images[id.0]
    }
}

/// The list of contents.
#[derive(Clone, Debug, Hash)]
pub struct Contents {
    /// The element of the list itself.
    pub id: ElementId,
    /// The heading: "Contents".
    pub heading: Vec<Inline>,
    /// The entries in reading order.
    pub entries: Vec<ContentsEntry>,
}

/// An entry of the contents.
#[derive(Clone, Debug, Hash)]
pub struct ContentsEntry {
    /// The element of the entry.
    pub id: ElementId,
    /// The heading it refers to.
    pub target: ElementId,
    /// The level of the heading, from 1.
    pub level: u8,
    /// The generated part of the heading.
    pub prefix: Option<HeadingPrefix>,
    /// The heading as one line, with its prefix and without notes: "Panel 1: Forms".
    pub content: Vec<Inline>,
}

impl ContentsEntry {
    /// The heading without its prefix and the separator after it.
    pub fn title(&self) -> &[Inline] {
        let before = self.prefix.as_ref().map_or(0, |prefix| prefix.inlines().len() + 1);
        self.content.get(before..).unwrap_or_default()
    }
}

/// The part of a book that a section belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Matter {
    /// Imprint, foreword, abbreviations; roman folios.
    Front,
    /// The text itself.
    Body,
    /// Annexes, bibliography, index.
    Back,
}

/// Where the notes of a report are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum NoteKind {
    /// At the foot of the page of their first reference.
    #[default]
    Footnotes,
    /// Together at the end, in the section of kind [`SectionKind::Notes`].
    Endnotes,
}

/// The kind of a section, for roles in EPUB and PDF and styles in templates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SectionKind {
    /// Publisher, ISBN, document symbol, copyright, disclaimer, photo credits.
    Imprint,
    /// A dedication, which has no heading.
    Dedication,
    /// A foreword or preface.
    Foreword,
    /// Acknowledgements.
    Acknowledgements,
    /// An abstract.
    Abstract,
    /// The versions of the document.
    History,
    /// The list of abbreviations.
    Abbreviations,
    /// Any other section of the body.
    Section,
    /// A panel with its people.
    Panel,
    /// The section that contains the side events.
    SideEvents,
    /// One side event.
    SideEvent,
    /// The end of the body, often without heading.
    Conclusion,
    /// An annex.
    Annex,
    /// The list of works cited.
    Bibliography,
    /// The endnotes, in one subsection for each section of level 1 if their numbers restart.
    Notes,
    /// The index of persons.
    Index,
}

impl SectionKind {
    /// Its ASCII name, for anchors and classes in style sheets.
    pub fn name(self) -> &'static str {
        match self {
            SectionKind::Imprint => "imprint",
            SectionKind::Dedication => "dedication",
            SectionKind::Foreword => "foreword",
            SectionKind::Acknowledgements => "acknowledgements",
            SectionKind::Abstract => "abstract",
            SectionKind::History => "history",
            SectionKind::Abbreviations => "abbreviations",
            SectionKind::Section => "section",
            SectionKind::Panel => "panel",
            SectionKind::SideEvents => "side-events",
            SectionKind::SideEvent => "side-event",
            SectionKind::Conclusion => "conclusion",
            SectionKind::Annex => "annex",
            SectionKind::Bibliography => "bibliography",
            SectionKind::Notes => "endnotes",
            SectionKind::Index => "index",
        }
    }

    /// Whether it is printed before the list of contents.
    pub fn precedes_contents(self) -> bool {
        matches!(self, SectionKind::Imprint | SectionKind::Dedication)
    }
}

/// A section with its blocks, then its subsections.
#[derive(Clone, Debug)]
pub struct Section {
    /// The element of the section.
    pub id: ElementId,
    /// Its kind.
    pub kind: SectionKind,
    /// The part of the book it belongs to.
    pub matter: Matter,
    /// Its heading; a conclusion may have none.
    pub heading: Option<Heading>,
    /// The blocks before its subsections.
    pub blocks: Vec<Block>,
    /// Its subsections.
    pub sections: Vec<Section>,
    /// The key of all of this.
    pub key: SectionKey,
}

/// The key of a section, made when first needed. All formats use the same one. A copy may be changed, so it gets its own.
#[derive(Default)]
pub struct SectionKey(OnceLock<Key>);

#[cfg(test)]
impl SectionKey {
    /// Whether it has been made.
    pub fn is_made(&self) -> bool {
        self.0.get().is_some()
    }
}

impl Clone for SectionKey {
    fn clone(&self) -> SectionKey {
        SectionKey::default()
    }
}

/// Whether it has been made does not matter to anyone who compares documents.
impl fmt::Debug for SectionKey {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("SectionKey")
    }
}

impl Hash for Section {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Section { id, kind, matter, heading, blocks, sections, key: SectionKey(key) } = self;
        let own = || Key::new("section", (id, kind, matter, heading, blocks, sections));
        key.get_or_init(own).hash(state);
    }
}

/// A footnote or endnote.
#[derive(Clone, Debug, Hash)]
pub struct Note {
    /// The element of the note.
    pub id: ElementId,
    /// Its id in the source. Where numbers restart, several notes may have the same.
    pub author_id: String,
    /// Its number as printed: "1".
    pub number: String,
    /// The name of the section of level 1, "Panel 2" or its title, if numbers restart with this note.
    pub restarts_in: Option<String>,
    /// The first reference, on whose page a footnote begins.
    pub first_reference: ElementId,
    /// All references to it in reading order.
    pub references: Vec<ElementId>,
    /// The paragraphs of the note.
    pub blocks: Vec<Block>,
}

/// Generated words for parts that only some formats have.
#[derive(Clone, Debug, Default, Hash)]
pub struct Words {
    /// "Contents".
    pub contents: String,
    /// "Cover".
    pub cover: String,
    /// "Title page".
    pub title_page: String,
    /// "Notes": the heading of the notes in plain text.
    pub notes: String,
    /// "Note": announces note references to screen readers as "Note 1".
    pub note: String,
    /// "Page": announces page breaks to screen readers, and precedes the folio of drafts.
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
    /// "Back to the text": announces links from notes to their references.
    pub back: String,
    /// The separator between name and post of a person and between pages of an index: ", ".
    pub comma: String,
    /// The separator between sections of an index, whose titles may contain commas: "; ".
    pub semicolon: String,
    /// The separator between a label and its value or a title: ": ".
    pub separator: String,
    /// "Panel": the label of the numbers of panels.
    pub panel: String,
    /// "Draft": in running heads for reviewers.
    pub draft: String,
    /// "Annex ": the label of annexes, up to their letter.
    pub annex: String,
    /// The letters of annexes.
    pub annex_alphabet: Alphabet,
    /// The accessibility summary of e-books.
    pub accessibility: String,
    /// The short title for running heads.
    pub running_title: Vec<Inline>,
}
