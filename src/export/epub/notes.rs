//! Notes: collected at the end of the file in which they are first referred to. Reading systems that
//! know pop-ups take them from there; in others the collection is read like any text.

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
             aria-labelledby=\"notes.title\">\n<h{level} id=\"notes.title\">{title}</h{level}>\n"
        ));
        let mut done = 0;
        // A note may bring further notes.
        while let Some(note) = self.notes.get(done).copied() {
            self.note(note);
            done += 1;
        }
        self.raw("</section>\n");
    }

    fn note(&mut self, note: &Note) {
        let id = self.anchor(note.id);
        self.raw(&format!(
            "<aside id=\"{id}\" epub:type=\"footnote\" role=\"doc-footnote\">\n<p class=\"note-number\">"
        ));
        self.back(note, note.first_reference, &escape(&note.number));
        self.raw("</p>\n");
        self.blocks(&note.blocks);
        let further = || note.references.iter().filter(|id| **id != note.first_reference);
        if further().next().is_some() {
            self.raw("<p class=\"back\">");
            further().for_each(|reference| self.back(note, *reference, "↑"));
            self.raw("</p>\n");
        }
        self.raw("</aside>\n");
    }

    /// A link from a note back to where it is referred to.
    fn back(&mut self, note: &Note, reference: ElementId, words: &str) {
        let href = self.files.href(self.document, reference, self.file);
        let name = escape(&format!("{} ({})", self.document.words.back, note.number));
        self.raw(&format!(
            "<a href=\"{href}\" role=\"doc-backlink\" aria-label=\"{name}\">{words}</a>"
        ));
    }
}
