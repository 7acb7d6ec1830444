//! Whether the e-book's own cover is fit to be one.

use std::ops::Range;

use plenary::diagnostic::{Code, Diagnostic};
use plenary::document::{Image, ImageFormat};

/// Pixels of the shorter side, at least: what shops of e-books ask for.
const LEAST_PX: u32 = 1000;

/// What is to be said of a cover.
pub fn check_ebook_cover(file: &str, image: &Image, place: Range<usize>) -> Option<Diagnostic> {
    let (message, hint) = fault(image)?;
    Some(Code::EbookCover.at(place, message).in_file(file).hint(hint))
}

fn fault(image: &Image) -> Option<(String, String)> {
    let Image { path, width_px: width, height_px: height, .. } = image;
    if width >= height {
        let message = format!("the cover of the e-book, {path}, is not higher than wide");
        return Some((message, "give an upright picture, 1600 × 2560 pixels for instance".into()));
    }
    if image.format != ImageFormat::Svg && *width < LEAST_PX {
        let message = format!("the cover of the e-book, {path}, is {width} × {height} pixels");
        return Some((message, format!("give one that is at least {LEAST_PX} pixels wide")));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(format: ImageFormat, width_px: u32, height_px: u32) -> Option<String> {
        let path = "a".into();
        let image = Image { path, format, bytes: [].into(), width_px, height_px };
        let found = check_ebook_cover("r.yaml", &image, 3..5)?;
        assert_eq!((found.code.id(), found.place), ("F0014", Some(3..5)));
        Some(found.message)
    }

    #[test]
    fn a_cover_is_large_and_upright() {
        assert_eq!(message(ImageFormat::Jpeg, 1000, 1600), None);
        assert!(message(ImageFormat::Jpeg, 999, 1600).unwrap().contains("999 × 1600"));
        assert!(message(ImageFormat::Png, 2000, 2000).unwrap().contains("not higher than wide"));
        assert_eq!(message(ImageFormat::Svg, 30, 40), None);
        assert!(message(ImageFormat::Svg, 40, 30).is_some());
    }
}
