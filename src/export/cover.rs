//! The cover page as a picture, for the covers of e-books.

use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};
use tiny_skia::{Color, FillRule, Paint, Path, PathBuilder, Pixmap, Transform};

use super::Failure;
use crate::fonts::Fonts;
use crate::layout::{GlyphRun, Item, Page, Rect};
use crate::templates::{Colour, Style};

/// Draws text and fills of a page as a PNG, `width_px` wide. Pictures on a cover are not drawn:
/// covers have none yet.
pub fn draw(page: &Page, style: &Style, fonts: &Fonts, width_px: u32) -> Result<Vec<u8>, Failure> {
    let scale = width_px as f32 / page.width;
    let height_px = (page.height * scale).round() as u32;
    let too_large = || Failure("the cover picture is too large".into());
    let mut pixmap = Pixmap::new(width_px, height_px).ok_or_else(too_large)?;
    pixmap.fill(colour(style, Colour::Paper));
    for item in &page.items {
        match item {
            Item::Glyphs(run) => glyphs(&mut pixmap, run, style, fonts, scale)?,
            Item::Fill { rect, colour, .. } => fill(&mut pixmap, *rect, *colour, style, scale),
            Item::Image { .. } | Item::Link(_) => {}
        }
    }
    encode(&pixmap)
}

fn colour(style: &Style, colour: Colour) -> Color {
    let rgb = style.colours.get(colour).screen;
    Color::from_rgba8(rgb.red, rgb.green, rgb.blue, 255)
}

fn paint(style: &Style, role: Colour) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color(colour(style, role));
    paint
}

fn fill(pixmap: &mut Pixmap, rect: Rect, colour: Colour, style: &Style, scale: f32) {
    let scaled = tiny_skia::Rect::from_xywh(
        rect.x * scale,
        rect.y * scale,
        rect.width * scale,
        rect.height * scale,
    );
    if let Some(rect) = scaled {
        pixmap.fill_rect(rect, &paint(style, colour), Transform::identity(), None);
    }
}

fn glyphs(
    pixmap: &mut Pixmap,
    run: &GlyphRun,
    style: &Style,
    fonts: &Fonts,
    scale: f32,
) -> Result<(), Failure> {
    let face = fonts.face(run.face);
    let font = FontRef::new(&face.bytes).map_err(|error| Failure(error.to_string()))?;
    let outlines = font.outline_glyphs();
    let size = Size::new(run.size * scale);
    let paint = paint(style, run.colour);
    let mut x = run.origin.x;
    for glyph in &run.glyphs {
        let (at_x, at_y) = (x + glyph.offset.0, run.origin.y - glyph.offset.1);
        x += glyph.advance;
        let Some(outline) = outlines.get(GlyphId::from(glyph.id)) else { continue };
        let mut pen = Pen(PathBuilder::new());
        let settings = DrawSettings::unhinted(size, LocationRef::default());
        outline.draw(settings, &mut pen).map_err(|error| Failure(error.to_string()))?;
        if let Some(path) = pen.0.finish() {
            draw_path(pixmap, &path, &paint, at_x * scale, at_y * scale);
        }
    }
    Ok(())
}

/// Outlines have y upwards; pictures have it downwards.
fn draw_path(pixmap: &mut Pixmap, path: &Path, paint: &Paint, x: f32, y: f32) {
    let place = Transform::from_row(1.0, 0.0, 0.0, -1.0, x, y);
    pixmap.fill_path(path, paint, FillRule::Winding, place, None);
}

struct Pen(PathBuilder);

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, y);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.0.quad_to(cx, cy, x, y);
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.0.cubic_to(ax, ay, bx, by, x, y);
    }

    fn close(&mut self) {
        self.0.close();
    }
}

/// A PNG without transparency. Rows of one colour deflate well, so a quick setting serves.
fn encode(pixmap: &Pixmap) -> Result<Vec<u8>, Failure> {
    let rgb: Vec<u8> =
        pixmap.data().chunks_exact(4).flat_map(|pixel| pixel.iter().take(3).copied()).collect();
    let mut out = Vec::new();
    let encoder = image::codecs::png::PngEncoder::new_with_quality(
        &mut out,
        image::codecs::png::CompressionType::Fast,
        image::codecs::png::FilterType::Up,
    );
    let (width, height) = (pixmap.width(), pixmap.height());
    image::ImageEncoder::write_image(encoder, &rgb, width, height, image::ExtendedColorType::Rgb8)
        .map_err(|error| Failure(error.to_string()))?;
    Ok(out)
}
