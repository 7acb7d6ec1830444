//! The state of the search for page breaks.

use super::break_item::{Frame, PageSpan};
use super::flow::Flow;
use super::path::Path;

/// A state from which a page can begin.
#[derive(Clone, Copy, Default)]
pub struct Node {
    /// The first item of the page.
    pub item: usize,
    /// How many note lines earlier pages hold.
    pub notes_placed: usize,
    /// The number of note lines that earlier pages should have, because the references are there.
    pub notes_due: usize,
    /// How many floats earlier pages hold.
    pub floats_placed: usize,
    /// The cost of the path to this node, in [`COST_UNITS`](super::page_cost::COST_UNITS).
    pub cost: i64,
    /// The number of that path among those that reach the item; `None` for the first page.
    pub path: Option<usize>,
}

/// A page under consideration.
pub struct PageCandidate {
    /// Its items, floats and note lines.
    pub span: PageSpan,
    /// Unused depth, in points.
    pub left_over: f32,
    /// The stretchable spaces on it, in points.
    pub spaces: f32,
    /// Whether everything that must be on it fits.
    pub fits: bool,
    /// The penalty of the break after it.
    pub penalty: f32,
}

/// The paths found so far.
pub struct Search<'a> {
    /// The flow to break.
    pub flow: &'a Flow,
    /// The page.
    pub frame: Frame,
    /// The paths that reach each item.
    pub paths: Vec<Vec<Path>>,
    /// For each item, the end of the items that the pages from it depend on.
    pub reach: Vec<usize>,
    /// The last item whose paths are known from an earlier search.
    pub known_until: Option<usize>,
}

impl<'a> Search<'a> {
    /// A search that has not begun.
    pub fn new(flow: &'a Flow, frame: Frame) -> Self {
        let count = flow.items.len() + 1;
        let (paths, reach) = (vec![Vec::new(); count], vec![0; count]);
        Search { flow, frame, paths, reach, known_until: None }
    }

    /// The node that a path leads to.
    pub fn node(&self, item: usize, number: usize) -> Option<Node> {
        let path = self.paths.get(item)?.get(number)?;
        Some(Node {
            item,
            notes_placed: path.notes_placed(),
            notes_due: self.flow.notes_due_before(item),
            floats_placed: path.floats_placed(),
            cost: path.cost,
            path: Some(number),
        })
    }

    /// How many floats of earlier pages wait for a place.
    pub fn waiting_floats(&self, node: Node) -> usize {
        self.flow.floats_before(node.item).saturating_sub(node.floats_placed)
    }
}
