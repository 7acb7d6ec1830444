//! Pictures → XObjects (ISO 32000-1 §8.9.5), one per picture of the document.

mod gradient;
mod ink_coverage;
mod jpeg;
mod path;
mod properties;
mod size;
mod vector;
mod xobject;

use std::io::Cursor;

use image::{DynamicImage, ImageReader, RgbaImage};
use printpdf::{DictItem, ExternalStream, ExternalXObject, XObject, XObjectId};
use rayon::prelude::*;

pub use self::properties::{ColourSpace, ImageProperties, properties};
use self::size::{MOST_PIXELS, raster_side, shown};
use self::xobject::stream;
use super::deflate::deflate;
use crate::document::{Document, Image, ImageFormat, ImageId};
use crate::export::ExportError;
use crate::fonts::Fonts;
use crate::layout::Page;
use crate::svg;

/// Resource name of a picture.
pub fn resource(image: ImageId) -> String {
    format!("I{}", image.0)
}

/// The output that pictures are written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The PDF for readers.
    Screen,
    /// The PDF for print.
    Print,
}

/// Builds the XObjects of all pictures that the pages show.
pub fn embed(
    document: &Document,
    pages: &[Page],
    fonts: &Fonts,
    purpose: Purpose,
) -> Result<Vec<(XObjectId, XObject)>, ExportError> {
    let embed = |(id, side)| embed_one(document, id, side, fonts, purpose);
    shown(pages).into_par_iter().map(embed).collect()
}

fn embed_one(
    document: &Document,
    id: ImageId,
    side: f32,
    fonts: &Fonts,
    purpose: Purpose,
) -> Result<(XObjectId, XObject), ExportError> {
    let unknown = || ExportError("a page refers to an unknown picture".into());
    let image = document.images.get(id.0).ok_or_else(unknown)?;
    let stream = match image.format {
        ImageFormat::Jpeg => pass_through(image, purpose).map_or_else(|| decode(image), Ok),
        ImageFormat::Png => decode(image),
        ImageFormat::Svg => drawn(image, side, fonts),
    };
    let stream = ExternalXObject { stream: stream?, width: None, height: None, dpi: None };
    Ok((XObjectId(resource(id)), XObject::External(stream)))
}

/// Embeds a JPEG unchanged. A CMYK file is embedded only for print: PDF/A allows only the colours
/// of its output intent (ISO 19005-2 §6.2.4.3).
fn pass_through(image: &Image, purpose: Purpose) -> Option<ExternalStream> {
    let frame = jpeg::frame(&image.bytes)?;
    let space = match (frame.components, purpose) {
        (1, _) => "DeviceGray",
        (3, _) => "DeviceRGB",
        (4, Purpose::Print) => "DeviceCMYK",
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

/// Embeds an SVG as vector shapes, or as a bitmap if operators cannot express it. `side` is its
/// longer side in points.
fn drawn(image: &Image, side: f32, fonts: &Fonts) -> Result<ExternalStream, ExportError> {
    let broken =
        || ExportError(format!("`{}` cannot be converted to vector shapes or pixels", image.path));
    let tree = svg::tree(&image.bytes, fonts).ok_or_else(broken)?;
    let pixels = || {
        let pixels = svg::pixels(&tree, raster_side(side))?;
        raster(&RgbaImage::from_raw(pixels.width, pixels.height, pixels.rgba)?.into())
    };
    vector::form(&tree).or_else(pixels).ok_or_else(broken)
}

fn decode(image: &Image) -> Result<ExternalStream, ExportError> {
    let broken = |reason: String| ExportError(format!("`{}` cannot be read: {reason}", image.path));
    let mut reader = ImageReader::new(Cursor::new(&image.bytes[..]));
    match image.format {
        ImageFormat::Png => reader.set_format(image::ImageFormat::Png),
        ImageFormat::Jpeg => reader.set_format(image::ImageFormat::Jpeg),
        ImageFormat::Svg => return Err(broken("expected a bitmap, but this is an SVG".into())),
    }
    let mut limits = image::Limits::default();
    limits.max_image_width = Some(MOST_PIXELS);
    limits.max_image_height = Some(MOST_PIXELS);
    reader.limits(limits);
    let picture = reader.decode().map_err(|error| broken(error.to_string()))?;
    raster(&picture).ok_or_else(|| broken("deflating failed".into()))
}

/// Embeds a bitmap, with a soft mask (§11.6.5.3) if any pixel is transparent.
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
        match embed_one(&document, ImageId(0), 72.0, &Fonts::bundled().unwrap(), Purpose::Screen)
            .unwrap()
            .1
        {
            XObject::External(object) => object.stream,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn jpeg_is_embedded_unchanged() {
        let picture: ImageBuffer<Rgb<u8>, _> = ImageBuffer::from_pixel(4, 3, Rgb([200, 10, 10]));
        let image = encoded(picture.into(), ImageFormat::Jpeg);
        let stream = stream_of(image.clone());
        assert_eq!(stream.content, image.bytes.to_vec());
        assert_eq!(stream.dict["ColorSpace"], DictItem::Name(b"DeviceRGB".to_vec()));
        assert_eq!(stream.dict["Width"], DictItem::Int(4));
    }

    #[test]
    fn transparency_becomes_a_soft_mask() {
        let picture = RgbaImage::from_pixel(2, 2, image::Rgba([1, 2, 3, 4]));
        let stream = stream_of(encoded(picture.into(), ImageFormat::Png));
        assert!(matches!(stream.dict["SMask"], DictItem::Stream { .. }));
        let opaque = RgbaImage::from_pixel(2, 2, image::Rgba([1, 2, 3, 255]));
        assert!(!stream_of(encoded(opaque.into(), ImageFormat::Png)).dict.contains_key("SMask"));
    }

    #[test]
    fn grey_pictures_stay_grey() {
        let picture = GrayImage::from_pixel(2, 2, image::Luma([9]));
        let stream = stream_of(encoded(picture.into(), ImageFormat::Png));
        assert_eq!(stream.dict["ColorSpace"], DictItem::Name(b"DeviceGray".to_vec()));
    }

    #[test]
    fn corrupt_picture_is_named_in_the_error() {
        let mut document = sample::document();
        let bytes = Arc::from(&b"not a picture"[..]);
        let path = "images/a.png".to_owned();
        let format = ImageFormat::Png;
        document.images.push(Image { path, format, bytes, width_px: 1, height_px: 1 });
        let failure =
            embed_one(&document, ImageId(0), 72.0, &Fonts::bundled().unwrap(), Purpose::Print)
                .unwrap_err();
        assert!(failure.0.contains("images/a.png"), "{failure}");
    }
}
