//! The images of the EPUB, besides the cover image.

use crate::document::{Block, Document, ImageContent, ImageId, visit};

/// The images that content documents show, each once.
pub fn images(document: &Document) -> Vec<ImageId> {
    let mut shown: Vec<ImageId> = document.cover.logo.iter().map(|logo| logo.image).collect();
    visit::blocks(document, &mut |block| {
        if let Block::Figure(figure) = block {
            shown.extend(figure.pictures.iter().map(|picture| picture.image));
        }
    });
    shown.sort_by_key(|image| image.0);
    shown.dedup();
    shown
}

/// The file name of an image. It does not contain the name of the source file.
pub fn image_name(document: &Document, image: ImageId) -> String {
    let extension = match document.image(image).content {
        ImageContent::Png(_) => "png",
        ImageContent::Jpeg(_) => "jpg",
        ImageContent::Svg(_) => "svg",
    };
    format!("images/image-{}.{extension}", image.0 + 1)
}

/// The media type of an image.
pub fn media_type(document: &Document, image: ImageId) -> &'static str {
    match document.image(image).content {
        ImageContent::Png(_) => "image/png",
        ImageContent::Jpeg(_) => "image/jpeg",
        ImageContent::Svg(_) => "image/svg+xml",
    }
}
