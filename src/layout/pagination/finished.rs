//! A finished search: the paths to each item, and the best pages.

use std::sync::Arc;

use super::break_item::{Frame, PageSpan};
use super::flow::Flow;
use super::path::Path;
use super::search::Search;
use crate::interrupt::Interrupt;

/// A flow with the paths that a search has found in it.
#[derive(Debug)]
pub struct Finished {
    /// The flow.
    pub flow: Flow,
    /// The paths to each item, one after the other.
    paths: Vec<Path>,
    /// For each item, the end of its paths.
    ends: Vec<usize>,
    /// For each item, the end of the items that the pages from it depend on.
    pub reach: Vec<usize>,
}

impl Finished {
    /// Searches a flow. Where it is the same as that of an earlier search, the paths are taken from there. After an
    /// interruption, pages are missing.
    pub fn search(
        flow: Flow,
        frame: Frame,
        earlier: Option<&Arc<Finished>>,
        interrupt: &Interrupt,
    ) -> Arc<Finished> {
        let search = Search::new(&flow, frame);
        let lists = match earlier {
            Some(earlier) if earlier.is_of(&flow) => return Arc::clone(earlier),
            Some(earlier) => search.resumed(earlier, interrupt),
            None => search.whole(interrupt),
        };
        let PathLists { paths, ends, reach } = lists;
        Arc::new(Finished { flow, paths, ends, reach })
    }

    fn is_of(&self, flow: &Flow) -> bool {
        let count = flow.items.len();
        count == self.flow.items.len() && self.flow.common_start(flow) == count
    }

    /// The paths to an item.
    pub fn paths(&self, item: usize) -> &[Path] {
        let start = item.checked_sub(1).and_then(|last| self.ends.get(last)).copied().unwrap_or(0);
        let end = self.ends.get(item).copied().unwrap_or(start);
        self.paths.get(start..end).unwrap_or_default()
    }

    /// The paths to the end of the flow.
    fn complete(&self) -> &[Path] {
        self.paths(self.flow.items.len())
    }

    fn places_all_notes(&self, path: &Path) -> bool {
        path.notes_placed() >= self.flow.note_lines()
    }

    /// The cheapest path that places everything.
    pub fn cheapest(&self) -> Option<&Path> {
        let floats = self.flow.floats.len();
        let is_complete =
            |path: &&Path| self.places_all_notes(path) && path.floats_placed() >= floats;
        self.complete().iter().filter(is_complete).min_by_key(|path| path.cost)
    }

    /// Whether a page after the flow might hold notes of the flow: that is cheaper so far than the pages that
    /// hold all.
    pub fn leaves_notes(&self) -> bool {
        let most = self.cheapest().map_or(i64::MAX, |path| path.cost);
        self.complete().iter().any(|path| path.cost <= most && !self.places_all_notes(path))
    }

    /// The pages of the cheapest path that places everything.
    pub fn best(&self) -> Vec<PageSpan> {
        let mut path = self.cheapest();
        let (mut spans, mut end) = (Vec::new(), self.flow.items.len());
        while let Some(found) = path {
            let last = self.flow.items.get(end).is_none_or(|item| item.forced.is_some());
            spans.push(found.span(end, last));
            end = found.first_item as usize;
            path = found.before.and_then(|number| self.paths(end).get(number as usize));
        }
        spans.reverse();
        spans
    }
}

/// Paths in one list, which takes less memory than a list for each item.
#[derive(Default)]
pub struct PathLists {
    paths: Vec<Path>,
    ends: Vec<usize>,
    reach: Vec<usize>,
}

impl PathLists {
    /// Adds the paths to the next item, and the end of the items that the pages from it depend on.
    pub fn push(&mut self, paths: impl IntoIterator<Item = Path>, reach: usize) {
        self.paths.extend(paths);
        self.ends.push(self.paths.len());
        self.reach.push(reach);
    }
}

impl Search<'_> {
    /// The paths to all items.
    fn whole(mut self, interrupt: &Interrupt) -> PathLists {
        self.run(interrupt);
        let mut lists = PathLists::default();
        self.paths.into_iter().zip(self.reach).for_each(|(paths, reach)| lists.push(paths, reach));
        lists
    }
}
