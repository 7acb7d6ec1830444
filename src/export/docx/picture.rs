//! The files of pictures, and how one that Word has two files of refers to both.

use std::io::Cursor;

use image::RgbaImage;

use super::File;
use super::compose::{Composed, relationship};
use super::parts::Relationship;
use crate::document::{Document, Image, ImageFormat};
use crate::export::ExportError;
use crate::fonts::Fonts;
use crate::svg;

/// Adds the pictures that are shown. JPEG and PNG go in as they are, packed already; of an SVG the
/// pixels too, for programs that draw no shapes.
pub fn add(
    file: &mut File,
    document: &Document,
    fonts: &Fonts,
    composed: &Composed,
) -> Result<(), ExportError> {
    for (place, id) in composed.images.iter().enumerate() {
        let Some(image) = document.images.get(id.0) else { continue };
        let mut add = |relationship: String, extension: &str, bytes: Vec<u8>| {
            let target = format!("media/image{}.{extension}", place + 1);
            file.parts.push((format!("word/{target}"), None, bytes));
            file.related.push(Relationship::part(relationship, "image", target));
        };
        let bytes = image.bytes.to_vec();
        match image.format {
            ImageFormat::Png => add(relationship(place), "png", bytes),
            ImageFormat::Jpeg => add(relationship(place), "jpeg", bytes),
            ImageFormat::Svg => {
                add(relationship(place), "png", pixels(image, fonts)?);
                add(shapes(&relationship(place)), "svg", bytes);
            }
        }
    }
    Ok(())
}

/// The relationship of the shapes of a picture, beside that of its pixels.
fn shapes(pixels: &str) -> String {
    format!("{pixels}Shapes")
}

/// Pixels of the longer side of an SVG, where a program draws no shapes.
const LONGER_SIDE: u32 = 1600;

fn pixels(image: &Image, fonts: &Fonts) -> Result<Vec<u8>, ExportError> {
    let broken = || ExportError(format!("`{}` cannot be drawn", image.path));
    let tree = svg::tree(&image.bytes, fonts).ok_or_else(broken)?;
    let pixels = svg::pixels(&tree, LONGER_SIDE).ok_or_else(broken)?;
    let picture = RgbaImage::from_raw(pixels.width, pixels.height, pixels.rgba);
    let mut png = Cursor::new(Vec::new());
    let written = picture.ok_or_else(broken)?.write_to(&mut png, image::ImageFormat::Png);
    written.map_err(|error| ExportError(error.to_string()))?;
    Ok(png.into_inner())
}

/// A reference to pixels, and to the shapes that Word 2016 and later draws instead,
/// [MS-ODRAWXML] §2.3.1 `svgBlip`.
pub fn blip(relationship: &str) -> String {
    let shapes = shapes(relationship);
    format!(
        "<a:blip r:embed=\"{relationship}\"><a:extLst><a:ext \
         uri=\"{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}\"><asvg:svgBlip \
         xmlns:asvg=\"http://schemas.microsoft.com/office/drawing/2016/SVG/main\" \
         r:embed=\"{shapes}\"/></a:ext></a:extLst></a:blip>"
    )
}
