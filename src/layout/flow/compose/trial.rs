//! One page that is tried: where it may end, and what of notes and floats it takes.

use std::ops::Range;

use super::pile::Pile;
use super::row::Cut;
use super::{Head, Search, Trial};

/// A page that has begun: the floats at its head, and how many have been placed so far.
pub struct Begun<'a> {
    pile: Pile<'a>,
    /// The floats at its head.
    pub floats: Range<usize>,
    shown: usize,
}

impl<'a> Search<'a> {
    /// Every end that a page can have, the shortest first.
    pub fn trials(&self, head: Head) -> Vec<Trial> {
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
    pub fn begin(&self, head: Head) -> Begun<'a> {
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

    /// The depth of some rows of notes with the rule above them, in points.
    pub fn notes_depth(&self, notes: Range<usize>) -> f32 {
        if notes.is_empty() {
            return 0.0;
        }
        let at = |index: usize| self.note_depth.get(index).copied().unwrap_or(0.0);
        self.frame.separator + at(notes.end) - at(notes.start)
    }

    /// Up to which row notes stand on a page: those that must, and of those that are due as many
    /// as there is room for.
    pub fn fit(&self, placed: usize, must: usize, due: usize, room: f32) -> usize {
        let fits = |until: usize| self.notes_depth(placed..until) <= room + 0.01;
        let mut until = must;
        while until < due && fits(until + 1) {
            until += 1;
        }
        // One row alone on the next page looks lost.
        if due.saturating_sub(until) == 1 && until > must { until - 1 } else { until }
    }
}
