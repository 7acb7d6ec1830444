//! A flow, divided where pages are forced: its sections are searched in parallel.

use std::ops::Range;

use rayon::prelude::*;

use super::break_item::{BreakItem, Frame, PageSpan};
use super::search::Search;
use crate::interrupt::Interrupt;

/// Breaks a flow into pages; `notes` holds the heights of the lines of each note, in points. After an
/// interruption, pages are missing.
pub fn paginate(
    items: &[BreakItem],
    notes: &[Vec<f32>],
    frame: Frame,
    interrupt: &Interrupt,
) -> Vec<PageSpan> {
    let find =
        |place: Range<usize>| pages(items.get(place).unwrap_or_default(), notes, frame, interrupt);
    let places = sections(items);
    let found: Vec<(Range<usize>, Pages)> =
        places.into_par_iter().map(|place| (place.clone(), find(place))).collect();
    let mut flow = Pages::default();
    let mut rest = found.as_slice();
    while let Some((first, pages)) = rest.first() {
        let (mut count, mut pages) = (1, pages.clone());
        // Its notes may continue on pages of the next sections, so they are searched together. Doubling their number
        // keeps the time linear.
        while pages.leaves_notes && count < rest.len() {
            count = (2 * count).min(rest.len());
            let last = rest.get(count - 1).map_or(first, |(last, _)| last);
            pages = find(first.start..last.end);
        }
        flow.append(pages, first.start);
        rest = rest.get(count..).unwrap_or_default();
    }
    flow.spans
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

/// The pages of one section or several.
#[derive(Clone, Default)]
struct Pages {
    /// The pages, counted from the first item, note line and float of the section.
    spans: Vec<PageSpan>,
    note_lines: usize,
    floats: usize,
    /// Whether pages of the next section might hold the rest of its notes.
    leaves_notes: bool,
}

/// The pages of one section or several; `notes` holds the heights of the lines of each note of the flow, in points.
fn pages(items: &[BreakItem], notes: &[Vec<f32>], frame: Frame, interrupt: &Interrupt) -> Pages {
    let mut search = Search::new(items, notes, frame);
    search.run(interrupt);
    Pages {
        spans: search.best(),
        note_lines: search.note_depths.len() - 1,
        floats: search.floats.len(),
        leaves_notes: search.leaves_notes(),
    }
}

impl Pages {
    /// Adds the pages of the next section, which begins at item `start` of the flow.
    fn append(&mut self, section: Pages, start: usize) {
        let (notes, floats) = (self.note_lines, self.floats);
        let moved = |range: Range<usize>, by: usize| range.start + by..range.end + by;
        self.spans.extend(section.spans.into_iter().map(|span| PageSpan {
            items: moved(span.items, start),
            floats: moved(span.floats, floats),
            floats_placed: span.floats_placed + floats,
            notes: moved(span.notes, notes),
            last: span.last,
        }));
        self.note_lines += section.note_lines;
        self.floats += section.floats;
    }
}
