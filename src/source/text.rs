//! A text of a report: as written, as a tree of inline markup, and where all of it is in the file.
//!
//! Each text is parsed once, while the report is read. Checks, lint rules, the comparison of editions
//! and the resolver all read this one tree, so that they agree on what the markup means.

use std::borrow::Cow;
use std::ops::Range;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer};

use super::markup::{self, Doubt, MarkupError, Parsed, Piece, PieceKind};
use crate::origin::TracedString;

/// A text with inline markup.
///
/// Two texts are equal if they are written alike, wherever they are in the file.
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
        let Parsed { pieces, error, doubts, depth } = markup::parse(&written);
        Text { written, pieces, error: error.map(Box::new), doubts, depth }
    }

    /// The text as written, with its markup. Ranges of pieces and errors are bytes of it.
    pub fn written(&self) -> &TracedString {
        &self.written
    }

    /// The text as written, without its origin.
    pub fn as_str(&self) -> &str {
        &self.written
    }

    /// The tree of inline markup. If there is an error, it is partial: signs that could not be
    /// matched are in it as plain text.
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
    /// [`markup::DEEPEST`] of them.
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// The words of the text, without markup, footnotes and references that have no words. A line
    /// break is a space.
    pub fn words(&self) -> TracedString {
        self.words_around("")
    }

    /// The words of the text as [`Text::words`] gives them, but with `object` for each footnote and
    /// each reference without words: such as U+FFFC, which separates the words around it.
    pub fn words_around(&self, object: &str) -> TracedString {
        let mut out = TracedString::with_capacity(self.written.len());
        self.push_words(&self.pieces, object, &mut out);
        out
    }

    fn push_words(&self, pieces: &[Piece], object: &str, out: &mut TracedString) {
        for piece in pieces {
            match &piece.kind {
                PieceKind::Text(text) => out.push_traced(text),
                PieceKind::LineBreak => out.push_substitute(" ", &self.written, piece.at.clone()),
                PieceKind::Note { .. } | PieceKind::Reference { content: None, .. } => {
                    out.push_substitute(object, &self.written, piece.at.clone());
                }
                PieceKind::Strong(_)
                | PieceKind::Emphasis(_)
                | PieceKind::Superscript(_)
                | PieceKind::Subscript(_)
                | PieceKind::SmallCaps(_)
                | PieceKind::Foreign { .. }
                | PieceKind::Link { .. }
                | PieceKind::Reference { content: Some(_), .. } => {
                    self.push_words(piece.content(), object, out);
                }
            }
        }
    }

    /// The bytes of the file behind some bytes of the text as written. `None` if it is generated.
    #[allow(dead_code, reason = "for tools that write changes back")]
    pub fn file_range(&self, part: Range<usize>) -> Option<Range<usize>> {
        self.written.file_range(part)
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

/// A text without markup has the schema of a string.
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
