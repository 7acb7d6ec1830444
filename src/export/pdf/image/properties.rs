//! Preflight properties of pictures, independent of their size on the page.

use std::sync::Arc;

use rayon::prelude::*;

use super::size::{raster_side, shown};
use super::{Purpose, ink_coverage, vector};
use crate::bitmap::jpeg;
use crate::document::{Document, Image, ImageContent, ImageId};
use crate::layout::Page;

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
    match &image.content {
        ImageContent::Jpeg(bytes) => match jpeg::frame(bytes).map(|frame| frame.components) {
            Some(1) => ColourSpace::Grey,
            Some(4) => ColourSpace::Inks,
            Some(_) | None => ColourSpace::Screen,
        },
        // The PNG colour type is byte 25 of the file (ISO/IEC 15948 §11.2.2).
        ImageContent::Png(bytes) => match bytes.get(25) {
            Some(0 | 4) => ColourSpace::Grey,
            Some(_) | None => ColourSpace::Screen,
        },
        ImageContent::Svg(_) => ColourSpace::Screen,
    }
}

/// Properties of all pictures on the pages.
pub fn properties(document: &Document, pages: &[Arc<Page>]) -> Vec<(ImageId, ImageProperties)> {
    let properties = |(id, side): (ImageId, f32)| {
        let image = document.images.get(id.0)?;
        Some((id, properties_of(image, side)?))
    };
    shown(pages).into_par_iter().filter_map(properties).collect()
}

fn properties_of(image: &Image, side: f32) -> Option<ImageProperties> {
    let pixels = match &image.content {
        ImageContent::Jpeg(_) | ImageContent::Png(_) => Some((image.width_px, image.height_px)),
        ImageContent::Svg(drawing) => {
            let raster = || drawing.pixel_size(raster_side(side));
            vector::form(drawing.tree(), Purpose::Print).is_none().then(raster)
        }
    };
    let space = print_colour_space(image);
    let coverage = match space {
        ColourSpace::Inks => match &image.content {
            ImageContent::Jpeg(bytes) => ink_coverage::coverage(bytes),
            ImageContent::Png(_) | ImageContent::Svg(_) => None,
        },
        ColourSpace::Grey => Some(100.0),
        ColourSpace::Screen => None,
    };
    Some(ImageProperties { pixels, space, coverage })
}
