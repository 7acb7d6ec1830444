//! Input and result of line breaking: breakpoints with the widths between them, and lines.
//!
//! The terms are those of Knuth and Plass (1981).

#![allow(clippy::indexing_slicing, reason = "breakpoints are indexed by positions in their list")]

/// A width with its stretch and shrink, in points.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Glue {
    /// Natural width.
    pub width: f32,
    /// How far it may stretch.
    pub stretch: f32,
    /// How far it may shrink.
    pub shrink: f32,
}

impl Glue {
    /// Adds another width after this one.
    pub fn add(&mut self, other: Glue) {
        self.width += other.width;
        self.stretch += other.stretch;
        self.shrink += other.shrink;
    }
}

/// A point at which a line may end and the next one start.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Breakpoint {
    /// The total from the start of the paragraph to the end of a line that ends here.
    pub end: Glue,
    /// The total from the start of the paragraph to the start of the next line.
    pub start: Glue,
    /// The width that a break here adds to the line: a hyphen, less any overhang.
    pub added: f32,
    /// How far a line that starts here hangs over the edge.
    pub overhang: f32,
    /// The penalty of a break here, 0 to 1000.
    pub penalty: f32,
    /// Whether a line that ends here ends in a hyphen: a flagged break.
    pub hyphen: bool,
}

/// The measure of the lines of a paragraph without indents, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct LineMeasures {
    /// The first line, which may have a first-line or hanging indent.
    pub first: f32,
    /// All other lines.
    pub rest: f32,
}

impl LineMeasures {
    /// The measure of a line that starts at a breakpoint.
    pub fn of(self, start: usize) -> f32 {
        if start == 0 { self.first } else { self.rest }
    }

    /// The narrower of the two.
    pub fn least(self) -> f32 {
        self.first.min(self.rest)
    }

    /// Both measures, narrowed.
    pub fn less(self, by: f32) -> LineMeasures {
        LineMeasures { first: self.first - by, rest: self.rest - by }
    }
}

/// The part of the text on one line, as bytes of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LineSpan {
    /// The start of the line.
    pub start: usize,
    /// The end of the line, without trailing spaces.
    pub end: usize,
    /// The start of the next line.
    pub next: usize,
    /// Whether a hyphen is added at the end.
    pub adds_hyphen: bool,
    /// Whether the line ends in a hyphen, added or not.
    pub hyphenated: bool,
    /// Whether the line ends its paragraph, or the author broke it.
    pub last: bool,
}

/// The natural width of a line between two breakpoints, without overhang.
pub(super) fn width(points: &[Breakpoint], start: usize, end: usize) -> f32 {
    points[end].end.width + points[end].added - points[start].start.width - points[start].overhang
}

/// The widest unbreakable part, in points.
pub(super) fn widest_part(points: &[Breakpoint]) -> f32 {
    let parts = 1..points.len();
    parts.map(|end| width(points, end - 1, end)).fold(0.0, f32::max)
}

/// Words of some widths with spaces of 1 between them, which stretch by 0.5 and shrink by 0.33.
#[cfg(test)]
pub(super) fn words(widths: &[f32]) -> Vec<Breakpoint> {
    let mut points = vec![Breakpoint::default()];
    let (mut at, mut spaces) = (0.0, 0.0);
    let glue = |width, spaces: f32| Glue { width, stretch: spaces * 0.5, shrink: spaces * 0.33 };
    for width in widths {
        at += width;
        let end = glue(at, spaces);
        (at, spaces) = (at + 1.0, spaces + 1.0);
        points.push(Breakpoint { end, start: glue(at, spaces), ..Breakpoint::default() });
    }
    points
}
