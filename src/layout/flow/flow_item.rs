//! Strips: what a flow is made of. One line, one picture, one row of table lines.
//!
//! A item's items are placed relative to it: x from the left edge of the text, y from its own
//! top. What reaches over several flow, such as the ground of a box, is a band.

use std::sync::Arc;

use crate::document::ElementId;
use crate::layout::pagination::{BreakItem, NEVER};
use crate::layout::{Item, Link, Rect};
use crate::templates::Colour;

/// One horizontal item of a flow.
#[derive(Clone, Debug, Default)]
pub struct FlowItem {
    /// What breaking pages needs to know.
    pub row: BreakItem,
    /// Space that is wanted above; the larger of two neighbours' wishes counts.
    pub before: f32,
    /// Space that is wanted below.
    pub after: f32,
    /// Whether no page may end after it.
    pub keep_next: bool,
    /// What it shows.
    pub items: Vec<Item>,
    /// What it shows above itself at the head of a page: the repeated header of a table.
    pub opening: Option<Arc<[Item]>>,
    /// Elements that begin on it.
    pub begins: Vec<ElementId>,
    /// Whose text it shows, and from which byte on.
    pub start: Option<(ElementId, usize)>,
    /// The bands that it is part of, outermost first.
    pub bands: Vec<Background>,
    /// The running head that holds from here on.
    pub running: Option<Arc<str>>,
    /// What stands on turned pages of its own after the page of the item.
    pub inserts: Vec<Vec<FlowItem>>,
}

/// A coloured rectangle behind or beside some neighbouring flow; one for each page they are on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Background {
    /// The element that the band belongs to; flow with the same one share a band.
    pub element: ElementId,
    /// From the left edge of the text, in points.
    pub x: f32,
    /// Width, in points.
    pub width: f32,
    /// How far it reaches above its first item and below its last one, in points.
    pub padding: f32,
    /// Its colour.
    pub colour: Colour,
}

impl FlowItem {
    /// A item of some height that shows some items.
    pub fn new(height: f32, items: Vec<Item>) -> FlowItem {
        FlowItem { row: BreakItem { height, ..BreakItem::default() }, items, ..FlowItem::default() }
    }
}

/// Says that an element begins on the first of some flow.
pub fn begin(flow: &mut [FlowItem], element: ElementId) {
    if let Some(first) = flow.first_mut() {
        first.begins.insert(0, element);
    }
}

/// Wishes space above the first and below the last of some flow.
pub fn space(flow: &mut [FlowItem], before: f32, after: f32) {
    if let Some(first) = flow.first_mut() {
        first.before = first.before.max(before);
    }
    if let Some(last) = flow.last_mut() {
        last.after = last.after.max(after);
    }
}

/// Moves flow to the right by some points.
pub fn shift(flow: &mut [FlowItem], x: f32) {
    for item in flow {
        item.items.iter_mut().for_each(|item| move_item(item, x, 0.0));
        item.bands.iter_mut().for_each(|band| band.x += x);
    }
}

/// Makes a break before each item but the first cost at least something.
pub fn hold(flow: &mut [FlowItem], penalty: f32) {
    for item in flow.iter_mut().skip(1) {
        item.row.penalty = item.row.penalty.max(penalty);
    }
}

/// No page ends after the last of some flow.
pub fn keep_next(flow: &mut [FlowItem]) {
    if let Some(last) = flow.last_mut() {
        last.keep_next = true;
    }
}

/// Puts flow into a band.
pub fn band(flow: &mut [FlowItem], band: Background) {
    flow.iter_mut().for_each(|item| item.bands.insert(0, band));
}

/// Moves an item.
pub fn move_item(item: &mut Item, x: f32, y: f32) {
    match item {
        Item::Glyphs(run) => {
            run.origin.x += x;
            run.origin.y += y;
        }
        Item::Fill { rect, .. } | Item::Image { rect, .. } | Item::Link(Link { rect, .. }) => {
            *rect = Rect { x: rect.x + x, y: rect.y + y, ..*rect };
        }
    }
}

