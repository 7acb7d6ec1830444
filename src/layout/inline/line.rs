//! One line's part of the text → runs of glyphs in their places.

mod pieces;

use pieces::{Pieces, areas};

use super::Line;
use super::bidi::Directions;
use super::collect::{Collected, LinkSpan};
use super::cut::Cut;
use super::linebreak::Measure;
use super::measure::Measured;
use super::shape::{ParagraphShaper, PlacedGlyph, Run, Shaped, is_ignorable};
use super::spacing::{Elasticity, Give};
use crate::document::ElementId;
use crate::layout::page::{Glyph, GlyphRun, LinkTarget, Point};
use crate::templates::{Alignment, ParagraphStyle};

/// What all lines of a paragraph share.
pub(super) struct Builder<'a, 'b> {
    /// The text.
    pub collected: &'b Collected<'a>,
    /// Its glyphs.
    pub shaped: &'b Shaped,
    /// Its widths.
    pub measured: &'b Measured<'b>,
    /// Shapes again what a break cuts.
    pub shaper: &'b mut ParagraphShaper<'a>,
    /// The style.
    pub style: &'a ParagraphStyle,
    /// The width of full lines, indents taken off.
    pub measure: Measure,
    /// What spaces and letters may give.
    pub elasticity: Elasticity,
    /// Which way the text runs.
    pub directions: &'b Directions,
    /// Whether lines begin at the edge where those of the report end.
    pub opposite: bool,
}

/// Where a line stands: how far from the edge at which the report's lines begin, and how wide.
#[derive(Clone, Copy)]
struct Stand {
    from: f32,
    width: f32,
    mirrored: bool,
}

impl Stand {
    /// How far something of the line stands from the edge at which the report's lines begin, from
    /// its distance to the left edge of the line and its width.
    fn x(self, left: f32, width: f32) -> f32 {
        self.from + if self.mirrored { self.width - left - width } else { left }
    }
}

impl Builder<'_, '_> {
    /// Builds one line.
    pub fn line(&mut self, cut: Cut) -> Line {
        let mut pieces = self.pieces(cut);
        let order = pieces.order();
        let natural = self.trim(&mut pieces);
        let hangs = self.hangs(cut, &pieces);
        let room = self.measure_of(cut) + hangs.0 + hangs.1;
        let justified = self.style.align == Alignment::Justified;
        if justified && (!cut.last || natural > room) {
            let edge = pieces.edge(&order);
            self.elasticity.justify(&mut pieces.glyphs, edge, room);
        }
        let stand = self.stand(cut, pieces.width(), hangs.0);
        self.close(cut, &mut pieces);
        pieces.place(&order);
        let elements = &self.collected.elements;
        let begins = |byte: &usize| cut.start <= *byte && (*byte < cut.next || self.ends(cut));
        let marks =
            self.collected.marks.iter().filter(|mark| mark.first && begins(&mark.range.start));
        Line {
            links: self.links(&pieces, &order, stand, cut),
            notes: marks.map(|mark| mark.note).collect(),
            elements: elements.iter().filter(|(byte, _)| begins(byte)).map(|(_, id)| *id).collect(),
            runs: self.runs(&pieces, stand, cut),
            width: stand.width,
            hyphenated: cut.hyphenated,
            offset: self.collected.plain_offset(cut.start),
        }
    }

    fn ends(&self, cut: Cut) -> bool {
        cut.next == self.collected.text.len()
    }

    fn measure_of(&self, cut: Cut) -> f32 {
        if cut.start == 0 { self.measure.first } else { self.measure.others }
    }

    /// How much of a line hangs over the edges at which it begins and ends, in points.
    fn hangs(&self, cut: Cut, pieces: &Pieces) -> (f32, f32) {
        let end = match pieces.runs.last() {
            Some(last) if cut.hyphen => self.measured.hyphen_hangs(last.run),
            Some(_) | None => self.measured.hangs_at_end(cut.end),
        };
        (self.measured.hangs(cut.start), end)
    }

