//! Document + Style + Fonts → pages of positioned items.
//!
//! `inline` breaks paragraphs into lines, `flow` sets blocks, `pagination` breaks flows into pages,
//! `pages` completes them, `statistics` measures the result. Costs of breaks are in `penalties`,
//! page dimensions in `geometry`.

mod flow;
mod geometry;
pub mod inline;
mod kept;
mod math;
pub mod page;
mod page_label;
pub mod page_map;
mod pages;
mod pagination;
mod penalties;
pub mod statistics;
mod table_measure;

use std::sync::Arc;

use rayon::prelude::*;

use crate::cache::Cache;
use crate::document::Document;
use crate::fonts::Fonts;
use crate::interrupt::Interrupt;
use crate::templates::Style;
use flow::{Context, TextStyles, note_references};
use kept::KeptLayout;
use pages::body_matter::{body_matter, index_pages};
use pages::cover::cover;
use pages::finish_page;
use pages::front_matter::{FrontMatter, front_matter};
use pages::page_labels::{LabelledBody, page_map};

pub use geometry::area_on;
pub use page::{
    Artifact, Glyph, GlyphOffsets, GlyphRun, Item, Link, LinkTarget, Owner, Page, PageKind, Part,
    Point, Rect, Rotation,
};
pub use page_label::{FolioStyle, PageLabel};
pub use page_map::PageMap;
pub use table_measure::{line_width, missing_decimals, rotated_header_height, table_column_widths};

/// A finished layout.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The pages in order, the cover first; only the cover if the others are not drawn.
    pub pages: Vec<Arc<Page>>,
    /// The pages on which elements begin.
    pub map: PageMap,
    /// Whether the page numbers in the contents are correct. Setting them can move the headings
    /// they refer to; layout repeats this for a few rounds only.
    pub settled: bool,
}

/// Lays a document out and draws its pages.
pub fn layout(document: &Document, style: &Style, fonts: &Fonts, cache: &Cache) -> Layout {
    lay_out(document, style, fonts, (cache, Interrupt::NEVER, true))
}

/// As [`layout`]; `None` if it was interrupted.
pub fn layout_unless(
    interrupt: &Interrupt,
    document: &Document,
    style: &Style,
    (fonts, cache): (&Fonts, &Cache),
) -> Option<Layout> {
    let layout = lay_out(document, style, fonts, (cache, interrupt, true));
    (!interrupt.is_requested()).then_some(layout)
}

/// Lays out a document, but draws only its cover: for formats that only refer to the other pages.
pub fn page_numbers(document: &Document, style: &Style, fonts: &Fonts, cache: &Cache) -> Layout {
    lay_out(document, style, fonts, (cache, Interrupt::NEVER, false))
}

/// As [`page_numbers`]; `None` if it was interrupted.
pub fn page_numbers_unless(
    interrupt: &Interrupt,
    document: &Document,
    style: &Style,
    fonts: &Fonts,
) -> Option<Layout> {
    let layout = lay_out(document, style, fonts, (Cache::NONE, interrupt, false));
    (!interrupt.is_requested()).then_some(layout)
}

/// Sets the text first, since its arabic page labels do not depend on the front matter; then the
/// front matter, because the contents print those labels; last the index, which needs all labels.
/// After an interruption, paragraphs and pages are missing.
fn lay_out(
    document: &Document,
    style: &Style,
    fonts: &Fonts,
    (cache, interrupt, draws): (&Cache, &Interrupt, bool),
) -> Layout {
    let kept = &KeptLayout::of(document, style, fonts, (cache, interrupt));
    let note_of = &note_references(document);
    let styles = &style.paragraphs;
    let (map, text) = (&PageMap::default(), TextStyles::new(&styles.body, &styles.list_item));
    let context = Context { document, style, fonts, note_of, map, text, draws, kept };
    let mut text = body_matter(context);
    // The contents need to know where the index begins, so a draft of it is set.
    let draft = index_pages(context, &page_map(document, &[], &text));
    let FrontMatter { bodies: front, settled } = front_matter(context, &text, &draft);
    text.extend(index_pages(context, &page_map(document, &front, &text)));
    let map = page_map(document, &front, &text);
    let mut pages = vec![Arc::new(cover(Context { draws: true, ..context }))];
    if draws {
        pages.par_extend(finished(context, front, text));
    }
    Layout { pages, map, settled }
}

/// The finished pages after the cover.
fn finished(
    context: Context,
    front: Vec<LabelledBody>,
    text: Vec<LabelledBody>,
) -> impl ParallelIterator<Item = Arc<Page>> {
    let kinds = [(front, PageKind::Front), (text, PageKind::Body)];
    let bodies = kinds
        .into_iter()
        .flat_map(|(bodies, kind)| bodies.into_iter().map(move |body| (body, kind)));
    let bodies: Vec<_> = bodies.enumerate().collect();
    let finish = move |(index, (body, kind))| finish_page(context, body, index + 1, kind);
    bodies.into_par_iter().map(finish)
}
