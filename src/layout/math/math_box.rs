//! Boxes of mathematics: marks with their extents.

use skrifa::GlyphId;

use crate::fonts::FaceId;

/// Set mathematics. Lengths are points; x counts from its left edge, y down from its baseline.
#[derive(Clone, Debug, Default)]
pub struct MathBox {
    /// The width.
    pub width: f32,
    /// From the baseline to the top.
    pub height: f32,
    /// From the baseline to the foot.
    pub depth: f32,
    /// How far its top leans over its right edge.
    pub italic: f32,
    /// The middle of an accent above it.
    pub accent_at: Option<f32>,
    /// The glyph, if it is a single one: its scripts are as high as the font says.
    pub glyph: Option<GlyphId>,
    /// The glyphs and rules.
    pub marks: Vec<Mark>,
}

/// A glyph or a rule.
#[derive(Clone, Debug)]
pub struct Mark {
    /// From the left edge of the box.
    pub x: f32,
    /// From the baseline down to the baseline of a glyph, or to the upper edge of a rule.
    pub y: f32,
    /// What it is.
    pub kind: MarkKind,
}

/// The kind of a mark.
#[derive(Clone, Debug)]
pub enum MarkKind {
    /// A glyph of a face at a size in points, with its advance width and the text that it shows.
    Glyph { face: FaceId, glyph: u16, size: f32, advance: f32, text: String },
    /// A rule.
    Rule { width: f32, thickness: f32 },
}

impl MathBox {
    /// An empty box of a width.
    pub fn space(width: f32) -> MathBox {
        MathBox { width, ..MathBox::default() }
    }

    /// Draws another box, its left end `x` points to the right and its baseline `y` points down.
    pub fn draw(&mut self, other: MathBox, x: f32, y: f32) {
        self.height = self.height.max(other.height - y);
        self.depth = self.depth.max(other.depth + y);
        let moved = other.marks.into_iter();
        self.marks.extend(moved.map(|mark| Mark { x: mark.x + x, y: mark.y + y, ..mark }));
    }

    /// Draws a rule with its upper edge `y` points below the baseline.
    pub fn rule(&mut self, x: f32, y: f32, width: f32, thickness: f32) {
        self.height = self.height.max(-y);
        self.depth = self.depth.max(y + thickness);
        self.marks.push(Mark { x, y, kind: MarkKind::Rule { width, thickness } });
    }

    /// Appends a box to the right.
    pub fn append(&mut self, other: MathBox) {
        let x = self.width;
        self.width += other.width;
        (self.italic, self.accent_at, self.glyph) = (other.italic, None, None);
        self.draw(other, x, 0.0);
    }

    /// Moves its content down.
    pub fn lowered(mut self, y: f32) -> MathBox {
        self.marks.iter_mut().for_each(|mark| mark.y += y);
        MathBox { height: self.height - y, depth: self.depth + y, ..self }
    }

    /// The height and depth together.
    pub fn total(&self) -> f32 {
        self.height + self.depth
    }
}
