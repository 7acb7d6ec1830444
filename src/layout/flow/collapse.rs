//! Flow items → break items: spaces and penalties between neighbours collapse to the larger one, as
//! margins do in CSS 2.1, 8.3.1.

use std::borrow::Borrow;

use super::flow_item::FlowItem;
use crate::document::{ElementId, NoteKind};
use crate::layout::pagination::{BreakItem, SpaceAbove};

/// Spaces below this never stretch, in points.
const MIN_STRETCHABLE: f32 = 5.0;

/// The break items of a flow. Endnotes are not among them.
pub fn break_items<I: Borrow<FlowItem>>(flow: &[I], note_kind: NoteKind) -> Vec<BreakItem> {
    let flow: Vec<&FlowItem> = flow.iter().map(Borrow::borrow).collect();
    let notes = |item: &FlowItem| match note_kind {
        NoteKind::Footnotes => item.anchors.notes.len(),
        NoteKind::Endnotes => 0,
    };
    let floats = movable_floats(&flow, notes);
    let own = |(item, float): (&&FlowItem, &Option<ElementId>)| BreakItem {
        notes: notes(item),
        float: float.map(|element| element.0),
        ..break_item(item)
    };
    let mut items: Vec<BreakItem> = flow.iter().zip(&floats).map(own).collect();
    // The space below the item before a float.
    let mut before_float = 0.0;
    for (index, item) in items.iter_mut().enumerate().skip(1) {
        let Some([last, next]) = flow.get(index - 1..=index) else { continue };
        let depth = next.spacing.before.max(last.spacing.after);
        item.space =
            SpaceAbove { depth, without_float: 0.0, stretchable: depth >= MIN_STRETCHABLE };
        if floats.get(index) != floats.get(index - 1) {
            if item.float.is_some() {
                before_float = last.spacing.after;
            }
            item.space.without_float = next.spacing.before.max(before_float);
        }
        item.penalty = item.penalty.max(last.breaks.penalty_after);
    }
    items
}

/// The break item of a flow item, whatever is before it.
fn break_item(item: &FlowItem) -> BreakItem {
    BreakItem {
        height: item.content.height,
        page_edges: item.spacing.page_edges,
        on_grid: item.spacing.on_grid,
        penalty: item.breaks.penalty,
        forced: item.breaks.forced,
        opens_section: item.breaks.opens_section,
        columns: item.breaks.columns,
        ..BreakItem::default()
    }
}

/// The float of each item. A float with note references does not move, since notes are numbered in
/// the order of the text.
fn movable_floats(
    flow: &[&FlowItem],
    notes: impl Fn(&FlowItem) -> usize,
) -> Vec<Option<ElementId>> {
    let floats = flow.chunk_by(|one, other| one.breaks.float == other.breaks.float);
    let movable = |items: &[&FlowItem]| items.iter().all(|item| notes(item) == 0);
    let float = |items: &[&FlowItem]| items.first().and_then(|item| item.breaks.float);
    floats.flat_map(|items| vec![float(items).filter(|_| movable(items)); items.len()]).collect()
}
