//! The positions of items on a page.

use std::ops::Range;

use super::break_item::{BreakItem, Frame, PageSpan};
use super::column_balance;
use super::page_builder::PageBuilder;

/// An item in its position.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlacedItem {
    /// Its index in the flow.
    pub index: usize,
    /// The offset of its column from the first one, in points.
    pub x: f32,
    /// From the head of the page to its top, in points.
    pub y: f32,
    /// Whether it belongs to a float called on an earlier page.
    pub float: bool,
}

/// A page with its items in their positions.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrangement {
    /// The items, from head to foot in reading order.
    pub items: Vec<PlacedItem>,
    /// From the head of the page to the foot of the last item, in points.
    pub depth: f32,
}

/// Arranges the items of a page whose notes take `notes_depth` points. Floats of earlier pages go at the head.
pub fn arrange(
    items: &[BreakItem],
    floats: &[Range<usize>],
    span: &PageSpan,
    frame: Frame,
    notes_depth: f32,
) -> Arrangement {
    let (natural, spaces) = build_page(items, floats, span, frame, 0.0);
    let left_over = frame.height - notes_depth - natural.depth;
    let growth = if span.last { None } else { frame.stretch(left_over, spaces) };
    match growth {
        Some(growth) if growth > 0.0 => build_page(items, floats, span, frame, growth).0,
        Some(_) | None => natural,
    }
}

/// The page with its spaces stretched, and the sum of its stretchable spaces, in points.
fn build_page(
    items: &[BreakItem],
    floats: &[Range<usize>],
    span: &PageSpan,
    frame: Frame,
    growth: f32,
) -> (Arrangement, f32) {
    let mut page = PageBuilder::new(items, frame, growth);
    let mut placed = Vec::with_capacity(span.items.len());
    for float in floats.get(span.floats.clone()).unwrap_or_default() {
        let top = page.add_float(float.clone());
        place_float(items, float.clone(), top, &mut placed);
    }
    let mut index = span.items.start;
    while index < span.items.end {
        if let Some(end) = skipped_float(floats, span, index) {
            page.skip_float();
            index = end;
            continue;
        }
        let end = columns_end(items, span, index);
        let top = (index..end).map(|item| page.add(item)).last().unwrap_or_default();
        place_columns(items, index..end, top, &mut placed);
        index = end;
    }
    (Arrangement { items: placed, depth: page.depth() }, page.spaces())
}

fn place_float(items: &[BreakItem], float: Range<usize>, top: f32, placed: &mut Vec<PlacedItem>) {
    let mut y = top;
    for index in float.clone() {
        let Some(item) = items.get(index) else { continue };
        y += if index == float.start { 0.0 } else { item.space.depth };
        placed.push(PlacedItem { index, x: 0.0, y, float: true });
        y += item.height;
    }
}

/// If a float is called at an item but is on another page, the item after it.
fn skipped_float(floats: &[Range<usize>], span: &PageSpan, index: usize) -> Option<usize> {
    let number = floats.binary_search_by_key(&index, |float| float.start).ok()?;
    let float = floats.get(number).filter(|_| number >= span.floats_placed)?;
    Some(float.end)
}

/// The end of the columns that begin at an item; the next item if it is not in columns.
fn columns_end(items: &[BreakItem], span: &PageSpan, index: usize) -> usize {
    let set = |item: &BreakItem| item.columns.map(|columns| columns.set);
    let first = items.get(index).and_then(set);
    let rest = items.get(index + 1..span.items.end).unwrap_or_default();
    let more = rest.iter().take_while(|item| first.is_some() && set(item) == first).count();
    index + 1 + more
}

fn place_columns(items: &[BreakItem], range: Range<usize>, top: f32, placed: &mut Vec<PlacedItem>) {
    let inside = items.get(range.clone()).unwrap_or_default();
    match inside.first().and_then(|item| item.columns) {
        None => {
            placed.extend(range.map(|index| PlacedItem { index, x: 0.0, y: top, float: false }));
        }
        Some(columns) => {
            let balanced = column_balance::balance(inside, columns.count);
            placed.extend(range.zip(balanced).map(|(index, (column, y))| PlacedItem {
                index,
                x: column as f32 * columns.step,
                y: top + y,
                float: false,
            }));
        }
    }
}
