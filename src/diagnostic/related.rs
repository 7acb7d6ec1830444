//! Excerpts of files, and the second place of a diagnostic.

use std::ops::Range;

use super::printable::{printable_line, shortened};
use super::source_text::{Position, SourceText};

/// A second place that a diagnostic refers to, usually in another file.
///
/// It keeps the line to show, so rendering needs only the first file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Related {
    /// A description of this place: lower case, no full stop.
    pub message: String,
    /// The file, as the user named it.
    pub file: String,
    /// The start of the place, and the position after its last character.
    pub positions: (Position, Position),
    pub(super) excerpt: Excerpt,
}

impl Related {
    /// A place in a file, as a byte range.
    pub(crate) fn new(
        message: impl Into<String>,
        file: impl Into<String>,
        source: &SourceText,
        place: Range<usize>,
    ) -> Related {
        let positions = (source.position(place.start), source.position(place.end));
        let excerpt = Excerpt::new(source, &place);
        let message = shortened(message.into());
        Related { message, file: file.into(), positions, excerpt }
    }
}

/// The first line of a place, as shown in messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// The start of the place in the file.
    pub start: Position,
    /// The line without its line break, in printable characters. Only the part near the place, if the
    /// line is long.
    pub text: String,
    /// The part of the place that is on this line, as bytes of `text`.
    pub place: Range<usize>,
}

/// The number of bytes of a line that are kept before the place, within it and after it. Less is shown, but
/// this avoids measuring a hundred kilobytes.
const NEAR: usize = 1000;

impl Excerpt {
    /// The first line of a place.
    pub fn new(source: &SourceText, place: &Range<usize>) -> Self {
        let start = place.start.min(source.bytes().len());
        let line = source.line(start);
        let end = place.end.clamp(start, line.end.max(start)).min(start + NEAR);
        let near = boundary(source, line.start.max(start.saturating_sub(NEAR)));
        let far = line.end.max(end).min(boundary(source, end + NEAR));
        // Each part is made printable by itself, so that the underline fits the text.
        let part = |range: Range<usize>| {
            let bytes = source.bytes().get(range).unwrap_or_default();
            printable_line(String::from_utf8_lossy(bytes))
        };
        let (before, within, after) = (part(near..start), part(start..end), part(end..far));
        let place = before.len()..before.len() + within.len();
        let text = format!("{before}{within}{after}");
        Self { start: source.position(start), text, place }
    }

    /// Whether the text before the place equals the text of the line, so that both count the same columns.
    pub fn has_columns_of_file(&self) -> bool {
        let before = self.text.get(..self.place.start).unwrap_or_default();
        before.chars().count() + 1 == self.start.column
    }
}

/// The start of the character that contains a byte.
fn boundary(source: &SourceText, offset: usize) -> usize {
    let continues = |at: &usize| source.bytes().get(*at).is_some_and(|byte| byte & 0xC0 == 0x80);
    // A character has at most four bytes; more are invalid.
    (offset.saturating_sub(3)..=offset).rev().find(|at| !continues(at)).unwrap_or(offset)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_of_a_long_line_is_short() {
        let source = SourceText::from("č".repeat(100_000).as_str());
        let excerpt = Excerpt::new(&source, &(100_000..150_000));
        assert_eq!(excerpt.place, NEAR..2 * NEAR);
        assert_eq!(excerpt.text, "č".repeat(3 * NEAR / 2));
    }

    #[test]
    fn the_place_is_found_among_characters_that_are_made_visible() {
        let source = SourceText::from("\u{1b}a\u{9b}b: \u{202e}\n");
        let excerpt = Excerpt::new(&source, &(2..4));
        assert_eq!(excerpt.text, "<U+001B>a<U+009B>b: <U+202E>");
        assert_eq!(&excerpt.text[excerpt.place], "<U+009B>");
    }
}
