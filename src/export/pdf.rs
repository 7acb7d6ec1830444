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
mod page_objects;
mod page_summary;
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

use self::annotations::Annotations;
use self::destinations::Destinations;
use self::finish::Parts;
use self::fonts::Subsets;
use self::page_summary::PageSummary;
use self::scaffold::Scaffold;
use self::serialize::{Objects, WrittenObjects};
use self::tags::{ElementContent, KeptParts, Shown, StructureTree};
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
    let File { scaffold, written, parts } = file?;
    let contents = scaffold.content_streams(contents?);
    let objects = Objects { pdf: scaffold.pdf, written, contents };
    finish::finish(objects, document, pages, parts, settings)
}

/// A file whose pages have no content yet.
struct File {
    scaffold: Scaffold,
    /// Its objects that are finished.
    written: Vec<Arc<WrittenObjects>>,
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
    let (scaffold, (summaries, destinations)) = rayon::join(
        || scaffold::build(document, pages, subsets, fonts_kept, purpose),
        || {
            let summaries = PageSummary::of_pages(pages, fonts_kept);
            let destinations = Destinations::collect(document, &summaries);
            (summaries, destinations)
        },
    );
    let mut scaffold = scaffold?;
    let Scaffold { pdf, pages: ids, page_entries, .. } = &mut scaffold;
    let annotations = Annotations::number(pdf, document, &summaries, &destinations);
    let shown = Shown { pages, ids, summaries: &summaries, links: &annotations.placed };
    let structure = structure(pdf, document, shown, (fonts, settings))?;
    let navigation = || {
        let mut written = WrittenObjects::default();
        let outline = outline::write(pdf, &mut written, document, &destinations);
        let destinations = destinations.write(pdf, document, pages, ids, &structure);
        (Parts { outline, destinations, structure: structure.root }, written)
    };
    let of_pages = || {
        let mut written = WrittenObjects::default();
        page_objects::write(&mut written, ids, page_entries, shown.links);
        annotations.write(&mut written, document, shown, &structure.annotations);
        written
    };
    let ((parts, outline), of_pages) = rayon::join(navigation, of_pages);
    let mut written = structure.written;
    written.extend([Arc::clone(&scaffold.resources), of_pages.into(), outline.into()]);
    Ok(File { scaffold, written, parts })
}

/// Writes the structure tree, as far as no earlier build has written the same.
fn structure(
    pdf: &mut lopdf::Document,
    document: &Document,
    shown: Shown,
    (fonts, settings): (&Fonts, &Settings),
) -> Result<StructureTree, ExportError> {
    let (standards, version) = (settings.standards, settings.standards.version);
    let kept = KeptParts::of(document, shown, (fonts, settings.cache), standards);
    tags::write(pdf, shown.ids, standards, |writer, parent| {
        let kept = kept.and_then(|kept| kept.write(writer, parent));
        kept.unwrap_or_else(|| {
            let pages = shown.pages;
            let formulas = tags::formula_boxes(&tags::equations(document), pages.iter(), fonts);
            let content = ElementContent::collect(pages, shown.links, formulas);
            writer.parts(tags::parts(document, content, version), parent)
        })
    })
}
