//! The line of a place, as messages show it.

use std::borrow::Cow;
use std::ops::Range;

use super::position::{line_end, line_start};
use super::{Lined, position};

/// The line of a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Excerpt<'a> {
    /// Its number, from 1.
    pub number: usize,
    /// Its text, without line break.
    pub text: Cow<'a, str>,
    /// The place as bytes of the text.
    pub place: Range<usize>,
}

impl<'a> Excerpt<'a> {
    /// The first line of the place, with as much of the place as stands on it.
    pub fn new<S: Lined + ?Sized>(file: &'a S, place: &Range<usize>) -> Self {
        let source = file.whole();
        let start = place.start.min(source.len());
        let line = line_start(source, start)..line_end(source, start);
        let end = place.end.clamp(start, line.end.max(start));
        let part =
            |range: Range<usize>| String::from_utf8_lossy(source.get(range).unwrap_or_default());
        let text = part(line.clone());
        // Lengths after replacing what is not UTF-8, so that the underline stays in step. Cut by
        // broken UTF-8, they may miss a boundary.
        let from = part(line.start..start).len();
        let to = from + part(start..end).len();
        let fit = |offset: usize| text.floor_char_boundary(offset.min(text.len()));
        let place = fit(from)..fit(to);
        Self { number: position(file, start).line, text, place }
    }

    /// The same, with a text of its own.
    pub fn into_owned(self) -> Excerpt<'static> {
        Excerpt { number: self.number, text: self.text.into_owned().into(), place: self.place }
    }
}
