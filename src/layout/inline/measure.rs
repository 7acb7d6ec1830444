//! How wide every part of a paragraph's text is.

use std::ops::Range;

use super::linebreak::{Extent, Point};
use super::segment::{Ending, Opportunity};
use super::shape::{ParagraphShaper, Shaped};
use super::spacing;

/// From the paragraph's start to each byte of its text, in points.
pub(super) struct Measured<'t> {
    text: &'t str,
    shaped: &'t Shaped,
    /// The natural width.
    widths: Vec<f32>,
    /// How much of it is spaces that stretch.
    spaces: Vec<f32>,
    /// For each run, the width of a hyphen added to it.
    hyphens: Vec<f32>,
}

impl<'t> Measured<'t> {
    /// Adds up the glyphs of a paragraph.
    pub fn new(text: &'t str, shaped: &'t Shaped, shaper: &mut ParagraphShaper) -> Measured<'t> {
        let hyphens = shaped.runs.iter().map(|run| shaper.hyphen_width(run)).collect();
        let (mut widths, mut spaces) = (vec![0.0; text.len() + 1], vec![0.0; text.len() + 1]);
        for glyph in &shaped.glyphs {
            // A cluster of several characters is taken as evenly wide.
            let share = glyph.advance / (glyph.end - glyph.start).max(1) as f32;
            let bytes = glyph.start + 1..glyph.end + 1;
            widths.get_mut(bytes).unwrap_or_default().iter_mut().for_each(|width| *width += share);
            if spacing::is_space(text, glyph.start)
                && let Some(spaces) = spaces.get_mut(glyph.end)
            {
                *spaces += glyph.advance;
            }
        }
        sum(&mut widths);
        sum(&mut spaces);
        Measured { text, shaped, widths, spaces, hyphens }
    }

    /// The points at which a part of the text may be broken; the first is where it begins.
    pub fn points(&self, start: usize, places: &[Opportunity], justified: bool) -> Vec<Point> {
        let start = self.extent(start, justified);
        let first = Point { end: start, start, ..Point::default() };
        let point = |place: &Opportunity| Point {
            end: self.extent(place.end, justified),
            start: self.extent(place.start, justified),
            added: self.added(place, justified),
            penalty: place.penalty,
            hyphen: matches!(place.ending, Ending::Hyphen | Ending::AddedHyphen),
        };
        std::iter::once(first).chain(places.iter().map(point)).collect()
    }

    /// Where within a range the text may be cut without cutting a glyph or its accents.
    pub fn clusters(&self, range: Range<usize>) -> impl Iterator<Item = usize> {
        let glyphs = &self.shaped.glyphs;
        let first = glyphs.partition_point(|glyph| glyph.start <= range.start);
        let inside = glyphs.iter().skip(first).map(|glyph| glyph.start);
        let mut last = range.start;
        inside.take_while(move |start| *start < range.end).filter(move |start| {
            let new = *start != last;
            last = *start;
            new
        })
    }

    fn extent(&self, byte: usize, justified: bool) -> Extent {
        let at = |sums: &[f32]| sums.get(byte).copied().unwrap_or_default();
        let (width, spaces) = (at(&self.widths), at(&self.spaces));
        let (stretch, shrink) = if justified { spacing::give(width, spaces) } else { (0.0, 0.0) };
        Extent { width, stretch, shrink }
    }

    /// What a break adds to its line: its hyphen, less what hangs over the edge.
    fn added(&self, place: &Opportunity, justified: bool) -> f32 {
        let (sign, width) = if place.ending == Ending::AddedHyphen {
            let run = self.shaped.runs.partition_point(|run| run.text.end < place.end);
            ('-', self.hyphens.get(run).copied().unwrap_or_default())
        } else {
            self.sign_before(place.end)
        };
        let added = if place.ending == Ending::AddedHyphen { width } else { 0.0 };
        added - if justified { width * spacing::hang(sign) } else { 0.0 }
    }

    fn sign_before(&self, byte: usize) -> (char, f32) {
        let sign = self.text.get(..byte).and_then(|text| text.chars().next_back());
        let sign = sign.unwrap_or(' ');
        let at = |byte: usize| self.widths.get(byte).copied().unwrap_or_default();
        (sign, at(byte) - at(byte.saturating_sub(sign.len_utf8())))
    }
}

fn sum(values: &mut [f32]) {
    let mut total = 0.0;
    for value in values {
        total += *value;
        *value = total;
    }
}
