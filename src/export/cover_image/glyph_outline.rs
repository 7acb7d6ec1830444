//! Glyph outlines as paths.

use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlineGlyphCollection, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};
use tiny_skia::{Path, PathBuilder, Transform};

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

    /// The outlines of a run, positioned on the page in points; `None` if nothing is visible.
    pub fn path(&self, run: &GlyphRun) -> Option<Path> {
        let mut pen = Pen { path: PathBuilder::new(), x: run.origin.x, y: run.origin.y };
        let mut x = run.origin.x;
        for (index, glyph) in run.glyphs.iter().enumerate() {
            let (right, up) = run.offsets.of(index);
            (pen.x, pen.y) = (x + right, run.origin.y - up);
            let settings = DrawSettings::unhinted(Size::new(run.size), LocationRef::default());
            if let Some(outline) = self.0.get(GlyphId::from(glyph.id)) {
                // Viewers leave a glyph blank if its outline is damaged.
                let _ = outline.draw(settings, &mut pen);
            }
            x += glyph.advance;
        }
        let angle = match run.rotation {
            Rotation::Upright => return pen.path.finish(),
            Rotation::Anticlockwise => -90.0,
            Rotation::Clockwise => 90.0,
        };
        pen.path.finish()?.transform(Transform::from_rotate_at(angle, run.origin.x, run.origin.y))
    }
}

/// Appends outlines to a path, with the origin at (`x`, `y`) and y pointing down.
struct Pen {
    path: PathBuilder,
    x: f32,
    y: f32,
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(self.x + x, self.y - y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(self.x + x, self.y - y);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.path.quad_to(self.x + cx, self.y - cy, self.x + x, self.y - y);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        let (ox, oy) = (self.x, self.y);
        self.path.cubic_to(ox + cx0, oy - cy0, ox + cx1, oy - cy1, ox + x, oy - y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}
