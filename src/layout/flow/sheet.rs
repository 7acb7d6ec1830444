//! Strips → sheets: notes are set, cuts chosen, each page gets its strips.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::Context;
use super::compose::{self, Cut, Frame, Opening, Row, floats};
use super::place::place;
use super::strip::{Strip, anchor_asides, settle};
use crate::document::ElementId;
use crate::layout::Item;

/// What stands on a page of the text, before running heads and folios are added: items from the
/// top left corner of the text.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
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

/// The strips of all notes of a flow, one after the other.
struct Notes {
    /// Index into the notes as the flow calls them → which rows they are.
    rows: Vec<Range<usize>>,
    strips: Vec<Strip>,
}

/// What all pages of a flow are made from.
pub(super) struct Plan {
    /// The rows of the flow.
    pub rows: Vec<Row>,
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
    pub cut: Cut,
    /// The strips of its floats, then those of its text, in order.
    pub strips: Vec<Strip>,
    /// The strips of its notes.
    pub notes: Vec<Strip>,
}

impl Context<'_> {
    /// Breaks strips into pages.
    pub fn sheets(&self, mut strips: Vec<Strip>, area: Area) -> Vec<Sheet> {
        anchor_asides(&mut strips);
        settle(&mut strips);
        let notes = self.notes(&mut strips, area.width);
        let height = |strip: &Strip| strip.row.space + strip.row.height;
        let heights: Vec<Vec<f32>> = notes
            .rows
            .iter()
            .map(|rows| notes.strips.iter().skip(rows.start).take(rows.len()).map(height).collect())
            .collect();
        let rows: Vec<Row> = strips.iter().map(|strip| strip.row.clone()).collect();
        let frame = self.frame(area);
        let cuts = compose::compose(&rows, &heights, frame);
        let plan = Plan { floats: floats(&rows), rows, notes: notes.rows, frame, area };
        let parts = share_out(strips, notes.strips, &plan, cuts);
        let sheets = parts.into_par_iter().map(|part| self.sheet_with_asides(part, &plan));
        let mut sheets: Vec<Sheet> = sheets.flatten_iter().collect();
        carry_running_heads(&mut sheets);
        sheets
    }

    fn sheet_with_asides(&self, mut part: Part, plan: &Plan) -> Vec<Sheet> {
        let asides: Vec<Vec<Strip>> =
            part.strips.iter_mut().flat_map(|strip| std::mem::take(&mut strip.asides)).collect();
        let first = plan.rows.get(part.cut.rows.start).filter(|_| !part.cut.rows.is_empty());
        let on_right = first.is_some_and(|row| row.forced == Some(Opening::RightPage));
        let mut sheets = vec![Sheet { on_right, ..place(self, part, plan) }];
        for aside in asides {
            sheets.extend(self.sheets(aside, self.landscape()));
        }
        sheets
    }

    /// The room for text on an upright page.
    pub fn portrait(&self) -> Area {
        let orientation = Orientation::Portrait;
        Area { orientation, width: self.measure(), height: self.text_height() }
    }

    /// The room for text on a page that is turned: its side margins are the inner one.
    pub fn landscape(&self) -> Area {
        let page = &self.style.page;
        let width = (page.height_mm - 2.0 * page.inner_mm) * MM;
        let height = (page.width_mm - page.head_mm - page.foot_mm) * MM;
        Area { orientation: Orientation::Landscape, width, height }
    }

    /// Height of the text on an upright page, in points.
    pub fn text_height(&self) -> f32 {
        let page = &self.style.page;
        (page.height_mm - page.head_mm - page.foot_mm) * MM
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

    /// Sets the notes that the strips bring; their numbers in the strips become places in the flow.
    fn notes(&self, strips: &mut [Strip], width: f32) -> Notes {
        let mut brought = Vec::new();
        for note in strips.iter_mut().flat_map(|strip| strip.row.notes.iter_mut()) {
            brought.push(*note);
            *note = brought.len() - 1;
        }
        let set: Vec<Vec<Strip>> = brought
            .par_iter()
            .filter_map(|note| self.document.notes.get(*note))
            .map(|note| self.note(note, width))
            .collect();
        let mut notes = Notes { rows: Vec::new(), strips: Vec::new() };
        for mut note in set {
            settle(&mut note);
            let start = notes.strips.len();
            notes.strips.extend(note);
            notes.rows.push(start..notes.strips.len());
        }
        notes
    }
}

/// Millimetres to points.
const MM: f32 = 72.0 / 25.4;

/// Gives each page its strips. Nothing is copied: a long report's glyphs are most of the memory.
fn share_out(strips: Vec<Strip>, notes: Vec<Strip>, plan: &Plan, cuts: Vec<Cut>) -> Vec<Part> {
    let mut strips: Vec<Option<Strip>> = strips.into_iter().map(Some).collect();
    let mut notes = notes.into_iter();
    let mut take = |row: usize| strips.get_mut(row)?.take();
    let part = |cut: Cut| {
        let floats = plan.floats.get(cut.floats.clone()).unwrap_or_default();
        let floats = floats.iter().flat_map(Range::clone);
        let waiting = plan.floats.get(cut.shown..).unwrap_or_default().iter();
        let waiting = waiting.take_while(|float| float.start < cut.rows.end);
        let here = |row: &usize| !waiting.clone().any(|float| float.contains(row));
        let here: Vec<usize> = floats.chain(cut.rows.clone().filter(here)).collect();
        let strips = here.into_iter().filter_map(&mut take).collect();
        Part { strips, notes: notes.by_ref().take(cut.notes.len()).collect(), cut }
    };
    cuts.into_iter().map(part).collect()
}

/// A page on which no section begins bears the running head of the page before.
fn carry_running_heads(sheets: &mut [Sheet]) {
    let mut current: Option<Arc<str>> = None;
    for sheet in sheets {
        match &sheet.running {
            Some(running) => current = Some(Arc::clone(running)),
            None => sheet.running = current.clone(),
        }
    }
}
