//! EPUB 3.3.
//!
//! XHTML content documents are written by [`xhtml`](super::xhtml). `epub-builder` writes manifest and
//! spine of the package document. The rest of the package document, the navigation document and the
//! NCX are written here, because `epub-builder` lacks their metadata, page list and landmarks.

mod caption_lists;
mod container;
mod content_document;
mod embedded_fonts;
mod front_pages;
mod images;
mod kept;
mod landmarks;
mod links;
mod metadata;
mod nav;
mod ncx;
mod package_document;
mod page_list;
mod publication;
mod toc;

use super::package::Package;
use super::xhtml::css;
use super::xhtml::writer::Medium;
use super::{CoverImage, ExportError};
use crate::cache::Cache;
use crate::document::Document;
use crate::fonts::Fonts;
use crate::layout::PageMap;
use crate::templates::Style;
use publication::Publication;

/// The files of an EPUB, for viewing.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Book {
    /// The path and the content of each file, as in the container.
    pub files: Vec<(String, Vec<u8>)>,
    /// The paths and the titles of the content documents, in reading order.
    pub chapters: Vec<(String, String)>,
}

/// Writes a document as an EPUB. `map` gives the page list, `cover` is the cover image.
///
/// # Errors
///
/// If `epub-builder` or the ZIP writer fails. The content of a document is never the cause.
pub fn write(
    document: &Document,
    style: &Style,
    fonts: &Fonts,
    map: &PageMap,
    cover: &CoverImage,
    cache: &Cache,
) -> Result<Vec<u8>, ExportError> {
    let publication = publication::write(document, style, map, (cover, cache));
    let finish = |package: Package| package.finish(cache);
    package((document, style), fonts, &publication, (cover, cache), finish)
}

/// The files that [`write`] packages.
///
/// # Errors
///
/// As [`write`].
pub fn book(
    document: &Document,
    style: &Style,
    fonts: &Fonts,
    map: &PageMap,
    cover: &CoverImage,
    cache: &Cache,
) -> Result<Book, ExportError> {
    let publication = publication::write(document, style, map, (cover, cache));
    let finish = |package: Package| Ok(package.into_members());
    let files = package((document, style), fonts, &publication, (cover, cache), finish)?;
    Ok(Book { files, chapters: container::chapters(document, &publication) })
}

fn package<T>(
    (document, style): (&Document, &Style),
    fonts: &Fonts,
    publication: &Publication,
    (cover, cache): (&CoverImage, &Cache),
    finish: impl FnOnce(Package) -> Result<T, ExportError>,
) -> Result<T, ExportError> {
    let fonts = embedded_fonts::embedded_fonts(document, style, fonts);
    let font_faces: String = fonts.iter().map(embedded_fonts::font_face).collect();
    let rules = css::rules(document, style, &publication.used(), Medium::Ebook);
    let sheet = font_faces + &rules;
    finish(container::package(document, publication, &sheet, &fonts, (cover, cache))?)
}
