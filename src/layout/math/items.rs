//! Set equations as page items.

use super::math_box::{Mark, MarkKind, MathBox};
use crate::layout::page::{Glyph, GlyphOffsets, GlyphRun, Item, Owner, Point, Rect, Rotation};
use crate::templates::Colour;

/// A set equation. Lengths are points.
#[derive(Clone, Debug)]
pub struct SetEquation {
    /// The width.
    pub width: f32,
    /// From the baseline to the top.
    pub height: f32,
    /// From the baseline to the foot.
    pub depth: f32,
    marks: Vec<Mark>,
}

impl SetEquation {
    pub(super) fn new(set: MathBox) -> SetEquation {
        let MathBox { width, height, depth, marks, .. } = set;
        SetEquation { width, height, depth, marks }
    }

    /// Its page items, in reading order. x counts from its left edge, y down from its baseline.
    pub fn items(&self, colour: Colour, owner: Owner) -> Vec<Item> {
        let mut items: Vec<Item> = Vec::new();
        for mark in &self.marks {
            match &mark.kind {
                MarkKind::Rule { width, thickness } => {
                    let rect = Rect { x: mark.x, y: mark.y, width: *width, height: *thickness };
                    items.push(Item::Fill { rect, colour, owner });
                }
                MarkKind::Glyph { face, glyph, size, advance, text } => {
                    let place = Point { x: mark.x, y: mark.y };
                    let continued = match items.last_mut() {
                        Some(Item::Glyphs(run)) if run.face == *face && run.size == *size => {
                            extend(run, place)
                        }
                        _ => None,
                    };
                    let range = |run: &GlyphRun| run.text.len()..run.text.len() + text.len();
                    match continued {
                        Some(run) => {
                            let own = Glyph::new(*glyph, *advance, range(run));
                            run.text.push_str(text);
                            run.glyphs.push(own);
                        }
                        None => items.push(Item::Glyphs(GlyphRun {
                            origin: place,
                            rotation: Rotation::Upright,
                            face: *face,
                            size: *size,
                            colour,
                            text: text.clone(),
                            glyphs: vec![Glyph::new(*glyph, *advance, 0..text.len())],
                            offsets: GlyphOffsets::default(),
                            language: None,
                            owner,
                        })),
                    }
                }
            }
        }
        items
    }
}

/// Lets the last glyph of a run reach to the place of the next one, if that is on the same baseline and
/// not far to the left.
fn extend(run: &mut GlyphRun, place: Point) -> Option<&mut GlyphRun> {
    let end = run.origin.x + run.width();
    let is_after = place.x >= end - BACK * run.size && place.y == run.origin.y;
    if !is_after {
        return None;
    }
    let gap = place.x - end;
    if let Some(last) = run.glyphs.last_mut() {
        last.advance += gap;
    }
    Some(run)
}

/// How far a glyph may begin before the end of the one before it, in em.
const BACK: f32 = 0.5;
