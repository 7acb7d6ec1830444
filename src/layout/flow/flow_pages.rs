//! A flow → page bodies: notes are set, page breaks chosen, items distributed among pages.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::Context;
use super::assemble::assemble;
use super::collapse::break_items;
use super::flow_item::FlowItem;
use super::footnote::footnote;
use super::landscape_insert::attach_inserts;
use super::page_body::{NoteLine, PageBody, PageContent, Plan};
use crate::document::NoteKind;
use crate::layout::geometry::{Orientation, TextArea, note_separator, text_area};
use crate::layout::pagination::break_item::floats;
use crate::layout::pagination::{Frame, PageOpening, PageSpan, paginate};
use crate::templates::Style;

/// Breaks a flow into pages.
pub fn page_bodies(context: Context, flow: Vec<FlowItem>, area: TextArea) -> Vec<Arc<PageBody>> {
    let mut flow = attach_inserts(flow);
    let notes = match context.document.note_kind {
        NoteKind::Footnotes => number_notes(&mut flow),
        NoteKind::Endnotes => {
            flow.iter_mut().for_each(|item| item.anchors.notes.clear());
            Vec::new()
        }
    };
    let notes = set_notes(context, &notes, area.width);
    let heights: Vec<Vec<f32>> =
        notes.iter().map(|note| note.iter().map(NoteLine::depth).collect()).collect();
    let items = break_items(&flow);
    let frame = frame(context.style, area);
    let spans = paginate(&items, &heights, frame, context.kept.interrupt);
    let plan = Plan { floats: floats(&items), items, notes: line_ranges(&notes), frame, area };
    let pages = distribute(flow, notes, &plan, spans);
    let bodies = pages.into_par_iter().map(|page| body_and_inserts(context, page, &plan));
    bodies.flatten_iter().collect()
}

/// Renumbers the notes of a flow from 0 in the order of their references. Returns their former
/// numbers, indexes into the notes of the document.
fn number_notes(flow: &mut [FlowItem]) -> Vec<usize> {
    let mut notes = Vec::new();
    for note in flow.iter_mut().flat_map(|item| item.anchors.notes.iter_mut()) {
        notes.push(*note);
        *note = notes.len() - 1;
    }
    notes
}

/// Sets notes of the document.
fn set_notes(context: Context, notes: &[usize], width: f32) -> Vec<Vec<NoteLine>> {
    let notes = notes.par_iter().filter_map(|note| context.document.notes.get(*note));
    let set = notes.map(|note| {
        let flow = footnote(context, note, width);
        let spaces = break_items(&flow).into_iter().map(|item| item.space.depth);
        spaces.zip(flow).map(|(space, item)| NoteLine { space, item }).collect()
    });
    set.collect()
}

fn line_ranges(notes: &[Vec<NoteLine>]) -> Vec<Range<usize>> {
    let mut start = 0;
    let ranges = notes.iter().map(|note| {
        let range = start..start + note.len();
        start = range.end;
        range
    });
    ranges.collect()
}

fn frame(style: &Style, area: TextArea) -> Frame {
    let page = &style.page;
    Frame {
        height: area.height,
        grid: page.grid_pt,
        snaps: page.baseline_grid,
        separator: note_separator(style),
        max_stretch: page.vertical_justification.depth_pt,
        max_growth: page.vertical_justification.space_percent / 100.0,
    }
}

/// Distributes the flow among its pages without copying, because glyphs dominate the memory of a long
/// report.
fn distribute(
    flow: Vec<FlowItem>,
    notes: Vec<Vec<NoteLine>>,
    plan: &Plan,
    spans: Vec<PageSpan>,
) -> Vec<PageContent> {
    let mut flow: Vec<Option<FlowItem>> = flow.into_iter().map(Some).collect();
    let mut notes = notes.into_iter().flatten();
    let mut take = |index: usize| flow.get_mut(index)?.take();
    let page = |span: PageSpan| {
        let floats = plan.floats.get(span.floats.clone()).unwrap_or_default();
        let floats = floats.iter().flat_map(Range::clone);
        let waiting = plan.floats.get(span.floats_placed..).unwrap_or_default().iter();
        let waiting = waiting.take_while(|float| float.start < span.items.end);
        let here = |index: &usize| !waiting.clone().any(|float| float.contains(index));
        let here: Vec<usize> = floats.chain(span.items.clone().filter(here)).collect();
        let items = here.into_iter().filter_map(&mut take).collect();
        let notes = notes.by_ref().take(span.notes.len()).collect();
        PageContent { items, notes, span }
    };
    spans.into_iter().map(page).collect()
}

/// A page, and the landscape pages called on it.
fn body_and_inserts(context: Context, mut page: PageContent, plan: &Plan) -> Vec<Arc<PageBody>> {
    if context.kept.interrupt.is_requested() {
        return Vec::new();
    }
    let inserts = page.items.iter_mut();
    let inserts: Vec<Vec<FlowItem>> =
        inserts.flat_map(|item| std::mem::take(&mut item.landscape_inserts)).collect();
    let first = plan.items.get(page.span.items.start).filter(|_| !page.span.items.is_empty());
    let recto = first.is_some_and(|item| item.forced == Some(PageOpening::Recto));
    let body = PageBody { recto, ..assemble(&context.style.notes, page, plan) };
    let mut bodies = vec![Arc::new(body)];
    let landscape = text_area(&context.style.page, Orientation::Landscape);
    for insert in inserts {
        bodies.extend(page_bodies(context, insert, landscape));
    }
    bodies
}
