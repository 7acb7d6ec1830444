//! Rows → pages: where pages end, chosen together rather than one after the other.
//!
//! A shortest path over the places where a page may end (after Plass 1981, "Optimal pagination
//! techniques for automatic typesetting systems"). A place is a row and how much of the notes that
//! are due has been placed. No place is impossible, only dear, so every flow has pages; the time
//! grows with the rows, since a page only looks as far as it is deep.

use std::ops::Range;

/// What a break costs that must not be, unless nothing else is possible.
pub const NEVER: f32 = 1.0e6;

/// What a page costs that holds more than it can.
const OVERFULL: f32 = 1.0e8;

/// What it costs to carry the end of a note to the next page.
const SPLIT_NOTE: f32 = 600.0;

/// What it costs to end a part with a page of a few lines.
const STUB: f32 = 700.0;

/// A last page of fewer lines than this is a stub.
const STUB_LINES: f32 = 3.5;

/// What each line costs that a page leaves empty without need.
const WASTED: f32 = 60.0;

/// A break that costs no more is as good as any.
const FREE: f32 = 20.0;

/// How many ways to reach one row are kept: they differ in how much of the notes is placed.
const WAYS: usize = 3;

/// What breaking pages needs to know of one row of the flow. Heights are points.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Above the row; dropped at the head of a page.
    pub space: f32,
    /// Whether that space may grow so that pages end at the same depth.
    pub stretch: bool,
    /// The row itself.
    pub height: f32,
    /// Added above where the row is the first of a page: a repeated header, the padding of a box.
    pub opening: f32,
    /// Added below where the row is the last of a page: the padding of a box.
    pub closing: f32,
    /// What it costs to break before the row.
    pub penalty: f32,
    /// Whether a page ends before the row in any case.
    pub forced: bool,
    /// The notes whose first reference stands in the row.
    pub notes: Vec<usize>,
}

/// The room that rows have. Heights are points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// Height of the text on a page.
    pub height: f32,
    /// Distance of lines, in which depth that is left over is weighed.
    pub grid: f32,
    /// Above the notes of a page, their rule included.
    pub separator: f32,
}

impl Frame {
    /// How much each of some spaces grows so that what is left over is used up; `None` where that
    /// would be seen.
    pub fn stretch(&self, left_over: f32, spaces: usize) -> Option<f32> {
        let each = left_over / spaces.max(1) as f32;
        let little = left_over <= self.grid + 0.01 && each <= self.grid / 2.0 + 0.01;
        (spaces > 0 && left_over >= 0.0 && little).then_some(each)
    }
}

/// One page: which rows, and which rows of all notes in order.
#[derive(Clone, Debug, PartialEq)]
pub struct Cut {
    /// Rows of the flow.
    pub rows: Range<usize>,
    /// Rows of the notes, counted through all notes in the order in which the flow calls them.
    pub notes: Range<usize>,
    /// Whether the flow or a part of it ends here, so that depth is left over in any case.
    pub last: bool,
}

/// Cuts rows into pages; `notes` are the heights of the rows of each note.
pub fn compose(rows: &[Row], notes: &[Vec<f32>], frame: Frame) -> Vec<Cut> {
    let mut search = Search::new(rows, notes, frame);
    search.run();
    search.best()
}

/// One way to reach a place: the page that ends there, and the way to the head of that page, by
/// its row and its number among the ways that reach it.
#[derive(Clone, Debug)]
struct Way {
    cost: f32,
    cut: Cut,
    before: Option<(usize, usize)>,
}

/// The head of a page: its first row, how many rows of notes stand on earlier pages, how many are
/// owed by them, and what the way to it costs.
#[derive(Clone, Copy)]
struct Head {
    row: usize,
    placed: usize,
    owed: usize,
    cost: f32,
    way: Option<(usize, usize)>,
}

