//! Flow items: the parts of a flow between two possible page breaks. Most are lines; a picture or
//! one line of a table row is also a flow item.
//!
//! The page items of a flow item are relative to it: x from the left edge of the text area, y from
//! its own top. A [`Background`] extends behind several flow items.

use std::sync::Arc;

use super::background::Background;
use crate::document::{ElementId, Inline, Placement};
use crate::layout::page::{Item, translated};
use crate::layout::pagination::{Columns, PageEdges, PageOpening};
use crate::layout::penalties::page::NEVER;

/// One item of a flow.
#[derive(Clone, Debug, Default)]
pub struct FlowItem {
    /// The content that it shows.
    pub content: Content,
    /// The space around it.
    pub spacing: Spacing,
    /// How page breaks treat it.
    pub breaks: Breaks,
    /// The elements and texts that begin with it.
    pub anchors: Anchors,
    /// The backgrounds that it is part of, outermost first.
    pub backgrounds: Vec<Background>,
    /// Whether it is on the band at the head of the page of an opening section.
    pub on_band: bool,
    /// Flows on landscape pages after the page of the item.
    pub landscape_inserts: Vec<Vec<FlowItem>>,
}

/// The content that a flow item shows.
#[derive(Clone, Debug, Default)]
pub struct Content {
    /// Its height, in points.
    pub height: f32,
    /// Its page items.
    pub items: Vec<Item>,
    /// Page items above it at the head of a page: the repeated header of a table.
    pub repeated_header: Option<Arc<[Item]>>,
}

/// The space around a flow item, in points.
#[derive(Clone, Copy, Debug, Default)]
pub struct Spacing {
    /// Space above; it collapses with the space below the previous item.
    pub before: f32,
    /// Space below.
    pub after: f32,
    /// The depth that it adds at the edges of a page.
    pub page_edges: PageEdges,
    /// Whether it sits on the baseline grid, if the template has one.
    pub on_grid: bool,
}

/// How page breaks treat a flow item.
#[derive(Clone, Copy, Debug, Default)]
pub struct Breaks {
    /// The penalty of a page break before it.
    pub penalty: f32,
    /// The penalty of a page break after it.
    pub penalty_after: f32,
    /// A forced page break before it.
    pub forced: Option<PageOpening>,
    /// Whether it opens a section of level 1.
    pub opens_section: bool,
    /// The columns that it shares with its neighbours.
    pub columns: Option<Columns>,
    /// The float that it is part of.
    pub float: Option<ElementId>,
}

/// The elements and texts that begin with a flow item.
#[derive(Clone, Debug, Default)]
pub struct Anchors {
    /// The elements that begin with it, outermost first.
    pub elements: Vec<ElementId>,
    /// The text that it shows.
    pub text: Option<TextStart>,
    /// The notes first referenced in it: indexes into the notes of the document.
    pub notes: Vec<usize>,
    /// The running head from here on.
    pub running_head: Option<Arc<[Inline]>>,
}

/// A position in the text of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextStart {
    /// The element.
    pub element: ElementId,
    /// The byte of its plain text.
    pub offset: usize,
}

impl FlowItem {
    /// An item of some height, in points, with page items.
    pub fn new(height: f32, items: Vec<Item>) -> FlowItem {
        FlowItem {
            content: Content { height, items, repeated_header: None },
            ..FlowItem::default()
        }
    }

    /// The right edge of its text, in points from the left edge of the text area.
    pub fn right_edge(&self) -> f32 {
        let edges = self.content.items.iter().map(|item| match item {
            Item::Glyphs(run) => run.origin.x + run.width(),
            Item::Fill { .. } | Item::Image { .. } | Item::Link(_) => 0.0,
        });
        edges.fold(0.0, f32::max)
    }
}

/// Records that an element begins with the first item of a flow.
pub fn begin(flow: &mut [FlowItem], element: ElementId) {
    if let Some(first) = flow.first_mut() {
        first.anchors.elements.insert(0, element);
    }
}

/// Ensures some space above the first item of a flow and below the last one, in points.
pub fn add_space(flow: &mut [FlowItem], before: f32, after: f32) {
    if let Some(first) = flow.first_mut() {
        first.spacing.before = first.spacing.before.max(before);
    }
    if let Some(last) = flow.last_mut() {
        last.spacing.after = last.spacing.after.max(after);
    }
}

/// Moves a flow to the right, in points.
pub fn indent(flow: &mut [FlowItem], x: f32) {
    for item in flow {
        item.content.items.iter_mut().for_each(|item| item.translate(x, 0.0));
        item.backgrounds.iter_mut().for_each(|background| background.x += x);
    }
}

/// Raises the penalty of every page break within a flow.
pub fn keep_together(flow: &mut [FlowItem], penalty: f32) {
    for item in flow.iter_mut().skip(1) {
        item.breaks.penalty = item.breaks.penalty.max(penalty);
    }
}

/// Raises the penalty of a page break after a flow.
pub fn keep_with_next(flow: &mut [FlowItem], penalty: f32) {
    if let Some(last) = flow.last_mut() {
        last.breaks.penalty_after = last.breaks.penalty_after.max(penalty);
    }
}

/// Allows a flow to move to another page as one float.
pub fn float(flow: &mut [FlowItem], element: ElementId) {
    flow.iter_mut().for_each(|item| item.breaks.float = Some(element));
}

/// The height of a flow with the spaces in it, in points.
pub fn height(flow: &[FlowItem]) -> f32 {
    let spaces = flow.windows(2).filter_map(|pair| match pair {
        [above, below] => Some(above.spacing.after.max(below.spacing.before)),
        _ => None,
    });
    spaces.sum::<f32>() + flow.iter().map(|item| item.content.height).sum::<f32>()
}

/// Joins a flow into one item, which no page break splits.
pub fn join(flow: Vec<FlowItem>) -> FlowItem {
    let mut flow = flow.into_iter();
    let Some(mut whole) = flow.next() else { return FlowItem::default() };
    for item in flow {
        let y = whole.content.height + whole.spacing.after.max(item.spacing.before);
        whole.content.items.extend(translated(item.content.items, 0.0, y));
        whole.content.height = y + item.content.height;
        whole.anchors.notes.extend(item.anchors.notes);
        whole.anchors.elements.extend(item.anchors.elements);
        whole.spacing.after = item.spacing.after;
        whole.breaks.penalty_after = item.breaks.penalty_after;
    }
    whole
}

/// Puts a flow on a background.
pub fn set_background(flow: &mut [FlowItem], background: Background) {
    flow.iter_mut().for_each(|item| item.backgrounds.insert(0, background));
}

/// Applies the editor's wishes for the page breaks around an element.
pub fn apply_placement(flow: &mut [FlowItem], placement: Placement) {
    if let (Some(first), true) = (flow.first_mut(), placement.page_break_before) {
        first.breaks.forced = first.breaks.forced.or(Some(PageOpening::NextPage));
    }
    if placement.keep_together {
        keep_together(flow, NEVER);
    }
    if placement.keep_with_next {
        keep_with_next(flow, NEVER);
    }
}
