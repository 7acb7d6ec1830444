//! The media folder: picture files, and the references from drawings to them.

use std::collections::{BTreeSet, HashMap};
use std::io::Cursor;

use image::RgbaImage;
use rayon::prelude::*;

use super::parts::Parts;
use crate::document::{Document, Image, ImageContent, ImageId};
use crate::export::ExportError;
use crate::svg::{Drawing, FALLBACK_SIDE_PX};

/// Adds the pictures that the document shows, in the order of their first use.
///
/// JPEG and PNG files are copied. A drawing is written as SVG, and as PNG for applications that do not
/// render SVG. Those that `rasters` lacks are drawn.
pub fn add(
    parts: &mut Parts,
    document: &Document,
    images: &[ImageId],
    rasters: Rasters,
) -> Result<(), ExportError> {
    let all = images.iter().copied().enumerate();
    add_some(parts, document, all, rasters, |name| name.to_owned())
}

/// The pixels of the drawings of a document as PNG, by picture.
#[derive(Debug, Default)]
pub struct Rasters(HashMap<ImageId, Vec<u8>>);

impl Rasters {
    /// Draws all drawings. One that cannot be drawn is left out.
    pub fn of(document: &Document) -> Rasters {
        let images = document.images.par_iter().enumerate();
        let rasters = images.filter_map(|(at, image)| Some((ImageId(at), raster(image).ok()?)));
        Rasters(rasters.collect())
    }
}

/// Adds the pictures of an older document that the deleted text shows, by their index.
pub fn add_old(
    parts: &mut Parts,
    document: &Document,
    images: &[ImageId],
    shown: &BTreeSet<usize>,
) -> Result<(), ExportError> {
    let shown = images.iter().copied().enumerate().filter(|(index, _)| shown.contains(index));
    add_some(parts, document, shown, Rasters::default(), old_relationship)
}

fn add_some(
    parts: &mut Parts,
    document: &Document,
    images: impl Iterator<Item = (usize, ImageId)>,
    Rasters(mut rasters): Rasters,
    name: impl Fn(&str) -> String,
) -> Result<(), ExportError> {
    let images = images
        .filter_map(|(index, id)| Some((index, document.images.get(id.0)?, rasters.remove(&id))));
    let images: Vec<(usize, &Image, Option<Vec<u8>>)> = images.collect();
    // Drawing takes longer than everything else.
    let drawn = images
        .into_par_iter()
        .map(|(index, image, known)| Ok((index, image, known.map_or_else(|| raster(image), Ok)?)));
    for (index, image, raster) in drawn.collect::<Result<Vec<_>, ExportError>>()? {
        let mut add = |relationship: String, extension: &str, bytes: Vec<u8>| {
            let file = name(&format!("image{}.{extension}", index + 1));
            parts.add_media(name(&relationship), &file, bytes);
        };
        match &image.content {
            ImageContent::Png(bytes) => add(relationship(index), "png", bytes.to_vec()),
            ImageContent::Jpeg(bytes) => add(relationship(index), "jpeg", bytes.to_vec()),
            ImageContent::Svg(drawing) => {
                add(relationship(index), "png", raster);
                let svg = drawing.to_svg().into_bytes();
                add(svg_relationship(&relationship(index)), "svg", svg);
            }
        }
    }
    Ok(())
}

/// The pixels of a drawing as PNG; nothing for other pictures.
fn raster(image: &Image) -> Result<Vec<u8>, ExportError> {
    match &image.content {
        ImageContent::Png(_) | ImageContent::Jpeg(_) => Ok(Vec::new()),
        ImageContent::Svg(drawing) => rasterize(drawing, &image.path),
    }
}

/// The relationship id of a picture, by its index in the order of first use.
pub fn relationship(index: usize) -> String {
    format!("{RELATIONSHIP}{}", index + 1)
}

const RELATIONSHIP: &str = "rIdImage";

/// The index of the picture with a relationship id.
pub fn index_of(relationship: &str) -> Option<usize> {
    let number = relationship.strip_prefix(RELATIONSHIP)?.trim_end_matches(SHAPES);
    number.parse::<usize>().ok()?.checked_sub(1)
}

/// The name of a relationship or file of an older document beside those of the new one.
pub fn old_relationship(name: &str) -> String {
    format!("old_{name}")
}

fn svg_relationship(fallback: &str) -> String {
    format!("{fallback}{SHAPES}")
}

const SHAPES: &str = "Shapes";

fn rasterize(drawing: &Drawing, path: &str) -> Result<Vec<u8>, ExportError> {
    let broken = || ExportError(format!("cannot render `{path}`"));
    let pixels = drawing.pixels(FALLBACK_SIDE_PX).ok_or_else(broken)?;
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
