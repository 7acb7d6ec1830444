//! Inlines: pieces of running text.

use std::sync::Arc;

use super::ElementId;
use crate::math::Equation;
use crate::origin::{Generator, TracedString};

/// A piece of running text.
#[derive(Clone, Debug, PartialEq, Hash)]
pub enum Inline {
    /// Plain text, in Unicode NFC, without line breaks.
    Text(TracedString),
    /// Strong emphasis: bold.
    Strong(Vec<Inline>),
    /// Emphasis: italic, or roman within italic.
    Emphasis(Vec<Inline>),
    /// Superscript: the "th" of "16th".
    Superscript(Vec<Inline>),
    /// Subscript: the "2" of "H2O".
    Subscript(Vec<Inline>),
    /// Text in another style.
    Span(SpanStyle, Vec<Inline>),
    /// A phrase in another language, given as a BCP 47 tag.
    Foreign { language: String, content: Vec<Inline> },
    /// An external link.
    Link { id: ElementId, url: String, content: Vec<Inline> },
    /// An equation.
    Equation(InlineEquation),
    /// A reference to a footnote.
    NoteReference(NoteReference),
    /// A reference to another element, with its printed text: "Panel 2".
    CrossReference { id: ElementId, target: ElementId, content: Vec<Inline> },
    /// An authored line break.
    LineBreak,
}

/// The style of a part of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SpanStyle {
    /// Small capitals.
    SmallCaps,
    /// Struck through: deleted by an amendment.
    Strikeout,
    /// Underlined: inserted by an amendment.
    Underline,
    /// Never hyphenated.
    NoHyphens,
    /// Code, printed as written in a monospaced face.
    Code,
}

impl Inline {
    /// Text that is not in the source.
    pub fn generated(text: impl Into<String>, generator: Generator) -> Self {
        Inline::Text(TracedString::generated(text, generator))
    }

    /// An address as printed, without its scheme.
    pub fn shown_address(url: &str) -> &str {
        url.trim_start_matches("mailto:").trim_start_matches("https://")
    }

    /// Its element: links, cross-references, note references and equations have one.
    pub fn element(&self) -> Option<ElementId> {
        match self {
            Inline::Link { id, .. } | Inline::CrossReference { id, .. } => Some(*id),
            Inline::NoteReference(reference) => Some(reference.id),
            Inline::Equation(equation) => Some(equation.id),
            Inline::Text(_)
            | Inline::LineBreak
            | Inline::Strong(_)
            | Inline::Emphasis(_)
            | Inline::Superscript(_)
            | Inline::Subscript(_)
            | Inline::Span(..)
            | Inline::Foreign { .. } => None,
        }
    }

    /// Its inner inlines; empty for texts, equations, note references and line breaks.
    pub fn content(&self) -> &[Inline] {
        match self {
            Inline::Strong(inner)
            | Inline::Emphasis(inner)
            | Inline::Superscript(inner)
            | Inline::Subscript(inner)
            | Inline::Span(_, inner)
            | Inline::Foreign { content: inner, .. }
            | Inline::Link { content: inner, .. }
            | Inline::CrossReference { content: inner, .. } => inner,
            Inline::Text(_)
            | Inline::Equation(_)
            | Inline::NoteReference(_)
            | Inline::LineBreak => &[],
        }
    }

    /// Its inner inlines, to change them; `None` for texts, equations, note references and line breaks.
    pub fn content_mut(&mut self) -> Option<&mut Vec<Inline>> {
        match self {
            Inline::Strong(inner)
            | Inline::Emphasis(inner)
            | Inline::Superscript(inner)
            | Inline::Subscript(inner)
            | Inline::Span(_, inner)
            | Inline::Foreign { content: inner, .. }
            | Inline::Link { content: inner, .. }
            | Inline::CrossReference { content: inner, .. } => Some(inner),
            Inline::Text(_)
            | Inline::Equation(_)
            | Inline::NoteReference(_)
            | Inline::LineBreak => None,
        }
    }
}

/// An equation in running text.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct InlineEquation {
    /// Its element.
    pub id: ElementId,
    /// The equation.
    pub equation: Arc<Equation>,
    /// The equation as one line of text.
    pub line: TracedString,
}

/// A reference to a footnote: its number in the text.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct NoteReference {
    /// The element of the reference.
    pub id: ElementId,
    /// The note, an index into [`Document::notes`](super::Document::notes).
    pub note: usize,
    /// The printed number: "1".
    pub number: String,
    /// Whether this is the first reference, on whose page the note begins.
    pub first: bool,
}

/// Calls `visit` with each inline; outer inlines precede inner ones.
pub fn inlines_of<'a>(content: &'a [Inline], visit: &mut dyn FnMut(&'a Inline)) {
    for inline in content {
        visit(inline);
        inlines_of(inline.content(), visit);
    }
}

/// The text of some inlines without note references; a line break becomes a newline, and an equation its
/// line of text.
///
/// Offsets in an element, such as those of [`PageMap`](crate::layout::PageMap), are bytes of this
/// text.
pub fn plain_text(content: &[Inline]) -> String {
    let mut out = String::new();
    inlines_of(content, &mut |inline| match inline {
        Inline::Text(text) => out.push_str(text),
        Inline::Equation(equation) => out.push_str(&equation.line),
        Inline::LineBreak => out.push('\n'),
        Inline::Strong(_)
        | Inline::Emphasis(_)
        | Inline::Superscript(_)
        | Inline::Subscript(_)
        | Inline::Span(..)
        | Inline::Foreign { .. }
        | Inline::Link { .. }
        | Inline::CrossReference { .. }
        | Inline::NoteReference(_) => {}
    });
    out
}

/// The notes whose first references are in some inlines, as indexes into
/// [`Document::notes`](super::Document::notes), in reading order.
pub fn first_notes(content: &[Inline]) -> Vec<usize> {
    let mut notes = Vec::new();
    inlines_of(content, &mut |inline| {
        if let Inline::NoteReference(reference) = inline
            && reference.first
        {
            notes.push(reference.note);
        }
    });
    notes
}
