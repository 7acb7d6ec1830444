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
mod landmarks;
mod metadata;
mod nav;
mod ncx;
mod package_document;
mod page_list;
mod publication;
mod spine;
mod toc;

use super::xhtml::css;
use super::xhtml::writer::Medium;
use super::{CoverImage, ExportError};
use crate::document::Document;
use crate::fonts::Fonts;
use crate::layout::PageMap;
use crate::templates::Style;

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
) -> Result<Vec<u8>, ExportError> {
    let publication = publication::write(document, style, map, cover);
    let fonts = embedded_fonts::embedded_fonts(document, style, fonts);
    let font_faces: String = fonts.iter().map(embedded_fonts::font_face).collect();
    let rules = css::rules(document, style, &publication.used(), Medium::Ebook);
    container::write(document, &publication, &(font_faces + &rules), &fonts, cover)
}
