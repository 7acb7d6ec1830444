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
mod float_queue;
mod note_split;
mod page_builder;
mod page_candidate;
mod page_cost;
mod path;
mod search;
mod sections;

pub use break_item::{BreakItem, Columns, Frame, PageEdges, PageOpening, PageSpan, SpaceAbove};
pub use sections::paginate;

use std::ops::Range;

use super::penalties::page::FREE;
use crate::interrupt::Interrupt;
use page_cost::page_cost;
use path::Path;
use search::{Node, PageCandidate, Search};

/// The number of paths to an item that are kept. They differ in the notes and floats placed.
const KEPT_PATHS: usize = 3;

impl Search<'_> {
    /// Finds the cheapest paths to each item.
    fn run(&mut self, interrupt: &Interrupt) {
        self.pages_from(Node::default());
        for item in 1..=self.items.len() {
            if interrupt.is_requested() {
                return;
            }
            let mut number = 0;
            while let Some(node) = self.node(item, number) {
                let unplaced = node.notes_placed < node.notes_due || self.waiting_floats(node) > 0;
                if item < self.items.len() || unplaced {
                    self.pages_from(node);
                }
                number += 1;
            }
        }
    }

    /// Tries every page that can begin at a node.
    fn pages_from(&mut self, node: Node) {
        if self.need_page(node) {
            return self.reach_floats_only(node);
        }
        let candidates = self.candidates(node);
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

    fn reach_floats_only(&mut self, node: Node) {
        if let Some(page) = self.floats_only(node) {
            self.reach(node, page, f32::INFINITY);
        }
    }

    /// Records a page as a path to the item after it. The fullest page from the same node leaves
    /// `fullest` points unused.
    fn reach(&mut self, node: Node, candidate: PageCandidate, fullest: f32) {
        let next = candidate.span.items.end;
        let notes_split = candidate.span.notes.end < self.notes_due_before(next);
        let deferred = self.floats_before(next).saturating_sub(candidate.span.floats_placed);
        let cost = page_cost(&candidate, &self.frame, fullest, notes_split, deferred);
        let path = Path::new(node.cost + cost, &candidate.span, node.path);
        self.keep(candidate.span.items, path);
    }

    /// Keeps a path whose last page holds `items`, unless a known one dominates it.
    pub fn keep(&mut self, items: Range<usize>, path: Path) {
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
            known.sort_by(|one, other| one.cost.total_cmp(&other.cost));
            known.truncate(KEPT_PATHS);
        }
    }

    /// The paths to the end of the flow.
    fn ends(&self) -> impl Iterator<Item = &Path> {
        self.paths.last().into_iter().flatten()
    }

    fn places_all_notes(&self, path: &Path) -> bool {
        path.notes_placed() + 1 >= self.note_depths.len()
    }

    /// The cheapest path that places everything.
    fn cheapest(&self) -> Option<&Path> {
        let floats = self.floats.len();
        let is_complete =
            |path: &&Path| self.places_all_notes(path) && path.floats_placed() >= floats;
        self.ends().filter(is_complete).min_by(|one, other| one.cost.total_cmp(&other.cost))
    }

    /// Whether a page after the flow might hold notes of the flow: that is cheaper so far than the pages that
    /// hold all.
    fn leaves_notes(&self) -> bool {
        let most = self.cheapest().map_or(f32::INFINITY, |path| path.cost);
        self.ends().any(|path| path.cost <= most && !self.places_all_notes(path))
    }

    /// The pages of the cheapest path that places everything.
    fn best(&self) -> Vec<PageSpan> {
        let mut path = self.cheapest();
        let (mut spans, mut end) = (Vec::new(), self.items.len());
        while let Some(found) = path {
            let last = self.items.get(end).is_none_or(|item| item.forced.is_some());
            spans.push(found.span(end, last));
            end = found.first_item as usize;
            path = found.before.and_then(|number| self.paths.get(end)?.get(number as usize));
        }
        spans.reverse();
        spans
    }
}

#[cfg(test)]
mod tests;
