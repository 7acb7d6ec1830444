//! Texts with inline markup: `**strong**`, `*emphasis*`, `^raised^`, `~lowered~`,
//! `[words](https://…)`, `[^note]`, `^[note]`, `[^id: note]`, `[#reference]`, `[#first, second]{.lower}`,
//! `[words](#reference)`,
//! `[words]{lang=fr}`, `[words]{.smallcaps}`, `~~struck~~`, `[words]{.underline}`,
//! `[words]{.nohyphen}`, `` `code` ``, `` $`equation` ``.
//!
//! As in CommonMark, an opening sign is not followed by a space, and a closing sign does not follow one. As
//! in pandoc, raised and lowered text has no spaces. Unlike both, `*` is plain text inside a word
//! (`x*y*z`), unless its other end is at an end of the word (`un*frei*`).
//!
//! Each text is parsed once, while the report is read. Checks, lint rules, the comparison of editions
//! and the resolver all read this one tree, so they agree on what the markup means.

mod parse;
mod piece;

use std::borrow::Cow;
use std::ops::Range;

pub use parse::DEEPEST;
use parse::Parsed;
pub use piece::{Citation, CitationForm, CitedTarget, InlineNote, Piece, PieceKind, inline_notes};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer};

use crate::math::linear;
use crate::origin::{Generator, Shift, Shifted, TracedString};

/// A text with inline markup.
///
/// Two texts are equal if they are written the same, wherever they are in the file.
#[derive(Clone, Debug, Default)]
pub struct Text {
    written: TracedString,
    pieces: Vec<Piece>,
    error: Option<Box<MarkupError>>,
    doubts: Vec<Doubt>,
    depth: usize,
}

impl Text {
    /// Parses the inline markup of a text.
    pub fn new(written: TracedString) -> Self {
        let Parsed { pieces, error, doubts, depth } = parse::parse(&written);
        Text { written, pieces, error: error.map(Box::new), doubts, depth }
    }

    /// A text from a file beside the report, printed as it is, without markup.
    pub fn verbatim(text: &str) -> Self {
        let written = TracedString::generated(text, Generator::Data);
        let mut pieces = Vec::new();
        let mut start = 0;
        for line in text.split('\n') {
            if start > 0 {
                pieces.push(Piece { at: start - 1..start, kind: PieceKind::LineBreak });
            }
            let line = line.trim_end_matches('\r');
            let kind = PieceKind::Text(TracedString::generated(line, Generator::Data));
            pieces.push(Piece { at: start..start + line.len(), kind });
            start += line.len() + 1;
        }
        Text { written, pieces, ..Text::default() }
    }

    /// The text as written, with its markup. Ranges of pieces and errors are bytes of it.
    pub fn written(&self) -> &TracedString {
        &self.written
    }

    /// The text as written, without its origin.
    pub fn as_str(&self) -> &str {
        &self.written
    }

    /// The tree of inline markup. If there is an error, the tree is partial and contains unmatched signs as
    /// plain text.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// The first error of the inline markup.
    pub fn error(&self) -> Option<&MarkupError> {
        self.error.as_deref()
    }

    /// The signs that are printed although they may have been meant as markup.
    pub fn doubts(&self) -> &[Doubt] {
        &self.doubts
    }

    /// The number of levels of markup within each other. The tree has no more than
    /// [`DEEPEST`] of them.
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// The words of the text, without markup, footnotes and references that have no words. A line
    /// break becomes a space, and an equation its line of text.
    pub fn words(&self) -> TracedString {
        self.words_around("")
    }

    /// The words of the text as [`Text::words`] gives them, but with `object`, such as U+FFFC, in place of
    /// each footnote, each equation and each reference without words. It separates the words around it.
    pub fn words_around(&self, object: &str) -> TracedString {
        let mut out = TracedString::with_capacity(self.written.len());
        self.push_words(&self.pieces, (object, false), &mut out);
        out
    }

    /// The words of the text as [`Text::words_around`] gives them, with `object` also in place of each phrase
    /// in another language.
    pub fn own_words(&self, object: &str) -> TracedString {
        let mut out = TracedString::with_capacity(self.written.len());
        self.push_words(&self.pieces, (object, true), &mut out);
        out
    }

    /// The words of the text as [`Text::words`] gives them, in parts: each phrase in another language, with its
    /// language, and what is between two of them.
    pub fn words_by_language(&self) -> Vec<(Option<&str>, TracedString)> {
        let mut parts = vec![(None, TracedString::new())];
        self.push_parts(&self.pieces, &mut parts);
        parts
    }

