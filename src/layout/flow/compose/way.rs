//! Ways through a report's pages: what is remembered of each, and which are kept.

use std::ops::Range;

use super::{Cut, Search};

/// How many ways to reach one row are kept: they differ in what of notes and floats is placed.
const WAYS: usize = 3;

/// One way to reach a place: the page that ends there, and the way to the head of that page by its
/// number among the ways that reach its first row. There are several for every row of a report, so
/// this is kept small.
#[derive(Clone, Copy, Debug)]
pub struct Way {
    pub cost: f32,
    /// The page's first row.
    pub row: u32,
    /// The floats at its head: the first, and how many have been placed by the end of the page.
    floats: (u32, u32),
    /// How many of the floats stand at its head.
    waited: u32,
    /// The rows of its notes.
    notes: (u32, u32),
    /// The number of the way to its head; [`START`] for the first page.
    pub before: u32,
}

/// There is no way before the first page.
const START: u32 = u32::MAX;

impl Way {
    pub fn new(cost: f32, cut: &Cut, before: Option<usize>) -> Way {
        Way {
            cost,
            row: cut.rows.start as u32,
            floats: (cut.floats.start as u32, cut.shown as u32),
            waited: cut.floats.len() as u32,
            notes: (cut.notes.start as u32, cut.notes.end as u32),
            before: before.map_or(START, |number| number as u32),
        }
    }

    /// How many rows of notes have been placed.
    pub fn placed(&self) -> usize {
        self.notes.1 as usize
    }

    /// How many floats have been placed.
    pub fn shown(&self) -> usize {
        self.floats.1 as usize
    }

    /// The page that ends before a row.
    pub fn cut(&self, end: usize, last: bool) -> Cut {
        let first = self.floats.0 as usize;
        Cut {
            rows: self.row as usize..end,
            floats: first..first + self.waited as usize,
            shown: self.shown(),
            notes: self.notes.0 as usize..self.placed(),
            last,
        }
    }
}

impl Search<'_> {
    /// Keeps a way unless one that is known is as cheap and has placed as much.
    pub fn keep(&mut self, rows: Range<usize>, way: Way) {
        let Some(known) = self.reaching.get_mut(rows.end) else { return };
        // Ways to the head of a page without text are being followed and must keep their numbers.
        if rows.is_empty() {
            return known.push(way);
        }
        let serves = |one: &Way, other: &Way| {
            one.cost <= other.cost && one.placed() >= other.placed() && one.shown() >= other.shown()
        };
        if known.iter().any(|rival| serves(rival, &way)) {
            return;
        }
        known.retain(|rival| !serves(&way, rival));
        known.push(way);
        if known.len() > WAYS {
            known.sort_by(|one, other| one.cost.total_cmp(&other.cost));
            known.truncate(WAYS);
        }
    }

    /// The cheapest way to the end, page by page.
    pub fn best(&self) -> Vec<Cut> {
        let all = self.note_depth.len() - 1;
        let complete = |way: &&Way| way.placed() >= all && way.shown() >= self.floats.len();
        let ends = self.reaching.last().into_iter().flatten().filter(complete);
        let mut way = ends.min_by(|one, other| one.cost.total_cmp(&other.cost));
        let (mut cuts, mut end) = (Vec::new(), self.rows.len());
        while let Some(found) = way {
            let last = self.rows.get(end).is_none_or(|row| row.forced.is_some());
            cuts.push(found.cut(end, last));
            end = found.row as usize;
            way = self.reaching.get(end).and_then(|ways| ways.get(found.before as usize));
        }
        cuts.reverse();
        cuts
    }
}
