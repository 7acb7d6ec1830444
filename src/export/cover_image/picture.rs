//! Pictures on the cover.

use image::imageops::FilterType;
use image::{DynamicImage, RgbaImage};
use tiny_skia::{
    FillRule, FilterQuality, IntSize, Mask, PathBuilder, Pixmap, PixmapPaint, Transform,
};

use crate::document::{Image, ImageFormat};
use crate::export::ExportError;
use crate::fonts::Fonts;
use crate::layout::Rect;
use crate::svg;

/// Where a picture is drawn, in points of `scale` pixels.
pub struct Place<'a> {
    /// The whole picture.
    pub rect: &'a Rect,
    /// What of it is seen.
    pub window: Option<&'a Rect>,
    /// Pixels of a point.
    pub scale: f32,
}

/// Draws a picture in its place.
pub fn draw(
    canvas: &mut Pixmap,
    image: &Image,
    fonts: &Fonts,
    place: &Place,
) -> Result<(), ExportError> {
    let Place { rect, window, scale } = *place;
    let pixels = |points: f32| (points * scale).round().max(1.0);
    let (width, height) = (pixels(rect.width), pixels(rect.height));
    let picture = decode(image, fonts, (width as u32, height as u32))?;
    let transform = Transform::from_row(
        width / picture.width() as f32,
        0.0,
        0.0,
        height / picture.height() as f32,
        rect.x * scale,
        rect.y * scale,
    );
    let paint = PixmapPaint { quality: FilterQuality::Bicubic, ..PixmapPaint::default() };
    let mask = window.and_then(|window| mask(canvas, window, scale));
    canvas.draw_pixmap(0, 0, picture.as_ref(), &paint, transform, mask.as_ref());
    Ok(())
}

/// What lies in a window.
fn mask(canvas: &Pixmap, window: &Rect, scale: f32) -> Option<Mask> {
    let rect = tiny_skia::Rect::from_xywh(window.x, window.y, window.width, window.height)?;
    let mut mask = Mask::new(canvas.width(), canvas.height())?;
    let transform = Transform::from_scale(scale, scale);
    mask.fill_path(&PathBuilder::from_rect(rect), FillRule::Winding, true, transform);
    Some(mask)
}

/// The pixels of a picture, about as many as will be seen.
pub fn decode(image: &Image, fonts: &Fonts, size: (u32, u32)) -> Result<Pixmap, ExportError> {
    let broken = |reason: &str| ExportError(format!("`{}` cannot be read: {reason}", image.path));
    let mut pixels = match image.format {
        ImageFormat::Svg => drawn(image, fonts, size).ok_or_else(|| broken("it is no SVG"))?,
        ImageFormat::Png | ImageFormat::Jpeg => {
            let picture = image::load_from_memory(&image.bytes);
            shrunk(picture.map_err(|error| broken(&error.to_string()))?, size)
        }
    };
    pixels.pixels_mut().for_each(|pixel| premultiply(&mut pixel.0));
    let size = IntSize::from_wh(pixels.width(), pixels.height());
    size.and_then(|size| Pixmap::from_vec(pixels.into_raw(), size))
        .ok_or_else(|| broken("it has no pixels"))
}

/// A picture with more pixels than are seen would be drawn with every other one left out.
fn shrunk(picture: DynamicImage, (width, height): (u32, u32)) -> RgbaImage {
    if picture.width() <= width || picture.height() <= height {
        return picture.into_rgba8();
    }
    picture.resize_exact(width, height, FilterType::Triangle).into_rgba8()
}

/// The longer side of a drawing has no more pixels, however far it reaches past its window.
const LONGEST_SIDE: u32 = 6000;

fn drawn(image: &Image, fonts: &Fonts, (width, height): (u32, u32)) -> Option<RgbaImage> {
    let side = width.max(height).min(LONGEST_SIDE);
    let pixels = svg::pixels(&svg::tree(&image.bytes, fonts)?, side)?;
    RgbaImage::from_raw(pixels.width, pixels.height, pixels.rgba)
}

fn premultiply(pixel: &mut [u8; 4]) {
    let [red, green, blue, alpha] = *pixel;
    let part = |part: u8| ((u16::from(part) * u16::from(alpha) + 127) / 255) as u8;
    *pixel = [part(red), part(green), part(blue), alpha];
}
