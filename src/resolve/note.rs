//! Footnotes: numbered in the order of their first references, each body once.

use super::Resolver;
use crate::document::{Block, ElementId, Inline, Note, NoteReference};

/// A footnote that has been referred to; its body is resolved after the text.
#[derive(Debug)]
pub(super) struct Noted {
    /// The author's id.
    id: String,
    /// Every reference to it, in reading order.
    references: Vec<ElementId>,
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
            None => self.notes.push(Noted { id: id.into(), references: vec![element] }),
        }
        let number = (note + 1).to_string();
        Inline::NoteReference(NoteReference { id: element, note, number, first: known.is_none() })
    }

    /// The bodies of all notes. A note may refer to further notes, which then follow.
    pub(super) fn note_bodies(&mut self) -> Vec<Note> {
        let mut bodies = Vec::new();
        while bodies.len() < self.notes.len() {
            let body = self.note_body(bodies.len());
            bodies.push(body);
        }
        for (body, noted) in bodies.iter_mut().zip(&self.notes) {
            body.references.clone_from(&noted.references);
        }
        bodies
    }

    fn note_body(&mut self, index: usize) -> Note {
        let author_id = self.notes[index].id.clone();
        let first_reference = self.notes[index].references[0];
        let number = (index + 1).to_string();
        let id = self.anchors.named(&format!("note-{author_id}"));
        let words = format!("{} {number}", self.labels.note_reference);
        self.references.define(&author_id, id, vec![Inline::Text(words)]);
        let report = self.report;
        let texts = report.footnotes.get(&author_id).map(|note| note.0.as_slice());
        let paragraphs = texts.unwrap_or_default().iter();
        let blocks = paragraphs.map(|text| Block::Paragraph(self.paragraph(text))).collect();
        Note { id, number, first_reference, references: Vec::new(), blocks }
    }
}
