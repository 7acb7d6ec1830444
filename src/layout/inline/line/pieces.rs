//! The glyphs that runs give to a line: those that are there already, and those that a break makes
//! anew.

use std::ops::Range;

use super::Builder;
use crate::layout::inline::bidi::{Embedding, visual_order};
use crate::layout::inline::cut::Cut;
use crate::layout::inline::shape::{PlacedGlyph, Run};

/// The glyphs of a line, cut by run.
#[derive(Default)]
pub struct Pieces {
    pub glyphs: Vec<PlacedGlyph>,
    pub runs: Vec<Piece>,
}

/// The glyphs that one run gives to a line.
pub struct Piece {
    /// The run's number.
    pub run: usize,
    /// Its glyphs among those of the line.
    pub glyphs: Range<usize>,
    /// The run's level.
    pub level: Embedding,
    /// Where it stands, from the left edge of the line, in points.
    pub x: f32,
}

impl Piece {
    pub fn right_to_left(&self) -> bool {
        self.level % 2 == 1
    }
}

impl Pieces {
    /// The pieces from left to right.
    pub fn order(&self) -> Vec<usize> {
        let levels: Vec<Embedding> = self.runs.iter().map(|piece| piece.level).collect();
        visual_order(&levels)
    }

    /// The glyph that stands at the right edge.
    pub fn edge(&self, order: &[usize]) -> usize {
        let last = order.last().and_then(|last| self.runs.get(*last));
        last.map_or(0, |last| match last.right_to_left() {
            true => last.glyphs.start,
            false => last.glyphs.end.saturating_sub(1),
        })
    }

    pub fn width(&self) -> f32 {
        self.glyphs.iter().map(|glyph| glyph.advance).sum()
    }

    pub fn of(&self, piece: &Piece) -> &[PlacedGlyph] {
        self.glyphs.get(piece.glyphs.clone()).unwrap_or(&[])
    }

    /// Puts each piece where those left of it end.
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

impl Builder<'_, '_> {
    /// What each run gives to a line.
    pub(super) fn pieces(&mut self, cut: Cut) -> Pieces {
        let mut pieces = Pieces::default();
        let shaped = self.shaped;
        let first = shaped.runs.partition_point(|run| run.text.end <= cut.start);
        for (index, run) in shaped.runs.iter().enumerate().skip(first) {
            if run.text.start >= cut.end {
                break;
            }
            let part = run.text.start.max(cut.start)..run.text.end.min(cut.end);
            let hyphen = cut.hyphen && run.text.end >= cut.end;
            let from = pieces.glyphs.len();
            self.piece(run, part, hyphen, &mut pieces.glyphs);
            let (glyphs, level) = (from..pieces.glyphs.len(), run.level);
            pieces.runs.push(Piece { run: index, glyphs, level, x: 0.0 });
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

/// The areas of a line that a part of its text takes, from left to right: from where to where. Text
/// that runs both ways may take several.
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