/// A item that is nothing but a place: what it holds stands on turned pages of its own.
pub fn landscape_insert(flow: Vec<FlowItem>) -> FlowItem {
    FlowItem { inserts: vec![flow], ..FlowItem::default() }
}

/// Hands inserts over to the item before them, or to the next one where there is none before.
pub fn anchor_inserts(flow: &mut Vec<FlowItem>) {
    let mut out: Vec<FlowItem> = Vec::with_capacity(flow.len());
    let mut homeless = Vec::new();
    for mut item in flow.drain(..) {
        let nothing_else = !item.inserts.is_empty() && item.items.is_empty();
        match out.last_mut() {
            Some(last) if nothing_else => {
                last.inserts.append(&mut item.inserts);
                last.begins.append(&mut item.begins);
            }
            None if nothing_else => homeless.append(&mut item.inserts),
            Some(_) | None => {
                item.inserts.splice(0..0, homeless.drain(..));
                out.push(item);
            }
        }
    }
    if !homeless.is_empty() {
        out.push(FlowItem { inserts: homeless, ..FlowItem::default() });
    }
    *flow = out;
}

/// Where the text of a item ends, from its left edge.
pub fn right_edge(item: &FlowItem) -> f32 {
    let edges = item.items.iter().map(|item| match item {
        Item::Glyphs(run) => {
            run.origin.x + run.glyphs.iter().map(|glyph| glyph.advance).sum::<f32>()
        }
        Item::Fill { .. } | Item::Image { .. } | Item::Link(_) => 0.0,
    });
    edges.fold(0.0, f32::max)
}

/// Items, moved.
pub fn moved(items: impl IntoIterator<Item = Item>, x: f32, y: f32) -> impl Iterator<Item = Item> {
    items.into_iter().map(move |mut item| {
        move_item(&mut item, x, y);
        item
    })
}

/// Settles spaces and keeps between neighbours, and which floats can move.
pub fn settle(flow: &mut [FlowItem]) {
    fix_floats(flow);
    // What the item before a float wants below itself.
    let mut before_float = 0.0;
    for index in 1..flow.len() {
        let (before, after) = flow.split_at_mut(index);
        let (Some(last), Some(next)) = (before.last(), after.first_mut()) else { continue };
        next.row.space = next.before.max(last.after);
        next.row.stretch = next.row.space >= LEAST_STRETCH;
        if next.row.float != last.row.float {
            if next.row.float.is_some() {
                before_float = last.after;
            }
            next.row.reunited = next.before.max(before_float);
        }
        if last.keep_next {
            next.row.penalty = next.row.penalty.max(NEVER);
        }
    }
}

/// Spaces that may grow are at least this large, in points.
const LEAST_STRETCH: f32 = 5.0;

/// A float that brings notes stays where it is: its notes are numbered in the order of the text.
fn fix_floats(flow: &mut [FlowItem]) {
    for float in flow.chunk_by_mut(|one, other| one.row.float == other.row.float) {
        if float.iter().any(|item| !item.row.notes.is_empty()) {
            float.iter_mut().for_each(|item| item.row.float = None);
        }
    }
}

/// Lets some flow move to the head or foot of another page together.
pub fn float(flow: &mut [FlowItem], element: ElementId) {
    flow.iter_mut().for_each(|item| item.row.float = Some(element.0));
}

/// Puts flow below each other into one.
pub fn fuse(flow: Vec<FlowItem>) -> FlowItem {
    let mut flow = flow.into_iter();
    let Some(mut whole) = flow.next() else { return FlowItem::default() };
    for item in flow {
        let y = whole.row.height + whole.after.max(item.before);
        whole.items.extend(moved(item.items, 0.0, y));
        whole.row.height = y + item.row.height;
        whole.row.notes.extend(item.row.notes);
        whole.begins.extend(item.begins);
        whole.after = item.after;
    }
    whole
}
