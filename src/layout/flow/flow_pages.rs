//! A flow → page bodies: notes are set, page breaks chosen, items distributed among pages.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::Context;
use super::assemble::assemble;
use super::collapse::break_items;
use super::flow_item::FlowItem;
use super::flow_part::{FlowPart, attach_leading_inserts};
use super::footnote::footnote;
use super::kept_pages::KeptPages;
use super::page_body::{NoteLine, PageBody, PageContent, PagePlan, Plan, SetNote};
use crate::document::{Document, ElementId, Note, NoteKind};
use crate::layout::geometry::{Orientation, TextArea, note_separator, text_area};
use crate::layout::kept::KeptLayout;
use crate::layout::pagination::break_item::floats;
use crate::layout::pagination::{Frame, PageOpening, paginate};
use crate::templates::Style;

/// Breaks a flow into pages. The flow of the element `of` has mostly been broken before, by an earlier build.
pub fn page_bodies(
    context: Context,
    of: Option<ElementId>,
    parts: Vec<FlowPart>,
    area: TextArea,
) -> Vec<Arc<PageBody>> {
    let parts = attach_leading_inserts(parts);
    let flow: Vec<&FlowItem> = parts.iter().flat_map(|part| part.items.iter()).collect();
    let notes = set_notes(context, &flow, area.width);
    let heights: Vec<Vec<f32>> =
        notes.iter().map(|note| note.lines.iter().map(NoteLine::depth).collect()).collect();
    let items = break_items(&flow, context.document.note_kind);
    let frame = frame(context.style, area);
    let spans = context.kept.page_breaks(of, |earlier| {
        paginate(&items, &heights, frame, earlier, context.kept.interrupt)
    });
    let plan = Plan { floats: floats(&items), items, notes: line_ranges(&notes), frame, area };
    let pages: Vec<PagePlan> = spans.into_iter().map(|span| plan.page(span)).collect();
    match KeptPages::of(context, &parts, &notes, area) {
        Some(kept) => {
            let bodies = pages.into_par_iter().map(|page| {
                kept.bodies(context.kept, (page, &plan), |page| bodies(context, page, &plan))
            });
            bodies.flatten_iter().collect()
        }
        None => {
            let pages = distribute(parts, notes, pages);
            let bodies = pages.into_par_iter().map(|page| bodies(context, page, &plan));
            bodies.flatten_iter().collect()
        }
    }
}

/// Sets the notes first referenced in a flow.
fn set_notes(context: Context, flow: &[&FlowItem], width: f32) -> Vec<SetNote> {
    let Document { notes, note_kind, .. } = context.document;
    if *note_kind == NoteKind::Endnotes {
        return Vec::new();
    }
    let referenced = flow.iter().flat_map(|item| &item.anchors.notes);
    let referenced: Vec<&Note> = referenced.filter_map(|note| notes.get(*note)).collect();
    let set = referenced.into_par_iter().map(|note| {
        let content = (context.made_with(), note, width.to_bits());
        let set = |kept: &KeptLayout| note_lines(Context { kept, ..context }, note, width);
        let (lines, key) = context.kept.flow("note", content, set);
        SetNote { lines, key }
    });
    set.collect()
}

fn note_lines(context: Context, note: &Note, width: f32) -> Vec<NoteLine> {
    let flow = footnote(context, note, width);
    let spaces = break_items(&flow, NoteKind::Footnotes).into_iter().map(|item| item.space.depth);
    spaces.zip(flow).map(|(space, item)| NoteLine { space, item }).collect()
}

fn line_ranges(notes: &[SetNote]) -> Vec<Range<usize>> {
    let mut start = 0;
    let ranges = notes.iter().map(|note| {
        let range = start..start + note.lines.len();
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

/// Distributes the flow among its pages, without copying what no other build shares, because glyphs dominate the memory of
/// a long report.
fn distribute(parts: Vec<FlowPart>, notes: Vec<SetNote>, pages: Vec<PagePlan>) -> Vec<PageContent> {
    let flow = parts.into_iter().flat_map(|part| Arc::unwrap_or_clone(part.items));
    let mut flow: Vec<Option<FlowItem>> = flow.map(Some).collect();
    let mut notes = notes.into_iter().flat_map(|note| Arc::unwrap_or_clone(note.lines));
    let page = |plan: PagePlan| {
        let take = |index: &usize| flow.get_mut(*index)?.take();
        let items = plan.items.iter().filter_map(take).collect();
        let notes = notes.by_ref().take(plan.span.notes.len()).collect();
        PageContent { items, notes, span: plan.span }
    };
    pages.into_iter().map(page).collect()
}

/// A page, and the landscape pages called on it.
fn bodies(context: Context, mut page: PageContent, plan: &Plan) -> Vec<Arc<PageBody>> {
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
        bodies.extend(page_bodies(context, None, vec![FlowPart::new(insert)], landscape));
    }
    bodies
}
