//! Damaged bitmaps.

use image::{GrayImage, RgbImage};

use super::*;

fn encoded(format: image::ImageFormat) -> Vec<u8> {
    let picture = RgbImage::from_fn(40, 30, |x, y| image::Rgb([x as u8 * 6, y as u8 * 8, 99]));
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn png() -> Vec<u8> {
    encoded(image::ImageFormat::Png)
}

fn jpeg() -> Vec<u8> {
    encoded(image::ImageFormat::Jpeg)
}

fn checked(bytes: &[u8], format: Format) -> Result<(u32, u32), BitmapError> {
    check(bytes, format, &Limits::default())
}

#[test]
fn whole_files_are_accepted() {
    let inks = include_bytes!("../../tests/cases/press/inks.jpg");
    assert!(checked(inks, Format::Jpeg).is_ok());
    for (bytes, format) in [(png(), Format::Png), (jpeg(), Format::Jpeg)] {
        assert_eq!(checked(&bytes, format), Ok((40, 30)));
        let more = [&bytes, &b"appended by a camera"[..]].concat();
        assert_eq!(checked(&more, format), Ok((40, 30)));
    }
}

#[test]
fn cut_off_files_are_damaged() {
    for (bytes, format) in [(png(), Format::Png), (jpeg(), Format::Jpeg)] {
        for end in [10, bytes.len() / 2, bytes.len() - 1] {
            let error = checked(&bytes[..end], format);
            assert!(matches!(error, Err(BitmapError::Damaged(_))), "{format:?} {end}");
        }
    }
}

#[test]
fn every_changed_byte_of_a_png_is_found() {
    let whole = png();
    for index in 0..whole.len() {
        let mut changed = whole.clone();
        changed[index] ^= 0x10;
        assert!(checked(&changed, Format::Png).is_err(), "{index}");
    }
}

#[test]
fn the_header_is_checked_before_pixels_are_allocated() {
    let mut claims = png();
    claims[16..24].copy_from_slice(&[0, 0, 0x4E, 0x20, 0, 0, 0x4E, 0x20]);
    let crc = {
        let mut crc = flate2::Crc::new();
        crc.update(&claims[12..29]);
        crc.sum().to_be_bytes()
    };
    claims[29..33].copy_from_slice(&crc);
    let error = checked(&claims, Format::Png).unwrap_err();
    assert!(matches!(error, BitmapError::TooLarge(error) if error.limit == Limit::PicturePixels));
    let mut wide = Cursor::new(Vec::new());
    GrayImage::new(40_000, 1).write_to(&mut wide, image::ImageFormat::Png).unwrap();
    assert_eq!(checked(wide.get_ref(), Format::Png), Ok((40_000, 1)));
}

#[test]
fn scans_are_limited() {
    let one = jpeg();
    let scan = one.windows(2).position(|pair| pair == [0xFF, 0xDA]).unwrap();
    let end = one.len() - 2;
    let many = [&one[..scan], &one[scan..end].repeat(101), &one[end..]].concat();
    let error = checked(&many, Format::Jpeg).unwrap_err();
    assert!(matches!(error, BitmapError::OverLimit(error) if error.limit == Limit::JpegScans));
}

#[test]
fn a_file_too_small_for_its_pixels_is_damaged() {
    let mut large = jpeg();
    let size = large.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap() + 5;
    large[size..size + 4].copy_from_slice(&[0x23, 0x28, 0x23, 0x28]);
    assert_eq!(
        checked(&large, Format::Jpeg),
        Err(BitmapError::Damaged(Some("it is cut off".into())))
    );
}

#[test]
fn the_bytes_of_all_pixels_are_limited() {
    let mut limits = Limits::default();
    limits.set(Limit::PictureMemory, 40 * 30 * 3);
    assert_eq!(check(&png(), Format::Png, &limits), Ok((40, 30)));
    let mut deep = Cursor::new(Vec::new());
    let picture = image::ImageBuffer::<image::Rgb<u16>, _>::new(40, 30);
    image::DynamicImage::from(picture).write_to(&mut deep, image::ImageFormat::Png).unwrap();
    let error = check(deep.get_ref(), Format::Png, &limits).unwrap_err();
    assert!(matches!(error, BitmapError::TooLarge(error) if error.limit == Limit::PictureMemory));
}
