//! A flow, divided where pages are forced: its sections are searched in parallel.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::break_item::{BreakItem, Frame, PageSpan};
use super::finished::Finished;
use super::flow::Flow;
use crate::interrupt::Interrupt;

/// The pages of a flow, and the searches that found them, one for each of its sections.
pub struct Pagination {
    /// The pages.
    pub pages: Vec<PageSpan>,
    /// The searches.
    pub searches: Vec<Arc<Finished>>,
}

/// Breaks a flow into pages; `notes` holds the heights of the lines of each note, in points. Pages that the `earlier`
/// searches of the flow have found are not searched again. After an interruption, pages are missing.
pub fn paginate(
    items: &[BreakItem],
    notes: &[Vec<f32>],
    frame: Frame,
    earlier: &[Arc<Finished>],
    interrupt: &Interrupt,
) -> Pagination {
    let places = sections(items);
    let notes_before = notes_before(items, &places);
    let flow = |index: usize, end: usize| {
        let start = places.get(index).map_or(end, |place| place.start);
        let notes = notes_before.get(index).and_then(|before| notes.get(*before..));
        Flow::new(items.get(start..end).unwrap_or_default(), notes.unwrap_or_default())
    };
    let searches = places.par_iter().enumerate().map(|(index, place)| {
        let earlier = earlier.get(index);
        Finished::search(flow(index, place.end), frame, earlier, interrupt)
    });
    let searches: Vec<Arc<Finished>> = searches.collect();
    let mut pages = Pages::default();
    let mut index = 0;
    while let (Some(first), Some(search)) = (places.get(index), searches.get(index)) {
        let (mut count, mut search) = (1, Arc::clone(search));
        // Its notes may continue on pages of the next sections, so they are searched together. Doubling their number
        // keeps the time linear.
        while search.leaves_notes() && index + count < places.len() {
            count = (2 * count).min(places.len() - index);
            let last = places.get(index + count - 1).unwrap_or(first);
            search = Finished::search(flow(index, last.end), frame, None, interrupt);
        }
        pages.append(&search, first.start);
        index += count;
    }
    Pagination { pages: pages.spans, searches }
}

/// How many notes are first referenced before each section.
fn notes_before(items: &[BreakItem], places: &[Range<usize>]) -> Vec<usize> {
    let counts = places.iter().scan(0, |before, place| {
        let own = items.get(place.clone()).unwrap_or_default();
        let own: usize = own.iter().map(|item| item.notes).sum();
        Some(std::mem::replace(before, *before + own))
    });
    counts.collect()
}

/// The items between two forced page breaks. A break within a float moves with the float.
fn sections(items: &[BreakItem]) -> Vec<Range<usize>> {
    let opens = |(index, item): &(usize, &BreakItem)| {
        *index > 0 && item.forced.is_some() && item.float.is_none()
    };
    let mut starts: Vec<usize> =
        items.iter().enumerate().filter(opens).map(|(index, _)| index).collect();
    starts.push(items.len());
    let ranges = starts.into_iter().scan(0, |start, end| {
        let place = *start..end;
        *start = end;
        Some(place)
    });
    ranges.collect()
}

/// The pages of the sections so far.
#[derive(Default)]
struct Pages {
    /// The pages, counted from the first item, note line and float of the flow.
    spans: Vec<PageSpan>,
    note_lines: usize,
    floats: usize,
}

impl Pages {
    /// Adds the pages of the next section, which begins at item `start` of the flow.
    fn append(&mut self, section: &Finished, start: usize) {
        let (notes, floats) = (self.note_lines, self.floats);
        let moved = |range: Range<usize>, by: usize| range.start + by..range.end + by;
        self.spans.extend(section.best().into_iter().map(|span| PageSpan {
            items: moved(span.items, start),
            floats: moved(span.floats, floats),
            floats_placed: span.floats_placed + floats,
            notes: moved(span.notes, notes),
            last: span.last,
        }));
        self.note_lines += section.flow.note_lines();
        self.floats += section.flow.floats.len();
    }
}
