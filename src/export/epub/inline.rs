//! Inlines as XHTML.

use super::writer::Writer;
use super::xhtml::{self, escape};
use crate::document::{ElementId, Inline, NoteReference};

impl Writer<'_> {
    /// The text of an element, with marks where pages begin in it.
    pub fn inlines_of(&mut self, element: ElementId, content: &[Inline]) {
        let breaks =
            self.breaks.of(element).iter().map(|page| (page.offset, page.page, &page.label));
        let breaks: Vec<(usize, usize, &String)> = breaks.collect();
        let mut place = Place { offset: 0, breaks: &breaks };
        self.placed(content, &mut place);
        for (_, page, label) in place.breaks {
            self.page_mark(*page, label);
        }
    }

    /// Text in which no page begins.
    pub fn inlines(&mut self, content: &[Inline]) {
        self.placed(content, &mut Place { offset: 0, breaks: &[] });
    }

    fn placed(&mut self, content: &[Inline], place: &mut Place) {
        for inline in content {
            self.inline(inline, place);
        }
    }

    fn inline(&mut self, inline: &Inline, place: &mut Place) {
        match inline {
            Inline::Text(text) => self.text_with_pages(text, place),
            Inline::Strong(inner) => self.element("strong", "", inner, place),
            Inline::Emphasis(inner) => self.element("em", "", inner, place),
            Inline::Superscript(inner) => self.element("sup", "", inner, place),
            Inline::Subscript(inner) => self.element("sub", "", inner, place),
            Inline::SmallCaps(inner) => self.element("span", " class=\"small-caps\"", inner, place),
            Inline::Foreign { language, content } => {
                let attributes = xhtml::language(language, self.document.direction());
                self.element("span", &attributes, content, place);
            }
            Inline::Link { id, url, content } => {
                let attributes = format!(" id=\"{}\" href=\"{}\"", self.anchor(*id), escape(url));
                self.element("a", &attributes, content, place);
            }
            Inline::NoteReference(note) => self.note_reference(note),
            Inline::CrossReference { id, target, content } => {
                let href = self.files.href(self.document, *target, self.file);
                let attributes = format!(" id=\"{}\" href=\"{href}\"", self.anchor(*id));
                self.element("a", &attributes, content, place);
            }
            Inline::LineBreak => {
                self.raw("<br/>");
                place.offset += 1;
            }
        }
    }

    fn element(&mut self, name: &str, attributes: &str, inner: &[Inline], place: &mut Place) {
        self.raw(&format!("<{name}{attributes}>"));
        self.placed(inner, place);
        self.raw(&format!("</{name}>"));
    }

    /// Text, cut where pages begin in it.
    fn text_with_pages(&mut self, text: &str, place: &mut Place) {
        let mut done = 0;
        while let Some(((offset, page, label), later)) = place.breaks.split_first() {
            let at = offset.saturating_sub(place.offset);
            let Some((before, _)) = text.split_at_checked(at).filter(|(_, rest)| !rest.is_empty())
            else {
                break;
            };
            self.text(before.get(done..).unwrap_or_default());
            self.page_mark(*page, label);
            done = done.max(at);
            place.breaks = later;
        }
        self.text(text.get(done..).unwrap_or_default());
        place.offset += text.len();
    }

    /// The mark of a note, which reading systems show as a pop-up.
    fn note_reference(&mut self, reference: &NoteReference) {
        let Some(note) = self.document.notes.get(reference.note) else { return };
        if reference.first {
            self.notes.push(note);
        }
        let href = self.files.href(self.document, note.id, self.file);
        let name = escape(&format!("{} {}", self.document.words.note, reference.number));
        self.raw(&format!(
            "<a id=\"{}\" href=\"{href}\" epub:type=\"noteref\" role=\"doc-noteref\" aria-label=\"{name}\">{}</a>",
            self.anchor(reference.id),
            escape(&reference.number),
        ));
    }
}

/// How far an element's text has been written, and which pages are still to begin in it.
struct Place<'p> {
    offset: usize,
    breaks: &'p [(usize, usize, &'p String)],
}
