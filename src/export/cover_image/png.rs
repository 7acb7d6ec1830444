//! A fast PNG encoder (ISO/IEC 15948): uses a palette if the image has few colours.

use std::iter;

use flate2::Crc;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};

use super::palette::{IndexedPalette, quantize};
use super::rows::Rows;
use crate::compression::{self, Form};
use crate::export::ExportError;

/// Encodes an opaque image.
pub fn write(picture: &Rows) -> Result<Vec<u8>, ExportError> {
    match quantize(picture) {
        Some(palette) => indexed(picture, &palette),
        None => truecolour(picture),
    }
    .ok_or_else(|| ExportError("cannot encode the cover image as PNG".into()))
}

/// Encodes one byte per pixel without a filter, which suits flat colours (§12.8).
fn indexed(picture: &Rows, palette: &IndexedPalette) -> Option<Vec<u8>> {
    let (width, height) = (picture.width, picture.height());
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 3, 0, 0, 0]].concat();
    let mut file = b"\x89PNG\r\n\x1A\n".to_vec();
    chunk(&mut file, b"IHDR", &header)?;
    chunk(&mut file, b"PLTE", palette.colours.as_flattened())?;
    chunk(&mut file, b"IDAT", &deflate(&scanlines(picture, palette))?)?;
    chunk(&mut file, b"IEND", &[])?;
    Some(file)
}

/// The scanlines, each with its filter type byte (§7.2).
fn scanlines(picture: &Rows, palette: &IndexedPalette) -> Vec<u8> {
    let length = picture.width as usize + 1;
    let mut lines = Vec::with_capacity(length * picture.height() as usize);
    for (runs, repeated) in picture.iter() {
        let start = lines.len();
        lines.push(0);
        for run in runs {
            let index = palette.indices.get(&run.colour).copied().unwrap_or_default();
            lines.resize(lines.len() + run.length, index);
        }
        for _ in 1..repeated {
            lines.extend_from_within(start..start + length);
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
fn truecolour(picture: &Rows) -> Option<Vec<u8>> {
    let (width, height) = (picture.width, picture.height());
    let mut rgb = Vec::with_capacity(3 * width as usize * height as usize);
    for (runs, repeated) in picture.iter() {
        let start = rgb.len();
        for run in runs {
            rgb.extend(iter::repeat_n(run.colour, run.length).flatten());
        }
        let end = rgb.len();
        (1..repeated).for_each(|_| rgb.extend_from_within(start..end));
    }
    let mut file = Vec::new();
    PngEncoder::new_with_quality(&mut file, CompressionType::Fast, FilterType::Up)
        .write_image(&rgb, width, height, ExtendedColorType::Rgb8)
        .ok()?;
    Some(file)
}