    fn push_parts<'t>(
        &'t self,
        pieces: &'t [Piece],
        parts: &mut Vec<(Option<&'t str>, TracedString)>,
    ) {
        for piece in pieces {
            match &piece.kind {
                PieceKind::Foreign { language, content } => {
                    let mut words = TracedString::new();
                    self.push_words(content, ("", false), &mut words);
                    parts.extend([(Some(language.as_str()), words), (None, TracedString::new())]);
                }
                PieceKind::Strong(_)
                | PieceKind::Emphasis(_)
                | PieceKind::Superscript(_)
                | PieceKind::Subscript(_)
                | PieceKind::Span(..)
                | PieceKind::Link { .. }
                | PieceKind::Reference { .. } => self.push_parts(piece.content(), parts),
                PieceKind::Text(_)
                | PieceKind::Code(_)
                | PieceKind::Equation(_)
                | PieceKind::LineBreak
                | PieceKind::Note { .. }
                | PieceKind::InlineNote(_)
                | PieceKind::Citation(_) => {
                    let last = parts.last_mut().map(|(_, words)| words);
                    let piece = std::slice::from_ref(piece);
                    last.into_iter().for_each(|last| self.push_words(piece, ("", false), last));
                }
            }
        }
    }

    /// Adds the words of some pieces. With the flag, the object also replaces code and phrases in other
    /// languages.
    fn push_words(&self, pieces: &[Piece], object: (&str, bool), out: &mut TracedString) {
        for piece in pieces {
            match &piece.kind {
                PieceKind::Foreign { .. } | PieceKind::Code(_) if object.1 => {
                    out.push_substitute(object.0, &self.written, piece.at.clone());
                }
                PieceKind::Text(text) | PieceKind::Code(text) => out.push_traced(text),
                PieceKind::LineBreak => out.push_substitute(" ", &self.written, piece.at.clone()),
                PieceKind::Equation(equation) if object.0.is_empty() => {
                    let line = linear(&equation.content);
                    out.push_substitute(&line, &self.written, piece.at.clone());
                }
                PieceKind::Note { .. }
                | PieceKind::InlineNote(_)
                | PieceKind::Citation(_)
                | PieceKind::Equation(_) => {
                    out.push_substitute(object.0, &self.written, piece.at.clone());
                }
                PieceKind::Strong(_)
                | PieceKind::Emphasis(_)
                | PieceKind::Superscript(_)
                | PieceKind::Subscript(_)
                | PieceKind::Span(..)
                | PieceKind::Foreign { .. }
                | PieceKind::Link { .. }
                | PieceKind::Reference { .. } => {
                    self.push_words(piece.content(), object, out);
                }
            }
        }
    }
}

/// Only the text and its pieces have positions in the file. The others count from its first byte.
impl Shifted for Text {
    fn shift(&mut self, by: Shift) {
        let Text { written, pieces, error: _, doubts: _, depth: _ } = self;
        written.shift(by);
        pieces.shift(by);
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.written == other.written
    }
}

impl Eq for Text {}

impl From<TracedString> for Text {
    fn from(written: TracedString) -> Self {
        Text::new(written)
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        TracedString::deserialize(deserializer).map(Text::new)
    }
}

/// The schema of a text without markup is a string.
impl JsonSchema for TracedString {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        String::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        String::json_schema(generator)
    }
}

impl JsonSchema for Text {
    fn schema_name() -> Cow<'static, str> {
        "Text".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "description": "A text with inline markup." })
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
    /// The sign as a character, if the hint names it.
    pub escaped: Option<String>,
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
    /// It is at the end of a word, without an opening sign.
    ClosesNothing,
}

/// Whether a word can be an id: ASCII letters, digits, `-` and `_`, beginning with a letter.
pub fn is_id(word: &str) -> bool {
    word.starts_with(|first: char| first.is_ascii_alphabetic())
        && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

/// Whether a word can be the id of a footnote: as [`is_id`], but it may begin with a digit.
pub fn is_note_id(word: &str) -> bool {
    word.starts_with(|first: char| first.is_ascii_alphanumeric())
        && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

/// Whether a word can be the id of a work: as [`is_note_id`], with other signs of BibTeX keys inside it.
pub fn is_work_id(word: &str) -> bool {
    let is_sign = |c: char| c.is_ascii_alphanumeric() || "-_:.+/".contains(c);
    word.starts_with(|first: char| first.is_ascii_alphanumeric()) && word.chars().all(is_sign)
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
