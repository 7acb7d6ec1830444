//! Inlines → runs.

use docx_rs::{HyperlinkData, VertAlignType};

use super::super::runs::{RunFormat, Runs};
use super::super::styles::HYPERLINK;
use super::super::xml::clean;
use super::Composer;
use crate::document::{Direction, Inline, NoteReference};

impl Composer<'_> {
    /// Writes inlines.
    pub(super) fn inlines(&mut self, content: &[Inline], look: &RunFormat, line: &mut Runs) {
        for inline in content {
            self.inline(inline, look, line);
        }
    }

    fn inline(&mut self, inline: &Inline, look: &RunFormat, line: &mut Runs) {
        match inline {
            Inline::Text(text) => {
                line.text(text, look);
            }
            Inline::Strong(inner) => {
                self.inlines(inner, &RunFormat { strong: true, ..look.clone() }, line);
            }
            Inline::Emphasis(inner) => {
                self.inlines(inner, &RunFormat { emphasis: !look.emphasis, ..look.clone() }, line);
            }
            Inline::Superscript(inner) => {
                let script = Some(VertAlignType::SuperScript);
                self.inlines(inner, &RunFormat { script, ..look.clone() }, line);
            }
            Inline::Subscript(inner) => {
                let script = Some(VertAlignType::SubScript);
                self.inlines(inner, &RunFormat { script, ..look.clone() }, line);
            }
            Inline::SmallCaps(inner) => {
                self.inlines(inner, &RunFormat { small_caps: true, ..look.clone() }, line);
            }
            Inline::Foreign { language, content } => {
                let direction =
                    Some(Direction::of(language)).filter(|it| *it != self.document.direction());
                let language = Some(clean(language));
                self.inlines(content, &RunFormat { language, direction, ..look.clone() }, line);
            }
            Inline::Link { url, content, id: _ } => {
                let rid = self.links().relationship(url);
                let look = RunFormat { style: Some(HYPERLINK), ..look.clone() };
                let link = HyperlinkData::External { rid, path: String::new() };
                line.link(link, |line| self.inlines(content, &look, line));
            }
            Inline::NoteReference(reference) => self.note_reference(reference, look, line),
            Inline::CrossReference { target, content, id: _ } => {
                let anchor = self.bookmarks.name(*target).to_owned();
                let link = HyperlinkData::Anchor { anchor };
                line.link(link, |line| self.inlines(content, look, line));
            }
            Inline::LineBreak => {
                line.line_break(look);
            }
        }
    }

    /// The first reference places the note; another repeats its number, as a field that follows
    /// it. Word has no notes in notes: there the number stands as text, linked to the note.
    fn note_reference(&mut self, reference: &NoteReference, look: &RunFormat, line: &mut Runs) {
        let note = self.document.notes.get(reference.note);
        let places = reference.first && !self.in_note;
        let number = self.bookmarks.next_id();
        let name = self.bookmarks.name(reference.id).to_owned();
        if places {
            self.notes_placed += 1;
            let note_bookmark = note.map(|note| self.bookmarks.name(note.id).to_owned());
            let second = self.bookmarks.next_id();
            line.bookmark(second, &note_bookmark.unwrap_or_else(|| name.clone()), |line| {
                line.bookmark(number, &name, |line| {
                    line.footnote_reference(reference.note + 1);
                });
            });
            return;
        }
        let look = look.with_style_only("FootnoteReference");
        let first = note.map(|note| self.bookmarks.name(note.first_reference).to_owned());
        line.bookmark(number, &name, |line| match first {
            Some(first) => {
                line.field(&format!("NOTEREF {first} \\f \\h"), &reference.number, &look);
            }
            None => {
                line.text(&reference.number, &look);
            }
        });
    }
}
