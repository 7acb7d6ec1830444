//! Total ink coverage of CMYK pictures.

use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use crate::bitmap::{self, jpeg, jpeg::Frame};

/// Share of pixels to ignore, as a divisor: specks do not smear.
const SPECK: usize = 1000;

/// Highest total ink coverage of a CMYK JPEG, in percent; `None` if it cannot be read.
pub fn coverage(bytes: &[u8]) -> Option<f32> {
    let frame = jpeg::frame(bytes)?;
    let pixels = u64::from(frame.width) * u64::from(frame.height);
    bitmap::in_turn(pixels, || decoded_coverage(bytes, frame))
}

fn decoded_coverage(bytes: &[u8], frame: Frame) -> Option<f32> {
    let mut decoder = JpegDecoder::new(ZCursor::new(bytes));
    decoder.decode_headers().ok()?;
    let stored = decoder.input_colorspace()?;
    // Reads the stored inks without colour conversion, which could distort them.
    let most = usize::MAX;
    let options = DecoderOptions::default().set_max_width(most).set_max_height(most);
    decoder.set_options(options.jpeg_set_out_colorspace(stored));
    let pixels = decoder.decode().ok()?;
    let (pixels, _) = pixels.as_chunks::<4>();
    let totals = pixels.iter().map(|pixel| match stored {
        ColorSpace::YCCK => total(of_luma(*pixel), frame.inverted),
        _ => total(*pixel, frame.inverted),
    });
    highest(totals)
}

/// Sum of four inks, 0 to 1020.
fn total(inks: [u8; 4], inverted: bool) -> usize {
    inks.iter().map(|ink| usize::from(if inverted { u8::MAX - ink } else { *ink })).sum()
}

/// Converts YCCK to CMYK (ITU-T T.871 §7).
fn of_luma([luma, blue, red, black]: [u8; 4]) -> [u8; 4] {
    let (luma, blue, red) = (f32::from(luma), f32::from(blue) - 128.0, f32::from(red) - 128.0);
    let parts =
        [luma + 1.402 * red, luma - 0.344_136 * blue - 0.714_136 * red, luma + 1.772 * blue];
    // Float-to-integer casts saturate.
    let [cyan, magenta, yellow] = parts.map(|part| u8::MAX - part.round() as u8);
    [cyan, magenta, yellow, black]
}

/// Highest total without specks, in percent.
fn highest(totals: impl Iterator<Item = usize>) -> Option<f32> {
    let mut counts = [0usize; 4 * 255 + 1];
    totals.for_each(|total| counts.get_mut(total).into_iter().for_each(|count| *count += 1));
    let specks = counts.iter().sum::<usize>() / SPECK;
    let mut above = 0;
    let highest = counts.iter().enumerate().rev().find(|(_, count)| {
        above += **count;
        above > specks
    });
    highest.map(|(total, _)| total as f32 / 2.55)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cmyk_picture_is_measured() {
        // 90 % cyan and 80 % of each other ink, with a lighter corner.
        let jpeg = include_bytes!("../../../../tests/cases/press/inks.jpg");
        let total = coverage(jpeg).unwrap();
        assert!((total - 330.0).abs() < 2.0, "{total}");
        assert_eq!(coverage(&jpeg[..100]), None);
    }

    #[test]
    fn specks_are_ignored() {
        let totals = |specks: usize| {
            let plain = std::iter::repeat_n(255, 10_000 - specks);
            highest(plain.chain(std::iter::repeat_n(1020, specks)))
        };
        assert_eq!((totals(10), totals(11)), (Some(100.0), Some(400.0)));
        assert_eq!(highest(std::iter::empty()), None);
    }

    #[test]
    fn ycck_is_converted_to_cmyk() {
        assert_eq!(of_luma([255, 128, 128, 7]), [0, 0, 0, 7]);
        assert_eq!(of_luma([0, 128, 128, 0]), [255, 255, 255, 0]);
        // Red prints as magenta and yellow.
        assert_eq!(of_luma([76, 85, 255, 0]), [1, 255, 255, 0]);
    }
}
