//! Footnotes: a part of its own, with links of its own.

use super::super::line::Line;
use super::super::piece::Stretch;
use super::super::styles::Role;
use super::super::xml::Xml;
use super::{Composer, Place, Variation};
use crate::document::Note;

impl Composer<'_> {
    /// Composes every footnote, in the order of their numbers.
    pub(super) fn notes(&mut self) {
        self.in_note = true;
        for (index, note) in self.document.notes.iter().enumerate() {
            let pieces = self.apart(|composer| composer.note(note));
            let mut opening = Xml::default();
            opening.open("w:footnote", &[("w:id", &(index + 1).to_string())]);
            let opening = opening.into_string();
            self.out.notes.push(Stretch { opening, pieces, closing: "</w:footnote>".into() });
        }
        self.in_note = false;
    }

    fn note(&mut self, note: &Note) {
        let first = self.paragraphs;
        let place = Place { text: Role::Note, within: true, ..Place::text(self) };
        self.blocks(&note.blocks, place);
        if !self.ends_in_paragraph() {
            self.paragraph(Role::Note, Line::default(), Variation::default());
        }
        self.out.extras.entry(first).or_default().note_mark = true;
    }
}
