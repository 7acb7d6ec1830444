//! Where the rows of a page stand.

use std::ops::Range;

use super::columns;
use super::pile::Pile;
use super::row::{Cut, Frame, Row};

/// A row in its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// Which row.
    pub row: usize,
    /// To the right of where it stands anyway, in points: rows in columns.
    pub x: f32,
    /// From the head of the page to its top, in points.
    pub y: f32,
    /// Whether it is part of a float that was called on an earlier page.
    pub float: bool,
}

/// A page with its rows in their places.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrangement {
    /// The rows, from top to bottom as they are read.
    pub places: Vec<Place>,
    /// From the head of the page to the foot of the last row, in points.
    pub depth: f32,
}

/// Arranges the rows of a page; `notes_depth` is what its notes take, in points. Floats stand at
/// the head, but at the foot of a page that opens a section.
pub fn arrange(
    rows: &[Row],
    floats: &[Range<usize>],
    cut: &Cut,
    frame: Frame,
    notes_depth: f32,
) -> Arrangement {
    let (natural, spaces) = pile_up(rows, floats, cut, frame, 0.0);
    let left_over = frame.height - notes_depth - natural.depth;
    let grow = if cut.last { None } else { frame.stretch(left_over, spaces) };
    let mut page = match grow {
        Some(grow) if grow > 0.0 => pile_up(rows, floats, cut, frame, grow).0,
        Some(_) | None => natural,
    };
    if rows.get(cut.rows.start).is_some_and(|row| row.opens) && !cut.rows.is_empty() {
        float_to_foot(&mut page, frame, notes_depth);
    }
    page
}

fn pile_up(
    rows: &[Row],
    floats: &[Range<usize>],
    cut: &Cut,
    frame: Frame,
    grow: f32,
) -> (Arrangement, f32) {
    let mut pile = Pile::new(rows, frame, grow);
    let mut places = Vec::with_capacity(cut.rows.len());
    for float in floats.get(cut.floats.clone()).unwrap_or_default() {
        let mut y = pile.add_float(float.clone());
        for row in float.clone() {
            let Some(found) = rows.get(row) else { continue };
            y += if row == float.start { 0.0 } else { found.space };
            places.push(Place { row, x: 0.0, y, float: true });
            y += found.height;
        }
    }
    let mut index = cut.rows.start;
    while index < cut.rows.end {
        if let Some(end) = elsewhere(floats, cut, index) {
            pile.part();
            index = end;
            continue;
        }
        let end = set_end(rows, cut, index);
        let top = (index..end).map(|row| pile.add(row)).last().unwrap_or_default();
        push_set(rows, index..end, top, &mut places);
        index = end;
    }
    (Arrangement { places, depth: pile.depth() }, pile.spaces())
}

/// Where the text goes on if a float begins at a row that stands on another page.
fn elsewhere(floats: &[Range<usize>], cut: &Cut, index: usize) -> Option<usize> {
    let number = floats.binary_search_by_key(&index, |float| float.start).ok()?;
    let float = floats.get(number).filter(|_| number >= cut.shown)?;
    Some(float.end)
}

/// Up to which row columns go on that begin at a row; the next one for a row in none.
fn set_end(rows: &[Row], cut: &Cut, index: usize) -> usize {
    let set = |row: &Row| row.columns.map(|columns| columns.set);
    let first = rows.get(index).and_then(set);
    let rest = rows.get(index + 1..cut.rows.end).unwrap_or_default();
    let more = rest.iter().take_while(|row| first.is_some() && set(row) == first).count();
    index + 1 + more
}

fn push_set(rows: &[Row], set: Range<usize>, top: f32, places: &mut Vec<Place>) {
    let inside = rows.get(set.clone()).unwrap_or_default();
    match inside.first().and_then(|row| row.columns) {
        None => places.extend(set.map(|row| Place { row, x: 0.0, y: top, float: false })),
        Some(columns) => {
            let filled = columns::fill(inside, columns.count);
            places.extend(set.zip(filled).map(|(row, (column, y))| Place {
                row,
                x: column as f32 * columns.step,
                y: top + y,
                float: false,
            }));
        }
    }
}

/// Moves the floats of a page below its text.
fn float_to_foot(page: &mut Arrangement, frame: Frame, notes_depth: f32) {
    let text = page.places.iter().find(|place| !place.float).map_or(0.0, |place| place.y);
    let down = frame.height - notes_depth - page.depth + (page.depth - text) + frame.grid;
    for place in &mut page.places {
        place.y += if place.float { down.max(0.0) } else { -text };
    }
    page.places.sort_by_key(|place| place.float);
}
