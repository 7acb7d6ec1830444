//! A fast PNG encoder (ISO/IEC 15948): uses a palette if the image has few colours.

use flate2::Crc;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};
use tiny_skia::Pixmap;

use super::palette::{IndexedPalette, Pixel, pixels, quantize, rows};
use crate::compression::{self, Form};
use crate::export::ExportError;

/// Encodes an opaque image.
pub fn write(picture: &Pixmap) -> Result<Vec<u8>, ExportError> {
    let rows = rows(picture.data(), picture.width() as usize);
    match quantize(&rows) {
        Some(palette) => indexed(picture, &rows, &palette),
        None => truecolour(picture),
    }
    .ok_or_else(|| ExportError("cannot encode the cover image as PNG".into()))
}

/// Encodes one byte per pixel without a filter, which suits flat colours (§12.8).
fn indexed(picture: &Pixmap, rows: &[&[Pixel]], palette: &IndexedPalette) -> Option<Vec<u8>> {
    let (width, height) = (picture.width(), picture.height());
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 3, 0, 0, 0]].concat();
    let mut file = b"\x89PNG\r\n\x1A\n".to_vec();
    chunk(&mut file, b"IHDR", &header)?;
    chunk(&mut file, b"PLTE", palette.colours.as_flattened())?;
    chunk(&mut file, b"IDAT", &deflate(&scanlines(rows, palette))?)?;
    chunk(&mut file, b"IEND", &[])?;
    Some(file)
}

/// The scanlines, each with its filter type byte (§7.2).
fn scanlines(rows: &[&[Pixel]], palette: &IndexedPalette) -> Vec<u8> {
    let width = rows.first().map_or(0, |row| row.len());
    let mut lines = Vec::with_capacity((width + 1) * rows.len());
    for equal in rows.chunk_by(|one, next| one == next) {
        let start = lines.len();
        lines.push(0);
        for run in equal.first().into_iter().flat_map(|row| row.chunk_by(|one, next| one == next)) {
            let [red, green, blue, _] = run.first().copied().unwrap_or_default();
            let index = palette.indices.get(&[red, green, blue]).copied().unwrap_or_default();
            lines.resize(lines.len() + run.len(), index);
        }
        for _ in 1..equal.len() {
            lines.extend_from_within(start..start + width + 1);
        }
    }
    lines
}

fn deflate(bytes: &[u8]) -> Option<Vec<u8>> {
    compression::deflate([bytes], Form::Zlib, 2).ok()
}

/// Appends a chunk: length, type, data, and the CRC over type and data (§5.3).
fn chunk(file: &mut Vec<u8>, kind: &[u8; 4], data: &[u8]) -> Option<()> {
    file.extend_from_slice(&u32::try_from(data.len()).ok()?.to_be_bytes());
    file.extend_from_slice(kind);
    file.extend_from_slice(data);
    let mut crc = Crc::new();
    crc.update(kind);
    crc.update(data);
    file.extend_from_slice(&crc.sum().to_be_bytes());
    Some(())
}

/// Encodes three bytes per pixel, for covers with a photograph.
fn truecolour(picture: &Pixmap) -> Option<Vec<u8>> {
    let rgb: Vec<u8> =
        pixels(picture.data()).iter().flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    let mut file = Vec::new();
    PngEncoder::new_with_quality(&mut file, CompressionType::Fast, FilterType::Up)
        .write_image(&rgb, picture.width(), picture.height(), ExtendedColorType::Rgb8)
        .ok()?;
    Some(file)
}
