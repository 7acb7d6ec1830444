//! Rows on a page as they pile up: the one place that knows how deep they reach.

use std::ops::Range;

use super::columns;
use super::row::{Frame, Row};

/// Where the next row of a page goes.
#[derive(Clone, Copy, Debug)]
pub struct Pile<'a> {
    rows: &'a [Row],
    frame: Frame,
    /// By how much each space that can grow does, as a share of it.
    grow: f32,
    /// From the head of the page to the foot of the last row, in points.
    depth: f32,
    /// How much of the depth is spaces that can grow, in points.
    spaces: f32,
    /// What stands above the next row.
    above: Above,
    /// The columns that are being filled.
    set: Option<Set>,
    /// What the last row wants below itself at the foot of a page.
    closing: f32,
}

/// What stands above the next row.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Above {
    /// Nothing: the row heads its page.
    Nothing,
    /// Floats, and nothing else.
    Floats,
    /// Another row, from which a float has been taken away.
    Parted,
    /// The row before it.
    Row,
}

/// Columns that are being filled.
#[derive(Clone, Copy, Debug)]
struct Set {
    number: u32,
    /// The first row in them on this page.
    first: usize,
    top: f32,
    height: f32,
}

impl<'a> Pile<'a> {
    /// An empty page. `grow`: by how much each space that can grow does, as a share of it.
    pub fn new(rows: &'a [Row], frame: Frame, grow: f32) -> Pile<'a> {
        let above = Above::Nothing;
        Pile { rows, frame, grow, depth: 0.0, spaces: 0.0, above, set: None, closing: 0.0 }
    }

    /// From the head of the page to the foot of the last row, in points.
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

    /// Adds a row of the text: from the head of the page to its top, in points; of rows in
    /// columns, to the top of the columns.
    pub fn add(&mut self, index: usize) -> f32 {
        let rows = self.rows;
        let Some(row) = rows.get(index) else { return self.depth };
        self.closing = row.closing;
        if let (Some(columns), Some(set)) = (row.columns, self.set)
            && columns.set == set.number
        {
            let inside = rows.get(set.first..=index).unwrap_or_default();
            let height = columns::height(inside, columns.count, set.height);
            self.set = Some(Set { height, ..set });
            self.depth = set.top + height;
            return set.top;
        }
        let top = self.top(row);
        self.above = Above::Row;
        self.depth = top + row.height;
        self.set = row.columns.map(|columns| Set {
            number: columns.set,
            first: index,
            top,
            height: row.height,
        });
        top
    }

    /// Adds a float that was called on an earlier page: where it begins.
    pub fn add_float(&mut self, float: Range<usize>) -> f32 {
        let rows = self.rows.get(float).unwrap_or_default();
        let gap = if self.is_empty() { 0.0 } else { self.frame.grid };
        let top = self.depth + gap;
        let spaces: f32 = rows.iter().skip(1).map(|row| row.space).sum();
        self.depth = top + spaces + rows.iter().map(|row| row.height).sum::<f32>();
        (self.closing, self.set) = (0.0, None);
        if self.above == Above::Nothing {
            self.above = Above::Floats;
        }
        top
    }

    /// Passes over a float that stands on another page.
    pub fn part(&mut self) {
        if self.above == Above::Row {
            self.above = Above::Parted;
        }
        self.set = None;
    }

    fn top(&mut self, row: &Row) -> f32 {
        let top = match self.above {
            Above::Nothing => return row.opening,
            Above::Floats => self.depth + self.frame.grid + row.opening,
            Above::Parted => self.depth + row.reunited,
            Above::Row if row.stretch => {
                self.spaces += row.space;
                self.depth + row.space * (1.0 + self.grow)
            }
            Above::Row => self.depth + row.space,
        };
        let grid = self.frame.grid;
        if self.frame.snaps && row.on_grid { (top / grid - 0.001).ceil() * grid } else { top }
    }
}
