//! The glyphs of a line: those shaped with the paragraph, and those reshaped at a break.

use std::ops::Range;

use crate::layout::inline::bidi::{EmbeddingLevel, visual_order};
use crate::layout::inline::breakpoint::LineSpan;
use crate::layout::inline::glyph::PlacedGlyph;
use crate::layout::inline::prepare::Prepared;
use crate::layout::inline::shape::{ParagraphShaper, Run};

/// The glyphs of a line, in pieces of one run each.
#[derive(Default)]
pub struct Pieces {
    /// All glyphs in logical order.
    pub glyphs: Vec<PlacedGlyph>,
    /// The pieces in logical order.
    pub runs: Vec<Piece>,
}

/// The part of a run that is on a line.
pub struct Piece {
    /// The index of the run.
    pub run: usize,
    /// Its glyphs among those of the line.
    pub glyphs: Range<usize>,
    /// The embedding level of the run.
    pub level: EmbeddingLevel,
    /// The distance from the left edge of the line, in points.
    pub x: f32,
}

impl Piece {
    fn right_to_left(&self) -> bool {
        self.level % 2 == 1
    }
}

impl Pieces {
    /// The visual order of the pieces, from left to right.
    pub fn order(&self) -> Vec<usize> {
        let levels: Vec<EmbeddingLevel> = self.runs.iter().map(|piece| piece.level).collect();
        visual_order(&levels)
    }

    /// The index of the glyph at the right edge.
    pub fn right_edge(&self, order: &[usize]) -> usize {
        let last = order.last().and_then(|last| self.runs.get(*last));
        last.map_or(0, |last| match last.right_to_left() {
            true => last.glyphs.start,
            false => last.glyphs.end.saturating_sub(1),
        })
    }

    /// The width of the line, in points.
    pub fn width(&self) -> f32 {
        self.glyphs.iter().map(|glyph| glyph.advance).sum()
    }

    /// The glyphs of a piece.
    pub fn of(&self, piece: &Piece) -> &[PlacedGlyph] {
        self.glyphs.get(piece.glyphs.clone()).unwrap_or(&[])
    }

    /// Positions each piece after those to its left.
    pub fn place(&mut self, order: &[usize]) {
        let mut x = 0.0;
        for index in order {
            let Pieces { glyphs, runs } = self;
            let Some(piece) = runs.get_mut(*index) else { continue };
            piece.x = x;
            let own = glyphs.get(piece.glyphs.clone()).unwrap_or(&[]);
            x += own.iter().map(|glyph| glyph.advance).sum::<f32>();
        }
    }
}

/// The pieces of a line.
pub fn pieces(span: LineSpan, paragraph: &Prepared, shaper: &mut ParagraphShaper) -> Pieces {
    let mut pieces = Pieces::default();
    let runs = &paragraph.shaped.runs;
    let first = runs.partition_point(|run| run.text.end <= span.start);
    for (index, run) in runs.iter().enumerate().skip(first) {
        if run.text.start >= span.end {
            break;
        }
        let part = run.text.start.max(span.start)..run.text.end.min(span.end);
        let hyphen = span.adds_hyphen && run.text.end >= span.end;
        let from = pieces.glyphs.len();
        let mut reshaper = Reshaper { paragraph, shaper, run };
        reshaper.part(part, hyphen, &mut pieces.glyphs);
        let (glyphs, level) = (from..pieces.glyphs.len(), run.level);
        pieces.runs.push(Piece { run: index, glyphs, level, x: 0.0 });
    }
    pieces
}

/// Takes parts of a run, and reshapes what a break affects.
struct Reshaper<'b, 'p, 's> {
    paragraph: &'b Prepared<'p>,
    shaper: &'b mut ParagraphShaper<'s>,
    run: &'b Run,
}

impl Reshaper<'_, '_, '_> {
    /// The glyphs of a part of the run, followed by a hyphen if one is added.
    fn part(&mut self, part: Range<usize>, hyphen: bool, out: &mut Vec<PlacedGlyph>) {
        let run = self.run;
        let glyphs = self.paragraph.shaped.glyphs.get(run.glyphs.clone()).unwrap_or(&[]);
        let added = if hyphen { self.shaper.hyphen(run) } else { "" };
        let Some(kept) = reusable(glyphs, run.text.end, &part, hyphen) else {
            return self.shape(part, added, out);
        };
        let byte = |index: usize| glyphs.get(index).map_or(run.text.end, |glyph| glyph.start);
        let (head, tail) = (part.start..byte(kept.start), byte(kept.end)..part.end);
        if !head.is_empty() {
            self.shape(head, "", out);
        }
        out.extend(glyphs.get(kept).unwrap_or(&[]));
        if !tail.is_empty() || hyphen {
            self.shape(tail, added, out);
        }
    }

    fn shape(&mut self, part: Range<usize>, added: &str, out: &mut Vec<PlacedGlyph>) {
        self.shaper.glyphs(self.run, &self.paragraph.collected, part, added, out);
    }
}

/// The glyphs of a run that a part of its text can reuse. An added hyphen is shaped together with
/// the letters before it.
fn reusable(
    glyphs: &[PlacedGlyph],
    run_end: usize,
    part: &Range<usize>,
    hyphen: bool,
) -> Option<Range<usize>> {
    let byte = |index: usize| glyphs.get(index).map_or(run_end, |glyph| glyph.start);
    let safe = |index: &usize| match glyphs.get(*index) {
        None => true,
        Some(glyph) => *index == 0 || (!glyph.unsafe_to_break && byte(*index - 1) < glyph.start),
    };
    let start = glyphs.partition_point(|glyph| glyph.start < part.start);
    let end = glyphs.partition_point(|glyph| glyph.start < part.end);
    let from = (start..end).find(safe)?;
    let reaches = |index: &usize| byte(*index) < part.end || (byte(*index) == part.end && !hyphen);
    let to = (from..=end).rev().find(|index| safe(index) && reaches(index))?;
    Some(from..to)
}

/// The left and right edges of the areas that a part of the text covers, from left to right.
/// Bidirectional text may cover several areas.
pub fn areas(pieces: &Pieces, order: &[usize], text: &Range<usize>) -> Vec<(f32, f32)> {
    let mut areas: Vec<(f32, f32)> = Vec::new();
    let mut open = false;
    for piece in order.iter().filter_map(|index| pieces.runs.get(*index)) {
        let mut x = piece.x;
        let mut visit = |glyph: &PlacedGlyph| {
            let inside = text.contains(&glyph.start);
            match areas.last_mut().filter(|_| open) {
                Some(last) if inside => last.1 = x + glyph.advance,
                _ if inside => areas.push((x, x + glyph.advance)),
                _ => {}
            }
            open = inside;
            x += glyph.advance;
        };
        match piece.right_to_left() {
            true => pieces.of(piece).iter().rev().for_each(&mut visit),
            false => pieces.of(piece).iter().for_each(&mut visit),
        }
    }
    areas
}
