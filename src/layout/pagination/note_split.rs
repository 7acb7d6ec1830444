//! Footnotes on a page: how many of their lines fit, and where a long note is split.

use std::ops::Range;

use super::break_item::PageSpan;
use super::search::{Node, PageCandidate, Search};

/// Rounding errors smaller than this do not make a page overfull, in points.
const TOLERANCE: f32 = 0.01;

impl Search<'_> {
    /// The depth of note lines and the rule above them, in points.
    pub fn notes_depth(&self, notes: Range<usize>) -> f32 {
        if notes.is_empty() {
            return 0.0;
        }
        self.frame.separator + self.flow.lines_depth(notes)
    }

    /// Whether note lines fit into some depth, in points.
    pub fn notes_fit(&self, notes: Range<usize>, depth: f32) -> bool {
        self.notes_depth(notes) <= depth + TOLERANCE
    }

    /// The end of the note lines on a page: all required ones, and as many of those due as fit.
    /// A split never leaves a single line for the next page.
    pub fn notes_end(&self, placed: usize, required: usize, due: usize, depth: f32) -> usize {
        let mut end = required;
        while end < due && self.notes_fit(placed..end + 1, depth) {
            end += 1;
        }
        if due.saturating_sub(end) == 1 && end > required { end - 1 } else { end }
    }

    /// The note lines that a page must hold so that a note continued from earlier pages advances.
    pub fn notes_progress(&self, node: Node) -> usize {
        node.notes_due.min(node.notes_placed + 1).max(node.notes_placed)
    }

    /// A page of note lines alone, because the continued note leaves no room for text.
    pub fn notes_only(&self, node: Node) -> PageCandidate {
        let placed = node.notes_placed;
        let end = self.notes_end(placed, placed + 1, node.notes_due, self.frame.height);
        let span = PageSpan {
            items: node.item..node.item,
            floats: node.floats_placed..node.floats_placed,
            floats_placed: node.floats_placed,
            notes: placed..end,
            last: false,
        };
        self.candidate(span, self.frame.height, 0.0, true)
    }
}
