//! Document + Style + Fonts → pages of positioned items.
//!
pub mod flow;
pub mod inline;
pub mod page;
mod page_label;
pub mod pages;
mod pagination;
pub mod statistics;

use rayon::prelude::*;

use crate::document::{Document, is_right_to_left};
use crate::fonts::Fonts;
use crate::templates::Style;
use flow::Context;
use pages::front_matter::{Front, Numbered};
use pages::mirror::mirror;

#[cfg(test)]
pub use page::Point;
pub use page::{
    Artifact, Glyph, GlyphRun, Item, Link, LinkTarget, Owner, Page, PageKind, PageMap, PageStart,
    Part, Rect,
};
pub use page_label::{FolioStyle, PageLabel};

/// What layout makes.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The pages in order; the cover is the first.
    pub pages: Vec<Page>,
    /// Where elements begin.
    pub map: PageMap,
    /// Whether the page numbers of the contents are right: setting them can move what they point
    /// at, and that is followed for three rounds only.
    pub settled: bool,
}

/// Sets the whole document in pages.
pub fn layout(document: &Document, style: &Style, fonts: &Fonts) -> Layout {
    let note_of = flow::note_marks(document);
    let context = Context { document, style, fonts, note_of: &note_of, map: &PageMap::default() };
    let mut text = context.text();
    // The contents need to know where the index begins, the index where everything else does.
    let draft = context.index_pages(&page_map(document, &[], &text));
    let Front { bodies: front, settled } = context.front(&text, &draft);
    text.extend(context.index_pages(&page_map(document, &front, &text)));
    let map = page_map(document, &front, &text);
    let kinds = [(front, PageKind::Front), (text, PageKind::Body)];
    let bodies = kinds.into_iter().flat_map(|(bodies, kind)| {
        bodies.into_iter().map(move |(label, body)| (label, body, kind))
    });
    let bodies: Vec<_> = bodies.enumerate().collect();
    let pages = bodies
        .into_par_iter()
        .map(|(index, (label, body, kind))| context.page(body, index + 1, kind, label));
    let mut all = vec![context.cover()];
    all.par_extend(pages);
    if is_right_to_left(&document.language) {
        all.par_iter_mut().for_each(mirror);
    }
    Layout { pages: all, map, settled }
}

fn page_map(document: &Document, front: &[Numbered], text: &[Numbered]) -> PageMap {
    let cover = PageStart {
        label: PageLabel::Word(document.words.cover.clone()),
        element: Some(document.cover.id),
        offset: 0,
    };
    let mut map = PageMap { starts: vec![cover], page_of: vec![u32::MAX; document.anchors.len()] };
    for (label, body) in front.iter().chain(text) {
        let page = map.starts.len() as u32;
        for element in &body.begins {
            if let Some(place) = map.page_of.get_mut(element.0 as usize) {
                *place = (*place).min(page);
            }
        }
        map.starts.push(PageStart {
            label: label.clone(),
            element: body.start.map(|(element, _)| element),
            offset: body.start.map_or(0, |(_, offset)| offset),
        });
    }
    if let Some(place) = map.page_of.get_mut(document.cover.id.0 as usize) {
        *place = 0;
    }
    map
}
