//! Inlines as XHTML.

use std::ops::Range;

use unicode_bidi::{BidiClass, bidi_class};

use super::page_break::PageBreak;
use super::writer::Writer;
use crate::document::inline::plain_text;
use crate::document::{Direction, ElementId, Inline, NoteKind, NoteReference, SpanStyle};
use crate::export::xml::escape;

/// The position in the text of an element, and the page breaks that follow.
struct Position<'p> {
    /// Bytes of plain text before the position.
    offset: usize,
    /// Page breaks at or after the position, in order.
    breaks: &'p [PageBreak],
    /// Whether words in scripts without italics are marked, since the text around them is italic.
    marks_upright: bool,
}

impl<'p> Position<'p> {
    fn first(breaks: &'p [PageBreak]) -> Self {
        Position { offset: 0, breaks, marks_upright: false }
    }
}

impl Writer<'_> {
    /// The text of an element, with markers for the page breaks in it.
    pub fn inlines_of(&mut self, element: ElementId, content: &[Inline]) {
        let turned = turned(content, self.document.direction());
        if let Some(direction) = turned {
            self.raw(&format!("<span dir=\"{}\">", direction.name()));
        }
        let mut position = Position::first(self.breaks_of(element));
        self.inlines_at(content, &mut position);
        for page in position.breaks {
            self.mark_page(page);
        }
        if turned.is_some() {
            self.raw("</span>");
        }
    }

    /// Text without page breaks.
    pub fn inlines(&mut self, content: &[Inline]) {
        self.inlines_at(content, &mut Position::first(&[]));
    }

    fn inlines_at(&mut self, content: &[Inline], position: &mut Position) {
        for inline in content {
            self.inline(inline, position);
        }
    }

    fn inline(&mut self, inline: &Inline, position: &mut Position) {
        match inline {
            Inline::Text(text) if position.marks_upright => self.mixed_text(text, position),
            Inline::Text(text) => self.text_with_page_breaks(text, position),
            Inline::Strong(inner) => self.element("strong", "", inner, position),
            Inline::Emphasis(inner) => self.emphasis(inner, position),
            Inline::Superscript(inner) => self.element("sup", "", inner, position),
            Inline::Subscript(inner) => self.element("sub", "", inner, position),
            Inline::Span(style, inner) => {
                let (name, attributes) = span_element(*style);
                self.element(name, attributes, inner, position);
            }
            Inline::Foreign { language, content } => {
                let attributes = language_attributes(language, self.document.direction());
                self.element("span", &attributes, content, position);
            }
            Inline::Link { id, url, content } => {
                let attributes = format!(" id=\"{}\" href=\"{}\"", self.anchor(*id), escape(url));
                self.element("a", &attributes, content, position);
            }
            Inline::NoteReference(note) => self.note_reference(note),
            Inline::CrossReference { id, target, content } => {
                let href = self.href(*target);
                let role = match self.document.is_work(*target) {
                    true => " role=\"doc-biblioref\"",
                    false => "",
                };
                let attributes = format!(" id=\"{}\" href=\"{href}\"{role}", self.anchor(*id));
                self.element("a", &attributes, content, position);
            }
            Inline::Equation(equation) => {
                self.math(&equation.equation, &equation.line, false);
                position.offset += equation.line.len();
            }
            Inline::LineBreak => {
                self.raw("<br/>");
                position.offset += 1;
            }
        }
    }

    /// Emphasis. From right to left, it is bold, except for words in scripts that have italics.
    fn emphasis(&mut self, inner: &[Inline], position: &mut Position) {
        let is_italic = self.document.direction() == Direction::RightToLeft && has_italics(inner);
        let outer = std::mem::replace(&mut position.marks_upright, is_italic);
        self.element("em", if is_italic { " class=\"italic\"" } else { "" }, inner, position);
        position.marks_upright = outer;
    }

    /// Text in italics, with marks around words of scripts that have none.
    fn mixed_text(&mut self, text: &str, position: &mut Position) {
        let mut done = 0;
        for upright in upright_parts(text) {
            self.text_with_page_breaks(text.get(done..upright.start).unwrap_or_default(), position);
            self.raw("<span class=\"upright\">");
            self.text_with_page_breaks(text.get(upright.clone()).unwrap_or_default(), position);
            self.raw("</span>");
            done = upright.end;
        }
        self.text_with_page_breaks(text.get(done..).unwrap_or_default(), position);
    }

    fn element(&mut self, name: &str, attributes: &str, inner: &[Inline], position: &mut Position) {
        self.raw(&format!("<{name}{attributes}>"));
        self.inlines_at(inner, position);
        self.raw(&format!("</{name}>"));
    }

    /// Text, split at the page breaks in it.
    fn text_with_page_breaks(&mut self, text: &str, position: &mut Position) {
        let mut done = 0;
        while let Some((page, later)) = position.breaks.split_first() {
            let at = page.offset.saturating_sub(position.offset);
            let Some((before, _)) = text.split_at_checked(at).filter(|(_, rest)| !rest.is_empty())
            else {
                break;
            };
            self.text(before.get(done..).unwrap_or_default());
            self.mark_page(page);
            done = done.max(at);
            position.breaks = later;
        }
        self.text(text.get(done..).unwrap_or_default());
        position.offset += text.len();
    }

    /// A note reference (`noteref`), which reading systems may show as a pop-up.
    fn note_reference(&mut self, reference: &NoteReference) {
        self.recorder.notes(reference.note..reference.note.saturating_add(1));
        let Some(note) = self.document.notes.get(reference.note) else { return };
        if reference.first && self.document.note_kind == NoteKind::Footnotes {
            self.notes.push(note);
        }
        let (href, epub_type) = (self.href(note.id), self.epub_type("noteref"));
        let name = escape(&format!("{} {}", self.document.words.note, reference.number));
        self.raw(&format!(
            "<a id=\"{}\" href=\"{href}\"{epub_type} role=\"doc-noteref\" aria-label=\"{name}\">{}</a>",
            self.anchor(reference.id),
            escape(&reference.number),
        ));
    }
}

