//! What a printer asks of a picture, whatever its size on a page.

use rayon::prelude::*;

use super::{inks, jpeg, raster_side, shown, vector};
use crate::document::{Document, Image, ImageFormat, ImageId};
use crate::fonts::Fonts;
use crate::layout::Page;
use crate::svg;

/// What a printer asks of a picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Facts {
    /// Width and height in pixels; `None` for one that goes in as shapes.
    pub pixels: Option<(u32, u32)>,
    /// Its colours.
    pub space: Space,
    /// How much its inks cover together at most, in percent; `None` where a profile decides.
    pub coverage: Option<f32>,
}

/// The colours in which a picture goes to the press.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Space {
    /// Grey: black ink.
    Grey,
    /// sRGB, to be converted by profile.
    Screen,
    /// Inks.
    Inks,
}

/// The colours in which a picture goes to the press, as its header says.
fn press_space(image: &Image) -> Space {
    match image.format {
        ImageFormat::Jpeg => match jpeg::frame(&image.bytes).map(|frame| frame.components) {
            Some(1) => Space::Grey,
            Some(4) => Space::Inks,
            Some(_) | None => Space::Screen,
        },
        // The kind of colour is the tenth byte of the header (ISO/IEC 15948 §11.2.2).
        ImageFormat::Png => match image.bytes.get(25) {
            Some(0 | 4) => Space::Grey,
            Some(_) | None => Space::Screen,
        },
        ImageFormat::Svg => Space::Screen,
    }
}

/// What a printer asks of each picture that the pages show.
pub fn facts(document: &Document, pages: &[Page], fonts: &Fonts) -> Vec<(ImageId, Facts)> {
    let facts = |(id, side): (ImageId, f32)| {
        let image = document.images.get(id.0)?;
        Some((id, facts_of(image, side, fonts)?))
    };
    shown(pages).into_par_iter().filter_map(facts).collect()
}

fn facts_of(image: &Image, side: f32, fonts: &Fonts) -> Option<Facts> {
    let pixels = match image.format {
        ImageFormat::Jpeg | ImageFormat::Png => Some((image.width_px, image.height_px)),
        ImageFormat::Svg => {
            let tree = svg::tree(&image.bytes, fonts)?;
            let raster = || svg::pixel_size(&tree, raster_side(side));
            vector::form(&tree).is_none().then(raster)
        }
    };
    let space = press_space(image);
    let coverage = match space {
        Space::Inks => inks::coverage(&image.bytes),
        Space::Grey => Some(100.0),
        Space::Screen => None,
    };
    Some(Facts { pixels, space, coverage })
}
