//! Strips → bodies: notes are set, spans chosen, each page gets its flow.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::Context;
use super::assemble::assemble;
use super::flow_item::{FlowItem, anchor_inserts, settle};
use crate::document::ElementId;
use crate::layout::Item;
use crate::layout::pagination::{self, BreakItem, Frame, Opening, PageSpan, floats};
use crate::units::PT_PER_MM;

/// What stands on a page of the text, before running heads and folios are added: items from the
/// top left corner of the text.
#[derive(Clone, Debug, Default)]
pub struct PageBody {
    /// The items, in reading order.
    pub items: Vec<Item>,
    /// Elements that begin on it.
    pub begins: Vec<ElementId>,
    /// Its first text: whose, and from which byte on.
    pub start: Option<(ElementId, usize)>,
    /// The running head of the section that its last line belongs to.
    pub running: Option<Arc<str>>,
    /// Whether a section of level 1 opens at its head.
    pub opens: bool,
    /// Whether it must be a right-hand page.
    pub on_right: bool,
    /// How the page is turned.
    pub orientation: Orientation,
    /// Whether it stands empty before a right-hand page.
    pub blank: bool,
}

/// How a page is turned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Orientation {
    /// As the template says.
    #[default]
    Portrait,
    /// Width and height exchanged, for what is wider than the text.
    Landscape,
}

/// The room for text on a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    /// How the page is turned.
    pub orientation: Orientation,
    /// The measure, in points.
    pub width: f32,
    /// Depth of the text, notes included, in points.
    pub height: f32,
}

/// The flow of all notes of a flow, one after the other.
struct Notes {
    /// Index into the notes as the flow calls them → which rows they are.
    rows: Vec<Range<usize>>,
    flow: Vec<FlowItem>,
}

/// What all pages of a flow are made from.
pub(super) struct Plan {
    /// The rows of the flow.
    pub rows: Vec<BreakItem>,
    /// The rows of each float.
    pub floats: Vec<Range<usize>>,
    /// The rows of each note.
    pub notes: Vec<Range<usize>>,
    /// The room that they have.
    pub frame: Frame,
    /// The same with its width.
    pub area: Area,
}

/// What one page holds.
pub(super) struct Part {
    /// Which rows.
    pub span: PageSpan,
    /// The flow of its floats, then those of its text, in order.
    pub flow: Vec<FlowItem>,
    /// The flow of its notes.
    pub notes: Vec<FlowItem>,
}

