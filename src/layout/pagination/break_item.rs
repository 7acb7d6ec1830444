//! The input of pagination, break items and the frame they fill, and its output, page spans.

use std::ops::Range;

/// The part of a flow between two possible page breaks: mostly a line. Lengths are points.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct BreakItem {
    /// Its height.
    pub height: f32,
    /// The space above it, dropped at the head of a page.
    pub space: SpaceAbove,
    /// The depth that it adds at the edges of a page.
    pub page_edges: PageEdges,
    /// Whether it sits on the baseline grid, if the frame snaps to one.
    pub on_grid: bool,
    /// The penalty of a page break before it.
    pub penalty: f32,
    /// A forced page break before it.
    pub forced: Option<PageOpening>,
    /// Whether it opens a section of level 1.
    pub opens_section: bool,
    /// How many notes are first referenced in it.
    pub notes: usize,
    /// The columns that it shares with its neighbours.
    pub columns: Option<Columns>,
    /// The float that it is part of; neighbours with the same number are one float.
    pub float: Option<u32>,
}

/// The space above an item, in points.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct SpaceAbove {
    /// Its depth.
    pub depth: f32,
    /// Its depth if the float before the item is moved to another page.
    pub without_float: f32,
    /// Whether it may grow so that pages end at the same depth.
    pub stretchable: bool,
}

/// The depth that an item adds at the edges of a page, in points.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PageEdges {
    /// Above it at the head of a page: a repeated table header, the padding of a box.
    pub head: f32,
    /// Below it at the foot of a page: the padding of a box.
    pub foot: f32,
}

/// The page that begins at a forced break.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PageOpening {
    /// The next one.
    NextPage,
    /// The next recto, after a blank page if necessary.
    Recto,
}

/// Columns that items fill one after the other, balanced on each page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Columns {
    /// Distinguishes neighbouring sets of columns.
    pub set: u32,
    /// How many columns.
    pub count: usize,
    /// The distance from the start of one column to the start of the next, in points.
    pub step: f32,
}

/// The text area of a page, as pagination sees it. Lengths are points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// The depth of the text area.
    pub height: f32,
    /// The distance of lines; unused depth is measured in it.
    pub grid: f32,
    /// Whether items marked `on_grid` snap to that grid, counted from the head of the page.
    pub snaps: bool,
    /// The depth between text and notes, their rule included.
    pub separator: f32,
    /// The maximum depth that the spaces of a page absorb.
    pub max_stretch: f32,
    /// The maximum growth of a space, as a share of it.
    pub max_growth: f32,
}

impl Frame {
    /// The growth of stretchable spaces, as a share of each, that uses up the `left_over` points of
    /// a page. `spaces` is their sum. `None` if the growth would be conspicuous.
    pub fn stretch(&self, left_over: f32, spaces: f32) -> Option<f32> {
        let share = left_over / spaces.max(0.01);
        let little = left_over <= self.max_stretch + 0.01 && share <= self.max_growth + 0.001;
        (spaces > 0.0 && left_over >= 0.0 && little && !self.snaps).then_some(share)
    }
}

/// One page: its items, floats and note lines.
#[derive(Clone, Debug, PartialEq)]
pub struct PageSpan {
    /// Items of the flow, including those of floats called here but placed on later pages.
    pub items: Range<usize>,
    /// The floats called on earlier pages that are placed on this page.
    pub floats: Range<usize>,
    /// How many floats are placed by the end of the page.
    pub floats_placed: usize,
    /// Its note lines, counted through all notes in the order of their references.
    pub notes: Range<usize>,
    /// Whether a forced break or the end of the flow follows, so that unused depth is expected.
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
