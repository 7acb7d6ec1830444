//! Footnotes: numbered in the order of their first references, each body once.

use super::Resolver;
use crate::document::{Block, ElementId, Inline, Note, NoteReference};

/// A footnote that has been referred to; its body is resolved after the text.
#[derive(Debug)]
pub(super) struct Noted {
    /// The author's id.
    id: String,
    /// The first reference to it.
    first: ElementId,
    /// Every reference to it, in reading order.
    references: Vec<ElementId>,
}

impl Noted {
    fn beginning(&self) -> (String, ElementId) {
        (self.id.clone(), self.first)
    }
}

impl Resolver<'_> {
    /// The mark of a footnote; the first one gives the note its number.
    pub(super) fn note_reference(&mut self, id: &str) -> Inline {
        let known = self.notes.iter().position(|note| note.id == id);
        let note = known.unwrap_or(self.notes.len());
        let earlier = self.notes.get(note).map_or(0, |noted| noted.references.len());
        let element = self.anchors.named(&format!("note-{id}-ref-{}", earlier + 1));
        match self.notes.get_mut(note) {
            Some(noted) => noted.references.push(element),
            None => {
                self.notes.push(Noted { id: id.into(), first: element, references: vec![element] })
            }
        }
        let number = (note + 1).to_string();
        Inline::NoteReference(NoteReference { id: element, note, number, first: known.is_none() })
    }

    /// The bodies of all notes. A note may refer to further notes, which then follow.
    pub(super) fn note_bodies(&mut self) -> Vec<Note> {
        let mut bodies = Vec::new();
        while let Some((id, first)) = self.notes.get(bodies.len()).map(Noted::beginning) {
            let number = (bodies.len() + 1).to_string();
            bodies.push(self.note_body(&id, first, number));
        }
        for (body, noted) in bodies.iter_mut().zip(&self.notes) {
            body.references.clone_from(&noted.references);
        }
        bodies
    }

    fn note_body(&mut self, author_id: &str, first_reference: ElementId, number: String) -> Note {
        let id = self.anchors.named(&format!("note-{author_id}"));
        let words = format!("{}\u{a0}{number}", self.labels.note_reference);
        self.references.define(author_id, id, vec![Inline::Text(words)]);
        let report = self.report;
        let texts = report.footnotes.get(author_id).map(|note| note.0.as_slice());
        let paragraphs = texts.unwrap_or_default().iter();
        let blocks = paragraphs.map(|text| Block::Paragraph(self.paragraph(text))).collect();
        Note { id, number, first_reference, references: Vec::new(), blocks }
    }
}
