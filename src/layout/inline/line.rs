//! Builds a line: justifies its glyphs and positions its runs.

mod pieces;

use pieces::{Pieces, areas, pieces};

use super::breakpoint::LineSpan;
use super::collect::{LinkRange, Span};
use super::glyph::{PlacedGlyph, SpacingClass};
use super::prepare::Prepared;
use super::shape::{ParagraphShaper, Run};
use super::soft_hyphen::push_text;
use crate::document::ElementId;
use crate::layout::math::SetEquation;
use crate::layout::page::{
    Artifact, Glyph, GlyphOffsets, GlyphRun, Item, LinkTarget, Owner, Point, Rotation,
};
use crate::templates::{Alignment, Colour};

/// A finished line.
///
/// x is the distance in points from the start edge of the measure, indents included: the left edge
/// in a left-to-right report, the right edge in a right-to-left one. It is measured to the nearer
/// edge of a run. y of all runs is the baseline, 0.
#[derive(Clone, Debug)]
pub struct Line {
    /// The runs in logical order, positioned.
    pub runs: Vec<GlyphRun>,
    /// The areas of links.
    pub links: Vec<LinkArea>,
    /// The lines under and through text, and those of equations.
    pub rules: Vec<TextRule>,
    /// How far equations reach above and below the baseline, in points.
    pub extent: (f32, f32),
    /// The notes first cited on this line, as indexes into `Document::notes`.
    pub notes: Vec<usize>,
    /// The elements that start on this line besides the paragraph: references and links.
    pub elements: Vec<ElementId>,
    /// The width after justification, in points, including hanging punctuation.
    pub width: f32,
    /// Whether the line ends in a hyphen, so that a page should not end with it.
    pub hyphenated: bool,
    /// The start of the line in the paragraph's plain text, in bytes
    /// ([`plain_text`](crate::document::inline::plain_text)).
    pub offset: usize,
}

/// The part of a line that a link covers.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkArea {
    /// The nearer edge, as x of a [`Line`].
    pub from: f32,
    /// The further edge.
    pub to: f32,
    /// The link.
    pub element: ElementId,
    /// Its target.
    pub target: LinkTarget,
}

/// A line under or through a part of a line.
#[derive(Clone, Debug, PartialEq)]
pub struct TextRule {
    /// The nearer edge, as x of a [`Line`].
    pub from: f32,
    /// The width in points.
    pub width: f32,
    /// From the baseline down to its upper edge, in points.
    pub y: f32,
    /// Its thickness in points.
    pub thickness: f32,
    /// The colour of the text.
    pub colour: Colour,
    /// The equation that it is part of; an artifact under or through text.
    pub owner: Owner,
}

/// The upper edge of an underline, in em below the baseline, as in the bundled faces.
const UNDERLINE_EM: f32 = 0.1;
/// The upper edge of a strikethrough, in em below the baseline: at half the x-height.
const STRIKEOUT_EM: f32 = -0.28;
/// The thickness of both, in em.
const RULE_EM: f32 = 0.05;

/// Builds the lines of a paragraph.
pub(super) struct LineBuilder<'b, 's> {
    paragraph: &'b Prepared<'b>,
    /// Reshapes text that a break divides.
    shaper: &'b mut ParagraphShaper<'s>,
    /// Whether lines start at the end edge of the report's lines.
    opposite: bool,
    /// Whether the lines are drawn.
    draws: bool,
}

/// The position of a line.
#[derive(Clone, Copy)]
struct LinePosition {
    /// The distance of its nearer edge from the start edge of the measure, in points.
    from: f32,
    /// Its width in points.
    width: f32,
    /// Whether the start edge is the right one.
    mirrored: bool,
}

impl LinePosition {
    /// Converts a distance from the left edge of the line to a distance of the nearer edge of
    /// something `width` wide from the start edge of the measure.
    fn x(self, left: f32, width: f32) -> f32 {
        self.from + if self.mirrored { self.width - left - width } else { left }
    }
}

