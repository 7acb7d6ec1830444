//! Pixels → PNG (ISO/IEC 15948), made for speed: a palette where the picture allows it.

use std::io::Write;

use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};
use tiny_skia::Pixmap;

use super::palette::{Reduced, reduce};
use crate::export::ExportError;

/// Pixels as red, green, blue, opacity.
pub fn pixels(rgba: &[u8]) -> &[[u8; 4]] {
    rgba.as_chunks().0
}

/// Writes an opaque picture.
pub fn write(picture: &Pixmap) -> Result<Vec<u8>, ExportError> {
    match reduce(picture.data()) {
        Some(reduced) => indexed(picture, &reduced),
        None => coloured(picture),
    }
    .ok_or_else(|| ExportError("the cover cannot be written as a picture".into()))
}

/// One byte a pixel and no filter, which suits flat colours (§12.8).
fn indexed(picture: &Pixmap, reduced: &Reduced) -> Option<Vec<u8>> {
    let (width, height) = (picture.width(), picture.height());
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 3, 0, 0, 0]].concat();
    let mut file = b"\x89PNG\r\n\x1A\n".to_vec();
    chunk(&mut file, b"IHDR", &header)?;
    chunk(&mut file, b"PLTE", reduced.colours.as_flattened())?;
    chunk(&mut file, b"IDAT", &deflate(&rows(picture, reduced))?)?;
    chunk(&mut file, b"IEND", &[])?;
    Some(file)
}

/// The rows, each after the byte that names its filter.
fn rows(picture: &Pixmap, reduced: &Reduced) -> Vec<u8> {
    let width = picture.width() as usize;
    let mut rows = Vec::with_capacity((width + 1) * picture.height() as usize);
    for row in pixels(picture.data()).chunks_exact(width) {
        rows.push(0);
        for alike in row.chunk_by(|one, next| one == next) {
            let [red, green, blue, _] = alike.first().copied().unwrap_or_default();
            let place = reduced.places.get(&[red, green, blue]).copied().unwrap_or_default();
            rows.resize(rows.len() + alike.len(), place);
        }
    }
    rows
}

fn deflate(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(2));
    encoder.write_all(bytes).ok()?;
    encoder.finish().ok()
}

/// A chunk: length, type, data, and the check over type and data (§5.3).
fn chunk(file: &mut Vec<u8>, kind: &[u8; 4], data: &[u8]) -> Option<()> {
    file.extend_from_slice(&u32::try_from(data.len()).ok()?.to_be_bytes());
    file.extend_from_slice(kind);
    file.extend_from_slice(data);
    let mut check = Crc::new();
    check.update(kind);
    check.update(data);
    file.extend_from_slice(&check.sum().to_be_bytes());
    Some(())
}

/// Three bytes a pixel, for covers with a photograph.
fn coloured(picture: &Pixmap) -> Option<Vec<u8>> {
    let rgb: Vec<u8> =
        pixels(picture.data()).iter().flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    let mut file = Vec::new();
    PngEncoder::new_with_quality(&mut file, CompressionType::Fast, FilterType::Up)
        .write_image(&rgb, picture.width(), picture.height(), ExtendedColorType::Rgb8)
        .ok()?;
    Some(file)
}
