//! Pictures → XObjects (ISO 32000-1 §8.9.5), one per picture of the document.

mod gradient;
mod ink_coverage;
mod path;
mod properties;
mod size;
mod vector;
mod xobject;

use std::sync::Arc;

use image::{DynamicImage, RgbaImage};
use printpdf::{DictItem, ExternalStream, ExternalXObject, XObject, XObjectId};
use rayon::prelude::*;

pub use self::properties::{ColourSpace, ImageProperties, properties};
use self::size::raster_side;
pub use self::size::shown;
use self::xobject::stream;
use super::deflate::deflate_parts;
use crate::bitmap::{self, Format, jpeg};
use crate::document::{Document, ImageContent, ImageId};
use crate::export::ExportError;
use crate::layout::Page;
use crate::svg::Drawing;

/// Resource name of a picture.
pub fn resource(image: ImageId) -> String {
    format!("I{}", image.0)
}

/// The output that pictures are written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// The PDF for readers.
    Screen,
    /// The PDF for print.
    Print,
}

/// Builds the XObjects of all pictures that the pages show.
pub fn embed(
    document: &Document,
    pages: &[Arc<Page>],
    purpose: Purpose,
) -> Result<Vec<(XObjectId, XObject)>, ExportError> {
    let embed = |(id, side)| embed_one(document, id, side, purpose);
    shown(pages).into_par_iter().map(embed).collect()
}

fn embed_one(
    document: &Document,
    id: ImageId,
    side: f32,
    purpose: Purpose,
) -> Result<(XObjectId, XObject), ExportError> {
    let unknown = || ExportError("a page refers to an unknown picture".into());
    let image = document.images.get(id.0).ok_or_else(unknown)?;
    let broken = |reason: String| ExportError(format!("`{}` cannot be read: {reason}", image.path));
    let stream = match &image.content {
        ImageContent::Jpeg(bytes) => bitmap(bytes, Format::Jpeg, purpose),
        ImageContent::Png(bytes) => bitmap(bytes, Format::Png, purpose),
        ImageContent::Svg(drawing) => drawn(drawing, side, purpose),
    };
    let stream = stream.map_err(broken)?;
    let stream = ExternalXObject { stream, width: None, height: None, dpi: None };
    Ok((XObjectId(resource(id)), XObject::External(stream)))
}

fn bitmap(bytes: &[u8], format: Format, purpose: Purpose) -> Result<ExternalStream, String> {
    let unchanged = match format {
        Format::Jpeg => pass_through(bytes, purpose),
        Format::Png => None,
    };
    unchanged.map_or_else(|| decode(bytes, format), Ok)
}

/// Embeds a JPEG unchanged. A CMYK file is embedded only for print: PDF/A allows only the colours
/// of its output intent (ISO 19005-2 §6.2.4.3).
fn pass_through(bytes: &[u8], purpose: Purpose) -> Option<ExternalStream> {
    let frame = jpeg::frame(bytes)?;
    let space = match (frame.components, purpose) {
        (1, _) => "DeviceGray",
        (3, _) => "DeviceRGB",
        (4, Purpose::Print) => "DeviceCMYK",
        _ => return None,
    };
    let size = (frame.width, frame.height);
    let mut stream = stream(size, space, "DCTDecode", bytes.to_vec());
    if frame.components == 4 && frame.inverted {
        let turned = [1, 0, 1, 0, 1, 0, 1, 0].map(DictItem::Int).to_vec();
        stream.dict.insert("Decode".into(), DictItem::Array(turned));
    }
    Some(stream)
}

/// Embeds an SVG as vector shapes, or as a bitmap if operators cannot express it. `side` is its
/// longer side in points.
fn drawn(drawing: &Drawing, side: f32, purpose: Purpose) -> Result<ExternalStream, String> {
    let pixels = || {
        let pixels = drawing.pixels(raster_side(side))?;
        raster(&RgbaImage::from_raw(pixels.width, pixels.height, pixels.rgba)?.into())
    };
    let form = vector::form(drawing.tree(), purpose).or_else(pixels);
    form.ok_or_else(|| "it can be converted neither to vector shapes nor to pixels".into())
}

fn decode(bytes: &[u8], format: Format) -> Result<ExternalStream, String> {
    let stream = bitmap::with_pixels(bytes, format, |picture| raster(&picture))?;
    stream.ok_or_else(|| "deflating failed".into())
}

