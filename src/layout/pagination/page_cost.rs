//! The cost of a page: unused depth, a last page of few lines, split notes, deferred floats.

use super::break_item::Frame;
use super::search::PageCandidate;
use crate::layout::penalties::page::{
    DEFERRED_FLOAT, FLOATS_ALONE, FREE_LINES, HOLE, HOLE_LINE, HOLE_LINE_SQUARED, OVERFULL,
    SHORT_LINE, SHORT_LINES, SPLIT_NOTE, STRETCHED_LINE_SQUARED, STUB, STUB_LINES, WASTED_LINE,
};

/// Units in a cost of 1. Whole units add up to the same difference of two paths, whatever comes before, so the best pages
/// of a part of a flow are found without the rest.
pub const COST_UNITS: f32 = 1024.0;

/// The cost of a page and of the break after it, in [`COST_UNITS`]. The fullest page from the same node leaves
/// `fullest` points unused; `deferred` floats wait for a later page.
pub fn page_cost(
    candidate: &PageCandidate,
    frame: &Frame,
    fullest: f32,
    notes_split: bool,
    deferred: usize,
) -> i64 {
    let PageCandidate { span, left_over, spaces, fits, penalty } = candidate;
    let page = match (fits, span.last) {
        (false, _) => OVERFULL,
        _ if span.items.is_empty() => without_text(candidate, frame),
        (true, true) => stub(frame, frame.height - left_over),
        (true, false) => underfull(frame, *left_over, *spaces) + wasted(frame, *left_over, fullest),
    };
    let split = if notes_split { SPLIT_NOTE } else { 0.0 };
    let cost = page + penalty + split + DEFERRED_FLOAT * deferred as f32;
    (cost * COST_UNITS).round() as i64
}

/// The cost of a page of floats alone, or of a continued note alone.
fn without_text(candidate: &PageCandidate, frame: &Frame) -> f32 {
    let PageCandidate { span, left_over, spaces, .. } = candidate;
    match (span.floats.is_empty(), span.last) {
        (true, _) => 0.0,
        (false, true) => FLOATS_ALONE,
        (false, false) => FLOATS_ALONE + underfull(frame, *left_over, *spaces),
    }
}

/// The cost of unused depth at the foot, given in points: almost none if spaces can absorb it, little for
/// one line. Beyond that, the first line costs most, so one page with a hole is better than several
/// pages with smaller holes.
pub fn underfull(frame: &Frame, left_over: f32, spaces: f32) -> f32 {
    let lines = left_over / frame.grid;
    match frame.stretch(left_over, spaces) {
        Some(_) => STRETCHED_LINE_SQUARED * lines * lines,
        None if lines <= SHORT_LINES => SHORT_LINE * lines,
        None => HOLE + HOLE_LINE * lines + HOLE_LINE_SQUARED * lines * lines,
    }
}

/// The cost of leaving more unused depth than the fullest page does, because readers see no reason for
/// the hole. [`FREE_LINES`] lines are free, for the benefit of the next page.
pub fn wasted(frame: &Frame, left_over: f32, fullest: f32) -> f32 {
    let seen = fullest.max(FREE_LINES * frame.grid);
    WASTED_LINE * ((left_over - seen) / frame.grid).max(0.0)
}

/// The cost of the last page before a forced break, filled to a depth in points: none unless it
/// has only a few lines.
pub fn stub(frame: &Frame, depth: f32) -> f32 {
    let lines = depth / frame.grid;
    if lines < STUB_LINES { STUB * (1.0 - lines / STUB_LINES) + STUB / 2.0 } else { 0.0 }
}
