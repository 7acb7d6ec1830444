//! What a cover shows, at its place in pixels.

use tiny_skia::{
    FillRule, FilterQuality, Mask, Paint, Path, PathBuilder, Pixmap, PixmapPaint, Rect, Transform,
};

/// A shape with the rows that it covers at most.
pub struct Shape {
    kind: Kind,
    top: f32,
    bottom: f32,
}

enum Kind {
    /// An area, without soft edges inside of it.
    Area(Rect, Paint<'static>),
    /// Letters.
    Outline(Path, Paint<'static>),
    /// A picture, and the area in which it is visible.
    Picture(Box<Pixmap>, Transform, Option<Rect>),
}

impl Shape {
    /// A filled area.
    pub fn area(rect: Rect, paint: Paint<'static>) -> Shape {
        Shape { top: rect.top(), bottom: rect.bottom(), kind: Kind::Area(rect, paint) }
    }

    /// A filled outline. One for all letters of a line is faster than one for each.
    pub fn outline(path: Path, paint: Paint<'static>) -> Shape {
        let bounds = path.bounds();
        Shape { top: bounds.top(), bottom: bounds.bottom(), kind: Kind::Outline(path, paint) }
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

    /// Draws the part of the shape in a band that begins at the row `top`.
    pub fn draw(&self, band: &mut Pixmap, top: u32) {
        if !self.is_in(top, band.height()) {
            return;
        }
        let moved = Transform::from_translate(0.0, -(top as f32));
        match &self.kind {
            Kind::Area(rect, paint) => band.fill_rect(*rect, paint, moved, None),
            Kind::Outline(path, paint) => {
                band.fill_path(path, paint, FillRule::Winding, moved, None);
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

fn clip(band: &Pixmap, window: Rect, moved: Transform) -> Option<Mask> {
    let mut mask = Mask::new(band.width(), band.height())?;
    mask.fill_path(&PathBuilder::from_rect(window), FillRule::Winding, true, moved);
    Some(mask)
}
