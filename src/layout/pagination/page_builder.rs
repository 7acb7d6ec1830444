//! Rows on a page as they builder up: the one place that knows how deep they reach.

use std::ops::Range;

use super::break_item::{BreakItem, Frame};
use super::column_balance;

/// Where the next item of a page goes.
#[derive(Clone, Copy, Debug)]
pub struct PageBuilder<'a> {
    items: &'a [BreakItem],
    frame: Frame,
    /// By how much each space that can grow does, as a share of it.
    grow: f32,
    /// From the head of the page to the foot of the last item, in points.
    depth: f32,
    /// How much of the depth is spaces that can grow, in points.
    spaces: f32,
    /// What stands above the next item.
    above: Above,
    /// The columns that are being filled.
    set: Option<Set>,
    /// What the last item wants below itself at the foot of a page.
    closing: f32,
}

/// What stands above the next item.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Above {
    /// Nothing: the item heads its page.
    Nothing,
    /// Floats, and nothing else.
    Floats,
    /// Another item, from which a float has been taken away.
    Parted,
    /// The item before it.
    Item,
}

/// Columns that are being filled.
#[derive(Clone, Copy, Debug)]
struct Set {
    number: u32,
    /// The first item in them on this page.
    first: usize,
    top: f32,
    height: f32,
}

impl<'a> PageBuilder<'a> {
    /// An empty page. `grow`: by how much each space that can grow does, as a share of it.
    pub fn new(items: &'a [BreakItem], frame: Frame, grow: f32) -> PageBuilder<'a> {
        let above = Above::Nothing;
        PageBuilder { items, frame, grow, depth: 0.0, spaces: 0.0, above, set: None, closing: 0.0 }
    }

    /// From the head of the page to the foot of the last item, in points.
    pub fn depth(&self) -> f32 {
        self.depth + self.closing
    }

    /// How much of the depth is spaces that can grow, in points.
    pub fn spaces(&self) -> f32 {
        self.spaces
    }

    /// Whether nothing stands on the page yet.
    pub fn is_empty(&self) -> bool {
        self.above == Above::Nothing
    }

    /// Adds a item of the text: from the head of the page to its top, in points; of items in
    /// columns, to the top of the columns.
    pub fn add(&mut self, index: usize) -> f32 {
        let items = self.items;
        let Some(item) = items.get(index) else { return self.depth };
        self.closing = item.closing;
        if let (Some(columns), Some(set)) = (item.columns, self.set)
            && columns.set == set.number
        {
            let inside = items.get(set.first..=index).unwrap_or_default();
            let height = column_balance::height(inside, columns.count, set.height);
            self.set = Some(Set { height, ..set });
            self.depth = set.top + height;
            return set.top;
        }
        let top = self.top(item);
        self.above = Above::Item;
        self.depth = top + item.height;
        self.set = item.columns.map(|columns| Set {
            number: columns.set,
            first: index,
            top,
            height: item.height,
        });
        top
    }

    /// Adds a float that was called on an earlier page: where it begins.
    pub fn add_float(&mut self, float: Range<usize>) -> f32 {
        let items = self.items.get(float).unwrap_or_default();
        let gap = if self.is_empty() { 0.0 } else { self.frame.grid };
        let top = self.depth + gap;
        let spaces: f32 = items.iter().skip(1).map(|item| item.space).sum();
        self.depth = top + spaces + items.iter().map(|item| item.height).sum::<f32>();
        (self.closing, self.set) = (0.0, None);
        if self.above == Above::Nothing {
            self.above = Above::Floats;
        }
        top
    }

    /// Passes over a float that stands on another page.
    pub fn part(&mut self) {
        if self.above == Above::Item {
            self.above = Above::Parted;
        }
        self.set = None;
    }

    fn top(&mut self, item: &BreakItem) -> f32 {
        let top = match self.above {
            Above::Nothing => return item.opening,
            Above::Floats => self.depth + self.frame.grid + item.opening,
            Above::Parted => self.depth + item.reunited,
            Above::Item if item.stretch => {
                self.spaces += item.space;
                self.depth + item.space * (1.0 + self.grow)
            }
            Above::Item => self.depth + item.space,
        };
        let grid = self.frame.grid;
        if self.frame.snaps && item.on_grid { (top / grid - 0.001).ceil() * grid } else { top }
    }
}
