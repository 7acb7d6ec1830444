//! The pages under inspection and the lines found on them.

use std::collections::BTreeMap;

use super::figures::Location;
use super::line_reader::{MeasuredLine, MeasuredPages};
use crate::document::{Document, ElementId};
use crate::layout::page::Page;
use crate::templates::Style;

/// The inputs of the measurements.
pub struct Inspection<'a> {
    /// The pages.
    pub pages: &'a [Page],
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
        let page = self.pages.get(line.page).map(|page| page.label.to_string()).unwrap_or_default();
        Location { page, words: line.words.trim().to_owned() }
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
