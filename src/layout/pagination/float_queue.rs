//! Floats that wait for a page with enough room. They keep their order.

use std::ops::Range;

use super::break_item::{BreakItem, PageSpan};
use super::page_builder::PageBuilder;
use super::search::{Node, PageCandidate, Search};

/// A page with the floats that waited for it, and possibly text.
pub struct BegunPage<'a> {
    /// Its depth so far.
    pub builder: PageBuilder<'a>,
    /// The floats of earlier pages at its head.
    pub floats: Range<usize>,
    /// The number of floats placed so far, on this page and earlier ones.
    pub floats_placed: usize,
    /// The end of the items that were looked at.
    pub reach: usize,
}

impl<'a> Search<'a> {
    /// A page with as many of the waiting floats as fit.
    pub fn begin_page(&self, node: Node) -> BegunPage<'a> {
        let mut builder = PageBuilder::new(&self.flow.items, self.frame, 0.0);
        let first = node.floats_placed;
        let mut placed = first;
        for float in self.flow.floats.iter().take(self.flow.floats_before(node.item)).skip(first) {
            let mut with = builder;
            with.add_float(float.clone());
            if with.depth() > self.frame.height && !builder.is_empty() {
                break;
            }
            (builder, placed) = (with, placed + 1);
        }
        let (floats, floats_placed, reach) = (first..placed, placed, node.item + 2);
        BegunPage { builder, floats, floats_placed, reach }
    }

    /// Whether the waiting floats need a page before the next item: it begins a new page, or it opens a section of
    /// level 1 and they do not fit above it.
    pub fn need_page(&self, node: Node) -> bool {
        let fit = || self.begin_page(node).floats_placed == self.flow.floats_before(node.item);
        let follows = |item: &BreakItem| item.forced.is_none() && (!item.opens_section || fit());
        self.waiting_floats(node) > 0 && !self.flow.items.get(node.item).is_some_and(follows)
    }

    /// A page of floats alone, because the next item cannot follow while they wait. `None` if no float waits.
    pub fn floats_only(&self, node: Node) -> Option<PageCandidate> {
        let BegunPage { builder, floats, floats_placed, .. } = self.begin_page(node);
        if floats.is_empty() {
            return None;
        }
        let left = (self.frame.height - builder.depth()).max(0.0);
        let (placed, due) = (node.notes_placed, node.notes_due);
        let notes = placed..self.notes_end(placed, placed, due, left);
        let span =
            PageSpan { items: node.item..node.item, floats, floats_placed, notes, last: false };
        Some(self.candidate(span, left, builder.spaces(), true))
    }

    /// If a float is called at an item and has to wait, the item after it. It waits if it does not
    /// fit together with the `required` note lines, or if an earlier one waits.
    pub fn skip_float(
        &self,
        index: usize,
        required: usize,
        node: Node,
        page: &mut BegunPage,
    ) -> Option<usize> {
        let number = self.flow.floats.binary_search_by_key(&index, |float| float.start).ok()?;
        let float = self.flow.floats.get(number)?;
        page.reach = page.reach.max(float.end + 1);
        let mut with = page.builder;
        float.clone().for_each(|item| {
            with.add(item);
        });
        let left_over = self.frame.height - with.depth();
        let fits = self.notes_fit(node.notes_placed..required, left_over);
        if page.floats_placed == number && (fits || page.builder.is_empty()) {
            page.floats_placed += 1;
            return None;
        }
        page.builder.skip_float();
        Some(float.end)
    }
}
