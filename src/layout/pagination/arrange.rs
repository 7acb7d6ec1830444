//! Where the items of a page stand.

use std::ops::Range;

use super::break_item::{BreakItem, Frame, PageSpan};
use super::column_balance;
use super::page_builder::PageBuilder;

/// A item in its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlacedItem {
    /// Which item.
    pub item: usize,
    /// To the right of where it stands anyway, in points: items in columns.
    pub x: f32,
    /// From the head of the page to its top, in points.
    pub y: f32,
    /// Whether it is part of a float that was called on an earlier page.
    pub float: bool,
}

/// A page with its items in their places.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrangement {
    /// The items, from top to bottom as they are read.
    pub places: Vec<PlacedItem>,
    /// From the head of the page to the foot of the last item, in points.
    pub depth: f32,
}

/// Arranges the items of a page; `notes_depth` is what its notes take, in points. Floats stand at
/// the node, but at the foot of a page that opens a section.
pub fn arrange(
    items: &[BreakItem],
    floats: &[Range<usize>],
    span: &PageSpan,
    frame: Frame,
    notes_depth: f32,
) -> Arrangement {
    let (natural, spaces) = build_page(items, floats, span, frame, 0.0);
    let left_over = frame.height - notes_depth - natural.depth;
    let grow = if span.last { None } else { frame.stretch(left_over, spaces) };
    let mut page = match grow {
        Some(grow) if grow > 0.0 => build_page(items, floats, span, frame, grow).0,
        Some(_) | None => natural,
    };
    if items.get(span.items.start).is_some_and(|item| item.opens) && !span.items.is_empty() {
        float_to_foot(&mut page, frame, notes_depth);
    }
    page
}

fn build_page(
    items: &[BreakItem],
    floats: &[Range<usize>],
    span: &PageSpan,
    frame: Frame,
    grow: f32,
) -> (Arrangement, f32) {
    let mut builder = PageBuilder::new(items, frame, grow);
    let mut places = Vec::with_capacity(span.items.len());
    for float in floats.get(span.floats.clone()).unwrap_or_default() {
        let mut y = builder.add_float(float.clone());
        for item in float.clone() {
            let Some(found) = items.get(item) else { continue };
            y += if item == float.start { 0.0 } else { found.space };
            places.push(PlacedItem { item, x: 0.0, y, float: true });
            y += found.height;
        }
    }
    let mut index = span.items.start;
    while index < span.items.end {
        if let Some(end) = elsewhere(floats, span, index) {
            builder.part();
            index = end;
            continue;
        }
        let end = set_end(items, span, index);
        let top = (index..end).map(|item| builder.add(item)).last().unwrap_or_default();
        push_set(items, index..end, top, &mut places);
        index = end;
    }
    (Arrangement { places, depth: builder.depth() }, builder.spaces())
}

/// Where the text goes on if a float begins at a item that stands on another page.
fn elsewhere(floats: &[Range<usize>], span: &PageSpan, index: usize) -> Option<usize> {
    let number = floats.binary_search_by_key(&index, |float| float.start).ok()?;
    let float = floats.get(number).filter(|_| number >= span.shown)?;
    Some(float.end)
}

/// Up to which item columns go on that begin at a item; the next one for a item in none.
fn set_end(items: &[BreakItem], span: &PageSpan, index: usize) -> usize {
    let set = |item: &BreakItem| item.columns.map(|columns| columns.set);
    let first = items.get(index).and_then(set);
    let rest = items.get(index + 1..span.items.end).unwrap_or_default();
    let more = rest.iter().take_while(|item| first.is_some() && set(item) == first).count();
    index + 1 + more
}

fn push_set(items: &[BreakItem], set: Range<usize>, top: f32, places: &mut Vec<PlacedItem>) {
    let inside = items.get(set.clone()).unwrap_or_default();
    match inside.first().and_then(|item| item.columns) {
        None => places.extend(set.map(|item| PlacedItem { item, x: 0.0, y: top, float: false })),
        Some(columns) => {
            let filled = column_balance::fill(inside, columns.count);
            places.extend(set.zip(filled).map(|(item, (column, y))| PlacedItem {
                item,
                x: column as f32 * columns.step,
                y: top + y,
                float: false,
            }));
        }
    }
}

/// Moves the floats of a page below its text.
fn float_to_foot(page: &mut Arrangement, frame: Frame, notes_depth: f32) {
    let text = page.places.iter().find(|place| !place.float).map_or(0.0, |place| place.y);
    let down = frame.height - notes_depth - page.depth + (page.depth - text) + frame.grid;
    for place in &mut page.places {
        place.y += if place.float { down.max(0.0) } else { -text };
    }
    page.places.sort_by_key(|place| place.float);
}
