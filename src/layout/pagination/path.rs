//! Paths through the pages of a flow.

use super::break_item::PageSpan;

/// A path to an item: the page that ends before it, and the path to that page. Every item of the
/// flow has several paths, so this type is small.
#[derive(Clone, Copy, Debug)]
pub struct Path {
    /// The cost of all its pages.
    pub cost: f32,
    /// The first item of the last page.
    pub first_item: u32,
    /// The number of floats placed before the last page, and up to its end.
    floats: (u32, u32),
    /// How many floats are at the head of the last page.
    floats_at_head: u32,
    /// The note lines of the last page.
    notes: (u32, u32),
    /// The number of the path to the last page; `None` if it is the first.
    pub before: Option<u32>,
}

impl Path {
    /// A path that ends with a page.
    pub fn new(cost: f32, span: &PageSpan, before: Option<usize>) -> Path {
        Path {
            cost,
            first_item: span.items.start as u32,
            floats: (span.floats.start as u32, span.floats_placed as u32),
            floats_at_head: span.floats.len() as u32,
            notes: (span.notes.start as u32, span.notes.end as u32),
            before: before.map(|number| number as u32),
        }
    }

    /// How many note lines are placed.
    pub fn notes_placed(&self) -> usize {
        self.notes.1 as usize
    }

    /// How many floats are placed.
    pub fn floats_placed(&self) -> usize {
        self.floats.1 as usize
    }

    /// The last page, which ends before an item.
    pub fn span(&self, end: usize, last: bool) -> PageSpan {
        let first = self.floats.0 as usize;
        PageSpan {
            items: self.first_item as usize..end,
            floats: first..first + self.floats_at_head as usize,
            floats_placed: self.floats_placed(),
            notes: self.notes.0 as usize..self.notes_placed(),
            last,
        }
    }

    /// Whether this path is no worse than another to the same item.
    pub fn dominates(&self, other: &Path) -> bool {
        self.cost <= other.cost
            && self.notes_placed() >= other.notes_placed()
            && self.floats_placed() >= other.floats_placed()
    }
}