/// Embeds a bitmap, with a soft mask (§11.6.5.3) if any pixel is transparent.
fn raster(picture: &DynamicImage) -> Option<ExternalStream> {
    let size = (picture.width(), picture.height());
    let (space, pixels) = match picture.color().has_color() {
        true => ("DeviceRGB", deflate_strips(picture, |strip| strip.into_rgb8().into_raw())),
        false => ("DeviceGray", deflate_strips(picture, |strip| strip.into_luma8().into_raw())),
    };
    let mut colours = stream(size, space, "FlateDecode", pixels?);
    if picture.color().has_alpha() {
        let mut transparent = false;
        let mask = deflate_strips(picture, |strip| {
            let pixels = strip.into_rgba8();
            let alpha: Vec<u8> = pixels.pixels().map(|pixel| pixel.0[3]).collect();
            transparent |= alpha.iter().any(|alpha| *alpha != u8::MAX);
            alpha
        });
        if transparent {
            let mask = stream(size, "DeviceGray", "FlateDecode", mask?);
            colours.dict.insert("SMask".into(), DictItem::Stream { stream: mask });
        }
    }
    Some(colours)
}

/// The rows that are converted at the same time, so that no second copy of the pixels is needed.
const STRIP: u32 = 64;

/// Converts and compresses the pixels.
fn deflate_strips(
    picture: &DynamicImage,
    convert: impl FnMut(DynamicImage) -> Vec<u8>,
) -> Option<Vec<u8>> {
    let strips = (0..picture.height()).step_by(STRIP as usize);
    let strips = strips.map(|y| picture.crop_imm(0, y, picture.width(), STRIP));
    deflate_parts(strips.map(convert))
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;
    use std::sync::Arc;

    use image::{GrayImage, ImageBuffer, Rgb, RgbaImage};

    use super::super::sample;
    use super::*;
    use crate::document::Image;

    fn encoded(picture: DynamicImage, format: image::ImageFormat) -> Arc<[u8]> {
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, format).unwrap();
        bytes.into_inner().into()
    }

    fn png(picture: DynamicImage) -> ImageContent {
        ImageContent::Png(encoded(picture, image::ImageFormat::Png))
    }

    fn embedded(content: ImageContent) -> Result<ExternalStream, ExportError> {
        let mut document = sample::document();
        let path = "images/a.png".into();
        document.images.push(Image { path, content, width_px: 1, height_px: 1 });
        match embed_one(&document, ImageId(0), 72.0, Purpose::Screen)?.1 {
            XObject::External(object) => Ok(object.stream),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn jpeg_is_embedded_unchanged() {
        let picture: ImageBuffer<Rgb<u8>, _> = ImageBuffer::from_pixel(4, 3, Rgb([200, 10, 10]));
        let bytes = encoded(picture.into(), image::ImageFormat::Jpeg);
        let stream = embedded(ImageContent::Jpeg(bytes.clone())).unwrap();
        assert_eq!(stream.content, bytes.to_vec());
        assert_eq!(stream.dict["ColorSpace"], DictItem::Name(b"DeviceRGB".to_vec()));
        assert_eq!(stream.dict["Width"], DictItem::Int(4));
    }

    #[test]
    fn transparency_becomes_a_soft_mask() {
        let picture = RgbaImage::from_pixel(2, 2, image::Rgba([1, 2, 3, 4]));
        let stream = embedded(png(picture.into())).unwrap();
        assert!(matches!(stream.dict["SMask"], DictItem::Stream { .. }));
        let opaque = RgbaImage::from_pixel(2, 2, image::Rgba([1, 2, 3, 255]));
        assert!(!embedded(png(opaque.into())).unwrap().dict.contains_key("SMask"));
    }

    #[test]
    fn grey_pictures_stay_grey() {
        let picture = GrayImage::from_pixel(2, 2, image::Luma([9]));
        let stream = embedded(png(picture.into())).unwrap();
        assert_eq!(stream.dict["ColorSpace"], DictItem::Name(b"DeviceGray".to_vec()));
    }

    #[test]
    fn corrupt_picture_is_named_in_the_error() {
        let failure = embedded(ImageContent::Png(Arc::from(&b"not a picture"[..]))).unwrap_err();
        assert!(failure.0.contains("images/a.png"), "{failure}");
    }
}