impl Context<'_> {
    /// Breaks flow into pages.
    pub fn bodies(&self, mut flow: Vec<FlowItem>, area: Area) -> Vec<PageBody> {
        anchor_inserts(&mut flow);
        settle(&mut flow);
        let notes = self.notes(&mut flow, area.width);
        let height = |item: &FlowItem| item.row.space + item.row.height;
        let heights: Vec<Vec<f32>> = notes
            .rows
            .iter()
            .map(|rows| notes.flow.iter().skip(rows.start).take(rows.len()).map(height).collect())
            .collect();
        let rows: Vec<BreakItem> = flow.iter().map(|item| item.row.clone()).collect();
        let frame = self.frame(area);
        let spans = pagination::paginate(&rows, &heights, frame);
        let plan = Plan { floats: floats(&rows), rows, notes: notes.rows, frame, area };
        let parts = share_out(flow, notes.flow, &plan, spans);
        let bodies = parts.into_par_iter().map(|part| self.body_with_inserts(part, &plan));
        let mut bodies: Vec<PageBody> = bodies.flatten_iter().collect();
        carry_running_heads(&mut bodies);
        bodies
    }

    fn body_with_inserts(&self, mut part: Part, plan: &Plan) -> Vec<PageBody> {
        let inserts: Vec<Vec<FlowItem>> =
            part.flow.iter_mut().flat_map(|item| std::mem::take(&mut item.inserts)).collect();
        let first = plan.rows.get(part.span.items.start).filter(|_| !part.span.items.is_empty());
        let on_right = first.is_some_and(|row| row.forced == Some(Opening::RightPage));
        let mut bodies = vec![PageBody { on_right, ..assemble(self, part, plan) }];
        for landscape_insert in inserts {
            bodies.extend(self.bodies(landscape_insert, self.landscape()));
        }
        bodies
    }

    /// The room for text on an upright page.
    pub fn portrait(&self) -> Area {
        let orientation = Orientation::Portrait;
        Area { orientation, width: self.measure(), height: self.text_height() }
    }

    /// The room for text on a page that is turned: its side margins are the inner one.
    pub fn landscape(&self) -> Area {
        let page = &self.style.page;
        let width = (page.height_mm - 2.0 * page.inner_mm) * PT_PER_MM;
        let height = (page.width_mm - page.head_mm - page.foot_mm) * PT_PER_MM;
        Area { orientation: Orientation::Landscape, width, height }
    }

    /// Height of the text on an upright page, in points.
    pub fn text_height(&self) -> f32 {
        let page = &self.style.page;
        (page.height_mm - page.head_mm - page.foot_mm) * PT_PER_MM
    }

    fn frame(&self, area: Area) -> Frame {
        let page = &self.style.page;
        Frame {
            height: area.height,
            grid: page.grid_pt,
            snaps: page.baseline_grid,
            separator: self.note_separator(),
            take_up: page.vertical_justification.depth_pt,
            growth: page.vertical_justification.space_percent / 100.0,
        }
    }

    /// Sets the notes that the flow bring; their numbers in the flow become places in the flow.
    fn notes(&self, flow: &mut [FlowItem], width: f32) -> Notes {
        let mut brought = Vec::new();
        for note in flow.iter_mut().flat_map(|item| item.row.notes.iter_mut()) {
            brought.push(*note);
            *note = brought.len() - 1;
        }
        let set: Vec<Vec<FlowItem>> = brought
            .par_iter()
            .filter_map(|note| self.document.notes.get(*note))
            .map(|note| self.note(note, width))
            .collect();
        let mut notes = Notes { rows: Vec::new(), flow: Vec::new() };
        for mut note in set {
            settle(&mut note);
            let start = notes.flow.len();
            notes.flow.extend(note);
            notes.rows.push(start..notes.flow.len());
        }
        notes
    }
}

/// Gives each page its flow. Nothing is copied: a long report's glyphs are most of the memory.
fn share_out(
    flow: Vec<FlowItem>,
    notes: Vec<FlowItem>,
    plan: &Plan,
    spans: Vec<PageSpan>,
) -> Vec<Part> {
    let mut flow: Vec<Option<FlowItem>> = flow.into_iter().map(Some).collect();
    let mut notes = notes.into_iter();
    let mut take = |row: usize| flow.get_mut(row)?.take();
    let part = |span: PageSpan| {
        let floats = plan.floats.get(span.floats.clone()).unwrap_or_default();
        let floats = floats.iter().flat_map(Range::clone);
        let waiting = plan.floats.get(span.shown..).unwrap_or_default().iter();
        let waiting = waiting.take_while(|float| float.start < span.items.end);
        let here = |row: &usize| !waiting.clone().any(|float| float.contains(row));
        let here: Vec<usize> = floats.chain(span.items.clone().filter(here)).collect();
        let flow = here.into_iter().filter_map(&mut take).collect();
        Part { flow, notes: notes.by_ref().take(span.notes.len()).collect(), span }
    };
    spans.into_iter().map(part).collect()
}

/// A page on which no section begins bears the running head of the page before.
fn carry_running_heads(bodies: &mut [PageBody]) {
    let mut current: Option<Arc<str>> = None;
    for body in bodies {
        match &body.running {
            Some(running) => current = Some(Arc::clone(running)),
            None => body.running = current.clone(),
        }
    }
}