    fn stand(&self, cut: Cut, width: f32, hangs: f32) -> Stand {
        let whole = self.measure.others;
        let first = if cut.start == 0 { self.style.first_indent_pt } else { 0.0 };
        let inner = match self.style.align {
            Alignment::Justified | Alignment::Start => first - hangs,
            Alignment::Centre => (whole + first - width).max(0.0) / 2.0,
        };
        let inner = if self.opposite { whole - inner - width } else { inner };
        Stand { from: self.style.indent_pt + inner, width, mirrored: self.directions.report }
    }

    /// Takes the tracking after the last letter off; the natural width of the line.
    fn trim(&self, pieces: &mut Pieces) -> f32 {
        let run = pieces.runs.last().and_then(|last| self.shaped.runs.get(last.run));
        if let (Some(last), Some(run)) = (pieces.glyphs.last_mut(), run) {
            last.advance -= run.tracking_em(self.style) * self.style.size_pt;
        }
        pieces.width()
    }

    /// Ends a line that was broken at a space with that space, without width, so that whoever
    /// reads the pages back finds the words apart.
    fn close(&mut self, cut: Cut, pieces: &mut Pieces) {
        let between = self.collected.text.get(cut.end..cut.next).unwrap_or("");
        let spaces = between.len() - between.trim_start_matches(' ').len();
        let Some(last) = pieces.runs.last_mut().filter(|_| spaces > 0) else { return };
        let run = self.shaped.runs.get(last.run);
        let Some(id) = run.and_then(|run| self.shaper.space(run)) else { return };
        pieces.glyphs.push(PlacedGlyph {
            id,
            advance: 0.0,
            offset: (0.0, 0.0),
            start: cut.end,
            end: cut.end + spaces,
            unsafe_to_break: false,
            give: Give::Space,
        });
        last.glyphs.end += 1;
    }

    fn links(
        &self,
        pieces: &Pieces,
        order: &[usize],
        stand: Stand,
        cut: Cut,
    ) -> Vec<(f32, f32, ElementId, LinkTarget)> {
        let here = |link: &&LinkSpan| link.range.start < cut.end && link.range.end > cut.start;
        let mut out = Vec::new();
        for link in self.collected.links.iter().filter(here) {
            out.extend(areas(pieces, order, &link.range).into_iter().map(|(from, to)| {
                let x = stand.x(from, to - from);
                (x, x + to - from, link.element, link.target.on_page())
            }));
        }
        out
    }

    /// The runs in the order of the text, each in its place.
    fn runs(&self, pieces: &Pieces, stand: Stand, cut: Cut) -> Vec<GlyphRun> {
        let mut out = Vec::with_capacity(pieces.runs.len());
        for piece in &pieces.runs {
            let glyphs = pieces.of(piece);
            let Some(run) = self.shaped.runs.get(piece.run).filter(|_| !glyphs.is_empty()) else {
                continue;
            };
            let x = if stand.mirrored {
                stand.x(piece.x, glyphs.iter().map(|glyph| glyph.advance).sum())
            } else {
                stand.x(piece.x, 0.0)
            };
            out.extend(self.glyph_run(run, glyphs, x, cut));
        }
        out
    }

    fn glyph_run(&self, run: &Run, glyphs: &[PlacedGlyph], x: f32, cut: Cut) -> Option<GlyphRun> {
        let span = self.collected.spans.get(run.span)?;
        let language = (span.language != self.collected.language).then(|| span.language.into());
        let mut text = String::with_capacity(glyphs.len() + 2);
        let mut out = Vec::with_capacity(glyphs.len());
        for cluster in glyphs.chunk_by(|one, other| one.start == other.start) {
            let from = text.len();
            cluster.first().into_iter().for_each(|glyph| self.push_text(glyph, cut, &mut text));
            let to = text.len();
            let seen = cluster.iter().filter(|_| to > from);
            out.extend(seen.map(|glyph| {
                let PlacedGlyph { id, advance, offset, .. } = *glyph;
                Glyph::new(id, advance, offset, from..to)
            }));
        }
        if run.right_to_left() {
            out.reverse();
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
