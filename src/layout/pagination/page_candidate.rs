//! The pages that can begin at a node.

use super::break_item::PageSpan;
use super::search::{Node, PageCandidate, Search};

impl Search<'_> {
    /// Every page that can begin at a node, the shortest first, and the end of the items that they depend on.
    pub fn candidates(&self, node: Node) -> (Vec<PageCandidate>, usize) {
        let placed = node.notes_placed;
        let progress = self.notes_progress(node);
        let mut page = self.begin_page(node);
        let mut candidates = Vec::new();
        let mut index = node.item;
        while let Some(item) = self.flow.items.get(index) {
            let floats_wait = page.floats_placed < self.flow.floats_before(index);
            if index > node.item && (item.forced.is_some() || item.opens_section && floats_wait) {
                break;
            }
            let required = self.flow.notes_required(index).max(progress);
            if let Some(end) = self.skip_float(index, required, node, &mut page) {
                index = end;
                continue;
            }
            page.builder.add(index);
            let left = self.frame.height - page.builder.depth();
            let due = self.flow.notes_due_before(index + 1);
            let mut notes_end = self.notes_end(placed, required, due, left);
            let fits = self.notes_fit(placed..notes_end, left);
            let holds_something =
                !candidates.is_empty() || node.notes_due > placed || !page.floats.is_empty();
            if !fits && holds_something {
                break;
            }
            if !fits {
                notes_end = self.notes_end(placed, placed, due, left);
            }
            let span = PageSpan {
                items: node.item..index + 1,
                floats: page.floats.clone(),
                floats_placed: page.floats_placed,
                notes: placed..notes_end,
                last: false,
            };
            candidates.push(self.candidate(span, left, page.builder.spaces(), fits));
            if !fits {
                break;
            }
            index += 1;
        }
        // The penalty of the break after an item is that of the next one.
        (candidates, page.reach.max(index + 2))
    }

    /// A candidate whose text and floats leave `left` points of the page.
    pub fn candidate(
        &self,
        mut span: PageSpan,
        left: f32,
        spaces: f32,
        fits: bool,
    ) -> PageCandidate {
        let next = self.flow.items.get(span.items.end);
        span.last = next.is_none_or(|item| item.forced.is_some());
        let penalty = if span.last { 0.0 } else { next.map_or(0.0, |item| item.penalty) };
        let left_over = left - self.notes_depth(span.notes.clone());
        PageCandidate { span, left_over, spaces, fits, penalty }
    }
}
