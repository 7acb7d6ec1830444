//! Notes: collected at the end of the file in which they are first referred to. Reading systems that
//! know pop-ups take them from there; in others the collection is read like any text. They are items
//! of a list: `aside` would be hidden by some systems, and doc-footnote is for notes that do not
//! stand in such a collection (DPUB-ARIA 1.1).

use super::writer::Writer;
use super::xhtml::escape;
use crate::document::{ElementId, Note};

impl Writer<'_> {
    /// The notes whose first references stand in the file.
    pub fn notes_of_file(&mut self) {
        if self.notes.is_empty() {
            return;
        }
        let (level, title) = ((self.rank + 1).min(2), escape(&self.document.words.notes));
        self.raw(&format!(
            "<section class=\"notes\" epub:type=\"endnotes\" role=\"doc-endnotes\" \
             aria-labelledby=\"notes.title\">\n<h{level} id=\"notes.title\">{title}</h{level}>\n\
             <ol role=\"list\">\n"
        ));
        let mut done = 0;
        // A note may bring further notes.
        while let Some(note) = self.notes.get(done).copied() {
            self.note(note);
            done += 1;
        }
        self.raw("</ol>\n</section>\n");
    }

    fn note(&mut self, note: &Note) {
        let id = self.anchor(note.id);
        let class = if note.references.len() > 1 { " class=\"again\"" } else { "" };
        self.raw(&format!("<li id=\"{id}\"{class} epub:type=\"endnote\">\n"));
        self.raw("<p class=\"note-number\">");
        self.back(note, note.first_reference, &note.number, "");
        self.raw("</p>\n");
        self.blocks(&note.blocks);
        self.further(note);
        self.raw("</li>\n");
    }

    /// Links back to where a note is referred to again: ↑2, ↑3.
    fn further(&mut self, note: &Note) {
        let others = note.references.iter().filter(|id| **id != note.first_reference);
        let mut others = others.zip(2..).peekable();
        if others.peek().is_none() {
            return;
        }
        self.raw("<p class=\"back\">");
        others.for_each(|(reference, place)| {
            self.back(note, *reference, &format!("↑{place}"), &format!(", {place}"));
        });
        self.raw("</p>\n");
    }

    /// A link from a note back to a place where it is referred to; no two have one name.
    fn back(&mut self, note: &Note, reference: ElementId, words: &str, place: &str) {
        let href = self.files.href(self.document, reference, self.file);
        let name = escape(&format!("{} ({}{place})", self.document.words.back, note.number));
        let words = escape(words);
        self.raw(&format!(
            "<a href=\"{href}\" role=\"doc-backlink\" aria-label=\"{name}\">{words}</a>"
        ));
    }
}
