//! A fast PNG encoder (ISO/IEC 15948): uses a palette if the image has few colours.

use std::iter;
use std::rc::Rc;

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

/// The level of compression, at which runs of one colour are hardly searched.
const LEVEL: u32 = 2;

/// Encodes one byte per pixel without a filter, which suits flat colours (§12.8).
fn indexed(picture: &Rows, palette: &IndexedPalette) -> Option<Vec<u8>> {
    let (width, height) = (picture.width, picture.height());
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 3, 0, 0, 0]].concat();
    let mut file = b"\x89PNG\r\n\x1A\n".to_vec();
    chunk(&mut file, b"IHDR", &header)?;
    chunk(&mut file, b"PLTE", palette.colours.as_flattened())?;
    let lines = scanlines(picture, palette);
    chunk(&mut file, b"IDAT", &compression::deflate(lines, Form::Zlib, LEVEL).ok()?)?;
    chunk(&mut file, b"IEND", &[])?;
    Some(file)
}

/// The scanlines, each with its filter type byte (§7.2).
fn scanlines<'a>(
    picture: &'a Rows,
    palette: &'a IndexedPalette,
) -> impl Iterator<Item = Rc<[u8]>> + 'a {
    picture.iter().flat_map(|(runs, repeated)| {
        let mut line = Vec::with_capacity(picture.width as usize + 1);
        line.push(0);
        for run in runs {
            let index = palette.indices.get(&run.colour).copied().unwrap_or_default();
            line.resize(line.len() + run.length, index);
        }
        iter::repeat_n(Rc::from(line), repeated)
    })
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
