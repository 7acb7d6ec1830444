//! One line's part of the text → runs of glyphs in their places.

use std::ops::Range;

use super::Line;
use super::collect::{Collected, LinkSpan};
use super::cut::Cut;
use super::shape::{ParagraphShaper, PlacedGlyph, Run, Shaped, is_ignorable};
use super::spacing;
use crate::document::ElementId;
use crate::layout::page::{Glyph, GlyphRun, LinkTarget, Point};
use crate::templates::{Alignment, ParagraphStyle};

/// What all lines of a paragraph share.
pub(super) struct Builder<'a, 'b> {
    /// The text.
    pub collected: &'b Collected<'a>,
    /// Its glyphs.
    pub shaped: &'b Shaped,
    /// Shapes again what a break cuts.
    pub shaper: &'b mut ParagraphShaper<'a>,
    /// The style.
    pub style: &'a ParagraphStyle,
    /// The width of a full line, indents taken off.
    pub measure: f32,
}

/// The glyphs of a line, cut by run.
#[derive(Default)]
struct Pieces {
    glyphs: Vec<PlacedGlyph>,
    /// For each run, its number and where its glyphs end.
    runs: Vec<(usize, usize)>,
}

impl Builder<'_, '_> {
    /// Builds one line.
    pub fn line(&mut self, cut: Cut) -> Line {
        let mut pieces = self.pieces(cut);
        let text = &self.collected.text;
        let natural = self.trim(&mut pieces.glyphs);
        let justified = self.style.align == Alignment::Justified;
        if justified && (!cut.last || natural > self.measure) {
            spacing::justify(&mut pieces.glyphs, text, self.measure, cut.hyphen);
        }
        let width = pieces.glyphs.iter().map(|glyph| glyph.advance).sum();
        let x = self.start(width);
        self.close(cut, &mut pieces);
        let elements = &self.collected.elements;
        let begins = |byte: &usize| cut.start <= *byte && (*byte < cut.next || self.ends(cut));
        let marks =
            self.collected.marks.iter().filter(|mark| mark.first && begins(&mark.range.start));
        Line {
            links: self.links(&pieces, x, cut),
            notes: marks.map(|mark| mark.note).collect(),
            elements: elements.iter().filter(|(byte, _)| begins(byte)).map(|(_, id)| *id).collect(),
            runs: self.runs(&pieces, x, cut),
            width,
            hyphenated: cut.hyphenated,
            offset: self.collected.plain_offset(cut.start),
        }
    }

    fn ends(&self, cut: Cut) -> bool {
        cut.next == self.collected.text.len()
    }

    fn start(&self, width: f32) -> f32 {
        match self.style.align {
            Alignment::Justified | Alignment::Start => self.style.indent_pt,
            Alignment::Centre => self.style.indent_pt + (self.measure - width).max(0.0) / 2.0,
        }
    }

    fn pieces(&mut self, cut: Cut) -> Pieces {
        let mut pieces = Pieces::default();
        let shaped = self.shaped;
        let first = shaped.runs.partition_point(|run| run.text.end <= cut.start);
        for (index, run) in shaped.runs.iter().enumerate().skip(first) {
            if run.text.start >= cut.end {
                break;
            }
            let part = run.text.start.max(cut.start)..run.text.end.min(cut.end);
            let hyphen = cut.hyphen && run.text.end >= cut.end;
            self.piece(run, part, hyphen, &mut pieces.glyphs);
            pieces.runs.push((index, pieces.glyphs.len()));
        }
        pieces
    }

    /// The glyphs of a part of a run: those that are there already, save where the cut touches
    /// them.
    fn piece(&mut self, run: &Run, part: Range<usize>, hyphen: bool, out: &mut Vec<PlacedGlyph>) {
        let glyphs = self.shaped.glyphs.get(run.glyphs.clone()).unwrap_or(&[]);
        let added = if hyphen { self.shaper.hyphen(run) } else { "" };
        let Some(kept) = reusable(glyphs, run.text.end, &part, hyphen) else {
            return self.shaper.glyphs(run, self.collected, part, added, out);
        };
        let byte = |index: usize| glyphs.get(index).map_or(run.text.end, |glyph| glyph.start);
        let (head, tail) = (part.start..byte(kept.start), byte(kept.end)..part.end);
        if !head.is_empty() {
            self.shaper.glyphs(run, self.collected, head, "", out);
        }
        out.extend(glyphs.get(kept).unwrap_or(&[]));
        if !tail.is_empty() || hyphen {
            self.shaper.glyphs(run, self.collected, tail, added, out);
        }
    }

    /// Takes the tracking after the last letter off; the natural width of the line.
    fn trim(&self, glyphs: &mut [PlacedGlyph]) -> f32 {
        if let Some(last) = glyphs.last_mut() {
            last.advance -= self.style.tracking_em * self.style.size_pt;
        }
        glyphs.iter().map(|glyph| glyph.advance).sum()
    }

