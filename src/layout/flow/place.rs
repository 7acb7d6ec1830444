//! Strips → pages: cuts are chosen by [`compose`], items moved to their place.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::Context;
use super::compose::{self, Cut, Frame, NEVER, Row};
use super::strip::{Band, Strip, move_item, settle};
use crate::document::ElementId;
use crate::layout::{Artifact, Item, Owner, Rect};

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
}

/// The strips of all notes of a flow, one after the other.
struct Notes {
    /// Index into the document's notes → which rows they are.
    rows: Vec<Range<usize>>,
    strips: Vec<Strip>,
}

impl Context<'_> {
    /// Breaks strips into pages.
    pub fn sheets(&self, mut strips: Vec<Strip>, width: f32) -> Vec<Sheet> {
        settle(&mut strips, NEVER);
        let notes = self.notes(&mut strips, width);
        let heights: Vec<Vec<f32>> = notes
            .rows
            .iter()
            .map(|rows| notes.strips.iter().skip(rows.start).take(rows.len()).map(height).collect())
            .collect();
        let rows: Vec<Row> = strips.iter().map(|strip| strip.row.clone()).collect();
        let frame = Frame {
            height: self.text_height(),
            grid: self.style.page.grid_pt,
            separator: self.note_separator(),
        };
        let cuts = compose::compose(&rows, &heights, frame);
        drop(rows);
        let parts = share_out(strips, notes.strips, &cuts);
        let mut sheets: Vec<Sheet> =
            parts.into_par_iter().map(|part| self.sheet(part, &notes.rows, frame, width)).collect();
        carry_running_heads(&mut sheets);
        sheets
    }

    /// Height of the text on a page, in points.
    pub fn text_height(&self) -> f32 {
        let page = &self.style.page;
        (page.height_mm - page.head_mm - page.foot_mm) * 72.0 / 25.4
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
            settle(&mut note, NEVER);
            let start = notes.strips.len();
            notes.strips.extend(note);
            notes.rows.push(start..notes.strips.len());
        }
        notes
    }

    fn sheet(&self, part: Part, notes: &[Range<usize>], frame: Frame, width: f32) -> Sheet {
        let Part { cut, strips, notes: note_strips } = part;
        let notes_depth = match note_strips.is_empty() {
            true => 0.0,
            false => frame.separator + note_strips.iter().map(height).sum::<f32>(),
        };
        let mut sheet = Sheet::default();
        let grow = growth(&strips, &cut, frame, notes_depth);
        place_flow(&mut sheet, strips, grow);
        if !note_strips.is_empty() {
            let carried = notes.binary_search_by_key(&cut.notes.start, |rows| rows.start).is_err();
            let top = frame.height - notes_depth;
            let mut rule = self.note_rule(carried, width);
            move_item(&mut rule, 0.0, top);
            sheet.items.push(rule);
            place_notes(&mut sheet, note_strips, top + frame.separator);
        }
        sheet
    }
}

/// What one page holds.
struct Part {
    cut: Cut,
    strips: Vec<Strip>,
    notes: Vec<Strip>,
}

/// Gives each page its strips. Nothing is copied: a long report's glyphs are most of the memory.
fn share_out(strips: Vec<Strip>, notes: Vec<Strip>, cuts: &[Cut]) -> Vec<Part> {
    let (mut strips, mut notes) = (strips.into_iter(), notes.into_iter());
    let part = |cut: &Cut| Part {
        cut: cut.clone(),
        strips: strips.by_ref().take(cut.rows.len()).collect(),
        notes: notes.by_ref().take(cut.notes.len()).collect(),
    };
    cuts.iter().map(part).collect()
}

fn height(strip: &Strip) -> f32 {
    strip.row.space + strip.row.height
}

/// How much each space that can grow does, so that the page ends at the same depth as others.
fn growth(strips: &[Strip], cut: &Cut, frame: Frame, notes_depth: f32) -> f32 {
    let Some((first, rest)) = strips.split_first() else { return 0.0 };
    let closing = strips.last().map_or(0.0, |last| last.row.closing);
    let own = first.row.opening + first.row.height + closing;
    let depth = own + rest.iter().map(height).sum::<f32>();
    let spaces = rest.iter().filter(|strip| strip.row.stretch).count();
    let left_over = frame.height - notes_depth - depth;
    if cut.last { 0.0 } else { frame.stretch(left_over, spaces).unwrap_or(0.0) }
}

fn place_flow(sheet: &mut Sheet, strips: Vec<Strip>, grow: f32) {
    let mut y = 0.0;
    let mut bands: Vec<(Band, f32, f32)> = Vec::new();
    for (index, strip) in strips.into_iter().enumerate() {
        if index == 0 {
            place(sheet, strip.opening.as_deref().unwrap_or_default().to_vec(), 0.0);
            y += strip.row.opening;
            sheet.opens = strip.opens;
        } else {
            y += strip.row.space + if strip.row.stretch { grow } else { 0.0 };
        }
        for band in &strip.bands {
            extend(&mut bands, *band, y, y + strip.row.height);
        }
        note_begin(sheet, &strip);
        place(sheet, strip.items, y);
        y += strip.row.height;
    }
    let fills = bands.into_iter().map(|(band, top, bottom)| fill(band, top, bottom));
    sheet.items.splice(0..0, fills);
}

/// Grows the band that is open for this element, or opens one.
fn extend(bands: &mut Vec<(Band, f32, f32)>, band: Band, top: f32, bottom: f32) {
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
        place(sheet, strip.items, y);
        sheet.begins.extend(&strip.begins);
        y += strip.row.height;
    }
}

fn place(sheet: &mut Sheet, items: Vec<Item>, y: f32) {
    sheet.items.extend(items.into_iter().map(|mut item| {
        move_item(&mut item, 0.0, y);
        item
    }));
}

fn note_begin(sheet: &mut Sheet, strip: &Strip) {
    sheet.begins.extend(&strip.begins);
    if sheet.start.is_none() {
        let known = |(element, _): &(ElementId, usize)| element.0 != u32::MAX;
        let begun = strip.begins.last().map(|element| (*element, 0));
        sheet.start = strip.start.filter(known).or(begun);
    }
    if let Some(running) = &strip.running {
        sheet.running = Some(Arc::clone(running));
    }
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
