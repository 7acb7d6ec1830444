//! SVG pictures: checks, size, shape tree and pixels.
//!
//! The EPUB embeds the file itself, the PDF its shapes, and Word both the file and a PNG of it.

mod check;

use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, Options, Tree, fontdb};

use crate::fonts::Fonts;

pub use check::SvgError;

/// Returns the size in CSS pixels (96 per inch), or the reason why the picture is refused.
pub fn size(bytes: &[u8]) -> Result<(u32, u32), SvgError> {
    check::check(bytes)?;
    let tree = Tree::from_data(bytes, &Options::default());
    let size = tree.map_err(|error| SvgError::Invalid(error.to_string()))?.size();
    let pixels = |length: f32| length.round().clamp(1.0, LONGEST_SIDE) as u32;
    Ok((pixels(size.width()), pixels(size.height())))
}

/// Upper limit of the width and height reported for a picture, in pixels.
const LONGEST_SIDE: f32 = 100_000.0;

/// Parses the shapes of a picture. Text is set in the report's fonts: the first family replaces
/// `serif`, the second every other family that is not available. Returns `None` for a file that
/// [`size`] refuses.
pub fn tree(bytes: &[u8], fonts: &Fonts) -> Option<Tree> {
    check::check(bytes).ok()?;
    let options = Options { fontdb: Arc::new(database(fonts)), ..Options::default() };
    Tree::from_data(bytes, &options).ok()
}

fn database(fonts: &Fonts) -> fontdb::Database {
    let mut database = fontdb::Database::new();
    let mut families: Vec<&str> = Vec::new();
    for face in &fonts.faces {
        database.load_font_data(face.bytes.to_vec());
        if !families.contains(&face.family.as_str()) {
            families.push(&face.family);
        }
    }
    if let (Some(serif), Some(other)) = (families.first(), families.get(1).or(families.first())) {
        database.set_serif_family(*serif);
        database.set_sans_serif_family(*other);
        database.set_monospace_family(*other);
        database.set_cursive_family(*other);
        database.set_fantasy_family(*other);
    }
    database
}

/// An RGBA bitmap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pixels {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Non-premultiplied red, green, blue and alpha, row by row from the top.
    pub rgba: Vec<u8>,
}

/// The width and height in pixels when the longer side has `side` pixels.
pub fn pixel_size(tree: &usvg::Tree, side: u32) -> (u32, u32) {
    let scale = scale(tree, side);
    let count = |length: f32| (length * scale).round().clamp(1.0, side as f32) as u32;
    (count(tree.size().width()), count(tree.size().height()))
}

fn scale(tree: &usvg::Tree, side: u32) -> f32 {
    side as f32 / tree.size().width().max(tree.size().height())
}

/// Renders the picture so that its longer side has `side` pixels.
pub fn pixels(tree: &usvg::Tree, side: u32) -> Option<Pixels> {
    let (width, height) = pixel_size(tree, side);
    let scale = scale(tree, side);
    let mut pixmap = Pixmap::new(width, height)?;
    resvg::render(tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    let straight = pixmap.pixels().iter().flat_map(|pixel| {
        let pixel = pixel.demultiply();
        [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()]
    });
    Some(Pixels { width, height, rgba: straight.collect() })
}

#[cfg(test)]
mod tests {
    use super::*;

    const BAR: &[u8] = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 20'>\
        <rect width='20' height='20' fill='#f00'/></svg>";

    #[test]
    fn size_comes_from_the_view_box() {
        assert_eq!(size(BAR), Ok((40, 20)));
        let named = b"<svg xmlns='http://www.w3.org/2000/svg' width='2in' height='72pt'/>";
        assert_eq!(size(named), Ok((192, 96)));
    }

    #[test]
    fn shapes_are_rendered() {
        let tree = tree(BAR, &Fonts::bundled().unwrap()).unwrap();
        let pixels = pixels(&tree, 8).unwrap();
        assert_eq!((pixels.width, pixels.height), (8, 4));
        assert_eq!(pixels.rgba[..4], [255, 0, 0, 255]);
        assert_eq!(pixels.rgba[28..32], [0, 0, 0, 0]);
    }

    #[test]
    fn text_uses_the_report_fonts() {
        let words = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 20'>\
            <text y='15' font-family='Arial'>Wet</text></svg>";
        let fonts = Fonts::bundled().unwrap();
        let drawn = pixels(&tree(words, &fonts).unwrap(), 40).unwrap();
        assert!(drawn.rgba.chunks(4).any(|pixel| pixel[3] > 200));
    }
}
