//! The pictures as they are printed.

use std::collections::BTreeMap;

use super::super::image::{Facts, facts};
use super::super::print::Sheet;
use super::millimetres;
use crate::document::{Document, ImageId};
use crate::fonts::Fonts;
use crate::layout::{Item, Page, Rect};
use crate::templates::Style;

/// A picture as it is printed.
#[derive(Clone, Debug, PartialEq)]
pub struct PrintedPicture {
    /// Its path as the source gives it.
    pub path: String,
    /// The page's label.
    pub page: String,
    /// Its width and height, in millimetres.
    pub size: (f32, f32),
    /// What does not depend on its size.
    pub facts: Facts,
}

impl PrintedPicture {
    /// Pixels an inch, the lower of both directions; `None` for shapes, which have none to be too
    /// few.
    pub fn ppi(&self) -> Option<f32> {
        let (width, height) = self.facts.pixels?;
        let density = |pixels: u32, mm: f32| pixels as f32 * 25.4 / mm.max(f32::EPSILON);
        Some(density(width, self.size.0).min(density(height, self.size.1)))
    }
}

/// The pictures of all pages, as often as they are printed.
pub fn pictures(
    document: &Document,
    pages: &[Page],
    style: &Style,
    fonts: &Fonts,
) -> Vec<PrintedPicture> {
    let facts: BTreeMap<usize, Facts> =
        facts(document, pages, fonts).into_iter().map(|(id, facts)| (id.0, facts)).collect();
    let printed = |(page, rect, seen, id): (&Page, &Rect, &Rect, ImageId)| {
        let bled = Sheet::new(page, &style.print).picture_into_bleed(rect, seen);
        let drawn = bled.map_or(*rect, |bled| bled.drawn);
        Some(PrintedPicture {
            path: document.images.get(id.0)?.path.clone(),
            page: page.label.clone(),
            size: millimetres(drawn.width, drawn.height),
            facts: *facts.get(&id.0)?,
        })
    };
    pages.iter().flat_map(placed).filter_map(printed).collect()
}

/// The pictures of a page: all of each, and what of it is seen.
fn placed(page: &Page) -> impl Iterator<Item = (&Page, &Rect, &Rect, ImageId)> {
    page.items.iter().filter_map(move |item| match item {
        Item::Image { rect, window, image, .. } => {
            Some((page, rect, window.as_ref().unwrap_or(rect), *image))
        }
        Item::Glyphs(_) | Item::Fill { .. } | Item::Link(_) => None,
    })
}
