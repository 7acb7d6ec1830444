//! The strips of a page → a sheet: items moved to their place.

use super::Context;
use super::compose::arrange::{Place, arrange};
use super::sheet::{Part, Plan, Sheet};
use super::strip::{Band, Strip, move_item, moved};
use crate::document::ElementId;
use crate::layout::{Artifact, Item, Owner, Rect};

/// Puts the strips of a page in their places.
pub(super) fn place(context: &Context, part: Part, plan: &Plan) -> Sheet {
    let Part { cut, strips, notes } = part;
    let frame = plan.frame;
    let notes_depth = match notes.is_empty() {
        true => 0.0,
        false => {
            frame.separator + notes.iter().map(|note| note.row.space + note.row.height).sum::<f32>()
        }
    };
    let mut sheet = Sheet { orientation: plan.area.orientation, ..Sheet::default() };
    let arrangement = arrange(&plan.rows, &plan.floats, &cut, frame, notes_depth);
    place_flow(&mut sheet, strips, &arrangement.places);
    if !notes.is_empty() {
        let carried = plan.notes.binary_search_by_key(&cut.notes.start, |rows| rows.start).is_err();
        let top = frame.height - notes_depth;
        let mut rule = context.note_rule(carried, plan.area.width);
        move_item(&mut rule, 0.0, top);
        sheet.items.push(rule);
        place_notes(&mut sheet, notes, top + frame.separator);
    }
    sheet
}

/// Bands that are open: which, from where, to where, in points from the head of the page.
type Bands = Vec<(Band, f32, f32)>;

fn place_flow(sheet: &mut Sheet, strips: Vec<Strip>, places: &[Place]) {
    let mut bands: Bands = Vec::new();
    let mut text_begins = true;
    for (strip, at) in in_order(strips, places) {
        if !at.float && std::mem::take(&mut text_begins) {
            begin_text(sheet, &strip, *at);
        }
        for band in &strip.bands {
            extend(&mut bands, *band, at.y, at.y + strip.row.height);
        }
        note_begin(sheet, &strip, at.float);
        place_items(sheet, strip.items, at.x, at.y);
    }
    let fills = bands.into_iter().map(|(band, top, bottom)| fill(band, top, bottom));
    sheet.items.splice(0..0, fills);
}

/// The strips with their places: the same order as that of the places, where floats may stand at
/// the foot.
fn in_order(mut strips: Vec<Strip>, places: &[Place]) -> impl Iterator<Item = (Strip, &Place)> {
    let floats = places.iter().filter(|place| place.float).count();
    if places.first().is_some_and(|place| !place.float) {
        let floats = floats.min(strips.len());
        strips.rotate_left(floats);
    }
    strips.into_iter().zip(places)
}

/// What the first strip of the text says about its page.
fn begin_text(sheet: &mut Sheet, strip: &Strip, at: Place) {
    let opening = strip.opening.as_deref().unwrap_or_default().to_vec();
    place_items(sheet, opening, at.x, at.y - strip.row.opening);
    sheet.opens = strip.row.opens;
}

/// Grows the band that is open for this element, or opens one.
fn extend(bands: &mut Bands, band: Band, top: f32, bottom: f32) {
    match bands.iter_mut().find(|(open, ..)| open.element == band.element) {
        Some((.., end)) => *end = bottom,
        None => bands.push((band, top, bottom)),
    }
}

fn fill(band: Band, top: f32, bottom: f32) -> Item {
    let (y, height) = (top - band.padding, bottom - top + 2.0 * band.padding);
    let rect = Rect { x: band.x, y, width: band.width, height };
    Item::Fill { rect, colour: band.colour, owner: Owner::Artifact(Artifact::Layout) }
}

fn place_notes(sheet: &mut Sheet, strips: Vec<Strip>, top: f32) {
    let mut y = top;
    for strip in strips {
        y += strip.row.space;
        place_items(sheet, strip.items, 0.0, y);
        sheet.begins.extend(&strip.begins);
        y += strip.row.height;
    }
}

fn place_items(sheet: &mut Sheet, items: Vec<Item>, x: f32, y: f32) {
    sheet.items.extend(moved(items, x, y));
}

/// Notes what begins with a strip. A page begins, for those who look one up, with its text; floats
/// were called earlier.
fn note_begin(sheet: &mut Sheet, strip: &Strip, float: bool) {
    sheet.begins.extend(&strip.begins);
    if sheet.start.is_none() && !float {
        let known = |(element, _): &(ElementId, usize)| element.0 != u32::MAX;
        let begun = strip.begins.last().map(|element| (*element, 0));
        sheet.start = strip.start.filter(known).or(begun);
    }
    if let Some(running) = &strip.running {
        sheet.running = Some(std::sync::Arc::clone(running));
    }
}
