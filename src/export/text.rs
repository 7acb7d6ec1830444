//! Plain text: UTF-8 in lines of 72 columns, pleasant to read in an e-mail.
//!
//! Every function turns a part of the document into lines of a given width, and its caller indents
//! them. Underlines and indents show the structure. Capitals are not used for this: the text keeps its
//! characters, except those that `--ascii` replaces.

mod block;
mod inline;
mod people;
mod table;
mod transliterate;
mod wrap;
mod writer;

pub use transliterate::transliterate;
pub use writer::Charset;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use self::writer::Writer;
use crate::cache::Cache;
use crate::document::Document;

/// Writes the document as plain text in NFC. Lines end with a line feed and have no trailing spaces.
pub fn write(document: &Document, charset: Charset, cache: &Cache) -> String {
    let text = Writer { document, charset, cache }.document();
    // Nearly all texts are in NFC already.
    let text = if is_nfc(&text) { text } else { text.nfc().collect() };
    text + "\n"
}
