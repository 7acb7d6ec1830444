//! Pictures → image XObjects (ISO 32000-1 §8.9.5), one for each picture of the document.

mod facts;
mod gradient;
mod inks;
mod jpeg;
mod outline;
mod vector;

use std::collections::BTreeMap;
use std::io::Cursor;

use image::{DynamicImage, ImageReader, RgbaImage};
use printpdf::{DictItem, ExternalStream, ExternalXObject, XObject, XObjectId};
use rayon::prelude::*;

pub use self::facts::{Facts, Space, facts};
use super::stream::deflate;
use crate::document::{Document, Image, ImageFormat, ImageId};
use crate::export::Failure;
use crate::fonts::Fonts;
use crate::layout::{Item, Page, Rect};
use crate::svg;

/// Longest side of a picture, in pixels: what a broken file may claim beyond this is refused.
const MOST_PIXELS: u32 = 30_000;

/// The name of a picture in the resources of pages.
pub fn resource(image: ImageId) -> String {
    format!("I{}", image.0)
}

/// For what pictures are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// For screens.
    Screen,
    /// For the press.
    Press,
}

/// Makes the XObjects of all pictures that the pages show.
pub fn embed(
    document: &Document,
    pages: &[Page],
    fonts: &Fonts,
    purpose: Use,
) -> Result<Vec<(XObjectId, XObject)>, Failure> {
    let embed = |(id, side)| embed_one(document, id, side, fonts, purpose);
    shown(pages).into_par_iter().map(embed).collect()
}

/// The pictures that the pages show, each with the longest side that it has on any of them, in
/// points.
fn shown(pages: &[Page]) -> Vec<(ImageId, f32)> {
    let mut shown: BTreeMap<usize, f32> = BTreeMap::new();
    for (image, rect) in pages.iter().flat_map(|page| &page.items).filter_map(picture) {
        let side = shown.entry(image.0).or_default();
        *side = side.max(rect.width).max(rect.height);
    }
    shown.into_iter().map(|(image, side)| (ImageId(image), side)).collect()
}

fn picture(item: &Item) -> Option<(ImageId, &Rect)> {
    match item {
        Item::Image { image, rect, .. } => Some((*image, rect)),
        Item::Glyphs(_) | Item::Fill { .. } | Item::Link(_) => None,
    }
}

fn embed_one(
    document: &Document,
    id: ImageId,
    side: f32,
    fonts: &Fonts,
    purpose: Use,
) -> Result<(XObjectId, XObject), Failure> {
    let unknown = || Failure("a page names a picture that is not there".into());
    let image = document.images.get(id.0).ok_or_else(unknown)?;
    let stream = match image.format {
        ImageFormat::Jpeg => pass_through(image, purpose).map_or_else(|| decode(image), Ok),
        ImageFormat::Png => decode(image),
        ImageFormat::Svg => drawn(image, side, fonts),
    };
    let stream = ExternalXObject { stream: stream?, width: None, height: None, dpi: None };
    Ok((XObjectId(resource(id)), XObject::External(stream)))
}

/// A JPEG goes in as it is. One in inks goes to the press alone: an archive's file may hold only
/// colours of its output intent (ISO 19005-2 §6.2.4.3).
fn pass_through(image: &Image, purpose: Use) -> Option<ExternalStream> {
    let frame = jpeg::frame(&image.bytes)?;
    let space = match (frame.components, purpose) {
        (1, _) => "DeviceGray",
        (3, _) => "DeviceRGB",
        (4, Use::Press) => "DeviceCMYK",
        _ => return None,
    };
    let bytes = image.bytes.to_vec();
    let mut stream = stream((frame.width, frame.height), space, "DCTDecode", bytes);
    if frame.components == 4 && frame.inverted {
        let turned = [1, 0, 1, 0, 1, 0, 1, 0].map(DictItem::Int).to_vec();
        stream.dict.insert("Decode".into(), DictItem::Array(turned));
    }
    Some(stream)
}

/// Pixels an inch of an SVG that shapes alone do not show.
const RASTER_PPI: f32 = 400.0;
/// The most pixels that its longer side gets.
const MOST_RASTER: f32 = 5000.0;

/// The pixels of the longer side of an SVG that goes in as such, from its length in points.
fn raster_side(side: f32) -> u32 {
    (side / 72.0 * RASTER_PPI).ceil().clamp(1.0, MOST_RASTER) as u32
}

/// An SVG goes in as its shapes, else as so many pixels as the longest side in points asks for.
fn drawn(image: &Image, side: f32, fonts: &Fonts) -> Result<ExternalStream, Failure> {
    let broken = || Failure(format!("`{}` cannot be drawn", image.path));
    let tree = svg::tree(&image.bytes, fonts).ok_or_else(broken)?;
    let pixels = || {
        let pixels = svg::pixels(&tree, raster_side(side))?;
        raster(&RgbaImage::from_raw(pixels.width, pixels.height, pixels.rgba)?.into())
    };
    vector::form(&tree).or_else(pixels).ok_or_else(broken)
}

