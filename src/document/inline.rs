//! What stands inside a line.

use super::ElementId;

/// A piece of running text.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    /// Plain text, in Unicode NFC, without line breaks.
    Text(String),
    /// Strong emphasis: bold.
    Strong(Vec<Inline>),
    /// Emphasis: italic, or roman within italic.
    Emphasis(Vec<Inline>),
    /// Raised text: the "th" of "16th".
    Superscript(Vec<Inline>),
    /// Lowered text: the "2" of "H2O".
    Subscript(Vec<Inline>),
    /// Small capitals.
    SmallCaps(Vec<Inline>),
    /// A phrase in another language, as a BCP 47 tag.
    Foreign { language: String, content: Vec<Inline> },
    /// A link to somewhere outside the report.
    Link { id: ElementId, url: String, content: Vec<Inline> },
    /// The mark of a footnote.
    NoteReference(NoteReference),
    /// A reference to another element; `content` is what is printed: "Panel 2".
    CrossReference { id: ElementId, target: ElementId, content: Vec<Inline> },
    /// A line break that the author asked for.
    LineBreak,
}

impl Inline {
    /// Its element, where it has one: links, references, marks of notes.
    pub fn element(&self) -> Option<ElementId> {
        match self {
            Inline::Link { id, .. } | Inline::CrossReference { id, .. } => Some(*id),
            Inline::NoteReference(reference) => Some(reference.id),
            Inline::Text(_)
            | Inline::LineBreak
            | Inline::Strong(_)
            | Inline::Emphasis(_)
            | Inline::Superscript(_)
            | Inline::Subscript(_)
            | Inline::SmallCaps(_)
            | Inline::Foreign { .. } => None,
        }
    }

    /// What stands in it: nothing in a text, a mark of a note and a line break.
    pub fn content(&self) -> &[Inline] {
        match self {
            Inline::Strong(inner)
            | Inline::Emphasis(inner)
            | Inline::Superscript(inner)
            | Inline::Subscript(inner)
            | Inline::SmallCaps(inner)
            | Inline::Foreign { content: inner, .. }
            | Inline::Link { content: inner, .. }
            | Inline::CrossReference { content: inner, .. } => inner,
            Inline::Text(_) | Inline::NoteReference(_) | Inline::LineBreak => &[],
        }
    }
}

/// The mark of a footnote in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct NoteReference {
    /// The element of the mark.
    pub id: ElementId,
    /// Which note: an index into [`Document::notes`](super::Document::notes).
    pub note: usize,
    /// The number as printed: "1".
    pub number: String,
    /// Whether this is the first reference, at which the note is placed.
    pub first: bool,
}

/// The words of some inlines, without marks of notes; a line break is a newline.
///
/// Offsets into an element's text, as [`PageMap`](crate::layout::PageMap) gives them, count the
/// bytes of this string.
pub fn plain_text(content: &[Inline]) -> String {
    let mut out = String::new();
    push_text(content, &mut out);
    out
}

fn push_text(content: &[Inline], out: &mut String) {
    for inline in content {
        match inline {
            Inline::Text(text) => out.push_str(text),
            Inline::Strong(inner)
            | Inline::Emphasis(inner)
            | Inline::Superscript(inner)
            | Inline::Subscript(inner)
            | Inline::SmallCaps(inner)
            | Inline::Foreign { content: inner, .. }
            | Inline::Link { content: inner, .. }
            | Inline::CrossReference { content: inner, .. } => push_text(inner, out),
            Inline::NoteReference(_) => {}
            Inline::LineBreak => out.push('\n'),
        }
    }
}

/// The notes to which some inlines refer first: indexes into
/// [`Document::notes`](super::Document::notes), in the order of the text.
pub fn first_notes(content: &[Inline]) -> Vec<usize> {
    let mut notes = Vec::new();
    push_first_notes(content, &mut notes);
    notes
}

fn push_first_notes(content: &[Inline], notes: &mut Vec<usize>) {
    for inline in content {
        if let Inline::NoteReference(mark) = inline
            && mark.first
        {
            notes.push(mark.note);
        }
        push_first_notes(inline.content(), notes);
    }
}
