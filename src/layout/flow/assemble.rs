//! The flow items of a page → a page body: items in their final positions.

use std::sync::Arc;

use super::background::PageBackgrounds;
use super::flow_item::{FlowItem, TextStart};
use super::footnote::note_rule;
use super::page_body::{NoteLine, PageBody, PageContent, Plan};
use crate::layout::page::translated;
use crate::layout::pagination::arrange::PlacedItem;
use crate::templates::NoteStyle;

/// Positions the content of a page.
pub fn assemble(style: &NoteStyle, content: PageContent, plan: &Plan) -> PageBody {
    let PageContent { span, items, notes } = content;
    let frame = plan.frame;
    let notes_depth = plan.notes_depth(notes.iter());
    let mut body = PageBody { orientation: plan.area.orientation, ..PageBody::default() };
    let arrangement = plan.arrange(&span, notes_depth);
    place_flow(&mut body, items, &arrangement.items);
    if !notes.is_empty() {
        let top = frame.height - notes_depth;
        let mut rule = note_rule(style, plan.continues_note(&span), plan.area.width);
        rule.translate(0.0, top);
        body.items.push(rule);
        place_notes(&mut body, notes, top + frame.separator);
    }
    body
}

fn place_flow(body: &mut PageBody, items: Vec<FlowItem>, placed: &[PlacedItem]) {
    let mut backgrounds = PageBackgrounds::default();
    let mut text_begins = true;
    let has_floats = placed.first().is_some_and(|item| item.float);
    for (item, at) in items.into_iter().zip(placed) {
        if !at.float && std::mem::take(&mut text_begins) {
            begin_text(body, &item, *at);
            body.opens_section = item.breaks.opens_section && !has_floats;
        }
        backgrounds.extend(&item.backgrounds, at.x, at.y, at.y + item.content.height);
        if item.on_band {
            body.band = Some(at.y + item.content.height);
        }
        record_anchors(body, &item, at.float);
        body.items.extend(translated(item.content.items, at.x, at.y));
    }
    body.items.splice(0..0, backgrounds.fills());
}

/// Adds the repeated header above the first item of the text.
fn begin_text(body: &mut PageBody, item: &FlowItem, at: PlacedItem) {
    let header = item.content.repeated_header.as_deref().unwrap_or_default().to_vec();
    body.items.extend(translated(header, at.x, at.y - item.spacing.page_edges.head));
}

fn place_notes(body: &mut PageBody, notes: Vec<NoteLine>, top: f32) {
    let mut y = top;
    for NoteLine { space, item } in notes {
        y += space;
        body.items.extend(translated(item.content.items, 0.0, y));
        body.elements.extend(&item.anchors.elements);
        y += item.content.height;
    }
}

/// Records the elements that begin with an item. The page starts with its text, not with its floats,
/// which are called earlier.
fn record_anchors(body: &mut PageBody, item: &FlowItem, float: bool) {
    body.elements.extend(&item.anchors.elements);
    if body.start.is_none() && !float {
        let element = item.anchors.elements.last();
        let begun = element.map(|element| TextStart { element: *element, offset: 0 });
        body.start = item.anchors.text.or(begun);
    }
    if let Some(running_head) = &item.anchors.running_head {
        body.running_head = Some(Arc::clone(running_head));
    }
}
