//! Rows → pages: where pages end, chosen together rather than one after the other.
//!
//! A shortest path over the places where a page may end (after Plass 1981, "Optimal pagination
//! techniques for automatic typesetting systems"). A place is a item, how much of the notes that
//! are due has been placed, and how many of the floats. No place is impossible, only dear, so every
//! flow has pages; the time grows with the items, since a page only looks as far as it is deep.

use std::ops::Range;

pub mod arrange;
mod break_item;
pub mod column_balance;
pub mod page_builder;
mod page_candidate;
mod page_cost;
mod path;

pub use break_item::{BreakItem, Columns, Frame, Opening, PageSpan, floats};
pub use page_cost::NEVER;

use page_cost::{DEFERRED, FREE, OVERFULL, SPLIT_NOTE, stub, underfull, wasted};
use path::Path;

/// Cuts items into pages; `notes` are the heights of the items of each note.
pub fn paginate(items: &[BreakItem], notes: &[Vec<f32>], frame: Frame) -> Vec<PageSpan> {
    let mut search = Search::new(items, notes, frame);
    search.run();
    search.best()
}

/// The head of a page: its first item, how many items of notes and how many floats stand on earlier
/// pages, how many items of notes are owed by them, and what the path to it costs.
#[derive(Clone, Copy, Default)]
struct Node {
    item: usize,
    placed: usize,
    owed: usize,
    shown: usize,
    cost: f32,
    /// The number of that path.
    path: Option<usize>,
}

/// A page that is tried.
struct PageCandidate {
    /// What it holds.
    span: PageSpan,
    /// Depth that is left over.
    left_over: f32,
    /// How much of it is spaces that can grow, in points.
    spaces: f32,
    /// Whether all that must stand on it does.
    fits: bool,
    /// What it costs to break there.
    penalty: f32,
}

struct Search<'a> {
    items: &'a [BreakItem],
    frame: Frame,
    /// Depth of the items of all notes up to each.
    note_depth: Vec<f32>,
    /// For each item, the items of notes that are due once it is placed.
    due: Vec<usize>,
    /// For each item, the items of notes that must stand on its page.
    begun: Vec<usize>,
    /// The items of each float.
    floats: Vec<Range<usize>>,
    /// The paths that reach each item.
    reaching: Vec<Vec<Path>>,
}

impl<'a> Search<'a> {
    fn new(items: &'a [BreakItem], notes: &[Vec<f32>], frame: Frame) -> Self {
        let (mut note_depth, mut due, mut begun) = (vec![0.0], Vec::new(), Vec::new());
        let (mut must, mut depth) = (0, 0.0);
        for item in items {
            for note in item.notes.iter().filter_map(|note| notes.get(*note)) {
                must = note_depth.len() - 1 + note.len().min(2);
                note_depth.extend(note.iter().map(|height| {
                    depth += height;
                    depth
                }));
            }
            due.push(note_depth.len() - 1);
            begun.push(must);
        }
        let reaching = vec![Vec::new(); items.len() + 1];
        Search { items, frame, note_depth, due, begun, floats: floats(items), reaching }
    }

    /// Finds the cheapest path to each item.
    fn run(&mut self) {
        self.pages_from(Node::default());
        for item in 1..=self.items.len() {
            let mut number = 0;
            while let Some(node) = self.node(item, number) {
                if item < self.items.len() || node.placed < node.owed || self.waiting(node) > 0 {
                    self.pages_from(node);
                }
                number += 1;
            }
        }
    }

    fn node(&self, item: usize, number: usize) -> Option<Node> {
        let path = self.reaching.get(item)?.get(number)?;
        let (placed, shown, cost) = (path.placed(), path.shown(), path.cost);
        let owed = self.due_before(item);
        Some(Node { item, placed, owed, shown, cost, path: Some(number) })
    }

    /// The items of notes that are due once every item before this one is placed.
    fn due_before(&self, item: usize) -> usize {
        item.checked_sub(1).and_then(|last| self.due.get(last)).copied().unwrap_or(0)
    }

    /// How many floats begin before a item.
    fn called_before(&self, item: usize) -> usize {
        self.floats.partition_point(|float| float.start < item)
    }

    /// How many floats wait for a page at its node.
    fn waiting(&self, node: Node) -> usize {
        self.called_before(node.item).saturating_sub(node.shown)
    }

    /// Tries every end of a page.
    fn pages_from(&mut self, node: Node) {
        let part_begins = self.items.get(node.item).is_none_or(|item| item.forced.is_some());
        if part_begins && self.waiting(node) > 0 {
            return self.floats_alone(node);
        }
        let candidates = self.candidates(node);
        if candidates.is_empty() && node.owed > node.placed {
            return self.notes_alone(node);
        }
        if candidates.is_empty() {
            return self.floats_alone(node);
        }
        let free = |candidate: &&PageCandidate| candidate.penalty <= FREE;
        let fullest = candidates.iter().filter(free).map(|candidate| candidate.left_over);
        let fullest = fullest.fold(f32::INFINITY, f32::min);
        candidates.into_iter().for_each(|candidate| self.reach(node, candidate, fullest));
    }

    fn candidate(&self, mut span: PageSpan, room: f32, spaces: f32, fits: bool) -> PageCandidate {
        let next = self.items.get(span.items.end);
        span.last = next.is_none_or(|item| item.forced.is_some());
        let penalty = if span.last { 0.0 } else { next.map_or(0.0, |item| item.penalty) };
        let left_over = room - self.notes_depth(span.notes.clone());
        PageCandidate { span, left_over, spaces, fits, penalty }
    }

    /// A page of nothing but notes: one is longer than what pages have left for it.
    fn notes_alone(&mut self, node: Node) {
        let until = self.fit(node.placed, node.placed + 1, node.owed, self.frame.height);
        self.alone(node, node.shown..node.shown, node.placed..until);
    }

    /// A page of nothing but floats: the part ends before they found room.
    fn floats_alone(&mut self, node: Node) {
        let floats = self.begin(node).floats;
        if !floats.is_empty() {
            self.alone(node, floats, node.placed..node.placed);
        }
    }

    fn alone(&mut self, node: Node, floats: Range<usize>, notes: Range<usize>) {
        let (items, shown) = (node.item..node.item, floats.end);
        let span = PageSpan { items, floats, shown, notes, last: false };
        let candidate = self.candidate(span, self.frame.height, 0.0, true);
        self.reach(node, candidate, f32::INFINITY);
    }

    /// Notes that a page may end here; the fullest page from the same head leaves `fullest` over.
    fn reach(&mut self, node: Node, candidate: PageCandidate, fullest: f32) {
        let PageCandidate { span, left_over, spaces, fits, penalty } = candidate;
        let page = match (fits, span.last) {
            (false, _) => OVERFULL,
            _ if span.items.is_empty() => 0.0,
            (true, true) => stub(&self.frame, self.frame.height - left_over),
            (true, false) => {
                underfull(&self.frame, left_over, spaces) + wasted(&self.frame, left_over, fullest)
            }
        };
        let carried = span.notes.end < self.due_before(span.items.end);
        let split = if carried { SPLIT_NOTE } else { 0.0 };
        let deferred = self.called_before(span.items.end).saturating_sub(span.shown);
        let cost = node.cost + page + penalty + split + DEFERRED * deferred as f32;
        self.keep(span.items.clone(), Path::new(cost, &span, node.path));
    }
}

#[cfg(test)]
mod tests;
