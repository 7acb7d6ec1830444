//! What pages cost: holes, stubs, notes that go on, floats that wait.

use super::break_item::Frame;

/// What a break costs that must not be, unless nothing else is possible.
pub const NEVER: f32 = 1.0e6;

/// What a page costs that holds more than it can.
pub const OVERFULL: f32 = 1.0e8;

/// What it costs to carry the end of a note to the next page.
pub const SPLIT_NOTE: f32 = 600.0;

/// What it costs to carry a float to the next page.
pub const DEFERRED: f32 = 40.0;

/// What it costs to end a part with a page of a few lines.
const STUB: f32 = 700.0;

/// A last page of fewer lines than this is a stub.
const STUB_LINES: f32 = 3.5;

/// What each line costs that a page leaves empty without need.
const WASTED: f32 = 60.0;

/// A break that costs no more is as good as any.
pub const FREE: f32 = 20.0;

/// What a page costs that does not reach the foot: nearly nothing while spaces can take it up,
/// little for one line. One page with a hole is better than several with smaller ones, so the
/// first line that is missing weighs most.
pub fn underfull(frame: &Frame, left_over: f32, spaces: f32) -> f32 {
    let lines = left_over / frame.grid;
    match frame.stretch(left_over, spaces) {
        Some(_) => 4.0 * lines * lines,
        None if lines <= 1.05 => 25.0 * lines,
        None => 100.0 + 30.0 * lines + 0.7 * lines * lines,
    }
}

/// What it costs to leave more over than the fullest page does: readers see no reason for the
/// hole. A line or two at the foot are free, so that what follows can be helped.
pub fn wasted(frame: &Frame, left_over: f32, fullest: f32) -> f32 {
    let seen = fullest.max(2.0 * frame.grid);
    WASTED * ((left_over - seen) / frame.grid).max(0.0)
}

/// What the last page of a part costs: nothing, unless it holds but a few lines.
pub fn stub(frame: &Frame, depth: f32) -> f32 {
    let lines = depth / frame.grid;
    if lines < STUB_LINES { STUB * (1.0 - lines / STUB_LINES) + STUB / 2.0 } else { 0.0 }
}
