//! Markdown: CommonMark 0.31 with footnotes and pipe tables, as read by `pandoc -f commonmark_x`.
//!
//! Each paragraph is one line. Anchors of referenced elements, superscripts, subscripts, small
//! capitals and languages use the syntax of that reader. A note is placed at its first reference.
//! Later references link to it, since the reader would repeat the note.

mod block;
mod inline;
mod list;
mod people;
mod syntax;
mod writer;

use unicode_normalization::UnicodeNormalization;

use self::writer::Writer;
use crate::document::Document;

/// Writes the document as Markdown in NFC. Lines end with a line feed.
pub fn write(document: &Document) -> String {
    let text: String = Writer::new(document).document().join("\n").nfc().collect();
    text + "\n"
}