/// Whether a text has letters of a script that has italics. Those written from right to left have none.
pub fn has_italics(content: &[Inline]) -> bool {
    plain_text(content).chars().any(|character| bidi_class(character) == BidiClass::L)
}

/// The parts of a text between letters written from right to left, without letters of other scripts.
fn upright_parts(text: &str) -> Vec<Range<usize>> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut continues = false;
    for (at, character) in text.char_indices() {
        let end = at + character.len_utf8();
        match (bidi_class(character), parts.last_mut().filter(|_| continues)) {
            (BidiClass::R | BidiClass::AL, Some(last)) => last.end = end,
            (BidiClass::R | BidiClass::AL, None) => parts.push(at..end),
            (BidiClass::L, _) => {}
            _ => continue,
        }
        continues = bidi_class(character) != BidiClass::L;
    }
    parts
}

/// The direction of a text all of whose letters run against the direction around it, if it begins or ends with a sign
/// that would otherwise be at the wrong end, such as a full stop. The pages of the PDF follow the same rule.
fn turned(content: &[Inline], around: Direction) -> Option<Direction> {
    let text = plain_text(content);
    let text = text.trim();
    let is_sign = |character: Option<char>| character.is_some_and(|c| !c.is_alphanumeric());
    let has_signs = is_sign(text.chars().next()) || is_sign(text.chars().next_back());
    if !has_signs || matches!(content, [Inline::Foreign { .. }]) {
        return None;
    }
    let mut letters = text.chars().filter_map(|character| match bidi_class(character) {
        BidiClass::L => Some(Direction::LeftToRight),
        BidiClass::R | BidiClass::AL => Some(Direction::RightToLeft),
        _ => None,
    });
    let first = letters.next().filter(|direction| *direction != around)?;
    letters.all(|direction| direction == first).then_some(first)
}

/// The element and the attributes of a style.
fn span_element(style: SpanStyle) -> (&'static str, &'static str) {
    match style {
        SpanStyle::SmallCaps => ("span", " class=\"small-caps\""),
        SpanStyle::Strikeout => ("s", ""),
        SpanStyle::Underline => ("u", ""),
        SpanStyle::NoHyphens => ("span", " class=\"no-hyphens\""),
        SpanStyle::Code => ("code", " translate=\"no\""),
    }
}

/// The attributes of a phrase in another language. `dir` is written only where the direction changes.
fn language_attributes(language: &str, surrounding: Direction) -> String {
    let direction = Direction::of(language);
    let tag = escape(language);
    let dir = match direction == surrounding {
        true => String::new(),
        false => format!(" dir=\"{}\"", direction.name()),
    };
    format!(" lang=\"{tag}\" xml:lang=\"{tag}\"{dir}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_in_letters_of_the_other_direction_keep_their_signs_at_their_ends() {
        let of = |text: &str, around| turned(&[Inline::Text(text.into())], around);
        let (right, left) = (Direction::RightToLeft, Direction::LeftToRight);
        assert_eq!(of("Lind, A. Ports, 2019.", right), Some(left));
        assert_eq!(of("(א)", left), Some(right));
        for (text, around) in
            [("Ana Lind", right), ("2019.", right), ("Lind: א.", right), ("So.", left)]
        {
            assert_eq!(of(text, around), None, "{text}");
        }
    }

    #[test]
    fn words_in_scripts_without_italics_are_found() {
        let parts = |text: &str| {
            let parts = upright_parts(text).into_iter();
            parts.map(|part| text[part].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(parts("אב, גד (Lind) ה!"), ["אב, גד", "ה"]);
        assert_eq!(parts("Ports"), [""; 0]);
    }

    #[test]
    fn a_phrase_has_a_direction_only_where_it_changes() {
        let around = Direction::LeftToRight;
        assert_eq!(language_attributes("fr", around), " lang=\"fr\" xml:lang=\"fr\"");
        assert_eq!(language_attributes("he", around), " lang=\"he\" xml:lang=\"he\" dir=\"rtl\"");
    }
}
