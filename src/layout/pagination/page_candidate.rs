//! One page that is tried: where it may end, and what of notes and floats it takes.

use std::ops::Range;

use super::break_item::PageSpan;
use super::page_builder::PageBuilder;
use super::{Node, PageCandidate, Search};

/// A page that has begun: the floats at its node, and how many have been placed so far.
pub struct Begun<'a> {
    builder: PageBuilder<'a>,
    /// The floats at its node.
    pub floats: Range<usize>,
    shown: usize,
}

impl<'a> Search<'a> {
    /// Every end that a page can have, the shortest first.
    pub fn candidates(&self, node: Node) -> Vec<PageCandidate> {
        let progress = node.owed.min(node.placed + 1).max(node.placed);
        let mut page = self.begin(node);
        let mut candidates = Vec::new();
        let mut index = node.item;
        while let Some(item) = self.items.get(index) {
            if item.forced.is_some() && index > node.item {
                break;
            }
            let must = self.begun.get(index).copied().unwrap_or(0).max(progress);
            if let Some(end) = self.passed_over(index, must, node, &mut page) {
                index = end;
                continue;
            }
            page.builder.add(index);
            let room = self.frame.height - page.builder.depth();
            let due = self.due_before(index + 1);
            let mut until = self.fit(node.placed, must, due, room);
            let fits = self.notes_depth(node.placed..until) <= room + 0.01;
            let helped =
                !candidates.is_empty() || node.owed > node.placed || !page.floats.is_empty();
            if !fits && helped {
                break;
            }
            if !fits {
                until = self.fit(node.placed, node.placed, due, room);
            }
            let (items, notes) = (node.item..index + 1, node.placed..until);
            let (floats, shown) = (page.floats.clone(), page.shown);
            let span = PageSpan { items, floats, shown, notes, last: false };
            candidates.push(self.candidate(span, room, page.builder.spaces(), fits));
            if !fits {
                break;
            }
            index += 1;
        }
        candidates
    }

    /// A page with the floats that wait for it, as many as there is room for.
    pub fn begin(&self, node: Node) -> Begun<'a> {
        let mut builder = PageBuilder::new(self.items, self.frame, 0.0);
        let mut shown = node.shown;
        for float in self.floats.iter().take(self.called_before(node.item)).skip(node.shown) {
            let mut with = builder;
            with.add_float(float.clone());
            if with.depth() > self.frame.height && !builder.is_empty() {
                break;
            }
            (builder, shown) = (with, shown + 1);
        }
        Begun { builder, floats: node.shown..shown, shown }
    }

    /// Where the text goes on if a float begins at a item and has to wait for another page: for want
    /// of room, or because an earlier one waits.
    fn passed_over(
        &self,
        index: usize,
        must: usize,
        node: Node,
        page: &mut Begun,
    ) -> Option<usize> {
        let number = self.floats.binary_search_by_key(&index, |float| float.start).ok()?;
        let float = self.floats.get(number)?;
        let mut with = page.builder;
        float.clone().for_each(|item| {
            with.add(item);
        });
        let room = self.frame.height - with.depth();
        let fits = self.notes_depth(node.placed..must) <= room + 0.01;
        if page.shown == number && (fits || page.builder.is_empty()) {
            page.shown += 1;
            return None;
        }
        page.builder.part();
        Some(float.end)
    }

    /// The depth of some items of notes with the rule above them, in points.
    pub fn notes_depth(&self, notes: Range<usize>) -> f32 {
        if notes.is_empty() {
            return 0.0;
        }
        let at = |index: usize| self.note_depth.get(index).copied().unwrap_or(0.0);
        self.frame.separator + at(notes.end) - at(notes.start)
    }

    /// Up to which item notes stand on a page: those that must, and of those that are due as many
    /// as there is room for.
    pub fn fit(&self, placed: usize, must: usize, due: usize, room: f32) -> usize {
        let fits = |until: usize| self.notes_depth(placed..until) <= room + 0.01;
        let mut until = must;
        while until < due && fits(until + 1) {
            until += 1;
        }
        // One item alone on the next page looks lost.
        if due.saturating_sub(until) == 1 && until > must { until - 1 } else { until }
    }
}
