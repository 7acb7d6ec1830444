//! The container, EPUB 3.3 §4: all files of the publication in one zip file.

use super::content_document::NAV;
use super::embedded_fonts::{EmbeddedFont, licences};
use super::images::{image_name, images};
use super::publication::Publication;
use super::{nav, ncx, package_document};
use crate::cache::Cache;
use crate::document::{Document, ImageContent};
use crate::export::package::Package;
use crate::export::{CoverImage, ExportError};

/// Packages a publication.
pub fn package<'a>(
    document: &'a Document,
    publication: &'a Publication,
    style_sheet: &'a str,
    fonts: &[EmbeddedFont<'a>],
    (cover, cache): (&'a CoverImage, &Cache),
) -> Result<Package<'a>, ExportError> {
    let scaffold = package_document::write(document, publication, fonts, (cover, cache))?;
    let mut package = Package::new();
    package.add_stored("mimetype", b"application/epub+zip".as_slice());
    package.add("META-INF/container.xml", scaffold.container.into_bytes());
    package.add("OEBPS/content.opf", scaffold.package_document.into_bytes());
    package.add(format!("OEBPS/{NAV}"), nav::write(document, publication).into_bytes());
    package.add("OEBPS/toc.ncx", ncx::write(document, publication).into_bytes());
    package.add("OEBPS/stylesheet.css", style_sheet.as_bytes());
    for file in &publication.content_documents {
        package.add(format!("OEBPS/{}", file.name), file.xhtml.as_bytes());
    }
    package.add_stored(format!("OEBPS/{}", cover.name()), &*cover.bytes);
    for image in images(document) {
        let name = format!("OEBPS/{}", image_name(document, image));
        match &document.image(image).content {
            ImageContent::Png(bytes) | ImageContent::Jpeg(bytes) => {
                package.add_stored(name, &**bytes);
            }
            ImageContent::Svg(drawing) => package.add(name, drawing.to_svg().into_bytes()),
        }
    }
    add_fonts(&mut package, fonts);
    Ok(package)
}

/// The paths and the titles of the content documents, in reading order.
pub fn chapters(document: &Document, publication: &Publication) -> Vec<(String, String)> {
    let mut chapters = Vec::new();
    for file in &publication.content_documents {
        chapters.push((format!("OEBPS/{}", file.name), file.title.clone()));
        if document.contents.is_some() && file.name == publication.before_contents {
            chapters.push((format!("OEBPS/{NAV}"), document.words.contents.clone()));
        }
    }
    chapters
}

fn add_fonts<'a>(package: &mut Package<'a>, fonts: &[EmbeddedFont<'a>]) {
    for font in fonts {
        let name = format!("OEBPS/{}", font.name);
        match font.woff2 {
            Some(woff2) => package.add_stored(name, woff2),
            None => package.add(name, &*font.face.bytes),
        }
    }
    for (name, text) in licences(fonts) {
        package.add(format!("OEBPS/{name}"), text.as_bytes());
    }
}
