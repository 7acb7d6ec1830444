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

pub use cost::NEVER;
pub use row::{Columns, Cut, Frame, Opening, Row, floats};

use cost::{DEFERRED, FREE, OVERFULL, SPLIT_NOTE, stub, underfull, wasted};
use pile::Pile;

/// How many ways to reach one row are kept: they differ in what of notes and floats is placed.
const WAYS: usize = 3;

/// Cuts rows into pages; `notes` are the heights of the rows of each note.
pub fn compose(rows: &[Row], notes: &[Vec<f32>], frame: Frame) -> Vec<Cut> {
    let mut search = Search::new(rows, notes, frame);
    search.run();
    search.best()
}

/// One way to reach a place: the page that ends there, and the way to the head of that page by its
/// number among the ways that reach its first row. There are several for every row of a report, so
/// this is kept small.
#[derive(Clone, Copy, Debug)]
struct Way {
    cost: f32,
    /// The page's first row.
    row: u32,
    /// The floats at its head: the first, and how many have been placed by the end of the page.
    floats: (u32, u32),
    /// How many of the floats stand at its head.
    waited: u32,
    /// The rows of its notes.
    notes: (u32, u32),
    /// The number of the way to its head; [`START`] for the first page.
    before: u32,
}

/// There is no way before the first page.
const START: u32 = u32::MAX;

impl Way {
    fn new(cost: f32, cut: &Cut, before: Option<usize>) -> Way {
        Way {
            cost,
            row: cut.rows.start as u32,
            floats: (cut.floats.start as u32, cut.shown as u32),
            waited: cut.floats.len() as u32,
            notes: (cut.notes.start as u32, cut.notes.end as u32),
            before: before.map_or(START, |number| number as u32),
        }
    }

    /// How many rows of notes have been placed.
    fn placed(&self) -> usize {
        self.notes.1 as usize
    }

    /// How many floats have been placed.
    fn shown(&self) -> usize {
        self.floats.1 as usize
    }

    /// The page that ends before a row.
    fn cut(&self, end: usize, last: bool) -> Cut {
        let first = self.floats.0 as usize;
        Cut {
            rows: self.row as usize..end,
            floats: first..first + self.waited as usize,
            shown: self.shown(),
            notes: self.notes.0 as usize..self.placed(),
            last,
        }
    }
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

    /// Every end that a page can have, the shortest first.
    fn trials(&self, head: Head) -> Vec<Trial> {
        let progress = head.owed.min(head.placed + 1).max(head.placed);
        let mut page = self.begin(head);
        let mut trials = Vec::new();
        let mut index = head.row;
        while let Some(row) = self.rows.get(index) {
            if row.forced.is_some() && index > head.row {
                break;
            }
            let must = self.begun.get(index).copied().unwrap_or(0).max(progress);
            if let Some(end) = self.passed_over(index, must, head, &mut page) {
                index = end;
                continue;
            }
            page.pile.add(index);
            let room = self.frame.height - page.pile.depth();
            let due = self.due_before(index + 1);
            let mut until = self.fit(head.placed, must, due, room);
            let fits = self.notes_depth(head.placed..until) <= room + 0.01;
            let helped = !trials.is_empty() || head.owed > head.placed || !page.floats.is_empty();
            if !fits && helped {
                break;
            }
            if !fits {
                until = self.fit(head.placed, head.placed, due, room);
            }
            let (rows, notes) = (head.row..index + 1, head.placed..until);
            let (floats, shown) = (page.floats.clone(), page.shown);
            let cut = Cut { rows, floats, shown, notes, last: false };
            trials.push(self.trial(cut, room, page.pile.spaces(), fits));
            if !fits {
                break;
            }
            index += 1;
        }
        trials
    }

    /// A page with the floats that wait for it, as many as there is room for.
    fn begin(&self, head: Head) -> Begun<'a> {
        let mut pile = Pile::new(self.rows, self.frame, 0.0);
        let mut shown = head.shown;
        for float in self.floats.iter().take(self.called_before(head.row)).skip(head.shown) {
            let mut with = pile;
            with.add_float(float.clone());
            if with.depth() > self.frame.height && !pile.is_empty() {
                break;
            }
            (pile, shown) = (with, shown + 1);
        }
        Begun { pile, floats: head.shown..shown, shown }
    }

    /// Where the text goes on if a float begins at a row and has to wait for another page: for want
    /// of room, or because an earlier one waits.
    fn passed_over(
        &self,
        index: usize,
        must: usize,
        head: Head,
        page: &mut Begun,
    ) -> Option<usize> {
        let number = self.floats.binary_search_by_key(&index, |float| float.start).ok()?;
        let float = self.floats.get(number)?;
        let mut with = page.pile;
        float.clone().for_each(|row| {
            with.add(row);
        });
        let room = self.frame.height - with.depth();
        let fits = self.notes_depth(head.placed..must) <= room + 0.01;
        if page.shown == number && (fits || page.pile.is_empty()) {
            page.shown += 1;
            return None;
        }
        page.pile.part();
        Some(float.end)
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

    fn notes_depth(&self, notes: Range<usize>) -> f32 {
        if notes.is_empty() {
            return 0.0;
        }
        let at = |index: usize| self.note_depth.get(index).copied().unwrap_or(0.0);
        self.frame.separator + at(notes.end) - at(notes.start)
    }

    /// Up to which row notes stand on a page: those that must, and of those that are due as many
    /// as there is room for.
    fn fit(&self, placed: usize, must: usize, due: usize, room: f32) -> usize {
        let fits = |until: usize| self.notes_depth(placed..until) <= room + 0.01;
        let mut until = must;
        while until < due && fits(until + 1) {
            until += 1;
        }
        // One row alone on the next page looks lost.
        if due.saturating_sub(until) == 1 && until > must { until - 1 } else { until }
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

    /// Keeps a way unless one that is known is as cheap and has placed as much.
    fn keep(&mut self, rows: Range<usize>, way: Way) {
        let Some(known) = self.reaching.get_mut(rows.end) else { return };
        // Ways to the head of a page without text are being followed and must keep their numbers.
        if rows.is_empty() {
            return known.push(way);
        }
        let serves = |one: &Way, other: &Way| {
            one.cost <= other.cost && one.placed() >= other.placed() && one.shown() >= other.shown()
        };
        if known.iter().any(|rival| serves(rival, &way)) {
            return;
        }
        known.retain(|rival| !serves(&way, rival));
        known.push(way);
        if known.len() > WAYS {
            known.sort_by(|one, other| one.cost.total_cmp(&other.cost));
            known.truncate(WAYS);
        }
    }

    /// The cheapest way to the end, page by page.
    fn best(&self) -> Vec<Cut> {
        let all = self.note_depth.len() - 1;
        let complete = |way: &&Way| way.placed() >= all && way.shown() >= self.floats.len();
        let ends = self.reaching.last().into_iter().flatten().filter(complete);
        let mut way = ends.min_by(|one, other| one.cost.total_cmp(&other.cost));
        let (mut cuts, mut end) = (Vec::new(), self.rows.len());
        while let Some(found) = way {
            let last = self.rows.get(end).is_none_or(|row| row.forced.is_some());
            cuts.push(found.cut(end, last));
            end = found.row as usize;
            way = self.reaching.get(end).and_then(|ways| ways.get(found.before as usize));
        }
        cuts.reverse();
        cuts
    }
}

/// A page that has begun: the floats at its head, and how many have been placed so far.
struct Begun<'a> {
    pile: Pile<'a>,
    floats: Range<usize>,
    shown: usize,
}

#[cfg(test)]
mod tests;
