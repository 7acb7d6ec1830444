//! Running heads and folios, and the place of the text on left and right pages.

use crate::layout::flow::Context;
use crate::layout::flow::flow_item::{move_item, moved};
use crate::layout::flow::page_body::{Orientation, PageBody};
use crate::layout::flow::paragraph::baseline;
use crate::layout::{Artifact, Item, Owner, Page, PageKind, PageLabel};
use crate::templates::ParagraphStyle;
use crate::units::PT_PER_MM;

/// Where the text stands on a page; lengths in points.
#[derive(Clone, Copy)]
struct Place {
    width: f32,
    height: f32,
    /// Whether it is a right-hand page.
    right: bool,
    /// The left edge of the text.
    x: f32,
    measure: f32,
}

impl Context<'_> {
    /// Width of the text, in points.
    pub fn measure(&self) -> f32 {
        let page = &self.style.page;
        (page.width_mm - page.inner_mm - page.outer_mm) * PT_PER_MM
    }

    /// A finished page. `index` counts all pages from the cover, 0; even ones are right pages.
    pub fn page(&self, body: PageBody, index: usize, kind: PageKind, label: PageLabel) -> Page {
        let place = self.place_on_page(body.orientation, index);
        let Place { width, height, .. } = place;
        if body.blank {
            return Page { label, kind, width, height, items: Vec::new() };
        }
        let mut items = Vec::with_capacity(body.items.len() + 8);
        if !body.opens && !body.items.is_empty() {
            items.extend(self.running_head(&body, place));
        }
        items.extend(moved(body.items, place.x, self.style.page.head_mm * PT_PER_MM));
        items.extend(self.folio(&label.to_string(), place));
        Page { label, kind, width, height, items }
    }

    fn place_on_page(&self, orientation: Orientation, index: usize) -> Place {
        let style = &self.style.page;
        let right = index.is_multiple_of(2) || !style.two_sided;
        let (width, height) = self.page_size();
        match orientation {
            Orientation::Portrait => {
                let x = (if right { style.inner_mm } else { style.outer_mm }) * PT_PER_MM;
                Place { width, height, right, x, measure: self.measure() }
            }
            Orientation::Landscape => {
                let (x, measure) = (style.inner_mm * PT_PER_MM, self.landscape().width);
                Place { width: height, height: width, right, x, measure }
            }
        }
    }

    /// The short title on left pages, the section on right ones, at the outer edge of the text.
    fn running_head(&self, body: &PageBody, place: Place) -> Vec<Item> {
        let words = &self.document.words;
        let text = match (&body.running, place.right) {
            (Some(section), true) => section.as_ref(),
            (_, false) | (None, true) => words.running_title.as_str(),
        };
        let style = &self.style.paragraphs.running_head;
        let y = self.style.page.running_head_mm * PT_PER_MM;
        self.furniture(text, Artifact::Header, style, place, y)
    }

    /// The folio at the outer edge of the text.
    fn folio(&self, label: &str, place: Place) -> Vec<Item> {
        let style = &self.style.paragraphs.folio;
        let y = place.height - self.style.page.folio_mm * PT_PER_MM;
        self.furniture(label, Artifact::Footer, style, place, y)
    }

    fn furniture(
        &self,
        text: &str,
        artifact: Artifact,
        style: &ParagraphStyle,
        place: Place,
        y: f32,
    ) -> Vec<Item> {
        let label = self.label(text, Owner::Artifact(artifact), style);
        let x = if place.right { place.x + place.measure - label.width } else { place.x };
        let y = y - baseline(style);
        let mut items = label.items;
        items.iter_mut().for_each(|item| move_item(item, x, y));
        items
    }
}