    /// Ends a line that was broken at a space with that space, without width, so that whoever
    /// reads the pages back finds the words apart.
    fn close(&mut self, cut: Cut, pieces: &mut Pieces) {
        let between = self.collected.text.get(cut.end..cut.next).unwrap_or("");
        let spaces = between.len() - between.trim_start_matches(' ').len();
        let Some((index, end)) = pieces.runs.last_mut().filter(|_| spaces > 0) else { return };
        let run = self.shaped.runs.get(*index);
        let Some(id) = run.and_then(|run| self.shaper.space(run)) else { return };
        let (start, ends) = (cut.end, cut.end + spaces);
        let advance = 0.0;
        let offset = (0.0, 0.0);
        let space = PlacedGlyph { id, advance, offset, start, end: ends, unsafe_to_break: false };
        pieces.glyphs.push(space);
        *end += 1;
    }

    fn links(&self, pieces: &Pieces, x: f32, cut: Cut) -> Vec<(f32, f32, ElementId, LinkTarget)> {
        let here = |link: &&LinkSpan| link.range.start < cut.end && link.range.end > cut.start;
        if !self.collected.links.iter().any(|link| here(&link)) {
            return Vec::new();
        }
        let places = places(&pieces.glyphs, x);
        let area = |link: &LinkSpan| {
            let inside = |place: &&Place| link.range.contains(&place.start);
            let first = places.iter().find(inside)?;
            let last = places.iter().rfind(inside)?;
            Some((first.from, last.to, link.element, link.target.on_page()))
        };
        self.collected.links.iter().filter(here).filter_map(area).collect()
    }

    fn runs(&self, pieces: &Pieces, mut x: f32, cut: Cut) -> Vec<GlyphRun> {
        let mut out = Vec::with_capacity(pieces.runs.len());
        let mut from = 0;
        for &(index, to) in &pieces.runs {
            let glyphs = pieces.glyphs.get(from..to).unwrap_or(&[]);
            from = to;
            let Some(run) = self.shaped.runs.get(index).filter(|_| !glyphs.is_empty()) else {
                continue;
            };
            out.extend(self.glyph_run(run, glyphs, x, cut));
            x += glyphs.iter().map(|glyph| glyph.advance).sum::<f32>();
        }
        out
    }

    fn glyph_run(&self, run: &Run, glyphs: &[PlacedGlyph], x: f32, cut: Cut) -> Option<GlyphRun> {
        let span = self.collected.spans.get(run.span)?;
        let language = (span.language != self.collected.language).then(|| span.language.into());
        let mut text = String::with_capacity(glyphs.len() + 2);
        let mut out = Vec::with_capacity(glyphs.len());
        for cluster in glyphs.chunk_by(|one, other| one.start == other.start) {
            let from = text.len() as u32;
            cluster.first().into_iter().for_each(|glyph| self.push_text(glyph, cut, &mut text));
            let to = text.len() as u32;
            let seen = cluster.iter().filter(|_| to > from);
            out.extend(seen.map(|glyph| {
                let PlacedGlyph { id, advance, offset, .. } = *glyph;
                Glyph { id, advance, offset, text: (from, to) }
            }));
        }
        let (face, size, colour) = (run.face, run.size, self.style.colour);
        let origin = Point { x, y: 0.0 };
        Some(GlyphRun {
            origin,
            face,
            size,
            colour,
            text,
            glyphs: out,
            language,
            owner: span.owner,
        })
    }

    fn push_text(&self, glyph: &PlacedGlyph, cut: Cut, text: &mut String) {
        let seen = self.collected.text.get(glyph.start..glyph.end.min(cut.next)).unwrap_or("");
        text.extend(seen.chars().filter(|character| !is_ignorable(*character)));
        if cut.hyphen && glyph.end > cut.end {
            text.push('\u{AD}');
        }
    }
}

/// The glyphs of a run that a part of its text can take over as they are; the rest of the part is
/// shaped again. A hyphen is shaped together with what stands before it.
fn reusable(
    glyphs: &[PlacedGlyph],
    run_end: usize,
    part: &Range<usize>,
    hyphen: bool,
) -> Option<Range<usize>> {
    let byte = |index: usize| glyphs.get(index).map_or(run_end, |glyph| glyph.start);
    let clean = |index: &usize| match glyphs.get(*index) {
        None => true,
        Some(glyph) => *index == 0 || (!glyph.unsafe_to_break && byte(*index - 1) < glyph.start),
    };
    let start = glyphs.partition_point(|glyph| glyph.start < part.start);
    let end = glyphs.partition_point(|glyph| glyph.start < part.end);
    let from = (start..end).find(clean)?;
    let reaches = |index: &usize| byte(*index) < part.end || (byte(*index) == part.end && !hyphen);
    let to = (from..=end).rev().find(|index| clean(index) && reaches(index))?;
    Some(from..to)
}

/// Where a glyph stands and which text it begins.
struct Place {
    start: usize,
    from: f32,
    to: f32,
}

fn places(glyphs: &[PlacedGlyph], mut x: f32) -> Vec<Place> {
    let place = |glyph: &PlacedGlyph| {
        let from = x;
        x += glyph.advance;
        Place { start: glyph.start, from, to: x }
    };
    glyphs.iter().map(place).collect()
}
