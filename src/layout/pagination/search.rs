//! The state of the search for page breaks.

use std::ops::Range;

use super::break_item::{BreakItem, Frame, PageSpan, floats};
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
    /// The cost of the path to this node.
    pub cost: f32,
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

/// The flow to break, and the paths found so far.
pub struct Search<'a> {
    /// The flow.
    pub items: &'a [BreakItem],
    /// The page.
    pub frame: Frame,
    /// Total depth of the note lines before each, in points.
    pub note_depths: Vec<f32>,
    /// For each item, the note lines due once it is placed.
    pub notes_due: Vec<usize>,
    /// For each item, the note lines that must be on its page: the first two of each note.
    pub notes_required: Vec<usize>,
    /// The items of each float.
    pub floats: Vec<Range<usize>>,
    /// The paths that reach each item.
    pub paths: Vec<Vec<Path>>,
}

impl<'a> Search<'a> {
    /// A search that has not begun; `notes` holds the heights of the lines of each note, in points.
    pub fn new(items: &'a [BreakItem], notes: &[Vec<f32>], frame: Frame) -> Self {
        let (mut note_depths, mut due, mut required) = (vec![0.0], Vec::new(), Vec::new());
        let (mut must, mut depth) = (0, 0.0);
        for item in items {
            for note in item.notes.iter().filter_map(|note| notes.get(*note)) {
                must = note_depths.len() - 1 + note.len().min(2);
                note_depths.extend(note.iter().map(|height| {
                    depth += height;
                    depth
                }));
            }
            due.push(note_depths.len() - 1);
            required.push(must);
        }
        let paths = vec![Vec::new(); items.len() + 1];
        let (notes_due, notes_required) = (due, required);
        Search {
            items,
            frame,
            note_depths,
            notes_due,
            notes_required,
            floats: floats(items),
            paths,
        }
    }

    /// The node that a path leads to.
    pub fn node(&self, item: usize, number: usize) -> Option<Node> {
        let path = self.paths.get(item)?.get(number)?;
        Some(Node {
            item,
            notes_placed: path.notes_placed(),
            notes_due: self.notes_due_before(item),
            floats_placed: path.floats_placed(),
            cost: path.cost,
            path: Some(number),
        })
    }

    /// The note lines due once every item before this one is placed.
    pub fn notes_due_before(&self, item: usize) -> usize {
        item.checked_sub(1).and_then(|last| self.notes_due.get(last)).copied().unwrap_or(0)
    }

    /// How many floats are called before an item.
    pub fn floats_before(&self, item: usize) -> usize {
        self.floats.partition_point(|float| float.start < item)
    }

    /// How many floats of earlier pages wait for a place.
    pub fn waiting_floats(&self, node: Node) -> usize {
        self.floats_before(node.item).saturating_sub(node.floats_placed)
    }
}
