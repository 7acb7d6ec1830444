//! Excerpts of files, and the second place of a diagnostic.

use std::borrow::Cow;
use std::ops::Range;

use super::source_text::{Position, SourceText};

/// A second place that a diagnostic refers to, usually in another file.
///
/// It keeps the line to show, so that rendering needs only the first file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Related {
    /// What is at this place: lower case, no full stop.
    pub message: String,
    /// The file, as the user named it.
    pub file: String,
    /// The start of the place, and the position after its last character.
    pub positions: (Position, Position),
    pub(super) excerpt: Excerpt<'static>,
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
        let excerpt = Excerpt::new(source, &place).into_owned();
        Related { message: message.into(), file: file.into(), positions, excerpt }
    }
}

/// The first line of a place, as shown in messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Excerpt<'a> {
    /// The line number, from 1.
    pub number: usize,
    /// The line without its line break.
    pub text: Cow<'a, str>,
    /// The part of the place that is on this line, as bytes of `text`.
    pub place: Range<usize>,
}

impl<'a> Excerpt<'a> {
    /// The first line of a place.
    pub fn new(source: &'a SourceText, place: &Range<usize>) -> Self {
        let bytes = source.bytes();
        let start = place.start.min(bytes.len());
        let line = source.line(start);
        let end = place.end.clamp(start, line.end.max(start));
        let part =
            |range: Range<usize>| String::from_utf8_lossy(bytes.get(range).unwrap_or_default());
        let text = part(line.clone());
        // Lengths are counted after invalid bytes are replaced, so that the underline fits the
        // text. A replacement next to the place can leave them off a character boundary.
        let from = part(line.start..start).len();
        let to = from + part(start..end).len();
        let fit = |offset: usize| text.floor_char_boundary(offset.min(text.len()));
        let place = fit(from)..fit(to);
        Self { number: source.position(start).line, text, place }
    }

    fn into_owned(self) -> Excerpt<'static> {
        Excerpt { number: self.number, text: self.text.into_owned().into(), place: self.place }
    }
}