impl<'b, 's> LineBuilder<'b, 's> {
    /// A builder for a paragraph of some number of lines.
    pub fn new(
        paragraph: &'b Prepared<'b>,
        shaper: &'b mut ParagraphShaper<'s>,
        lines: usize,
        draws: bool,
    ) -> Self {
        let directions = &paragraph.directions;
        let opposite = lines > 1 && directions.paragraph != directions.report;
        LineBuilder { paragraph, shaper, opposite, draws }
    }

    /// Builds a line.
    pub fn line(&mut self, span: LineSpan) -> Line {
        let mut pieces = pieces(span, self.paragraph, self.shaper);
        let order = pieces.order();
        let overhang = self.justify(span, &mut pieces, &order);
        let position = self.position(span, pieces.width(), overhang);
        let (mut links, mut rules, mut runs) = (Vec::new(), Vec::new(), Vec::new());
        if self.draws {
            self.add_final_space(span, &mut pieces);
            pieces.place(&order);
            links = self.links(&pieces, &order, position, span);
            rules = self.rules(&pieces, &order, position, span);
            runs = self.runs(&pieces, position, span, &mut rules);
        }
        let extent = self.extent(&pieces);
        let collected = &self.paragraph.collected;
        let starts = |byte: usize| span.start <= byte && (byte < span.next || self.ends(span));
        let notes = collected.note_references.iter();
        let notes = notes.filter(|note| note.first && starts(note.range.start));
        let elements = collected.elements.iter().filter(|(byte, _)| starts(*byte));
        Line {
            links,
            rules,
            notes: notes.map(|note| note.note).collect(),
            elements: elements.map(|(_, id)| *id).collect(),
            runs,
            extent,
            width: position.width,
            hyphenated: span.hyphenated,
            offset: collected.plain_offset(span.start),
        }
    }

    /// Whether the line ends the paragraph.
    fn ends(&self, span: LineSpan) -> bool {
        span.next == self.paragraph.collected.text.len()
    }

    /// Fills the measure, unless the line is ragged. Returns the overhang at the start of the
    /// line, in points.
    fn justify(&self, span: LineSpan, pieces: &mut Pieces, order: &[usize]) -> f32 {
        let natural = self.trim_tracking(pieces);
        let (start, end) = self.overhang(span, pieces);
        let measure = self.paragraph.measures.of(span.start) + start + end;
        let justified = self.paragraph.style.align == Alignment::Justified;
        if justified && (!span.last || natural > measure) {
            let edge = pieces.right_edge(order);
            self.paragraph.elasticity.justify(&mut pieces.glyphs, edge, measure);
        }
        start
    }

    /// How far the line hangs over its start and end edges, in points.
    fn overhang(&self, span: LineSpan, pieces: &Pieces) -> (f32, f32) {
        let end = match pieces.runs.last() {
            Some(last) if span.adds_hyphen => self.paragraph.hyphen_overhang(last.run),
            Some(_) | None => self.paragraph.end_overhang(span.end),
        };
        (self.paragraph.start_overhang(span.start), end)
    }

    fn position(&self, span: LineSpan, width: f32, overhang: f32) -> LinePosition {
        let style = self.paragraph.style;
        let measure = self.paragraph.measures.rest;
        let first = if span.start == 0 { style.first_indent_pt } else { 0.0 };
        let inner = match style.align {
            Alignment::Justified | Alignment::Start => first - overhang,
            Alignment::Centre => (measure + first - width).max(0.0) / 2.0,
        };
        let inner = if self.opposite { measure - inner - width } else { inner };
        let mirrored = self.paragraph.directions.report;
        LinePosition { from: style.indent_pt + inner, width, mirrored }
    }

