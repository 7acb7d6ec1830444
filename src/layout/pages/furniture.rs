//! Running heads and folios, and the place of the text on left and right pages.

use crate::layout::flow::Context;
use crate::layout::flow::sheet::Sheet;
use crate::layout::flow::strip::move_item;
use crate::layout::flow::text::baseline;
use crate::layout::{Artifact, Item, Owner, Page, PageKind};
use crate::templates::ParagraphStyle;

/// Millimetres to points.
const MM: f32 = 72.0 / 25.4;

impl Context<'_> {
    /// Width of the text, in points.
    pub fn measure(&self) -> f32 {
        let page = &self.style.page;
        (page.width_mm - page.inner_mm - page.outer_mm) * MM
    }

    /// A finished page. `index` counts all pages from the cover, 0; even ones are right pages.
    pub fn page(&self, sheet: Sheet, index: usize, kind: PageKind, label: String) -> Page {
        let (width, height) = self.page_size();
        let style = &self.style.page;
        let right = index.is_multiple_of(2) || !style.two_sided;
        let left_margin = if right { style.inner_mm } else { style.outer_mm };
        let (x, y) = (left_margin * MM, style.head_mm * MM);
        let mut items = Vec::with_capacity(sheet.items.len() + 8);
        if !sheet.opens && !sheet.items.is_empty() {
            items.extend(self.running_head(&sheet, right, x));
        }
        items.extend(sheet.items.into_iter().map(|mut item| {
            move_item(&mut item, x, y);
            item
        }));
        items.extend(self.folio(&label, right, x));
        Page { label, kind, width, height, items }
    }

    /// The short title on left pages, the section on right ones, at the outer edge of the text.
    fn running_head(&self, sheet: &Sheet, right: bool, x: f32) -> Vec<Item> {
        let words = &self.document.words;
        let text = match (&sheet.running, right) {
            (Some(section), true) => section.as_ref(),
            (_, false) | (None, true) => words.running_title.as_str(),
        };
        let style = &self.style.paragraphs.running_head;
        let y = self.style.page.running_head_mm * MM;
        self.furniture(text, Artifact::Header, style, right, x, y)
    }

    /// The folio at the outer edge of the text.
    fn folio(&self, label: &str, right: bool, x: f32) -> Vec<Item> {
        let style = &self.style.paragraphs.folio;
        let y = (self.style.page.height_mm - self.style.page.folio_mm) * MM;
        self.furniture(label, Artifact::Footer, style, right, x, y)
    }

    fn furniture(
        &self,
        text: &str,
        artifact: Artifact,
        style: &ParagraphStyle,
        right: bool,
        x: f32,
        y: f32,
    ) -> Vec<Item> {
        let label = self.label(text, Owner::Artifact(artifact), style);
        let x = if right { x + self.measure() - label.width } else { x };
        let y = y - baseline(style);
        let mut items = label.items;
        items.iter_mut().for_each(|item| move_item(item, x, y));
        items
    }
}
