//! The flow to break: its items, the lines of its notes, its floats.

use std::ops::Range;

use super::break_item::{BreakItem, floats};

/// Units of depth in a point. Whole units give the same depth of some lines, whatever comes before.
const DEPTH_UNITS: f32 = 65_536.0;

/// A flow, or the part of it between two forced page breaks.
#[derive(Debug)]
pub struct Flow {
    /// Its items.
    pub items: Vec<BreakItem>,
    /// Total depth of the note lines before each, in [`DEPTH_UNITS`].
    note_depths: Vec<i64>,
    /// For each item, the note lines due once it is placed.
    notes_due: Vec<usize>,
    /// For each item, the note lines that must be on its page: the first two of each note.
    notes_required: Vec<usize>,
    /// The items of each float.
    pub floats: Vec<Range<usize>>,
}

impl Flow {
    /// A flow; `notes` holds the heights of the lines of each note, in points.
    pub fn new(items: &[BreakItem], notes: &[Vec<f32>]) -> Flow {
        let (mut note_depths, mut due, mut required) = (vec![0], Vec::new(), Vec::new());
        let (mut must, mut depth, mut notes) = (0, 0, notes.iter());
        for item in items {
            for note in notes.by_ref().take(item.notes) {
                must = note_depths.len() - 1 + note.len().min(2);
                note_depths.extend(note.iter().map(|height| {
                    depth += (height * DEPTH_UNITS).round() as i64;
                    depth
                }));
            }
            due.push(note_depths.len() - 1);
            required.push(must);
        }
        let (items, floats) = (items.to_vec(), floats(items));
        Flow { items, note_depths, notes_due: due, notes_required: required, floats }
    }

    /// How many lines the notes have.
    pub fn note_lines(&self) -> usize {
        self.note_depths.len() - 1
    }

    /// The depth of some note lines, in points.
    pub fn lines_depth(&self, notes: Range<usize>) -> f32 {
        let at = |index: usize| self.note_depths.get(index).copied().unwrap_or(0);
        (at(notes.end) - at(notes.start)) as f32 / DEPTH_UNITS
    }

    /// The note lines due once every item before this one is placed.
    pub fn notes_due_before(&self, item: usize) -> usize {
        item.checked_sub(1).and_then(|last| self.notes_due.get(last)).copied().unwrap_or(0)
    }

    /// The note lines that must be on the page of an item, or on earlier ones.
    pub fn notes_required(&self, item: usize) -> usize {
        self.notes_required.get(item).copied().unwrap_or(0)
    }

    /// How many floats are called before an item.
    pub fn floats_before(&self, item: usize) -> usize {
        self.floats.partition_point(|float| float.start < item)
    }

    /// Whether an item is the same as one of another flow, with notes of the same depths.
    pub fn same_item(&self, item: usize, other: &Flow, at: usize) -> bool {
        self.items.get(item) == other.items.get(at)
            && (self.items.get(item).is_none_or(|item| item.notes == 0)
                || self.notes_of(item).eq(other.notes_of(at)))
    }

    /// The depths of the note lines first due with an item, and how many of the notes so far are required.
    fn notes_of(&self, item: usize) -> impl Iterator<Item = i64> {
        let lines = self.notes_due_before(item)..self.notes_due_before(item + 1);
        let required = self.notes_required(item) as i64 - lines.start as i64;
        let depths = self.note_depths.get(lines.start..=lines.end).unwrap_or_default();
        let depths = depths.windows(2).map(|pair| match pair {
            [before, after] => after - before,
            _ => 0,
        });
        [required].into_iter().chain(depths)
    }
}
