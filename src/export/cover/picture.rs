//! Pictures on the cover.

use tiny_skia::{FilterQuality, IntSize, Pixmap, PixmapPaint, Transform};

use crate::document::Image;
use crate::export::Failure;
use crate::layout::Rect;

/// Draws a picture into its rectangle, given in points of `scale` pixels.
pub fn draw(canvas: &mut Pixmap, image: &Image, rect: &Rect, scale: f32) -> Result<(), Failure> {
    let picture = decode(image)?;
    let (width, height) = (picture.width() as f32, picture.height() as f32);
    let transform = Transform::from_row(
        rect.width * scale / width,
        0.0,
        0.0,
        rect.height * scale / height,
        rect.x * scale,
        rect.y * scale,
    );
    let paint = PixmapPaint { quality: FilterQuality::Bilinear, ..PixmapPaint::default() };
    canvas.draw_pixmap(0, 0, picture.as_ref(), &paint, transform, None);
    Ok(())
}

fn decode(image: &Image) -> Result<Pixmap, Failure> {
    let broken = |reason: String| Failure(format!("`{}` cannot be read: {reason}", image.path));
    let picture =
        image::load_from_memory(&image.bytes).map_err(|error| broken(error.to_string()))?;
    let mut pixels = picture.to_rgba8();
    let size = IntSize::from_wh(pixels.width(), pixels.height());
    pixels.pixels_mut().for_each(|pixel| premultiply(&mut pixel.0));
    size.and_then(|size| Pixmap::from_vec(pixels.into_raw(), size))
        .ok_or_else(|| broken("it has no pixels".into()))
}

fn premultiply(pixel: &mut [u8; 4]) {
    let [red, green, blue, alpha] = *pixel;
    let part = |part: u8| ((u16::from(part) * u16::from(alpha) + 127) / 255) as u8;
    *pixel = [part(red), part(green), part(blue), alpha];
}
