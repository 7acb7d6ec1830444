//! The pages under inspection and the lines found on them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::figures::Location;
use super::line_reader::{MeasuredLine, MeasuredPages};
use crate::document::{Document, ElementId};
use crate::layout::page::{Page, Rect};
use crate::templates::Style;

/// The height of a line above its baseline, in em.
const ASCENT_EM: f32 = 0.78;

/// The inputs of the measurements.
pub struct Inspection<'a> {
    /// The pages.
    pub pages: &'a [Arc<Page>],
    /// Their document.
    pub document: &'a Document,
    /// Their template.
    pub style: &'a Style,
    /// The lines on them.
    pub found: &'a MeasuredPages,
}

impl Inspection<'_> {
    /// The location of a line.
    pub fn location(&self, line: &MeasuredLine) -> Location {
        let (y, height) = (line.baseline - ASCENT_EM * line.size, line.size);
        let area = Rect { x: line.from, y, width: line.to - line.from, height };
        let words = line.words.trim().to_owned();
        Location { words, area: Some(area), ..self.on_page(line.page) }
    }

    /// The location of a page.
    pub fn on_page(&self, index: usize) -> Location {
        let page = self.pages.get(index).map(|page| page.label.to_string()).unwrap_or_default();
        Location { page, index: Some(index), ..Location::default() }
    }

    /// The lines of each block, in order.
    pub fn lines_by_block(&self) -> BTreeMap<ElementId, Vec<&MeasuredLine>> {
        let mut blocks: BTreeMap<ElementId, Vec<&MeasuredLine>> = BTreeMap::new();
        for line in &self.found.lines {
            blocks.entry(line.block.element).or_default().push(line);
        }
        blocks
    }
}
