//! Glyph outlines as edges.

use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlineGlyphCollection, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};

use super::coverage::{Outline, Point};
use crate::export::ExportError;
use crate::fonts::Face;
use crate::layout::{GlyphRun, Rotation};

/// The glyph outlines of a face.
pub struct Outlines<'a>(OutlineGlyphCollection<'a>);

impl<'a> Outlines<'a> {
    /// Reads the outline tables of a face; fails if the font file is damaged.
    pub fn read(face: &'a Face) -> Result<Outlines<'a>, ExportError> {
        let font = FontRef::new(&face.bytes)
            .map_err(|error| ExportError(format!("`{}`: {error}", face.file)))?;
        Ok(Outlines(font.outline_glyphs()))
    }

    /// The outlines of a run, at their place on the page in pixels. `scale` is in pixels per point.
    pub fn of(&self, run: &GlyphRun, scale: f32) -> Outline {
        let mut pen = Pen::new(run, scale);
        let mut x = 0.0;
        for (index, glyph) in run.glyphs.iter().enumerate() {
            let (right, up) = run.offsets.of(index);
            pen.glyph = (x + right, up);
            let settings = DrawSettings::unhinted(Size::new(run.size), LocationRef::default());
            if let Some(outline) = self.0.get(GlyphId::from(glyph.id)) {
                // Viewers leave a glyph blank if its outline is damaged.
                let _ = outline.draw(settings, &mut pen);
            }
            x += glyph.advance;
        }
        pen.outline
    }
}

/// Draws outlines as edges.
struct Pen {
    outline: Outline,
    /// The origin of the run on the page, in points.
    origin: Point,
    rotation: Rotation,
    /// Pixels per point.
    scale: f32,
    /// The origin of the glyph in the run, in points to the right and up.
    glyph: Point,
    /// Where the contour begins, in pixels.
    start: Point,
    /// Where it has come to.
    at: Point,
}

/// How far edges may be from a curve, in pixels.
const TOLERANCE: f32 = 0.05;

/// The most edges for a curve.
const MOST_EDGES: f32 = 256.0;

impl Pen {
    fn new(run: &GlyphRun, scale: f32) -> Pen {
        let origin = (run.origin.x, run.origin.y);
        let (outline, glyph, start, at) = Default::default();
        Pen { outline, origin, rotation: run.rotation, scale, glyph, start, at }
    }

    /// The place of a point of the glyph on the page, in pixels.
    fn place(&self, x: f32, y: f32) -> Point {
        let (right, up) = (self.glyph.0 + x, self.glyph.1 + y);
        let (right, down) = match self.rotation {
            Rotation::Upright => (right, -up),
            Rotation::Anticlockwise => (-up, -right),
            Rotation::Clockwise => (up, right),
        };
        ((self.origin.0 + right) * self.scale, (self.origin.1 + down) * self.scale)
    }

    fn edge(&mut self, to: Point) {
        self.outline.push(self.at, to);
        self.at = to;
    }

    /// Follows a curve to its end, given its point at each moment from 0 to 1. `bend` is the largest difference of the
    /// differences of its control points, `weight` what Wang's formula multiplies it by.
    fn curve(&mut self, at: impl Fn(f32) -> Point, bend: f32, weight: f32) {
        let count = (weight * bend / TOLERANCE).sqrt().ceil().clamp(1.0, MOST_EDGES) as usize;
        for step in 1..=count {
            self.edge(at(step as f32 / count as f32));
        }
    }
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.close();
        self.start = self.place(x, y);
        self.at = self.start;
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.edge(self.place(x, y));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let (from, control, to) = (self.at, self.place(cx, cy), self.place(x, y));
        let at = |time| between(between(from, control, time), between(control, to, time), time);
        self.curve(at, bend(from, control, to), 0.25);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        let from = self.at;
        let (first, second, to) = (self.place(cx0, cy0), self.place(cx1, cy1), self.place(x, y));
        let at = |time| {
            let middle = between(first, second, time);
            let (left, right) = (between(from, first, time), between(second, to, time));
            between(between(left, middle, time), between(middle, right, time), time)
        };
        self.curve(at, bend(from, first, second).max(bend(first, second, to)), 0.75);
    }

    fn close(&mut self) {
        if self.at != self.start {
            self.edge(self.start);
        }
    }
}

/// The point between two at a time from 0 to 1.
fn between(from: Point, to: Point, time: f32) -> Point {
    let mix = |from: f32, to: f32| (1.0 - time) * from + time * to;
    (mix(from.0, to.0), mix(from.1, to.1))
}

/// How far the middle one of three control points is from the middle of the others, doubled.
fn bend(from: Point, control: Point, to: Point) -> f32 {
    (from.0 - 2.0 * control.0 + to.0).hypot(from.1 - 2.0 * control.1 + to.1)
}
