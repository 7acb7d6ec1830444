//! Preflight properties of pictures, independent of their size on the page.

use rayon::prelude::*;

use super::size::{raster_side, shown};
use super::{ink_coverage, jpeg, vector};
use crate::document::{Document, Image, ImageFormat, ImageId};
use crate::fonts::Fonts;
use crate::layout::Page;
use crate::svg;

/// Preflight properties of a picture.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct ImageProperties {
    /// Width and height in pixels; `None` if embedded as vector shapes.
    pub pixels: Option<(u32, u32)>,
    /// Colour space in print.
    pub space: ColourSpace,
    /// Highest total ink coverage, in percent; `None` if it depends on a profile.
    pub coverage: Option<f32>,
}

/// Colour space of a picture in print.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColourSpace {
    /// Black ink only.
    Grey,
    /// sRGB, converted by the printer.
    Screen,
    /// CMYK.
    Inks,
}

/// Reads the colour space from a picture's header.
fn print_colour_space(image: &Image) -> ColourSpace {
    match image.format {
        ImageFormat::Jpeg => match jpeg::frame(&image.bytes).map(|frame| frame.components) {
            Some(1) => ColourSpace::Grey,
            Some(4) => ColourSpace::Inks,
            Some(_) | None => ColourSpace::Screen,
        },
        // The PNG colour type is byte 25 of the file (ISO/IEC 15948 §11.2.2).
        ImageFormat::Png => match image.bytes.get(25) {
            Some(0 | 4) => ColourSpace::Grey,
            Some(_) | None => ColourSpace::Screen,
        },
        ImageFormat::Svg => ColourSpace::Screen,
    }
}

/// Properties of all pictures on the pages.
pub fn properties(
    document: &Document,
    pages: &[Page],
    fonts: &Fonts,
) -> Vec<(ImageId, ImageProperties)> {
    let properties = |(id, side): (ImageId, f32)| {
        let image = document.images.get(id.0)?;
        Some((id, properties_of(image, side, fonts)?))
    };
    shown(pages).into_par_iter().filter_map(properties).collect()
}

fn properties_of(image: &Image, side: f32, fonts: &Fonts) -> Option<ImageProperties> {
    let pixels = match image.format {
        ImageFormat::Jpeg | ImageFormat::Png => Some((image.width_px, image.height_px)),
        ImageFormat::Svg => {
            let tree = svg::tree(&image.bytes, fonts)?;
            let raster = || svg::pixel_size(&tree, raster_side(side));
            vector::form(&tree).is_none().then(raster)
        }
    };
    let space = print_colour_space(image);
    let coverage = match space {
        ColourSpace::Inks => ink_coverage::coverage(&image.bytes),
        ColourSpace::Grey => Some(100.0),
        ColourSpace::Screen => None,
    };
    Some(ImageProperties { pixels, space, coverage })
}
