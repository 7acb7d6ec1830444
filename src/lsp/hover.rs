//! What an editor shows about a place.

use std::ops::Range;

/// What an editor shows about a place.
pub struct Hover {
    /// The words, in Markdown.
    pub words: String,
    /// The bytes that they are about.
    pub place: Range<usize>,
}

/// A text without markup in Markdown.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_ascii_punctuation() {
            out.push('\\');
        }
        out.push(character);
    }
    out
}
