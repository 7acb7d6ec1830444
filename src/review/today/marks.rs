//! Footnote marks and references in the source.

use std::collections::HashSet;
use std::ops::Range;

use crate::source::markup::{CitationForm, Piece, PieceKind};
use crate::source::{ParsedReport, TextEntry};

/// Markup that prints a single sign or generated words: a footnote reference, a cross-reference without
/// words, a line break.
#[derive(Clone, Debug)]
pub struct Mark {
    /// Its bytes in the file.
    pub at: Range<usize>,
    /// The footnote.
    pub note: Option<MarkedNote>,
}

/// The footnote of a mark.
#[derive(Clone, Debug)]
pub enum MarkedNote {
    /// A footnote with an id.
    Named(String),
    /// A footnote that is written where it is cited, without an id.
    Unnamed,
}

impl MarkedNote {
    /// Whether a draft shows it with some id. A note without an id gets one only when it is resolved.
    pub fn is_shown_as(&self, shown: &str) -> bool {
        match self {
            MarkedNote::Named(id) => id == shown,
            MarkedNote::Unnamed => shown.starts_with(':'),
        }
    }
}

/// The marks of a report in the order of the file.
pub fn marks(parsed: &ParsedReport) -> Vec<Mark> {
    let mut marks = Vec::new();
    for text in parsed.texts() {
        let pieces = text.marked.map(|it| it.pieces()).unwrap_or_default();
        marks_in(pieces, &text, &mut marks);
    }
    marks.sort_by_key(|mark| mark.at.start);
    marks
}

/// The footnotes with several marks.
pub fn cited_again(marks: &[Mark]) -> HashSet<&str> {
    let mut known = HashSet::new();
    let named = marks.iter().filter_map(|mark| match &mark.note {
        Some(MarkedNote::Named(id)) => Some(id.as_str()),
        Some(MarkedNote::Unnamed) | None => None,
    });
    named.filter(|id| !known.insert(*id)).collect()
}

fn marks_in(pieces: &[Piece], text: &TextEntry, marks: &mut Vec<Mark>) {
    for piece in pieces {
        let note = match &piece.kind {
            PieceKind::Note { id, .. } => Some(MarkedNote::Named(id.clone())),
            PieceKind::InlineNote(note) => Some(match &note.id {
                Some((id, _)) => MarkedNote::Named(id.clone()),
                None => MarkedNote::Unnamed,
            }),
            // The template may print it as a note.
            PieceKind::Citation(citation) if citation.form == CitationForm::Work => {
                Some(MarkedNote::Unnamed)
            }
            PieceKind::Citation(_) | PieceKind::LineBreak => None,
            PieceKind::Text(_)
            | PieceKind::Code(_)
            | PieceKind::Equation(_)
            | PieceKind::Strong(_)
            | PieceKind::Emphasis(_)
            | PieceKind::Superscript(_)
            | PieceKind::Subscript(_)
            | PieceKind::Span(..)
            | PieceKind::Foreign { .. }
            | PieceKind::Link { .. }
            | PieceKind::Reference { .. } => {
                marks_in(piece.content(), text, marks);
                continue;
            }
        };
        marks.push(Mark { at: text.locate(piece.at.clone()), note });
    }
}
