//! What breaking pages needs to know, and what it makes: items, the frame they stand in, spans.

use std::ops::Range;

/// What breaking pages needs to know of one item of the flow. Heights are points.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BreakItem {
    /// Above the item; dropped at the head of a page.
    pub space: f32,
    /// That space where the float before the item stands elsewhere.
    pub reunited: f32,
    /// Whether that space may grow so that pages end at the same depth.
    pub stretch: bool,
    /// The item itself.
    pub height: f32,
    /// Added above where the item is the first of a page: a repeated header, the padding of a box.
    pub opening: f32,
    /// Added below where the item is the last of a page: the padding of a box.
    pub closing: f32,
    /// Whether it begins on the baseline grid where the frame has one.
    pub on_grid: bool,
    /// What it costs to break before the item.
    pub penalty: f32,
    /// Whether a page ends before the item in any case, and which page begins with it.
    pub forced: Option<Opening>,
    /// Whether it heads a section of level 1.
    pub opens: bool,
    /// The notes whose first reference stands in the item.
    pub notes: Vec<usize>,
    /// The columns that it stands in with its neighbours of the same set.
    pub columns: Option<Columns>,
    /// Which float it is part of; neighbours with the same number are one float.
    pub float: Option<u32>,
}

/// Which page begins at a forced break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// The next one.
    Page,
    /// The next right-hand one; a blank page stands before it where need be.
    RightPage,
}

/// Columns that items fill one after the other, as even as can be on each page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Columns {
    /// Tells neighbouring sets of columns apart.
    pub set: u32,
    /// How many there are.
    pub count: usize,
    /// From one to the next, in points.
    pub step: f32,
}

/// The room that items have. Heights are points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// Height of the text on a page.
    pub height: f32,
    /// Distance of lines, in which depth that is left over is weighed.
    pub grid: f32,
    /// Whether items that ask for it begin on that grid, counted from the head of the page.
    pub snaps: bool,
    /// Above the notes of a page, their rule included.
    pub separator: f32,
    /// How much depth the spaces of a page take up, at most.
    pub take_up: f32,
    /// By how much each of them grows, at most, as a share of it.
    pub growth: f32,
}

impl Frame {
    /// By how much spaces of so many points together grow, as a share of each, so that what is left
    /// over is used up; `None` where that would be seen.
    pub fn stretch(&self, left_over: f32, spaces: f32) -> Option<f32> {
        let share = left_over / spaces.max(0.01);
        let little = left_over <= self.take_up + 0.01 && share <= self.growth + 0.001;
        (spaces > 0.0 && left_over >= 0.0 && little && !self.snaps).then_some(share)
    }
}

/// One page: which items, which floats, and which items of all notes in order.
#[derive(Clone, Debug, PartialEq)]
pub struct PageSpan {
    /// Rows of the flow, those of floats that stand elsewhere included.
    pub items: Range<usize>,
    /// Floats from earlier pages that stand at the head or foot of this one.
    pub floats: Range<usize>,
    /// How many floats have been placed by the end of the page.
    pub shown: usize,
    /// Rows of the notes, counted through all notes in the order in which the flow calls them.
    pub notes: Range<usize>,
    /// Whether the flow or a part of it ends here, so that depth is left over in any case.
    pub last: bool,
}

/// The items of each float, in order.
pub fn floats(items: &[BreakItem]) -> Vec<Range<usize>> {
    let mut floats: Vec<Range<usize>> = Vec::new();
    let mut current = None;
    for (index, item) in items.iter().enumerate() {
        match (item.float, floats.last_mut()) {
            (Some(float), Some(last)) if current == Some(float) => last.end = index + 1,
            (Some(_), _) => floats.push(index..index + 1),
            (None, _) => {}
        }
        current = item.float;
    }
    floats
}
