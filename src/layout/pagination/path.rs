//! Ways through a report's pages: what is remembered of each, and which are kept.

use std::ops::Range;

use super::{PageSpan, Search};

/// How many paths to reach one item are kept: they differ in what of notes and floats is placed.
const PATHS: usize = 3;

/// One path to reach a place: the page that ends there, and the path to the head of that page by its
/// number among the paths that reach its first item. There are several for every item of a report, so
/// this is kept small.
#[derive(Clone, Copy, Debug)]
pub struct Path {
    pub cost: f32,
    /// The page's first item.
    pub item: u32,
    /// The floats at its node: the first, and how many have been placed by the end of the page.
    floats: (u32, u32),
    /// How many of the floats stand at its node.
    waited: u32,
    /// The items of its notes.
    notes: (u32, u32),
    /// The number of the path to its head; [`START`] for the first page.
    pub before: u32,
}

/// There is no path before the first page.
const START: u32 = u32::MAX;

impl Path {
    pub fn new(cost: f32, span: &PageSpan, before: Option<usize>) -> Path {
        Path {
            cost,
            item: span.items.start as u32,
            floats: (span.floats.start as u32, span.shown as u32),
            waited: span.floats.len() as u32,
            notes: (span.notes.start as u32, span.notes.end as u32),
            before: before.map_or(START, |number| number as u32),
        }
    }

    /// How many items of notes have been placed.
    pub fn placed(&self) -> usize {
        self.notes.1 as usize
    }

    /// How many floats have been placed.
    pub fn shown(&self) -> usize {
        self.floats.1 as usize
    }

    /// The page that ends before a item.
    pub fn span(&self, end: usize, last: bool) -> PageSpan {
        let first = self.floats.0 as usize;
        PageSpan {
            items: self.item as usize..end,
            floats: first..first + self.waited as usize,
            shown: self.shown(),
            notes: self.notes.0 as usize..self.placed(),
            last,
        }
    }
}

impl Search<'_> {
    /// Keeps a path unless one that is known is as cheap and has placed as much.
    pub fn keep(&mut self, items: Range<usize>, path: Path) {
        let Some(known) = self.reaching.get_mut(items.end) else { return };
        // Ways to the head of a page without text are being followed and must keep their numbers.
        if items.is_empty() {
            return known.push(path);
        }
        let serves = |one: &Path, other: &Path| {
            one.cost <= other.cost && one.placed() >= other.placed() && one.shown() >= other.shown()
        };
        if known.iter().any(|rival| serves(rival, &path)) {
            return;
        }
        known.retain(|rival| !serves(&path, rival));
        known.push(path);
        if known.len() > PATHS {
            known.sort_by(|one, other| one.cost.total_cmp(&other.cost));
            known.truncate(PATHS);
        }
    }

    /// The cheapest path to the end, page by page.
    pub fn best(&self) -> Vec<PageSpan> {
        let all = self.note_depth.len() - 1;
        let complete = |path: &&Path| path.placed() >= all && path.shown() >= self.floats.len();
        let ends = self.reaching.last().into_iter().flatten().filter(complete);
        let mut path = ends.min_by(|one, other| one.cost.total_cmp(&other.cost));
        let (mut spans, mut end) = (Vec::new(), self.items.len());
        while let Some(found) = path {
            let last = self.items.get(end).is_none_or(|item| item.forced.is_some());
            spans.push(found.span(end, last));
            end = found.item as usize;
            path = self.reaching.get(end).and_then(|paths| paths.get(found.before as usize));
        }
        spans.reverse();
        spans
    }
}
