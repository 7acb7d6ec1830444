//! Printed pictures with size and resolution.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::image::{ImageProperties, properties};
use super::super::page_boxes::{PageBoxes, millimetres};
use crate::document::{Document, ImageId};
use crate::layout::{Item, Page, Rect};
use crate::templates::Style;
use crate::units::inches_from_mm;

/// A picture at one place on a page.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PrintedPicture {
    /// Path, as written in the source.
    pub path: String,
    /// Page label.
    pub page: String,
    /// Width and height, in millimetres.
    pub size: (f32, f32),
    /// Properties independent of its size.
    pub properties: ImageProperties,
}

impl PrintedPicture {
    /// Horizontal or vertical resolution, whichever is lower, in pixels per inch; `None` for vector
    /// shapes.
    pub fn ppi(&self) -> Option<f32> {
        let (width, height) = self.properties.pixels?;
        let density = |pixels: u32, mm: f32| pixels as f32 / inches_from_mm(mm).max(f32::EPSILON);
        Some(density(width, self.size.0).min(density(height, self.size.1)))
    }

    /// The width in pixels at which the picture has a resolution, in pixels per inch.
    pub(crate) fn width_at(&self, ppi: f32) -> f32 {
        inches_from_mm(self.size.0) * ppi
    }
}

/// All printed pictures, once for each placement.
pub fn pictures(document: &Document, pages: &[Arc<Page>], style: &Style) -> Vec<PrintedPicture> {
    let properties: BTreeMap<usize, ImageProperties> = properties(document, pages)
        .into_iter()
        .map(|(id, properties)| (id.0, properties))
        .collect();
    let printed = |(page, rect, seen, id): (&Page, &Rect, &Rect, ImageId)| {
        let bled = PageBoxes::new(page, &style.print).bleed_picture(rect, seen);
        let drawn = bled.map_or(*rect, |bled| bled.drawn);
        Some(PrintedPicture {
            path: document.images.get(id.0)?.path.clone(),
            page: page.label.to_string(),
            size: millimetres(drawn.width, drawn.height),
            properties: *properties.get(&id.0)?,
        })
    };
    pages.iter().flat_map(|page| placed(page)).filter_map(printed).collect()
}

/// Pictures of a page: full rectangle and visible part.
fn placed(page: &Page) -> impl Iterator<Item = (&Page, &Rect, &Rect, ImageId)> {
    page.items.iter().filter_map(move |item| match item {
        Item::Image { rect, window, image, .. } => {
            Some((page, rect, window.as_ref().unwrap_or(rect), *image))
        }
        Item::Glyphs(_) | Item::Fill { .. } | Item::Link(_) => None,
    })
}
