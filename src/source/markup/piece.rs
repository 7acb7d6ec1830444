//! The tree of inline markup.

use std::ops::Range;
use std::sync::Arc;

use super::Text;
use crate::document::SpanStyle;
use crate::grammar::GrammaticalCase;
use crate::math::Equation;
use crate::origin::TracedString;

/// A piece of a text with inline markup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its bytes in the text as written, markup included.
    pub at: Range<usize>,
    /// What it is.
    pub kind: PieceKind,
}

/// The kind of a piece, and its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PieceKind {
    /// Plain text, with escapes resolved.
    Text(TracedString),
    /// `**strong**`
    Strong(Vec<Piece>),
    /// `*emphasis*`
    Emphasis(Vec<Piece>),
    /// `^raised^`
    Superscript(Vec<Piece>),
    /// `~lowered~`
    Subscript(Vec<Piece>),
    /// `~~words~~`, `[words]{.smallcaps}`, `[words]{.underline}`, `[words]{.nohyphen}`, but not code.
    Span(SpanStyle, Vec<Piece>),
    /// `` `code` ``, as written.
    Code(TracedString),
    /// `` $`E = mc^2` ``, an equation in LaTeX.
    Equation(Arc<Equation>),
    /// `[words]{lang=fr}`, with a BCP 47 tag.
    Foreign { language: String, content: Vec<Piece> },
    /// `[words](https://…)`; `target` is the range of the address in the text as written.
    Link { url: String, target: Range<usize>, content: Vec<Piece> },
    /// `[^note]`; `target` is the range of the id in the text as written.
    Note { id: String, target: Range<usize> },
    /// `^[text]`, `[^: text]`, or `[^note: text]` with an id by which it can be cited.
    InlineNote(InlineNote),
    /// `[words](#reference)`; `target` is the range of the id in the text as written.
    Reference { id: String, target: Range<usize>, content: Vec<Piece> },
    /// `[#reference]`, `[#t1, t2]`, `[#r1 - r4]{.lower}`, `[see @work, p. 4; @other]`
    Citation(Citation),
    /// A backslash at the end of a line.
    LineBreak,
}

/// A footnote that is written where it is cited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InlineNote {
    /// Its id, with the id's range in the text around the note; `None` if it cannot be cited again.
    pub id: Option<(String, Range<usize>)>,
    /// Its text. Ranges in it count from its first byte.
    pub text: Box<Text>,
    /// The range of its text in the text around it.
    pub at: Range<usize>,
}

/// A reference whose words are generated: to one element, to several, or to a range of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// What it cites, in order; never empty.
    pub targets: Vec<CitedTarget>,
    /// How the words fit the sentence.
    pub form: CitationForm,
}

/// An element that a citation names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitedTarget {
    /// Its id.
    pub id: String,
    /// The range of the id in the text as written.
    pub at: Range<usize>,
    /// Whether it ends a range that the target before it begins.
    pub ends_range: bool,
    /// The words before a work, as written: "see also".
    pub prefix: Option<TracedString>,
    /// The part of a work that is cited, as written: "p. 4".
    pub locator: Option<TracedString>,
}

/// How the words of a citation fit the sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CitationForm {
    /// As in the caption or heading: "Table 1".
    #[default]
    Label,
    /// `{.number}`: "1"
    Number,
    /// `{.lower}`, `{case=acc}`: "table 1", "таблицу 1"
    Word(GrammaticalCase),
    /// `[@work]`: as the citation style decides.
    Work,
}

impl Piece {
    /// The pieces inside it; none in a text, a footnote or a line break.
    pub fn content(&self) -> &[Piece] {
        match &self.kind {
            PieceKind::Strong(content)
            | PieceKind::Emphasis(content)
            | PieceKind::Superscript(content)
            | PieceKind::Subscript(content)
            | PieceKind::Span(_, content)
            | PieceKind::Foreign { content, .. }
            | PieceKind::Link { content, .. }
            | PieceKind::Reference { content, .. } => content,
            PieceKind::Text(_)
            | PieceKind::Code(_)
            | PieceKind::Equation(_)
            | PieceKind::Note { .. }
            | PieceKind::InlineNote(_)
            | PieceKind::Citation(_)
            | PieceKind::LineBreak => &[],
        }
    }
}

/// Calls `visit` with each footnote that is written in some pieces.
pub fn inline_notes<'p>(pieces: &'p [Piece], visit: &mut dyn FnMut(&'p InlineNote)) {
    for piece in pieces {
        if let PieceKind::InlineNote(note) = &piece.kind {
            visit(note);
        }
        inline_notes(piece.content(), visit);
    }
}
