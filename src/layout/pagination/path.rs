//! Paths through the pages of a flow.

use super::break_item::PageSpan;

/// How paths differ that lead through the same items of two flows.
#[derive(Clone, Copy, Debug)]
pub struct Shift {
    /// By how many more items,
    pub items: i64,
    /// lines of notes
    pub notes: i64,
    /// and floats the other flow has before them.
    pub floats: i64,
    /// How much more the paths cost there.
    pub cost: i64,
}

impl Shift {
    /// The end, in the other flow, of the items that pages depend on; 0 if there are no pages.
    pub fn end(self, end: usize) -> usize {
        if end == 0 { 0 } else { end.saturating_add_signed(self.items as isize) }
    }

    /// The item of which another flow has this one.
    pub fn back(self, item: usize) -> usize {
        item.saturating_add_signed(-self.items as isize)
    }
}

/// A path to an item: the page that ends before it, and the path to that page. Every item of the
/// flow has several paths, so this type is small.
#[derive(Clone, Copy, Debug)]
pub struct Path {
    /// The cost of all its pages, in [`COST_UNITS`](super::page_cost::COST_UNITS).
    pub cost: i64,
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
    pub fn new(cost: i64, span: &PageSpan, before: Option<usize>) -> Path {
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

    /// The path in a flow that differs before it.
    pub fn shifted(&self, shift: Shift) -> Path {
        let moved = |number: u32, by: i64| (i64::from(number) + by) as u32;
        let both = |(start, end): (u32, u32), by: i64| (moved(start, by), moved(end, by));
        Path {
            cost: self.cost + shift.cost,
            first_item: moved(self.first_item, shift.items),
            floats: both(self.floats, shift.floats),
            notes: both(self.notes, shift.notes),
            ..*self
        }
    }

    /// Whether another path to the same item leads on in the same way: it costs as much and has placed as much.
    pub fn leads_as(&self, other: &Path) -> bool {
        let of = |path: &Path| (path.cost, path.notes_placed(), path.floats_placed());
        of(self) == of(other)
    }

    /// Whether this path is no worse than another to the same item.
    pub fn dominates(&self, other: &Path) -> bool {
        self.cost <= other.cost
            && self.notes_placed() >= other.notes_placed()
            && self.floats_placed() >= other.floats_placed()
    }
}
