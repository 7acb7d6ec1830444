//! PNG and JPEG pictures: whether a file is whole, and its pixels.

pub mod jpeg;
mod png;

use std::io::Cursor;
use std::sync::{Mutex, PoisonError};

use image::{DynamicImage, ImageDecoder, ImageReader, Limits as Allocation};

use crate::limits::{Limit, LimitError, Limits};

/// The format of a bitmap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// PNG (ISO/IEC 15948).
    Png,
    /// JPEG (ISO/IEC 10918-1).
    Jpeg,
}

impl Format {
    /// The format by the first bytes (ISO/IEC 15948 §5.2, ISO/IEC 10918-1 §B.1.1.3).
    pub fn of(bytes: &[u8]) -> Option<Format> {
        if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            Some(Format::Png)
        } else {
            bytes.starts_with(b"\xff\xd8\xff").then_some(Format::Jpeg)
        }
    }
}

/// Why a bitmap is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BitmapError {
    /// The file is damaged; the decoder's reason, if there is one.
    Damaged(Option<String>),
    /// It has too many pixels.
    TooLarge(LimitError),
    /// It exceeds another limit.
    OverLimit(LimitError),
}

/// Width and height of a file that every output can show. The file is decoded, because programs that embed
/// or show it complain about damage anywhere in it.
pub fn check(bytes: &[u8], format: Format, limits: &Limits) -> Result<(u32, u32), BitmapError> {
    let Header { width, height, memory } =
        header(bytes, format).ok_or(BitmapError::Damaged(None))?;
    let pixels = width as usize * height as usize;
    limits.check(Limit::PicturePixels, pixels).map_err(BitmapError::TooLarge)?;
    limits.check(Limit::PictureMemory, memory).map_err(BitmapError::TooLarge)?;
    let damaged = |reason| BitmapError::Damaged(Some(reason));
    let cut_off = || damaged("it is cut off".into());
    match format {
        Format::Png => png::check(bytes).map_err(damaged)?,
        Format::Jpeg => {
            let scans = jpeg::scans(bytes).ok_or_else(cut_off)?;
            limits.check(Limit::JpegScans, scans).map_err(BitmapError::OverLimit)?;
            if pixels / jpeg::MOST_PIXELS_PER_BYTE > bytes.len() {
                return Err(cut_off());
            }
        }
    }
    with_pixels(bytes, format, |_| ()).map_err(damaged)?;
    Ok((width, height))
}

/// Width and height of a file, as its header says; `None` if that is damaged. The pixels are not read.
pub fn size(bytes: &[u8], format: Format) -> Option<(u32, u32)> {
    header(bytes, format).map(|header| (header.width, header.height))
}

/// The data in the header of a file.
struct Header {
    /// Width in pixels, at least 1.
    width: u32,
    /// Height in pixels, at least 1.
    height: u32,
    /// The size of all pixels in bytes, as the decoder returns them.
    memory: usize,
}

/// Reads the header of a file; `None` if it is damaged.
fn header(bytes: &[u8], format: Format) -> Option<Header> {
    let decoder = reader(bytes, format, 0).into_decoder().ok()?;
    let (width, height) = decoder.dimensions();
    let memory = usize::try_from(decoder.total_bytes()).unwrap_or(usize::MAX);
    (width > 0 && height > 0).then_some(Header { width, height, memory })
}

/// Passes the pixels to a function. Returns the decoder's reason if it fails.
pub fn with_pixels<T>(
    bytes: &[u8],
    format: Format,
    work: impl FnOnce(DynamicImage) -> T,
) -> Result<T, String> {
    let Header { width, height, .. } = header(bytes, format).ok_or("the header is damaged")?;
    let pixels = u64::from(width) * u64::from(height);
    let decode = || reader(bytes, format, pixels).decode().map_err(|error| error.to_string());
    in_turn(pixels, || decode().map(work))
}

/// The number of pixels above which pictures are decoded one at a time.
const LARGE: u64 = 20_000_000;

/// Waits until no other large picture is decoded, so that the memory does not depend on how many formats
/// and reports are written at once. The work must not wait for other threads.
pub fn in_turn<T>(pixels: u64, work: impl FnOnce() -> T) -> T {
    static TURN: Mutex<()> = Mutex::new(());
    let _turn = (pixels > LARGE).then(|| TURN.lock().unwrap_or_else(PoisonError::into_inner));
    work()
}

/// Four channels of 16 bits.
const BYTES_PER_PIXEL: u64 = 8;

/// The memory that a decoder needs besides the pixels, for example for a compressed colour profile.
const SPARE: u64 = 1 << 26;

/// A reader that allocates no more than some pixels need.
fn reader(bytes: &[u8], format: Format, pixels: u64) -> ImageReader<Cursor<&[u8]>> {
    let format = match format {
        Format::Png => image::ImageFormat::Png,
        Format::Jpeg => image::ImageFormat::Jpeg,
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut allocation = Allocation::no_limits();
    allocation.max_alloc = Some(pixels.saturating_mul(BYTES_PER_PIXEL).saturating_add(SPARE));
    reader.limits(allocation);
    reader
}

#[cfg(test)]
mod tests;
