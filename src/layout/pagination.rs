//! Break items → page spans: the page breaks of a flow, chosen together (Plass 1981, "Optimal
//! pagination techniques for automatic typesetting systems").
//!
//! The search finds a shortest path over states: the break item at which a page begins, and the numbers
//! of note lines and floats placed before it. Every break is allowed at some cost
//! ([`penalties::page`](super::penalties::page)), so a solution always exists. The search looks only one
//! page ahead, so time grows linearly with the flow.

pub mod arrange;
pub mod break_item;
mod column_balance;
mod finished;
mod float_queue;
mod flow;
mod note_split;
mod page_builder;
mod page_candidate;
mod page_cost;
mod path;
mod resume;
mod search;
mod sections;

pub use break_item::{BreakItem, Columns, Frame, PageEdges, PageOpening, PageSpan, SpaceAbove};
pub use finished::Finished;
pub use sections::{Pagination, paginate};

use std::ops::Range;

use super::penalties::page::FREE;
use crate::interrupt::Interrupt;
use page_cost::page_cost;
use path::Path;
use search::{Node, PageCandidate, Search};

/// The number of paths to an item that are kept. They differ in the notes and floats placed.
const KEPT_PATHS: usize = 3;

impl Search<'_> {
    /// Finds the cheapest paths to each item. After an interruption, paths are missing.
    fn run(&mut self, interrupt: &Interrupt) {
        let mut items = 0..=self.flow.items.len();
        while let Some(item) = items.next().filter(|_| !interrupt.is_requested()) {
            self.follow(item);
        }
    }

    /// Tries every page that can begin at an item.
    fn follow(&mut self, item: usize) {
        if item == 0 {
            self.pages_from(Node::default());
        }
        let mut number = 0;
        while let Some(node) = self.node(item, number) {
            let unplaced = node.notes_placed < node.notes_due || self.waiting_floats(node) > 0;
            if item < self.flow.items.len() || unplaced {
                self.pages_from(node);
            }
            number += 1;
        }
    }

    /// Tries every page that can begin at a node.
    fn pages_from(&mut self, node: Node) {
        if self.need_page(node) {
            self.depends(node, node.item + 2);
            return self.reach_floats_only(node);
        }
        let (candidates, reach) = self.candidates(node);
        self.depends(node, reach);
        if candidates.is_empty() && node.notes_due > node.notes_placed {
            return self.reach(node, self.notes_only(node), f32::INFINITY);
        }
        if candidates.is_empty() {
            return self.reach_floats_only(node);
        }
        let free = |candidate: &&PageCandidate| candidate.penalty <= FREE;
        let fullest = candidates.iter().filter(free).map(|candidate| candidate.left_over);
        let fullest = fullest.fold(f32::INFINITY, f32::min);
        candidates.into_iter().for_each(|candidate| self.reach(node, candidate, fullest));
    }

    /// Records that the pages from a node depend on the items before `end`.
    fn depends(&mut self, node: Node, end: usize) {
        if let Some(reach) = self.reach.get_mut(node.item) {
            *reach = end.max(*reach);
        }
    }

    fn reach_floats_only(&mut self, node: Node) {
        if let Some(page) = self.floats_only(node) {
            self.reach(node, page, f32::INFINITY);
        }
    }

    /// Records a page as a path to the item after it. The fullest page from the same node leaves
    /// `fullest` points unused.
    fn reach(&mut self, node: Node, candidate: PageCandidate, fullest: f32) {
        let next = candidate.span.items.end;
        let notes_split = candidate.span.notes.end < self.flow.notes_due_before(next);
        let deferred = self.flow.floats_before(next).saturating_sub(candidate.span.floats_placed);
        let cost = page_cost(&candidate, &self.frame, fullest, notes_split, deferred);
        let path = Path::new(node.cost + cost, &candidate.span, node.path);
        self.keep(candidate.span.items, path);
    }

    /// Keeps a path whose last page holds `items`, unless a known one dominates it.
    pub fn keep(&mut self, items: Range<usize>, path: Path) {
        if self.known_until.is_some_and(|known| items.end <= known) {
            return;
        }
        let Some(known) = self.paths.get_mut(items.end) else { return };
        // A page without text leads back to its own item. The paths to that item are being followed, so
        // their numbers must not change.
        if items.is_empty() {
            return known.push(path);
        }
        if known.iter().any(|rival| rival.dominates(&path)) {
            return;
        }
        known.retain(|rival| !path.dominates(rival));
        known.push(path);
        if known.len() > KEPT_PATHS {
            known.sort_by_key(|path| path.cost);
            known.truncate(KEPT_PATHS);
        }
    }
}

#[cfg(test)]
mod tests;
