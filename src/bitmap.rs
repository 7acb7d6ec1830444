//! PNG and JPEG pictures: whether a file is whole, and its pixels.

pub mod jpeg;
mod png;

use std::io::Cursor;

use image::{DynamicImage, ImageReader, Limits as Allocation};

use crate::limits::{Limit, LimitError, Limits};

/// The format of a bitmap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// PNG (ISO/IEC 15948).
    Png,
    /// JPEG (ISO/IEC 10918-1).
    Jpeg,
}

/// Why a bitmap is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BitmapError {
    /// The file is damaged; the decoder's reason, if there is one.
    Damaged(Option<String>),
    /// It exceeds a limit.
    OverLimit(LimitError),
}

/// Width and height of a file that every output can show. It is decoded, because programs that embed it
/// or show it complain about damage anywhere in it.
pub fn check(bytes: &[u8], format: Format, limits: &Limits) -> Result<(u32, u32), BitmapError> {
    let (width, height) = size(bytes, format).ok_or(BitmapError::Damaged(None))?;
    limits.check(Limit::PicturePixels, width as usize * height as usize)?;
    let damaged = |reason| BitmapError::Damaged(Some(reason));
    let cut_off = || damaged("it is cut off".into());
    match format {
        Format::Png => png::check(bytes).map_err(damaged)?,
        Format::Jpeg => {
            let scans = jpeg::scans(bytes).ok_or_else(cut_off)?;
            limits.check(Limit::JpegScans, scans)?;
        }
    }
    decode(bytes, format).map_err(damaged)?;
    Ok((width, height))
}

/// Width and height in pixels from the header; `None` if the header is damaged.
fn size(bytes: &[u8], format: Format) -> Option<(u32, u32)> {
    let (width, height) = reader(bytes, format, 0).into_dimensions().ok()?;
    (width > 0 && height > 0).then_some((width, height))
}

/// The pixels, or the decoder's reason.
pub fn decode(bytes: &[u8], format: Format) -> Result<DynamicImage, String> {
    let (width, height) = size(bytes, format).ok_or("the header is damaged")?;
    let pixels = u64::from(width) * u64::from(height);
    reader(bytes, format, pixels).decode().map_err(|error| error.to_string())
}

/// Four channels of 16 bits.
const BYTES_PER_PIXEL: u64 = 8;

/// What a decoder needs besides the pixels, such as for a colour profile, which can be compressed.
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

impl From<LimitError> for BitmapError {
    fn from(error: LimitError) -> BitmapError {
        BitmapError::OverLimit(error)
    }
}

#[cfg(test)]
mod tests;
