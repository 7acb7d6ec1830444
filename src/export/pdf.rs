//! Pages → PDF 1.7 (ISO 32000-1) or PDF 2.0 (ISO 32000-2).
//!
//! printpdf writes fonts, resources and the page tree. The content streams of the pages are our
//! own, written and compressed in parallel. Everything else is added with lopdf.

mod annotations;
mod attachment;
mod bleed;
mod colour;
mod deflate;
mod destinations;
mod finish;
mod fonts;
mod icc;
mod image;
mod marked_content;
mod metadata;
mod object;
mod operators;
mod outline;
mod page_boxes;
mod page_content;
mod page_labels;
mod preflight;
pub mod print;
mod reading;
mod scaffold;
mod serialize;
mod settings;
mod tags;
mod text;

#[cfg(test)]
pub(in crate::export) mod sample;
#[cfg(test)]
mod tests;

pub use attachment::SourceFile;
pub use fonts::check_font;
pub use image::{ColourSpace, ImageProperties};
pub use preflight::{NearEdge, Preflight, PrintedPicture, preflight};
pub use reading::{TaggedContent, reading_order};
pub use settings::{Archive, Settings, Standards, Version};

use std::sync::Arc;

use lopdf::ObjectId;

use self::destinations::Destinations;
use self::finish::Parts;
use self::fonts::Subsets;
use self::tags::ElementContent;
use super::ExportError;
use crate::cache::Key;
use crate::document::Document;
use crate::fonts::Fonts;
use crate::layout::{Layout, Page};
use crate::templates::Style;

/// Writes the pages as a tagged PDF for readers.
///
/// # Errors
///
/// Fails if a picture or a font cannot be embedded.
pub fn write(
    document: &Document,
    layout: &Layout,
    style: &Style,
    fonts: &Fonts,
    settings: &Settings,
) -> Result<Vec<u8>, ExportError> {
    let pages = &layout.pages;
    let subsets = Subsets::collect(pages, fonts, settings.cache)?;
    // A thread that writes another format finishes that first, which bounds the memory of both.
    let (contents, file) = rayon::join(
        || {
            let write = |page: &Page| page_content::write(page, &subsets, &style.colours);
            let key = || Key::new("screen", (&subsets, format!("{:?}", style.colours)));
            let shared = settings.cache.keeps().then(key);
            deflate::content_streams(pages, (settings.cache, shared), write)
        },
        || file(document, pages, &subsets, fonts, settings),
    );
    let File { mut pdf, ids, parts } = file?;
    deflate::set_contents(&mut pdf, &ids, contents?)?;
    finish::finish(pdf, document, pages, &ids, parts, settings)
}

/// A file whose pages have no content yet.
struct File {
    pdf: lopdf::Document,
    /// The pages in order.
    ids: Vec<ObjectId>,
    parts: Parts,
}

/// Everything in the file except the content of its pages.
fn file(
    document: &Document,
    pages: &[Arc<Page>],
    subsets: &Subsets,
    fonts: &Fonts,
    settings: &Settings,
) -> Result<File, ExportError> {
    let (fonts_kept, purpose) = ((fonts, settings.cache), image::Purpose::Screen);
    let (scaffold, destinations) = rayon::join(
        || scaffold::build(document, pages, subsets, fonts_kept, purpose),
        || Destinations::collect(document, pages, fonts),
    );
    let (mut pdf, ids) = scaffold?;
    let links = annotations::write(&mut pdf, document, pages, &ids, &destinations)?;
    let mut content = ElementContent::collect(pages, &links);
    content.formulas = tags::formula_boxes(document, pages, fonts);
    let parts = tags::parts(document, content, settings.standards.version);
    let structure = tags::write(&mut pdf, parts, &ids, settings.standards)?;
    let parts = Parts {
        outline: outline::write(&mut pdf, document, &destinations),
        destinations: destinations.write(&mut pdf, document, pages, &ids, &structure),
        structure: structure.root,
        written: structure.written,
    };
    Ok(File { pdf, ids, parts })
}
