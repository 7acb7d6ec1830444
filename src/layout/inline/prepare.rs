//! A shaped paragraph, measured: everything that line breaking and line building read.

use std::ops::Range;

use super::bidi::Directions;
use super::breakpoint::{Breakpoint, Glue, LineMeasures};
use super::collect::Collected;
use super::glyph::SpacingClass;
use super::hanging;
use super::justify::Elasticity;
use super::opportunity::{BreakOpportunity, Ending};
use super::shape::Shaped;
use crate::templates::{Alignment, ParagraphStyle, Typography};

/// A paragraph ready to be broken into lines.
pub(super) struct Prepared<'a> {
    /// The text with its spans.
    pub collected: Collected<'a>,
    /// The direction of each part of the text.
    pub directions: Directions,
    /// The glyphs.
    pub shaped: Shaped,
    /// The style.
    pub style: &'a ParagraphStyle,
    /// The stretch and shrink of spaces and letters.
    pub elasticity: Elasticity,
    /// The measure of the lines.
    pub measures: LineMeasures,
    /// The total width before each byte of the text, in points.
    totals: Vec<Glue>,
    /// The width of a hyphen added to each run, in points.
    hyphens: Vec<f32>,
    /// Whether punctuation hangs over the edges.
    hangs: bool,
}

impl<'a> Prepared<'a> {
    /// Adds up the widths of a paragraph.
    pub fn new(
        collected: Collected<'a>,
        directions: Directions,
        shaped: Shaped,
        style: &'a ParagraphStyle,
        typography: &Typography,
    ) -> Prepared<'a> {
        let elasticity = Elasticity::of_style(style, typography);
        let totals = totals(&collected.text, &shaped, elasticity);
        let hangs = style.align == Alignment::Justified && typography.hanging_punctuation;
        let measures = LineMeasures { first: 0.0, rest: 0.0 };
        let hyphens = Vec::new();
        Prepared {
            collected,
            directions,
            shaped,
            style,
            elasticity,
            measures,
            totals,
            hyphens,
            hangs,
        }
    }

    /// Sets the measure, in points before the indents of the style.
    pub fn with_measure(self, measure: f32) -> Self {
        let rest = measure - self.style.indent_pt - self.style.end_indent_pt;
        let first = rest - self.style.first_indent_pt;
        Prepared { measures: LineMeasures { first, rest }, ..self }
    }

    /// Sets the width of a hyphen added to each run, in points.
    pub fn with_hyphens(self, hyphens: Vec<f32>) -> Self {
        Prepared { hyphens, ..self }
    }

    /// The breakpoints of a part of the text, the first of which is its start.
    pub fn breakpoints(&self, start: usize, places: &[BreakOpportunity]) -> Vec<Breakpoint> {
        let total = self.total(start);
        let overhang = self.start_overhang(start);
        let first = Breakpoint { end: total, start: total, overhang, ..Breakpoint::default() };
        let breakpoint = |place: &BreakOpportunity| Breakpoint {
            end: self.total(place.end),
            start: self.total(place.start),
            added: self.added(place),
            overhang: self.start_overhang(place.start),
            penalty: place.penalty,
            hyphen: matches!(place.ending, Ending::Hyphen | Ending::AddedHyphen),
        };
        std::iter::once(first).chain(places.iter().map(breakpoint)).collect()
    }

    /// The bytes within a range at which a cluster of glyphs starts.
    pub fn cluster_starts(&self, range: Range<usize>) -> impl Iterator<Item = usize> {
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

    fn total(&self, byte: usize) -> Glue {
        self.totals.get(byte).copied().unwrap_or_default()
    }

    /// The width that a break adds to its line: the hyphen, less the overhang.
    fn added(&self, place: &BreakOpportunity) -> f32 {
        if place.ending == Ending::AddedHyphen {
            let run = self.shaped.runs.partition_point(|run| run.text.end < place.end);
            return self.hyphen_width(run) - self.hyphen_overhang(run);
        }
        -self.end_overhang(place.end)
    }

    fn hyphen_width(&self, run: usize) -> f32 {
        self.hyphens.get(run).copied().unwrap_or_default()
    }

    /// How far an added hyphen hangs over the edge, in points.
    pub fn hyphen_overhang(&self, run: usize) -> f32 {
        if self.hangs { self.hyphen_width(run) * hanging::at_end('-') } else { 0.0 }
    }

    /// How far the sign before a byte hangs over the edge at a line end, in points.
    pub fn end_overhang(&self, byte: usize) -> f32 {
        let before = self.collected.text.get(..byte).filter(|_| self.hangs);
        let Some(sign) = before.and_then(|text| text.chars().next_back()) else { return 0.0 };
        self.overhang(byte - sign.len_utf8()..byte, hanging::at_end(sign))
    }

    /// How far the sign at a byte hangs over the edge at a line start, in points.
    pub fn start_overhang(&self, byte: usize) -> f32 {
        let after = self.collected.text.get(byte..).filter(|_| self.hangs);
        let Some(sign) = after.and_then(|text| text.chars().next()) else { return 0.0 };
        self.overhang(byte..byte + sign.len_utf8(), hanging::at_start(sign))
    }

    /// Full-width signs do not hang: their glyphs include the space beside them.
    fn overhang(&self, sign: Range<usize>, share: f32) -> f32 {
        if share == 0.0 {
            return 0.0;
        }
        let glyphs = &self.shaped.glyphs;
        let glyph = glyphs.get(glyphs.partition_point(|glyph| glyph.start < sign.start));
        match glyph.map(|glyph| glyph.spacing) {
            Some(SpacingClass::Letter | SpacingClass::Cursive) => {
                share * (self.total(sign.end).width - self.total(sign.start).width)
            }
            Some(SpacingClass::WordSpace | SpacingClass::Ideograph) | None => 0.0,
        }
    }
}

/// The total width before each byte of the text. A cluster of several bytes counts as evenly wide.
fn totals(text: &str, shaped: &Shaped, elasticity: Elasticity) -> Vec<Glue> {
    let mut totals = vec![Glue::default(); text.len() + 1];
    // A letter can have any number of combining marks, so the glyphs of a cluster are added up first.
    for cluster in shaped.glyphs.chunk_by(|one, next| one.start == next.start) {
        let Some(first) = cluster.first() else { continue };
        let mut sum = Glue::default();
        for glyph in cluster {
            let width = glyph.advance / (glyph.end - glyph.start).max(1) as f32;
            let (stretch, shrink) = elasticity.of(glyph.spacing);
            sum.add(Glue { width, stretch: stretch * width, shrink: shrink * width });
        }
        let bytes = totals.get_mut(first.start + 1..first.end + 1).unwrap_or_default();
        bytes.iter_mut().for_each(|glue| glue.add(sum));
    }
    let mut total = Glue::default();
    for glue in &mut totals {
        total.add(*glue);
        *glue = total;
    }
    totals
}
