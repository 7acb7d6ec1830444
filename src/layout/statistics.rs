//! Finished pages → figures about their quality.
//!
//! The figures come only from the finished pages, as if measured with a ruler: line breaking and
//! pagination do not report on themselves. Only the role of each block, such as heading or note,
//! comes from the document.

mod block_ends;
mod figures;
mod inspection;
mod line_defects;
mod line_reader;
mod owner_block;
mod page_ends;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use crate::document::Document;
use crate::fonts::Fonts;
use crate::layout::page::Page;
use crate::templates::Style;
use inspection::Inspection;
use owner_block::OwnerBlocks;

pub use figures::{Defect, LOOSE, LOOSE_SHARE, Location, Statistics};

/// Measures finished pages.
pub fn measure(
    pages: &[Arc<Page>],
    document: &Document,
    style: &Style,
    fonts: &Fonts,
) -> Statistics {
    let blocks = OwnerBlocks::new(document, &style.paragraphs);
    let found = &line_reader::read(pages, &blocks, fonts);
    let mut statistics =
        Statistics { pages: pages.len(), lines: found.lines.len(), ..Statistics::default() };
    let inspection = Inspection { pages, document, style, found };
    inspection.lines(&mut statistics);
    inspection.page_ends(&mut statistics);
    inspection.block_ends(&mut statistics);
    inspection.notes(&mut statistics);
    statistics
}