fn decode(image: &Image) -> Result<ExternalStream, Failure> {
    let broken = |reason: String| Failure(format!("`{}` cannot be read: {reason}", image.path));
    let mut reader = ImageReader::new(Cursor::new(&image.bytes[..]));
    match image.format {
        ImageFormat::Png => reader.set_format(image::ImageFormat::Png),
        ImageFormat::Jpeg => reader.set_format(image::ImageFormat::Jpeg),
        ImageFormat::Svg => return Err(broken("an SVG has no pixels".into())),
    }
    let mut limits = image::Limits::default();
    limits.max_image_width = Some(MOST_PIXELS);
    limits.max_image_height = Some(MOST_PIXELS);
    reader.limits(limits);
    let picture = reader.decode().map_err(|error| broken(error.to_string()))?;
    raster(&picture).ok_or_else(|| broken("deflating failed".into()))
}

/// Pixels, deflated; transparency as a soft mask (§11.6.5.3) where there is any.
fn raster(picture: &DynamicImage) -> Option<ExternalStream> {
    let size = (picture.width(), picture.height());
    let (space, pixels) = match picture.color().has_color() {
        true => ("DeviceRGB", picture.to_rgb8().into_raw()),
        false => ("DeviceGray", picture.to_luma8().into_raw()),
    };
    let mut colours = stream(size, space, "FlateDecode", deflate(&pixels)?);
    if picture.color().has_alpha() {
        let alpha: Vec<u8> = picture.to_rgba8().pixels().map(|pixel| pixel.0[3]).collect();
        if alpha.iter().any(|alpha| *alpha != u8::MAX) {
            let mask = stream(size, "DeviceGray", "FlateDecode", deflate(&alpha)?);
            colours.dict.insert("SMask".into(), DictItem::Stream { stream: mask });
        }
    }
    Some(colours)
}

fn stream(size: (u32, u32), space: &str, filter: &str, content: Vec<u8>) -> ExternalStream {
    let name = |text: &str| DictItem::Name(text.into());
    let dict = [
        ("Type", name("XObject")),
        ("Subtype", name("Image")),
        ("Width", DictItem::Int(size.0.into())),
        ("Height", DictItem::Int(size.1.into())),
        ("ColorSpace", name(space)),
        ("BitsPerComponent", DictItem::Int(8)),
        ("Filter", name(filter)),
    ];
    let dict: BTreeMap<String, DictItem> =
        dict.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    ExternalStream { dict, content, compress: false }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use image::{GrayImage, ImageBuffer, Rgb, RgbaImage};

    use super::super::sample;
    use super::*;

    fn encoded(picture: DynamicImage, format: ImageFormat) -> Image {
        let mut bytes = Cursor::new(Vec::new());
        let (width_px, height_px) = (picture.width(), picture.height());
        let encoder = match format {
            ImageFormat::Png => image::ImageFormat::Png,
            ImageFormat::Jpeg => image::ImageFormat::Jpeg,
            ImageFormat::Svg => panic!("no encoder writes SVG"),
        };
        picture.write_to(&mut bytes, encoder).unwrap();
        let bytes: Arc<[u8]> = bytes.into_inner().into();
        Image { path: "images/a".into(), format, bytes, width_px, height_px }
    }

    fn stream_of(image: Image) -> ExternalStream {
        let mut document = sample::document();
        document.images.push(image);
        match embed_one(&document, ImageId(0), 72.0, &Fonts::bundled().unwrap(), Use::Screen)
            .unwrap()
            .1
        {
            XObject::External(object) => object.stream,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_jpeg_goes_in_as_it_is() {
        let picture: ImageBuffer<Rgb<u8>, _> = ImageBuffer::from_pixel(4, 3, Rgb([200, 10, 10]));
        let image = encoded(picture.into(), ImageFormat::Jpeg);
        let stream = stream_of(image.clone());
        assert_eq!(stream.content, image.bytes.to_vec());
        assert_eq!(stream.dict["ColorSpace"], DictItem::Name(b"DeviceRGB".to_vec()));
        assert_eq!(stream.dict["Width"], DictItem::Int(4));
    }

    #[test]
    fn transparency_is_a_soft_mask() {
        let picture = RgbaImage::from_pixel(2, 2, image::Rgba([1, 2, 3, 4]));
        let stream = stream_of(encoded(picture.into(), ImageFormat::Png));
        assert!(matches!(stream.dict["SMask"], DictItem::Stream { .. }));
        let opaque = RgbaImage::from_pixel(2, 2, image::Rgba([1, 2, 3, 255]));
        assert!(!stream_of(encoded(opaque.into(), ImageFormat::Png)).dict.contains_key("SMask"));
    }

    #[test]
    fn a_grey_picture_stays_grey() {
        let picture = GrayImage::from_pixel(2, 2, image::Luma([9]));
        let stream = stream_of(encoded(picture.into(), ImageFormat::Png));
        assert_eq!(stream.dict["ColorSpace"], DictItem::Name(b"DeviceGray".to_vec()));
    }

    #[test]
    fn a_broken_picture_is_a_failure_that_names_it() {
        let mut document = sample::document();
        let bytes = Arc::from(&b"no picture"[..]);
        let path = "images/a.png".to_owned();
        let format = ImageFormat::Png;
        document.images.push(Image { path, format, bytes, width_px: 1, height_px: 1 });
        let failure =
            embed_one(&document, ImageId(0), 72.0, &Fonts::bundled().unwrap(), Use::Press)
                .unwrap_err();
        assert!(failure.0.contains("images/a.png"), "{failure}");
    }
}
