//! Document → paragraphs and tables of Word.

mod block;
mod front;
mod inline;
mod list;
mod numbering;
mod table;

use std::collections::BTreeMap;

use docx_rs::Paragraph;

use super::bookmark::Bookmarks;
use super::line::Line;
use super::links::Links;
use super::piece::{Extras, ParagraphExtra, PictureExtra, Piece, Stretch, paragraph_id};
use super::styles::Role;
use crate::document::{Document, ElementId, Matter, Note, Section};
use crate::layout::PageMap;
use crate::templates::Style;
pub use numbering::{Abstract, Numbering};

/// Everything that a document says, in Word's terms.
#[derive(Debug, Default)]
pub struct Composed {
    /// The main text: cover, contents, front matter, text; each ends a section of Word.
    pub body: Vec<Stretch>,
    /// The footnotes.
    pub notes: Vec<Stretch>,
    /// What the types of paragraphs cannot say, in both.
    pub extras: Extras,
    /// Links of the main text.
    pub links: Links,
    /// Links of the footnotes.
    pub note_links: Links,
    /// Lists.
    pub numbering: Numbering,
    /// The running head of the first section, until Word fills it in.
    pub first_running_head: String,
}

/// Composes the whole document.
pub fn compose(document: &Document, style: &Style, map: &PageMap) -> Composed {
    let mut composer = Composer::new(document, style, map);
    let body = composer.body();
    let links = std::mem::take(&mut composer.links);
    composer.in_notes = true;
    let notes = document.notes.iter().map(|note| composer.note(note)).collect();
    let first = document.sections.iter().find(|section| section.matter == Matter::Body);
    let heading = first.and_then(|section| section.heading.as_ref());
    Composed {
        body,
        notes,
        extras: composer.extras,
        links,
        note_links: composer.links,
        numbering: composer.numbering,
        first_running_head: heading.map(|heading| heading.running.clone()).unwrap_or_default(),
    }
}

/// What composing needs at hand: the inputs, and what has been given out so far.
struct Composer<'a> {
    document: &'a Document,
    style: &'a Style,
    map: &'a PageMap,
    bookmarks: Bookmarks,
    links: Links,
    numbering: Numbering,
    extras: Extras,
    paragraphs: u32,
    pictures: u32,
    /// Whether footnotes are being composed: they cannot hold marks of footnotes.
    in_notes: bool,
}

impl<'a> Composer<'a> {
    fn new(document: &'a Document, style: &'a Style, map: &'a PageMap) -> Composer<'a> {
        Composer {
            document,
            style,
            map,
            bookmarks: Bookmarks::new(&document.anchors),
            links: Links::default(),
            numbering: Numbering::default(),
            extras: BTreeMap::new(),
            paragraphs: 0,
            pictures: 0,
            in_notes: false,
        }
    }

    fn body(&mut self) -> Vec<Stretch> {
        let mut stretches = vec![self.cover()];
        let (front, text): (Vec<&Section>, Vec<&Section>) =
            self.document.sections.iter().partition(|section| section.matter == Matter::Front);
        stretches.extend(self.contents());
        stretches.push(self.matter(&front));
        stretches.push(self.matter(&text));
        stretches
    }

    fn matter(&mut self, sections: &[&Section]) -> Stretch {
        let mut pieces = Vec::new();
        sections.iter().for_each(|section| self.section(section, &mut pieces));
        Stretch { pieces, ..Stretch::default() }
    }

    fn note(&mut self, note: &Note) -> Stretch {
        let mut pieces = Vec::new();
        for block in &note.blocks {
            self.block(block, Role::Note, &mut pieces);
        }
        if let Some(Piece::Paragraph(first)) = pieces.first() {
            let number = u32::from_str_radix(&first.id, 16).unwrap_or_default();
            self.extras.entry(number).or_default().note_mark = true;
        }
        Stretch { opening: String::new(), pieces, closing: String::new() }
    }

    /// A paragraph of a role; elements that begin with it get their bookmarks around it.
    fn paragraph(&mut self, role: Role, line: Line, elements: &[ElementId]) -> Paragraph {
        self.picture_paragraph(role, line, elements, None)
    }

    fn picture_paragraph(
        &mut self,
        role: Role,
        mut line: Line,
        elements: &[ElementId],
        picture: Option<PictureExtra>,
    ) -> Paragraph {
        self.paragraphs += 1;
        for element in elements {
            let number = self.bookmarks.number();
            line.enclose(number, self.bookmarks.name(*element));
        }
        let paragraph = Paragraph::new().id(paragraph_id(self.paragraphs)).style(&role.id());
        let (paragraph, runs) = line.into_paragraph(paragraph);
        if !runs.is_empty() || picture.is_some() {
            let extra = ParagraphExtra { runs, note_mark: false, picture };
            self.extras.insert(self.paragraphs, extra);
        }
        paragraph
    }
}

/// A paragraph as a piece.
fn piece(paragraph: Paragraph) -> Piece {
    Piece::Paragraph(Box::new(paragraph))
}
