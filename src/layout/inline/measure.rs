//! How wide every part of a paragraph's text is.

use super::linebreak::{Extent, Point};
use super::segment::{Ending, Opportunity};
use super::shape::Shaped;
use super::spacing;
use crate::templates::{Alignment, ParagraphStyle};

/// From the paragraph's start to each byte of its text, in points.
pub(super) struct Measured<'t> {
    text: &'t str,
    /// The natural width.
    widths: Vec<f32>,
    /// How much of it is spaces that stretch.
    spaces: Vec<f32>,
}

impl<'t> Measured<'t> {
    /// Adds up the glyphs of a paragraph.
    pub fn new(text: &'t str, shaped: &Shaped) -> Measured<'t> {
        let mut measured =
            Measured { text, widths: vec![0.0; text.len() + 1], spaces: vec![0.0; text.len() + 1] };
        let Measured { widths, spaces, .. } = &mut measured;
        for glyph in &shaped.glyphs {
            // A cluster of several characters is taken as evenly wide.
            let share = glyph.advance / (glyph.end - glyph.start).max(1) as f32;
            let bytes = glyph.start + 1..glyph.end + 1;
            widths.get_mut(bytes).unwrap_or_default().iter_mut().for_each(|width| *width += share);
            if text.as_bytes().get(glyph.start).copied().is_some_and(spacing::stretches) {
                spaces[glyph.start + 1] += glyph.advance;
            }
        }
        for byte in 1..widths.len() {
            widths[byte] += widths[byte - 1];
            spaces[byte] += spaces[byte - 1];
        }
        measured
    }

    /// The points at which a part of the text may be broken; the first is where it begins.
    pub fn points(
        &self,
        start: usize,
        places: &[Opportunity],
        style: &ParagraphStyle,
    ) -> Vec<Point> {
        let justified = style.align == Alignment::Justified;
        let start = self.extent(start, justified);
        let first = Point { end: start, start, ..Point::default() };
        let point = |place: &Opportunity| Point {
            end: self.extent(place.end, justified),
            start: self.extent(place.start, justified),
            added: if justified { -self.hanging(place.end) } else { 0.0 },
            penalty: place.penalty,
            hyphen: place.ending != Ending::Plain && place.ending != Ending::Forced,
        };
        std::iter::once(first).chain(places.iter().map(point)).collect()
    }

    fn extent(&self, byte: usize, justified: bool) -> Extent {
        let (width, spaces) = (self.widths[byte], self.spaces[byte]);
        let (stretch, shrink) = if justified { spacing::give(width, spaces) } else { (0.0, 0.0) };
        Extent { width, stretch, shrink }
    }

    /// How far the sign before a byte hangs over the edge.
    fn hanging(&self, end: usize) -> f32 {
        let Some(sign) = self.text.get(..end).and_then(|text| text.chars().next_back()) else {
            return 0.0;
        };
        let share = spacing::hang(sign);
        share * (self.widths[end] - self.widths[end - sign.len_utf8()])
    }
}