    /// Removes the tracking after the last letter. Returns the natural width of the line.
    fn trim_tracking(&self, pieces: &mut Pieces) -> f32 {
        let style = self.paragraph.style;
        let run = pieces.runs.last().and_then(|last| self.paragraph.shaped.runs.get(last.run));
        if let (Some(last), Some(run)) = (pieces.glyphs.last_mut(), run) {
            last.advance -= run.tracking_em(style) * style.size_pt;
        }
        pieces.width()
    }

    /// Ends a line that is broken at a space with a zero-width space glyph, so that text extraction
    /// separates the words.
    fn add_final_space(&mut self, span: LineSpan, pieces: &mut Pieces) {
        let between = self.paragraph.collected.text.get(span.end..span.next).unwrap_or("");
        let spaces = between.len() - between.trim_start_matches(' ').len();
        let Some(last) = pieces.runs.last_mut().filter(|_| spaces > 0) else { return };
        let run = self.paragraph.shaped.runs.get(last.run);
        let Some(id) = run.and_then(|run| self.shaper.space(run)) else { return };
        pieces.glyphs.push(PlacedGlyph {
            id,
            advance: 0.0,
            offset: (0.0, 0.0),
            start: span.end,
            end: span.end + spaces,
            unsafe_to_break: false,
            spacing: SpacingClass::WordSpace,
        });
        last.glyphs.end += 1;
    }

    fn links(
        &self,
        pieces: &Pieces,
        order: &[usize],
        position: LinePosition,
        span: LineSpan,
    ) -> Vec<LinkArea> {
        let links = self.paragraph.collected.links.iter();
        let here = |link: &&LinkRange| link.range.start < span.end && link.range.end > span.start;
        let areas_of = |link: &LinkRange| {
            let (element, target) = (link.element, link.target.on_page());
            let area = move |(left, right): (f32, f32)| {
                let from = position.x(left, right - left);
                LinkArea { from, to: from + right - left, element, target: target.clone() }
            };
            areas(pieces, order, &link.range).into_iter().map(area)
        };
        links.filter(here).flat_map(areas_of).collect()
    }

    /// The lines under and through text.
    fn rules(
        &self,
        pieces: &Pieces,
        order: &[usize],
        position: LinePosition,
        line: LineSpan,
    ) -> Vec<TextRule> {
        let size = self.paragraph.style.size_pt;
        let mut rules = Vec::new();
        let spans = self.paragraph.collected.spans.iter();
        for span in spans.filter(|it| it.range.start < line.end && it.range.end > line.start) {
            let kinds =
                [(span.style.underline, UNDERLINE_EM), (span.style.strikeout, STRIKEOUT_EM)];
            for (_, edge) in kinds.into_iter().filter(|(on, _)| *on) {
                let rule = |(left, right): (f32, f32)| TextRule {
                    from: position.x(left, right - left),
                    width: right - left,
                    y: edge * size,
                    thickness: RULE_EM * size,
                    colour: self.colour(span),
                    owner: Owner::Artifact(Artifact::Layout),
                };
                // The last space of a line has no width, so it has no underline either.
                let areas = areas(pieces, order, &span.range).into_iter();
                rules.extend(areas.filter(|(left, right)| right > left).map(rule));
            }
        }
        rules
    }

    fn colour(&self, span: &Span) -> Colour {
        if span.style.link { Colour::Link } else { self.paragraph.style.colour }
    }

    /// The equation of a run.
    fn equation(&self, run: &Run) -> Option<&SetEquation> {
        self.paragraph.shaped.equations.get(run.equation?)
    }

    /// How far equations reach above and below the baseline.
    fn extent(&self, pieces: &Pieces) -> (f32, f32) {
        let runs = pieces.runs.iter().filter_map(|piece| self.paragraph.shaped.runs.get(piece.run));
        let equations = runs.filter_map(|run| self.equation(run));
        equations.fold((0.0, 0.0), |(over, under), it| (over.max(it.height), under.max(it.depth)))
    }

