//! What a cover shows, at its place in pixels.

use tiny_skia::{
    Color, FillRule, FilterQuality, Mask, Paint, PathBuilder, Pixmap, PixmapPaint, Rect, Transform,
};

use super::coverage::Coverage;
use crate::templates::Rgb;

/// A shape with the rows that it covers at most.
pub struct Shape {
    kind: Kind,
    top: f32,
    bottom: f32,
}

enum Kind {
    /// An area, without soft edges inside of it.
    Area(Rect, Rgb),
    /// Letters.
    Letters(Coverage, Rgb),
    /// A picture, and the area in which it is visible.
    Picture(Box<Pixmap>, Transform, Option<Rect>),
}

impl Shape {
    /// A filled area.
    pub fn area(rect: Rect, ink: Rgb) -> Shape {
        Shape { top: rect.top(), bottom: rect.bottom(), kind: Kind::Area(rect, ink) }
    }

    /// Letters in one colour.
    pub fn letters(coverage: Coverage, ink: Rgb) -> Shape {
        let (top, bottom) = coverage.rows();
        Shape { top, bottom, kind: Kind::Letters(coverage, ink) }
    }

    /// A picture, `window` of which is visible.
    pub fn picture(picture: Pixmap, placed: Transform, window: Option<Rect>) -> Shape {
        let area = Rect::from_xywh(0.0, 0.0, picture.width() as f32, picture.height() as f32);
        let area = window.or_else(|| area?.transform(placed));
        // A picture without an area is not drawn.
        let (top, bottom) = area.map_or((0.0, 0.0), |area| (area.top(), area.bottom()));
        Shape { top, bottom, kind: Kind::Picture(Box::new(picture), placed, window) }
    }

    /// Whether a band of `height` rows that begins at the row `top` may show something of the shape.
    pub fn is_in(&self, top: u32, height: u32) -> bool {
        let (top, bottom) = (top as f32, (top + height) as f32);
        // Soft edges reach into the next row.
        self.bottom + 1.0 >= top && self.top - 1.0 <= bottom
    }

    /// The colour with which it fills a band of some size that begins at the row `top`, if it does.
    pub fn fills(&self, (width, height): (u32, u32), top: u32) -> Option<Rgb> {
        let Kind::Area(rect, ink) = &self.kind else { return None };
        let is_wide = rect.left() <= 0.0 && rect.right() >= width as f32;
        let is_high = rect.top() <= top as f32 && rect.bottom() >= (top + height) as f32;
        (is_wide && is_high).then_some(*ink)
    }

    /// Draws the part of the shape in a band that begins at the row `top`.
    pub fn draw(&self, band: &mut Pixmap, top: u32) {
        if !self.is_in(top, band.height()) {
            return;
        }
        let moved = Transform::from_translate(0.0, -(top as f32));
        match &self.kind {
            Kind::Area(rect, ink) => band.fill_rect(*rect, &paint(*ink), moved, None),
            Kind::Letters(coverage, ink) => {
                let width = band.width() as usize;
                coverage.draw(band.data_mut().as_chunks_mut().0, width, top, *ink);
            }
            Kind::Picture(picture, placed, window) => {
                let paint =
                    PixmapPaint { quality: FilterQuality::Bicubic, ..PixmapPaint::default() };
                let clip = window.and_then(|window| clip(band, window, moved));
                let placed = placed.post_concat(moved);
                band.draw_pixmap(0, 0, (**picture).as_ref(), &paint, placed, clip.as_ref());
            }
        }
    }
}

fn paint(ink: Rgb) -> Paint<'static> {
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color(colour(ink));
    paint
}

/// An opaque colour.
pub fn colour(ink: Rgb) -> Color {
    Color::from_rgba8(ink.red, ink.green, ink.blue, u8::MAX)
}

fn clip(band: &Pixmap, window: Rect, moved: Transform) -> Option<Mask> {
    let mut mask = Mask::new(band.width(), band.height())?;
    mask.fill_path(&PathBuilder::from_rect(window), FillRule::Winding, true, moved);
    Some(mask)
}
