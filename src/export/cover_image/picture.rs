//! Pictures on the drawn cover: decoded and scaled.

use image::imageops::FilterType;
use image::{DynamicImage, RgbaImage};
use tiny_skia::{IntSize, Pixmap, Transform};

use super::shape::Shape;
use crate::bitmap::{self, Format};
use crate::document::{Image, ImageContent};
use crate::export::ExportError;
use crate::layout::Rect;
use crate::svg::Drawing;

/// A picture that fills `rect`, in points, of which `window`, in pixels, is visible. `scale` is in pixels per point.
pub fn shape(
    image: &Image,
    rect: &Rect,
    scale: f32,
    window: Option<tiny_skia::Rect>,
) -> Result<Shape, ExportError> {
    let pixels = |points: f32| (points * scale).round().max(1.0);
    let (width, height) = (pixels(rect.width), pixels(rect.height));
    let picture = decode(image, (width as u32, height as u32))?;
    let placed = Transform::from_row(
        width / picture.width() as f32,
        0.0,
        0.0,
        height / picture.height() as f32,
        rect.x * scale,
        rect.y * scale,
    );
    Ok(Shape::picture(picture, placed, window))
}

/// Decodes a picture at about the given size in pixels.
pub fn decode(image: &Image, size: (u32, u32)) -> Result<Pixmap, ExportError> {
    let broken = |reason: &str| ExportError(format!("cannot read `{}`: {reason}", image.path));
    let small = |bytes, format| {
        let downscaled = |picture| downscale(picture, size);
        bitmap::with_pixels(bytes, format, downscaled).map_err(|reason| broken(&reason))
    };
    let mut pixels = match &image.content {
        ImageContent::Svg(it) => rasterize(it, size).ok_or_else(|| broken("invalid SVG"))?,
        ImageContent::Png(bytes) => small(bytes, Format::Png)?,
        ImageContent::Jpeg(bytes) => small(bytes, Format::Jpeg)?,
    };
    pixels.pixels_mut().for_each(|pixel| premultiply(&mut pixel.0));
    let size = IntSize::from_wh(pixels.width(), pixels.height());
    size.and_then(|size| Pixmap::from_vec(pixels.into_raw(), size))
        .ok_or_else(|| broken("the picture is empty"))
}

/// Averages pixels, since drawing a larger picture would skip every other one.
fn downscale(picture: DynamicImage, (width, height): (u32, u32)) -> RgbaImage {
    if picture.width() <= width || picture.height() <= height {
        return picture.into_rgba8();
    }
    picture.resize_exact(width, height, FilterType::Triangle).into_rgba8()
}

/// Maximum length of a rasterized drawing's longer side, in pixels; its window may be far smaller.
const MAX_SIDE_PX: u32 = 6000;

fn rasterize(drawing: &Drawing, (width, height): (u32, u32)) -> Option<RgbaImage> {
    let side = width.max(height).min(MAX_SIDE_PX);
    let pixels = drawing.pixels(side)?;
    RgbaImage::from_raw(pixels.width, pixels.height, pixels.rgba)
}

fn premultiply(pixel: &mut [u8; 4]) {
    let [red, green, blue, alpha] = *pixel;
    let scaled = |value: u8| ((u16::from(value) * u16::from(alpha) + 127) / 255) as u8;
    *pixel = [scaled(red), scaled(green), scaled(blue), alpha];
}
