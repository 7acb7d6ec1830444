//! Footnotes: a part of its own, with links of its own.

use super::super::content::Container;
use super::super::runs::Runs;
use super::super::styles::WordStyle;
use super::super::xml::Xml;
use super::{BlockContext, Composer, DirectFormatting};
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
            self.out.notes.push(Container {
                opening,
                content: pieces,
                closing: "</w:footnote>".into(),
            });
        }
        self.in_note = false;
    }

    fn note(&mut self, note: &Note) {
        let first = self.paragraphs;
        let place =
            BlockContext { text: WordStyle::Note, within: true, ..BlockContext::text(self) };
        self.blocks(&note.blocks, place);
        if !self.ends_in_paragraph() {
            self.paragraph(WordStyle::Note, Runs::default(), DirectFormatting::default());
        }
        self.out.extras.entry(first).or_default().footnote_number = true;
    }
}
