//! Checks whether the report's own cover suits an e-book.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Image, ImageContent};

/// The minimum width in pixels that e-book shops accept.
const LEAST_WIDTH_PX: u32 = 1000;

/// Warns if a cover is not upright or too small.
pub fn check_ebook_cover(file: &str, image: &Image, place: Range<usize>) -> Option<Diagnostic> {
    let (message, hint) = fault(image)?;
    Some(Code::EbookCover.at(place, message).hint(hint).in_file(file))
}

fn fault(image: &Image) -> Option<(String, String)> {
    let Image { path, width_px: width, height_px: height, .. } = image;
    if width >= height {
        let message = format!("the e-book cover {path} is not upright");
        return Some((message, "use an upright picture, such as 1600 × 2560 pixels".into()));
    }
    if !matches!(image.content, ImageContent::Svg(_)) && *width < LEAST_WIDTH_PX {
        let message = format!("the e-book cover {path} has only {width} × {height} pixels");
        return Some((message, format!("use a picture at least {LEAST_WIDTH_PX} pixels wide")));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(content: &ImageContent, width_px: u32, height_px: u32) -> Option<String> {
        let (path, content) = ("a".into(), content.clone());
        let image = Image { path, content, width_px, height_px };
        let found = check_ebook_cover("r.yaml", &image, 3..5)?;
        assert_eq!((found.code.id(), found.place), ("F0014", Some(3..5)));
        Some(found.message)
    }

    #[test]
    fn covers_must_be_large_and_upright() {
        let jpeg = &ImageContent::Jpeg([].into());
        assert_eq!(message(jpeg, 1000, 1600), None);
        assert!(message(jpeg, 999, 1600).unwrap().contains("999 × 1600"));
        assert!(message(jpeg, 2000, 2000).unwrap().contains("not upright"));
        let svg = &ImageContent::Svg(crate::svg::sample("").unwrap().into());
        assert_eq!(message(svg, 30, 40), None);
        assert!(message(svg, 40, 30).is_some());
    }
}
