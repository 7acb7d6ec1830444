//! The flow of a page → a body: items moved to their place.

use super::Context;
use super::flow_item::{Background, FlowItem, move_item, moved};
use super::page_body::{PageBody, Part, Plan};
use crate::document::ElementId;
use crate::layout::pagination::arrange::{PlacedItem, arrange};
use crate::layout::{Artifact, Item, Owner, Rect};

/// Puts the flow of a page in their places.
pub(super) fn assemble(context: &Context, part: Part, plan: &Plan) -> PageBody {
    let Part { span, flow, notes } = part;
    let frame = plan.frame;
    let notes_depth = match notes.is_empty() {
        true => 0.0,
        false => {
            frame.separator + notes.iter().map(|note| note.row.space + note.row.height).sum::<f32>()
        }
    };
    let mut body = PageBody { orientation: plan.area.orientation, ..PageBody::default() };
    let arrangement = arrange(&plan.rows, &plan.floats, &span, frame, notes_depth);
    place_flow(&mut body, flow, &arrangement.places);
    if !notes.is_empty() {
        let carried =
            plan.notes.binary_search_by_key(&span.notes.start, |rows| rows.start).is_err();
        let top = frame.height - notes_depth;
        let mut rule = context.note_rule(carried, plan.area.width);
        move_item(&mut rule, 0.0, top);
        body.items.push(rule);
        place_notes(&mut body, notes, top + frame.separator);
    }
    body
}

/// Backgrounds that are open: which, from where, to where, in points from the head of the page.
type Backgrounds = Vec<(Background, f32, f32)>;

fn place_flow(body: &mut PageBody, flow: Vec<FlowItem>, places: &[PlacedItem]) {
    let mut bands: Backgrounds = Vec::new();
    let mut text_begins = true;
    for (item, at) in in_order(flow, places) {
        if !at.float && std::mem::take(&mut text_begins) {
            begin_text(body, &item, *at);
        }
        for band in &item.bands {
            extend(&mut bands, *band, at.y, at.y + item.row.height);
        }
        note_begin(body, &item, at.float);
        place_items(body, item.items, at.x, at.y);
    }
    let fills = bands.into_iter().map(|(band, top, bottom)| fill(band, top, bottom));
    body.items.splice(0..0, fills);
}

/// The flow with their places: the same order as that of the places, where floats may stand at
/// the foot.
fn in_order(
    mut flow: Vec<FlowItem>,
    places: &[PlacedItem],
) -> impl Iterator<Item = (FlowItem, &PlacedItem)> {
    let floats = places.iter().filter(|place| place.float).count();
    if places.first().is_some_and(|place| !place.float) {
        let floats = floats.min(flow.len());
        flow.rotate_left(floats);
    }
    flow.into_iter().zip(places)
}

/// What the first item of the text says about its page.
fn begin_text(body: &mut PageBody, item: &FlowItem, at: PlacedItem) {
    let opening = item.opening.as_deref().unwrap_or_default().to_vec();
    place_items(body, opening, at.x, at.y - item.row.opening);
    body.opens = item.row.opens;
}

/// Grows the band that is open for this element, or opens one.
fn extend(bands: &mut Backgrounds, band: Background, top: f32, bottom: f32) {
    match bands.iter_mut().find(|(open, ..)| open.element == band.element) {
        Some((.., end)) => *end = bottom,
        None => bands.push((band, top, bottom)),
    }
}

fn fill(band: Background, top: f32, bottom: f32) -> Item {
    let (y, height) = (top - band.padding, bottom - top + 2.0 * band.padding);
    let rect = Rect { x: band.x, y, width: band.width, height };
    Item::Fill { rect, colour: band.colour, owner: Owner::Artifact(Artifact::Layout) }
}

fn place_notes(body: &mut PageBody, flow: Vec<FlowItem>, top: f32) {
    let mut y = top;
    for item in flow {
        y += item.row.space;
        place_items(body, item.items, 0.0, y);
        body.begins.extend(&item.begins);
        y += item.row.height;
    }
}

fn place_items(body: &mut PageBody, items: Vec<Item>, x: f32, y: f32) {
    body.items.extend(moved(items, x, y));
}

/// Notes what begins with a item. A page begins, for those who look one up, with its text; floats
/// were called earlier.
fn note_begin(body: &mut PageBody, item: &FlowItem, float: bool) {
    body.begins.extend(&item.begins);
    if body.start.is_none() && !float {
        let known = |(element, _): &(ElementId, usize)| element.0 != u32::MAX;
        let begun = item.begins.last().map(|element| (*element, 0));
        body.start = item.start.filter(known).or(begun);
    }
    if let Some(running) = &item.running {
        body.running = Some(std::sync::Arc::clone(running));
    }
}
