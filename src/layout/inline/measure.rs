//! How wide every part of a paragraph's text is.

use std::ops::Range;

use super::hanging;
use super::linebreak::{Extent, Point};
use super::segment::{Ending, Opportunity};
use super::shape::{ParagraphShaper, Shaped};
use super::spacing::{Elasticity, Give};

/// From the paragraph's start to each byte of its text, in points.
pub(super) struct Measured<'t> {
    text: &'t str,
    shaped: &'t Shaped,
    extents: Vec<Extent>,
    /// For each run, the width of a hyphen added to it.
    hyphens: Vec<f32>,
    /// Whether signs hang over the edges.
    hang: bool,
}

impl<'t> Measured<'t> {
    /// Adds up the glyphs of a paragraph.
    pub fn new(
        text: &'t str,
        shaped: &'t Shaped,
        shaper: &mut ParagraphShaper,
        elasticity: Elasticity,
        hang: bool,
    ) -> Measured<'t> {
        let hyphens = shaped.runs.iter().map(|run| shaper.hyphen_width(run)).collect();
        let mut extents = vec![Extent::default(); text.len() + 1];
        for glyph in &shaped.glyphs {
            // A cluster of several characters is taken as evenly wide.
            let width = glyph.advance / (glyph.end - glyph.start).max(1) as f32;
            let (stretch, shrink) = elasticity.of(glyph.give);
            let share = Extent { width, stretch: stretch * width, shrink: shrink * width };
            let bytes = glyph.start + 1..glyph.end + 1;
            let bytes = extents.get_mut(bytes).unwrap_or_default();
            bytes.iter_mut().for_each(|extent| extent.add(share));
        }
        let mut total = Extent::default();
        for extent in &mut extents {
            total.add(*extent);
            *extent = total;
        }
        Measured { text, shaped, extents, hyphens, hang }
    }

    /// The points at which a part of the text may be broken; the first is where it begins.
    pub fn points(&self, start: usize, places: &[Opportunity]) -> Vec<Point> {
        let at = self.extent(start);
        let first = Point { end: at, start: at, hangs: self.hangs(start), ..Point::default() };
        let point = |place: &Opportunity| Point {
            end: self.extent(place.end),
            start: self.extent(place.start),
            added: self.added(place),
            hangs: self.hangs(place.start),
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

    fn extent(&self, byte: usize) -> Extent {
        self.extents.get(byte).copied().unwrap_or_default()
    }

    fn width(&self, range: Range<usize>) -> f32 {
        self.extent(range.end).width - self.extent(range.start).width
    }

    /// What a break adds to its line: its hyphen, less what hangs over the edge.
    fn added(&self, place: &Opportunity) -> f32 {
        if place.ending == Ending::AddedHyphen {
            let run = self.shaped.runs.partition_point(|run| run.text.end < place.end);
            let width = self.hyphens.get(run).copied().unwrap_or_default();
            return width - if self.hang { width * hanging::at_end('-') } else { 0.0 };
        }
        -self.hangs_at_end(place.end)
    }

    /// How much of the sign before a byte hangs over the edge, in points.
    pub fn hangs_at_end(&self, byte: usize) -> f32 {
        let before = self.text.get(..byte).filter(|_| self.hang);
        let Some(sign) = before.and_then(|text| text.chars().next_back()) else { return 0.0 };
        let share = hanging::at_end(sign);
        if share == 0.0 { 0.0 } else { self.hanging(byte - sign.len_utf8()..byte, share) }
    }

    /// How much of the sign at a byte hangs over the edge, in points.
    pub fn hangs(&self, byte: usize) -> f32 {
        let after = self.text.get(byte..).filter(|_| self.hang);
        let Some(sign) = after.and_then(|text| text.chars().next()) else { return 0.0 };
        let share = hanging::at_start(sign);
        if share == 0.0 { 0.0 } else { self.hanging(byte..byte + sign.len_utf8(), share) }
    }

    /// Signs as wide as ideographs bring their space along, and do not hang.
    fn hanging(&self, sign: Range<usize>, share: f32) -> f32 {
        let glyphs = &self.shaped.glyphs;
        let glyph = glyphs.get(glyphs.partition_point(|glyph| glyph.start < sign.start));
        match glyph.map(|glyph| glyph.give) {
            Some(Give::Letter | Give::Nothing) => share * self.width(sign),
            Some(Give::Space | Give::Ideograph) | None => 0.0,
        }
    }

    /// How much of an added hyphen hangs over the edge, in points.
    pub fn hyphen_hangs(&self, run: usize) -> f32 {
        let width = self.hyphens.get(run).copied().unwrap_or_default();
        if self.hang { width * hanging::at_end('-') } else { 0.0 }
    }
}
