//! Pages → PDF 1.7 (ISO 32000-1), or 2.0 where newer standards are asked for.
//!
//! printpdf gives fonts, resources and the page tree; the contents of pages are our own bytes,
//! written and deflated in parallel; lopdf carries what stands around them. The modules are in the
//! order of the work.

mod annotations;
mod attachment;
mod cluster;
mod colour;
mod content;
mod destinations;
mod finish;
mod fonts;
mod icc;
mod image;
mod labels;
mod marks;
mod metadata;
mod object;
mod operators;
mod outline;
mod preflight;
pub mod print;
mod settings;
mod shell;
mod stream;
mod tags;
mod text;

#[cfg(test)]
pub(in crate::export) mod sample;
#[cfg(test)]
mod tests;

pub use image::{Facts, Space};
pub use preflight::{NearEdge, Preflight, PrintedPicture, preflight};
pub use settings::{Archive, Settings, SourceFile, Standards, Version};

use rayon::prelude::*;

use self::destinations::Destinations;
use self::finish::Parts;
use self::fonts::Subsets;
use self::tags::Claims;
use super::Failure;
use crate::document::Document;
use crate::fonts::Fonts;
use crate::layout::{Layout, Page};
use crate::templates::{Palette, Style};

/// Writes the pages as a PDF for readers.
pub fn write(
    document: &Document,
    layout: &Layout,
    style: &Style,
    fonts: &Fonts,
    settings: &Settings,
) -> Result<Vec<u8>, Failure> {
    let pages = &layout.pages;
    let subsets = Subsets::collect(pages, fonts)?;
    let (shell, contents) = rayon::join(
        || shell::build(document, pages, &subsets, fonts, image::Use::Screen),
        || contents(pages, &subsets, &style.colours),
    );
    let (mut pdf, ids) = shell?;
    fill(&mut pdf, &ids, contents?)?;
    let destinations = Destinations::collect(document, pages, fonts);
    let links = annotations::write(&mut pdf, document, pages, &ids, &destinations)?;
    let version = settings.standards.version;
    let tree = tags::build(document, Claims::collect(pages, &links), version);
    let structure = tags::write(&mut pdf, &tree, &ids, version)?;
    let parts = Parts {
        outline: outline::write(&mut pdf, document, &destinations),
        destinations: destinations.write(&mut pdf, document, pages, &ids, &structure),
        structure: structure.root,
    };
    finish::finish(pdf, document, pages, &ids, parts, settings)
}

/// The contents of all pages, deflated.
fn contents(
    pages: &[Page],
    subsets: &Subsets,
    palette: &Palette,
) -> Result<Vec<lopdf::Stream>, Failure> {
    let full = || Failure("a page cannot be deflated".into());
    let content = |page| {
        let operators = content::write(page, subsets, palette);
        stream::deflate(&operators).map(stream::deflated).ok_or_else(full)
    };
    pages.par_iter().map(content).collect()
}

/// Puts the contents on their pages.
fn fill(
    pdf: &mut lopdf::Document,
    ids: &[lopdf::ObjectId],
    contents: Vec<lopdf::Stream>,
) -> Result<(), Failure> {
    for (id, content) in ids.iter().zip(contents) {
        let page = pdf.get_dictionary(*id);
        let place = page.and_then(|page| page.get(b"Contents")?.as_reference());
        pdf.set_object(place.map_err(|error| Failure(error.to_string()))?, content);
    }
    Ok(())
}