/// A page that is tried.
struct Trial {
    /// What it holds.
    cut: Cut,
    /// Depth that is left over.
    left_over: f32,
    /// How many of its spaces can grow.
    spaces: usize,
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
        Search { rows, frame, note_depth, due, begun, reaching }
    }

    /// Finds the cheapest way to each row.
    fn run(&mut self) {
        self.pages_from(Head { row: 0, placed: 0, owed: 0, cost: 0.0, way: None });
        for row in 1..=self.rows.len() {
            let mut number = 0;
            while let Some(head) = self.head(row, number) {
                if row < self.rows.len() || head.placed < head.owed {
                    self.pages_from(head);
                }
                number += 1;
            }
        }
    }

    fn head(&self, row: usize, number: usize) -> Option<Head> {
        let way = self.reaching.get(row)?.get(number)?;
        let (placed, cost) = (way.cut.notes.end, way.cost);
        Some(Head { row, placed, owed: self.due_before(row), cost, way: Some((row, number)) })
    }

    /// The rows of notes that are due once every row before this one is placed.
    fn due_before(&self, row: usize) -> usize {
        row.checked_sub(1).and_then(|last| self.due.get(last)).copied().unwrap_or(0)
    }

    /// Tries every end of a page.
    fn pages_from(&mut self, head: Head) {
        let trials = self.trials(head);
        if trials.is_empty() && head.owed > head.placed {
            return self.notes_alone(head);
        }
        let free = |trial: &&Trial| trial.penalty <= FREE;
        let fullest = trials.iter().filter(free).map(|trial| trial.left_over);
        let fullest = fullest.fold(f32::INFINITY, f32::min);
        trials.into_iter().for_each(|trial| self.reach(head, trial, fullest));
    }

    /// Every end that a page can have, the shortest first.
    fn trials(&self, head: Head) -> Vec<Trial> {
        let progress = head.owed.min(head.placed + 1).max(head.placed);
        let (mut depth, mut spaces, mut trials) = (0.0, 0, Vec::new());
        for (index, row) in self.rows.iter().enumerate().skip(head.row) {
            if index == head.row {
                depth = row.opening + row.height;
            } else if row.forced {
                break;
            } else {
                depth += row.space + row.height;
                spaces += usize::from(row.stretch);
            }
            let room = self.frame.height - depth - row.closing;
            let must = self.begun.get(index).copied().unwrap_or(0).max(progress);
            let due = self.due_before(index + 1);
            let mut until = self.fit(head.placed, must, due, room);
            let fits = self.notes_depth(head.placed..until) <= room + 0.01;
            if !fits && (!trials.is_empty() || head.owed > head.placed) {
                break;
            }
            if !fits {
                until = self.fit(head.placed, head.placed, due, room);
            }
            let cut = Cut { rows: head.row..index + 1, notes: head.placed..until, last: false };
            trials.push(self.trial(cut, room, spaces, fits));
            if !fits {
                break;
            }
        }
        trials
    }

    fn trial(&self, mut cut: Cut, room: f32, spaces: usize, fits: bool) -> Trial {
        let next = self.rows.get(cut.rows.end);
        cut.last = next.is_none_or(|row| row.forced);
        let penalty = if cut.last { 0.0 } else { next.map_or(0.0, |row| row.penalty) };
        let left_over = room - self.notes_depth(cut.notes.clone());
        Trial { cut, left_over, spaces, fits, penalty }
    }

    /// A page of nothing but notes: one is longer than what pages have left for it.
    fn notes_alone(&mut self, head: Head) {
        let until = self.fit(head.placed, head.placed + 1, head.owed, self.frame.height);
        let cut = Cut { rows: head.row..head.row, notes: head.placed..until, last: false };
        let trial = self.trial(cut, self.frame.height, 0, true);
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
        self.keep(Way { cost: head.cost + page + penalty + split, cut, before: head.way });
    }

    /// Keeps a way unless one that is known is as cheap and has placed as much of the notes.
    fn keep(&mut self, way: Way) {
        let Some(known) = self.reaching.get_mut(way.cut.rows.end) else { return };
        // Ways to the head of a page of notes alone are being followed and must keep their numbers.
        if way.cut.rows.is_empty() {
            return known.push(way);
        }
        let serves = |one: &Way, other: &Way| {
            one.cost <= other.cost && one.cut.notes.end >= other.cut.notes.end
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
        let complete = |way: &&Way| way.cut.notes.end >= all;
        let ends = self.reaching.last().into_iter().flatten().filter(complete);
        let mut way = ends.min_by(|one, other| one.cost.total_cmp(&other.cost));
        let mut cuts = Vec::new();
        while let Some(found) = way {
            cuts.push(found.cut.clone());
            way = found.before.and_then(|(row, number)| self.reaching.get(row)?.get(number));
        }
        cuts.reverse();
        cuts
    }
}

/// What a page costs that does not reach the foot: nearly nothing while spaces can take it up,
/// little for one line. One page with a hole is better than several with smaller ones, so the
/// first line that is missing weighs most.
fn underfull(frame: &Frame, left_over: f32, spaces: usize) -> f32 {
    let lines = left_over / frame.grid;
    match frame.stretch(left_over, spaces) {
        Some(_) => 4.0 * lines * lines,
        None if lines <= 1.05 => 25.0 * lines,
        None => 100.0 + 30.0 * lines + 0.7 * lines * lines,
    }
}

/// What it costs to leave more over than the fullest page does: readers see no reason for the
/// hole. A line or two at the foot are free, so that what follows can be helped.
fn wasted(frame: &Frame, left_over: f32, fullest: f32) -> f32 {
    let seen = fullest.max(2.0 * frame.grid);
    WASTED * ((left_over - seen) / frame.grid).max(0.0)
}

/// What the last page of a part costs: nothing, unless it holds but a few lines.
fn stub(frame: &Frame, depth: f32) -> f32 {
    let lines = depth / frame.grid;
    if lines < STUB_LINES { STUB * (1.0 - lines / STUB_LINES) + STUB / 2.0 } else { 0.0 }
}

#[cfg(test)]
mod tests;
