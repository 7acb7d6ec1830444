//! The parts of the file and their package, ECMA-376 Part 2.

mod document;
mod furniture;
mod numbering;
mod properties;
mod relationships;
mod settings;
mod theme;

use super::compose::Composed;
use super::styles;
use crate::document::{Document, ImageFormat, ImageId};
use crate::export::Failure;
use crate::export::package::Package;
use crate::templates::Style;
pub use relationships::image_relationship;

/// Writes every part and packs them.
pub fn package(
    document: &Document,
    style: &Style,
    composed: &Composed,
) -> Result<Vec<u8>, Failure> {
    let mut package = Package::new();
    let (body, notes) = rayon::join(
        || document::body(document, style, composed),
        || document::notes(document, composed),
    );
    package.add("[Content_Types].xml", relationships::content_types(document));
    package.add("_rels/.rels", relationships::package());
    package.add("word/document.xml", body?);
    package.add("word/_rels/document.xml.rels", relationships::document(document, composed));
    if !document.notes.is_empty() {
        package.add("word/footnotes.xml", notes?);
        if composed.note_links.iter().next().is_some() {
            let links = relationships::notes(composed);
            package.add("word/_rels/footnotes.xml.rels", links);
        }
    }
    package.add("word/styles.xml", styles::styles(style, &document.language));
    package.add("word/numbering.xml", numbering::write(style, &composed.numbering));
    package.add("word/settings.xml", settings::write(document, style));
    package.add("word/fontTable.xml", theme::font_table(style));
    package.add("word/theme/theme1.xml", theme::theme(style));
    package.add("word/header1.xml", furniture::header(document, composed));
    package.add("word/footer1.xml", furniture::footer());
    for (index, image) in document.images.iter().enumerate() {
        package.add_stored(format!("word/{}", image_name(document, ImageId(index))), &*image.bytes);
    }
    package.add("docProps/core.xml", properties::core(document));
    package.add("docProps/app.xml", properties::app());
    package.finish()
}

/// The name of a picture beside the main part.
fn image_name(document: &Document, image: ImageId) -> String {
    let extension = match document.image(image).format {
        ImageFormat::Png => "png",
        ImageFormat::Jpeg => "jpeg",
    };
    format!("media/image{}.{extension}", image.0 + 1)
}
