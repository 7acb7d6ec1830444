//! Rows → pages: where pages end, chosen together rather than one after the other.
//!
//! A shortest path over the places where a page may end (after Plass 1981, "Optimal pagination
//! techniques for automatic typesetting systems"). A place is a row, how much of the notes that
//! are due has been placed, and how many of the floats. No place is impossible, only dear, so every
//! flow has pages; the time grows with the rows, since a page only looks as far as it is deep.

use std::ops::Range;

pub mod arrange;
pub mod columns;
mod cost;
pub mod pile;
mod row;
mod trial;
mod way;

pub use cost::NEVER;
pub use row::{Columns, Cut, Frame, Opening, Row, floats};

use cost::{DEFERRED, FREE, OVERFULL, SPLIT_NOTE, stub, underfull, wasted};
use way::Way;

/// Cuts rows into pages; `notes` are the heights of the rows of each note.
pub fn compose(rows: &[Row], notes: &[Vec<f32>], frame: Frame) -> Vec<Cut> {
    let mut search = Search::new(rows, notes, frame);
    search.run();
    search.best()
}

/// The head of a page: its first row, how many rows of notes and how many floats stand on earlier
/// pages, how many rows of notes are owed by them, and what the way to it costs.
#[derive(Clone, Copy, Default)]
struct Head {
    row: usize,
    placed: usize,
    owed: usize,
    shown: usize,
    cost: f32,
    /// The number of that way.
    way: Option<usize>,
}

/// A page that is tried.
struct Trial {
    /// What it holds.
    cut: Cut,
    /// Depth that is left over.
    left_over: f32,
    /// How much of it is spaces that can grow, in points.
    spaces: f32,
    /// Whether all that must stand on it does.
    fits: bool,
    /// What it costs to break there.
    penalty: f32,
}

struct Search<'a> {
    rows: &'a [Row],
    frame: Frame,
    /// Depth of the rows of all notes up to each.
    note_depth: Vec<f32>,
    /// For each row, the rows of notes that are due once it is placed.
    due: Vec<usize>,
    /// For each row, the rows of notes that must stand on its page.
    begun: Vec<usize>,
    /// The rows of each float.
    floats: Vec<Range<usize>>,
    /// The ways that reach each row.
    reaching: Vec<Vec<Way>>,
}

impl<'a> Search<'a> {
    fn new(rows: &'a [Row], notes: &[Vec<f32>], frame: Frame) -> Self {
        let (mut note_depth, mut due, mut begun) = (vec![0.0], Vec::new(), Vec::new());
        let (mut must, mut depth) = (0, 0.0);
        for row in rows {
            for note in row.notes.iter().filter_map(|note| notes.get(*note)) {
                must = note_depth.len() - 1 + note.len().min(2);
                note_depth.extend(note.iter().map(|height| {
                    depth += height;
                    depth
                }));
            }
            due.push(note_depth.len() - 1);
            begun.push(must);
        }
        let reaching = vec![Vec::new(); rows.len() + 1];
        Search { rows, frame, note_depth, due, begun, floats: floats(rows), reaching }
    }

    /// Finds the cheapest way to each row.
    fn run(&mut self) {
        self.pages_from(Head::default());
        for row in 1..=self.rows.len() {
            let mut number = 0;
            while let Some(head) = self.head(row, number) {
                if row < self.rows.len() || head.placed < head.owed || self.waiting(head) > 0 {
                    self.pages_from(head);
                }
                number += 1;
            }
        }
    }

    fn head(&self, row: usize, number: usize) -> Option<Head> {
        let way = self.reaching.get(row)?.get(number)?;
        let (placed, shown, cost) = (way.placed(), way.shown(), way.cost);
        let owed = self.due_before(row);
        Some(Head { row, placed, owed, shown, cost, way: Some(number) })
    }

    /// The rows of notes that are due once every row before this one is placed.
    fn due_before(&self, row: usize) -> usize {
        row.checked_sub(1).and_then(|last| self.due.get(last)).copied().unwrap_or(0)
    }

    /// How many floats begin before a row.
    fn called_before(&self, row: usize) -> usize {
        self.floats.partition_point(|float| float.start < row)
    }

    /// How many floats wait for a page at its head.
    fn waiting(&self, head: Head) -> usize {
        self.called_before(head.row).saturating_sub(head.shown)
    }

    /// Tries every end of a page.
    fn pages_from(&mut self, head: Head) {
        let part_begins = self.rows.get(head.row).is_none_or(|row| row.forced.is_some());
        if part_begins && self.waiting(head) > 0 {
            return self.floats_alone(head);
        }
        let trials = self.trials(head);
        if trials.is_empty() && head.owed > head.placed {
            return self.notes_alone(head);
        }
        if trials.is_empty() {
            return self.floats_alone(head);
        }
        let free = |trial: &&Trial| trial.penalty <= FREE;
        let fullest = trials.iter().filter(free).map(|trial| trial.left_over);
        let fullest = fullest.fold(f32::INFINITY, f32::min);
        trials.into_iter().for_each(|trial| self.reach(head, trial, fullest));
    }

    fn trial(&self, mut cut: Cut, room: f32, spaces: f32, fits: bool) -> Trial {
        let next = self.rows.get(cut.rows.end);
        cut.last = next.is_none_or(|row| row.forced.is_some());
        let penalty = if cut.last { 0.0 } else { next.map_or(0.0, |row| row.penalty) };
        let left_over = room - self.notes_depth(cut.notes.clone());
        Trial { cut, left_over, spaces, fits, penalty }
    }

    /// A page of nothing but notes: one is longer than what pages have left for it.
    fn notes_alone(&mut self, head: Head) {
        let until = self.fit(head.placed, head.placed + 1, head.owed, self.frame.height);
        self.alone(head, head.shown..head.shown, head.placed..until);
    }

    /// A page of nothing but floats: the part ends before they found room.
    fn floats_alone(&mut self, head: Head) {
        let floats = self.begin(head).floats;
        if !floats.is_empty() {
            self.alone(head, floats, head.placed..head.placed);
        }
    }

    fn alone(&mut self, head: Head, floats: Range<usize>, notes: Range<usize>) {
        let (rows, shown) = (head.row..head.row, floats.end);
        let cut = Cut { rows, floats, shown, notes, last: false };
        let trial = self.trial(cut, self.frame.height, 0.0, true);
        self.reach(head, trial, f32::INFINITY);
    }

    /// Notes that a page may end here; the fullest page from the same head leaves `fullest` over.
    fn reach(&mut self, head: Head, trial: Trial, fullest: f32) {
        let Trial { cut, left_over, spaces, fits, penalty } = trial;
        let page = match (fits, cut.last) {
            (false, _) => OVERFULL,
            _ if cut.rows.is_empty() => 0.0,
            (true, true) => stub(&self.frame, self.frame.height - left_over),
            (true, false) => {
                underfull(&self.frame, left_over, spaces) + wasted(&self.frame, left_over, fullest)
            }
        };
        let carried = cut.notes.end < self.due_before(cut.rows.end);
        let split = if carried { SPLIT_NOTE } else { 0.0 };
        let deferred = self.called_before(cut.rows.end).saturating_sub(cut.shown);
        let cost = head.cost + page + penalty + split + DEFERRED * deferred as f32;
        self.keep(cut.rows.clone(), Way::new(cost, &cut, head.way));
    }
}

#[cfg(test)]
mod tests;
