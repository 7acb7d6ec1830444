//! The media folder: picture files, and the references from drawings to them.

use std::io::Cursor;

use image::RgbaImage;

use super::parts::Parts;
use crate::document::{Document, Image, ImageFormat, ImageId};
use crate::export::ExportError;
use crate::fonts::Fonts;
use crate::svg;

/// Adds the pictures that the document shows, in the order of their first use.
///
/// JPEG and PNG files are copied. An SVG is accompanied by a PNG for applications that do not
/// render SVG.
pub fn add(
    parts: &mut Parts,
    document: &Document,
    fonts: &Fonts,
    images: &[ImageId],
) -> Result<(), ExportError> {
    for (index, id) in images.iter().enumerate() {
        let Some(image) = document.images.get(id.0) else { continue };
        let mut add = |relationship: String, extension: &str, bytes: Vec<u8>| {
            parts.add_media(relationship, &format!("image{}.{extension}", index + 1), bytes);
        };
        let bytes = image.bytes.to_vec();
        match image.format {
            ImageFormat::Png => add(relationship(index), "png", bytes),
            ImageFormat::Jpeg => add(relationship(index), "jpeg", bytes),
            ImageFormat::Svg => {
                add(relationship(index), "png", rasterize(image, fonts)?);
                add(svg_relationship(&relationship(index)), "svg", bytes);
            }
        }
    }
    Ok(())
}

/// The relationship id of a picture, by its index in the order of first use.
pub fn relationship(index: usize) -> String {
    format!("rIdImage{}", index + 1)
}

fn svg_relationship(fallback: &str) -> String {
    format!("{fallback}Shapes")
}

/// Length of the fallback's longer side, in pixels.
const FALLBACK_SIDE_PX: u32 = 1600;

fn rasterize(image: &Image, fonts: &Fonts) -> Result<Vec<u8>, ExportError> {
    let broken = || ExportError(format!("cannot render `{}`", image.path));
    let tree = svg::tree(&image.bytes, fonts).ok_or_else(broken)?;
    let pixels = svg::pixels(&tree, FALLBACK_SIDE_PX).ok_or_else(broken)?;
    let picture = RgbaImage::from_raw(pixels.width, pixels.height, pixels.rgba);
    let mut png = Cursor::new(Vec::new());
    let written = picture.ok_or_else(broken)?.write_to(&mut png, image::ImageFormat::Png);
    written.map_err(|error| ExportError(error.to_string()))?;
    Ok(png.into_inner())
}

/// A `blip` that refers to the fallback pixels and to the SVG, which Word 2016 and later prefers
/// ([MS-ODRAWXML] §2.3.1 `svgBlip`).
pub fn svg_blip(fallback: &str) -> String {
    let svg = svg_relationship(fallback);
    format!(
        "<a:blip r:embed=\"{fallback}\"><a:extLst><a:ext \
         uri=\"{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}\"><asvg:svgBlip \
         xmlns:asvg=\"http://schemas.microsoft.com/office/drawing/2016/SVG/main\" \
         r:embed=\"{svg}\"/></a:ext></a:extLst></a:blip>"
    )
}
