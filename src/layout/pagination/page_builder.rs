//! The page builder: measures the depth of the items on a page. The search and the arrangement of items
//! both use it, so they agree.

use std::ops::Range;

use super::break_item::{BreakItem, Frame};
use super::column_balance;

/// A page to which items are added from head to foot.
#[derive(Clone, Copy, Debug)]
pub struct PageBuilder<'a> {
    items: &'a [BreakItem],
    frame: Frame,
    /// The growth of stretchable spaces, as a share of each.
    growth: f32,
    /// From the head of the page to the foot of the last item, in points.
    depth: f32,
    /// The stretchable spaces in that depth, in points.
    spaces: f32,
    above: Above,
    columns: Option<OpenColumns>,
    /// The depth that the last item adds below itself at the foot of a page, in points.
    foot: f32,
}

/// The content above the next item.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Above {
    /// Nothing: the item is the first on the page.
    Nothing,
    /// Floats alone.
    Floats,
    /// An item of the text; a float called between the two is on another page.
    ItemBeforeFloat,
    /// The item before it.
    Item,
}

/// Columns being filled.
#[derive(Clone, Copy, Debug)]
struct OpenColumns {
    set: u32,
    /// The first item in them on this page.
    first: usize,
    top: f32,
    height: f32,
}

impl<'a> PageBuilder<'a> {
    /// An empty page whose stretchable spaces grow by `growth` as a share of each.
    pub fn new(items: &'a [BreakItem], frame: Frame, growth: f32) -> PageBuilder<'a> {
        let above = Above::Nothing;
        let (depth, spaces, foot) = (0.0, 0.0, 0.0);
        PageBuilder { items, frame, growth, depth, spaces, above, columns: None, foot }
    }

    /// The depth of the content, in points.
    pub fn depth(&self) -> f32 {
        self.depth + self.foot
    }

    /// The stretchable spaces in that depth, in points.
    pub fn spaces(&self) -> f32 {
        self.spaces
    }

    /// Whether the page holds nothing yet.
    pub fn is_empty(&self) -> bool {
        self.above == Above::Nothing
    }

    /// Adds an item of the text. Returns the distance from the head of the page to its top, in
    /// points; for an item in columns, to the top of the columns.
    pub fn add(&mut self, index: usize) -> f32 {
        let items = self.items;
        let Some(item) = items.get(index) else { return self.depth };
        self.foot = item.page_edges.foot;
        if let (Some(columns), Some(open)) = (item.columns, self.columns)
            && columns.set == open.set
        {
            let inside = items.get(open.first..=index).unwrap_or_default();
            let height = column_balance::height(inside, columns.count, open.height);
            self.columns = Some(OpenColumns { height, ..open });
            self.depth = open.top + height;
            return open.top;
        }
        let top = self.top(item);
        self.above = Above::Item;
        self.depth = top + item.height;
        let (first, height) = (index, item.height);
        self.columns =
            item.columns.map(|columns| OpenColumns { set: columns.set, first, top, height });
        top
    }

    /// Adds a float called on an earlier page. Returns the distance from the head of the page to
    /// its top, in points.
    pub fn add_float(&mut self, float: Range<usize>) -> f32 {
        let items = self.items.get(float).unwrap_or_default();
        let gap = if self.is_empty() { 0.0 } else { self.frame.grid };
        let top = self.depth + gap;
        let spaces: f32 = items.iter().skip(1).map(|item| item.space.depth).sum();
        self.depth = top + spaces + items.iter().map(|item| item.height).sum::<f32>();
        (self.foot, self.columns) = (0.0, None);
        if self.above == Above::Nothing {
            self.above = Above::Floats;
        }
        top
    }

    /// Skips a float that is placed on another page.
    pub fn skip_float(&mut self) {
        if self.above == Above::Item {
            self.above = Above::ItemBeforeFloat;
        }
        self.columns = None;
    }

    fn top(&mut self, item: &BreakItem) -> f32 {
        let top = match self.above {
            Above::Nothing => return item.page_edges.head,
            Above::Floats => {
                self.depth + self.frame.grid.max(item.space.depth) + item.page_edges.head
            }
            Above::ItemBeforeFloat => self.depth + item.space.without_float,
            Above::Item if item.space.stretchable => {
                self.spaces += item.space.depth;
                self.depth + item.space.depth * (1.0 + self.growth)
            }
            Above::Item => self.depth + item.space.depth,
        };
        let grid = self.frame.grid;
        if self.frame.snaps && item.on_grid { (top / grid - 0.001).ceil() * grid } else { top }
    }
}
