//! Document → EPUB 3.3.
//!
//! Files of XHTML are written from the document; epub-builder makes manifest and spine of them; a
//! finishing pass writes what it cannot say: metadata, navigation, page list, landmarks.

mod block;
mod book;
mod captions;
mod container;
mod css;
mod files;
mod fonts;
mod front;
mod inline;
mod landmarks;
mod list;
mod metadata;
mod navigation;
mod ncx;
mod notes;
mod pages;
mod people;
mod section;
mod table;
mod writer;
mod xhtml;

use super::{CoverImage, ExportError};
use crate::document::Document;
use crate::fonts::Fonts;
use crate::layout::PageMap;
use crate::templates::Style;

/// Writes the e-book. `map` gives the list of pages; `cover` is the cover picture.
pub fn write(
    document: &Document,
    style: &Style,
    fonts: &Fonts,
    map: &PageMap,
    cover: &CoverImage,
) -> Result<Vec<u8>, ExportError> {
    let book = book::write(document, style, map, cover);
    let faces = fonts::embedded(style, fonts);
    let css = css::write(document.direction(), style, &faces, &book.rooms());
    container::write(document, &book, &css, &faces, cover)
}
