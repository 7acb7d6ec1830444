//! Inlines as runs, links and fields.

use docx_rs::{HyperlinkData, VertAlignType};

use super::super::line::{Line, Look};
use super::super::styles::HYPERLINK;
use super::Composer;
use crate::document::{Inline, NoteReference};

impl Composer<'_> {
    /// Writes some inlines.
    pub(super) fn inlines(&mut self, line: &mut Line, content: &[Inline], look: &Look) {
        for inline in content {
            self.inline(line, inline, look);
        }
    }

    fn inline(&mut self, line: &mut Line, inline: &Inline, look: &Look) {
        match inline {
            Inline::Text(text) => {
                line.text(text, look);
            }
            Inline::Strong(inner) => {
                self.inlines(line, inner, &Look { strong: true, ..look.clone() });
            }
            Inline::Emphasis(inner) => {
                self.inlines(line, inner, &Look { emphasis: !look.emphasis, ..look.clone() });
            }
            Inline::Superscript(inner) => {
                self.script(line, inner, look, VertAlignType::SuperScript)
            }
            Inline::Subscript(inner) => self.script(line, inner, look, VertAlignType::SubScript),
            Inline::SmallCaps(inner) => {
                self.inlines(line, inner, &Look { small_caps: true, ..look.clone() });
            }
            Inline::Foreign { language, content } => {
                let language = Some(language.clone());
                self.inlines(line, content, &Look { language, ..look.clone() });
            }
            Inline::Link { url, content, .. } => {
                let rid = self.links.id(url);
                let link = HyperlinkData::External { rid, path: String::new() };
                let look = Look { style: Some(HYPERLINK), ..look.clone() };
                line.link(link, |line| self.inlines(line, content, &look));
            }
            Inline::NoteReference(reference) => self.note_reference(line, reference),
            Inline::CrossReference { target, content, .. } => {
                let anchor = self.bookmarks.name(*target).to_owned();
                let look = look.clone();
                line.link(HyperlinkData::Anchor { anchor }, |line| {
                    self.inlines(line, content, &look)
                });
            }
            Inline::LineBreak => {
                line.line_break(look);
            }
        }
    }

    fn script(&mut self, line: &mut Line, inner: &[Inline], look: &Look, script: VertAlignType) {
        self.inlines(line, inner, &Look { script: Some(script), ..look.clone() });
    }

    /// The first reference holds the note; later ones are fields that repeat its number. Word has
    /// no notes to notes: there the number stands as text.
    fn note_reference(&mut self, line: &mut Line, reference: &NoteReference) {
        let raised = Look { script: Some(VertAlignType::SuperScript), ..Look::default() };
        let Some(note) = self.document.notes.get(reference.note) else { return };
        if self.in_notes {
            line.text(&reference.number, &raised);
        } else if reference.first {
            let number = self.bookmarks.number();
            let name = self.bookmarks.name(note.first_reference).to_owned();
            line.bookmark(number, &name, |line| {
                line.note(reference.note + 1);
            });
        } else {
            let name = self.bookmarks.name(note.first_reference);
            let instruction = format!("NOTEREF {name} \\f \\h");
            line.field(&instruction, &reference.number, &raised);
        }
    }
}