    /// The runs and the rules of an equation whose left edge is `left` points from that of the line.
    fn equation_runs(
        &self,
        (run, equation): (&Run, &SetEquation),
        (left, position): (f32, LinePosition),
        runs: &mut Vec<GlyphRun>,
        rules: &mut Vec<TextRule>,
    ) {
        let Some(span) = self.paragraph.collected.spans.get(run.span) else { return };
        for item in equation.items(self.colour(span), span.owner) {
            match item {
                Item::Glyphs(mut own) => {
                    let width = if position.mirrored { own.width() } else { 0.0 };
                    own.origin.x = position.x(left + own.origin.x, width);
                    runs.push(own);
                }
                Item::Fill { rect, colour, owner } => rules.push(TextRule {
                    from: position.x(left + rect.x, rect.width),
                    width: rect.width,
                    y: rect.y,
                    thickness: rect.height,
                    colour,
                    owner,
                }),
                Item::Image { .. } | Item::Link(_) => {}
            }
        }
    }

    /// The runs in logical order, positioned.
    fn runs(
        &self,
        pieces: &Pieces,
        position: LinePosition,
        span: LineSpan,
        rules: &mut Vec<TextRule>,
    ) -> Vec<GlyphRun> {
        let mut out = Vec::with_capacity(pieces.runs.len());
        for piece in &pieces.runs {
            let glyphs = pieces.of(piece);
            let run = self.paragraph.shaped.runs.get(piece.run);
            let Some(run) = run.filter(|_| !glyphs.is_empty()) else { continue };
            if let Some(equation) = self.equation(run) {
                self.equation_runs((run, equation), (piece.x, position), &mut out, rules);
                continue;
            }
            let width = match position.mirrored {
                true => glyphs.iter().map(|glyph| glyph.advance).sum(),
                false => 0.0,
            };
            out.extend(self.glyph_run(run, glyphs, position.x(piece.x, width), span));
        }
        out
    }

    fn glyph_run(
        &self,
        run: &Run,
        placed: &[PlacedGlyph],
        x: f32,
        line: LineSpan,
    ) -> Option<GlyphRun> {
        let collected = &self.paragraph.collected;
        let span = collected.spans.get(run.span)?;
        let language = (span.language != collected.language).then(|| span.language.into());
        let (text, glyphs, offsets) = self.glyphs(run, placed, line);
        Some(GlyphRun {
            origin: Point { x, y: 0.0 },
            rotation: Rotation::Upright,
            face: run.face,
            size: run.size,
            colour: self.colour(span),
            text,
            glyphs,
            offsets,
            language,
            owner: span.owner,
        })
    }

    /// The text of some glyphs, and the glyphs from left to right with their ranges in that text and their
    /// offsets.
    fn glyphs(
        &self,
        run: &Run,
        placed: &[PlacedGlyph],
        line: LineSpan,
    ) -> (String, Vec<Glyph>, GlyphOffsets) {
        let mut text = String::with_capacity(placed.len() + 2);
        let mut glyphs = Vec::with_capacity(placed.len());
        for cluster in placed.chunk_by(|one, other| one.start == other.start) {
            let start = text.len();
            if let Some(first) = cluster.first() {
                push_text(first, line, &self.paragraph.collected.text, &mut text);
            }
            let range = start..text.len();
            let drawn = cluster.iter().filter(|_| !range.is_empty());
            glyphs.extend(drawn.map(|glyph| {
                let PlacedGlyph { id, advance, offset, .. } = *glyph;
                (Glyph::new(id, advance, range.clone()), offset)
            }));
        }
        if run.right_to_left() {
            glyphs.reverse();
        }
        let mut offsets = GlyphOffsets::default();
        glyphs.iter().enumerate().for_each(|(index, (_, offset))| offsets.push(index, *offset));
        // From a slice, so that the list has no spare memory.
        (text, glyphs.iter().map(|(glyph, _)| *glyph).collect(), offsets)
    }
}
