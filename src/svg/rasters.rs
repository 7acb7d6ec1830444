//! Bitmaps in SVG pictures: PNG and JPEG files in data URLs (RFC 2397).

use std::sync::Arc;

use data_url::DataUrl;
use resvg::usvg::roxmltree::{Document, Node};
use resvg::usvg::{ImageHrefResolver, ImageKind};

use super::{SvgError, SvgPart, invalid};
use crate::bitmap::{self, BitmapError, Format, jpeg};
use crate::limits::Limits;

/// Whether an attribute may contain a picture: the address of an `image`.
pub fn is_picture(node: Node, attribute: &str) -> bool {
    node.tag_name().name() == "image" && attribute == "href"
}

/// Checks that every picture in a file is a bitmap that each output can show.
pub fn check(document: &Document, limits: &Limits) -> Result<(), SvgError> {
    for node in document.descendants() {
        for attribute in node.attributes().filter(|it| is_picture(node, it.name())) {
            check_address(attribute.value(), limits)?;
        }
    }
    Ok(())
}

fn check_address(address: &str, limits: &Limits) -> Result<(), SvgError> {
    // As the SVG parser reads it.
    let url = DataUrl::process(address);
    let url = url.map_err(|_| SvgError::Unsupported("a link to a picture".into()))?;
    let decoded = url.decode_to_vec();
    let (bytes, _) = decoded.map_err(|_| invalid("the data of a picture in it are damaged"))?;
    let unsupported = |what: &str| SvgError::Unsupported(what.into());
    let format = Format::of(&bytes);
    let format = format.ok_or_else(|| unsupported("a picture that is neither PNG nor JPEG"))?;
    bitmap::check(&bytes, format, limits).map_err(refused)?;
    match jpeg::frame(&bytes).map(|frame| frame.components) {
        Some(4) => Err(unsupported("a JPEG picture in CMYK")),
        Some(_) | None => Ok(()),
    }
}

fn refused(error: BitmapError) -> SvgError {
    match error {
        BitmapError::Damaged(None) => invalid("a picture in it is damaged"),
        BitmapError::Damaged(Some(reason)) => {
            invalid(format!("a picture in it is damaged: {reason}"))
        }
        BitmapError::TooLarge(error) | BitmapError::OverLimit(error) => SvgPart::Bitmap.over(error),
    }
}

/// Passes bitmaps to the parser, but no other pictures and no files.
pub fn resolver() -> ImageHrefResolver<'static> {
    ImageHrefResolver {
        resolve_data: Box::new(|_, data, _| kind(data)),
        resolve_string: Box::new(|_, _| None),
    }
}

fn kind(data: Arc<Vec<u8>>) -> Option<ImageKind> {
    Some(match Format::of(&data)? {
        Format::Png => ImageKind::PNG(data),
        Format::Jpeg => ImageKind::JPEG(data),
    })
}

/// The bytes of a bitmap in the tree of a picture, and their format. Trees contain no other pictures.
pub fn bytes(kind: &ImageKind) -> Option<(&Arc<Vec<u8>>, Format)> {
    match kind {
        ImageKind::PNG(data) => Some((data, Format::Png)),
        ImageKind::JPEG(data) => Some((data, Format::Jpeg)),
        ImageKind::GIF(_) | ImageKind::WEBP(_) | ImageKind::SVG(_) => None,
    }
}
