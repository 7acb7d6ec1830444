//! Footnotes, collected at the end of the file that contains their first reference, and endnotes.
//!
//! Reading systems with pop-ups take them from there. Others show the collection as ordinary text.
//! Notes are list items: some reading systems hide `aside`, and the role doc-footnote is for notes
//! outside such a collection (DPUB-ARIA 1.1).

use std::ops::Range;

use super::writer::Writer;
use crate::document::{ElementId, Note};
use crate::export::xml::escape;

impl Writer<'_> {
    /// The notes of the file; nothing if it has none.
    pub fn notes_of_file(&mut self) {
        if self.notes.is_empty() {
            return;
        }
        let (level, title) = ((self.lowest_level() + 1).min(2), escape(&self.document.words.notes));
        let epub_type = self.epub_type("endnotes");
        self.raw(&format!(
            "<section class=\"notes\"{epub_type} role=\"doc-endnotes\" \
             aria-labelledby=\"notes.title\">\n<h{level} id=\"notes.title\">{title}</h{level}>\n\
             <ol role=\"list\">\n"
        ));
        let mut done = 0;
        // A note may refer to further notes.
        while let Some(note) = self.notes.get(done).copied() {
            self.note(note);
            done += 1;
        }
        self.raw("</ol>\n</section>\n");
    }

    /// Endnotes, in the section that contains them.
    pub fn endnotes(&mut self, id: ElementId, notes: Range<usize>) {
        let document = self.document;
        self.recorder.notes(notes.clone());
        self.raw(&format!("<ol class=\"endnotes\" id=\"{}\" role=\"list\">\n", self.anchor(id)));
        let notes = document.notes.get(notes).unwrap_or_default();
        notes.iter().for_each(|note| self.note(note));
        self.raw("</ol>\n");
    }

    fn note(&mut self, note: &Note) {
        let (id, epub_type) = (self.anchor(note.id), self.epub_type("endnote"));
        let class = if note.references.len() > 1 { " class=\"again\"" } else { "" };
        self.raw(&format!("<li id=\"{id}\"{class}{epub_type}>\n"));
        self.raw("<p class=\"note-number\">");
        self.backlink(note, note.first_reference, &note.number, "");
        self.raw("</p>\n");
        self.blocks(&note.blocks);
        self.further_backlinks(note);
        self.raw("</li>\n");
    }

    /// Links to the second and later references: ↑2, ↑3.
    fn further_backlinks(&mut self, note: &Note) {
        let others = note.references.iter().filter(|id| **id != note.first_reference);
        let mut others = others.zip(2..).peekable();
        if others.peek().is_none() {
            return;
        }
        self.raw("<p class=\"back\">");
        others.for_each(|(reference, ordinal)| {
            self.backlink(note, *reference, &format!("↑{ordinal}"), &format!(", {ordinal}"));
        });
        self.raw("</p>\n");
    }

    /// A link from a note to one of its references. `suffix` makes its accessible name unique.
    fn backlink(&mut self, note: &Note, reference: ElementId, text: &str, suffix: &str) {
        let href = self.href(reference);
        let name = escape(&format!("{} ({}{suffix})", self.document.words.back, note.number));
        let text = escape(text);
        self.raw(&format!(
            "<a href=\"{href}\" role=\"doc-backlink\" aria-label=\"{name}\">{text}</a>"
        ));
    }
}
