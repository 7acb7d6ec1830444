//! Inline markup: `**strong**`, `*emphasis*`, `^raised^`, `~lowered~`, `[words](https://…)`,
//! `[^note]`, `[#reference]`, `[words](#reference)`, `[words]{lang=fr}`, `[words]{.smallcaps}`.
//!
//! As in CommonMark, a sign opens before a character that is no space and closes after one. As in
//! pandoc, raised and lowered text has no spaces. Unlike both, `*` is plain text inside a word
//! (`x*y*z`), unless its other end is at an end of the word (`un*frei*`).

mod parse;

use std::ops::Range;

pub use parse::{DEEPEST, Parsed, parse};

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
    /// `[words]{.smallcaps}`
    SmallCaps(Vec<Piece>),
    /// `[words]{lang=fr}`, with a BCP 47 tag.
    Foreign { language: String, content: Vec<Piece> },
    /// `[words](https://…)`; `target` is the range of the address in the text as written.
    Link { url: String, target: Range<usize>, content: Vec<Piece> },
    /// `[^note]`; `target` is the range of the id in the text as written.
    Note { id: String, target: Range<usize> },
    /// `[#reference]`, or `[words](#reference)` with the author's own words as `content`; `target`
    /// is the range of the id in the text as written.
    Reference { id: String, target: Range<usize>, content: Option<Vec<Piece>> },
    /// A backslash at the end of a line.
    LineBreak,
}

impl Piece {
    /// The pieces inside it; none in a text, a footnote or a line break.
    pub fn content(&self) -> &[Piece] {
        match &self.kind {
            PieceKind::Strong(content)
            | PieceKind::Emphasis(content)
            | PieceKind::Superscript(content)
            | PieceKind::Subscript(content)
            | PieceKind::SmallCaps(content)
            | PieceKind::Foreign { content, .. }
            | PieceKind::Link { content, .. }
            | PieceKind::Reference { content: Some(content), .. } => content,
            PieceKind::Text(_)
            | PieceKind::Note { .. }
            | PieceKind::Reference { content: None, .. }
            | PieceKind::LineBreak => &[],
        }
    }
}

/// An error of inline markup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkupError {
    /// The wrong bytes, in the text as written.
    pub at: Range<usize>,
    /// The message.
    pub message: String,
    /// What to write instead.
    pub hint: String,
}

/// A sign that is printed although it may have been meant as markup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// Its bytes in the text as written.
    pub at: Range<usize>,
    /// Why it is not markup.
    pub kind: DoubtKind,
}

/// Why a sign is not markup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DoubtKind {
    /// It is inside a word, as the asterisks of `x*y*z`.
    InsideWord,
    /// Raised and lowered text has no spaces, as in `x^2 + y^2`.
    HasSpaces,
    /// It is at the end of a word, and nothing is open.
    ClosesNothing,
}

/// Whether a word can be an id: ASCII letters, digits, `-` and `_`, beginning with a letter.
pub fn is_id(word: &str) -> bool {
    word.starts_with(|first: char| first.is_ascii_alphabetic())
        && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

/// Whether a word has the form of a BCP 47 language tag: subtags of one to eight letters or digits.
pub fn is_language(word: &str) -> bool {
    let mut subtags = word.split('-');
    let primary = subtags.next().unwrap_or_default();
    let fits =
        |tag: &str| (1..=8).contains(&tag.len()) && tag.chars().all(|c| c.is_ascii_alphanumeric());
    (2..=3).contains(&primary.len())
        && primary.chars().all(|c| c.is_ascii_alphabetic())
        && subtags.all(fits)
}
