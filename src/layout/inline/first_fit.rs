//! First-fit line breaking, and line balancing based on it.

#![allow(clippy::indexing_slicing, reason = "breakpoints are indexed by positions in their list")]

use super::breakpoint::{Breakpoint, LineMeasures, width};

/// The line ends, as indexes of breakpoints, if every line takes as much as fits.
pub(super) fn first_fit(points: &[Breakpoint], measures: LineMeasures) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut start = 0;
    while start + 1 < points.len() {
        let fits = |end: &usize| width(points, start, *end) <= measures.of(start);
        let end = (start + 1..points.len()).take_while(fits).last().unwrap_or(start + 1);
        ends.push(end);
        start = end;
    }
    ends
}

/// The line ends that make lines as even as possible, in at most `lines` lines if they fit.
///
/// Bisects for the narrowest measure that still gives that number of lines.
pub(super) fn balance(points: &[Breakpoint], measures: LineMeasures, lines: usize) -> Vec<usize> {
    let mut best = first_fit(points, measures);
    let (mut most, mut least) = (measures.least().max(0.0), 0.0);
    while lines > 1 && most - least > 0.5 {
        let middle = (least + most) / 2.0;
        let narrow = measures.less(middle);
        let ends = first_fit(points, narrow);
        if ends.len() <= lines && all_fit(points, &ends, narrow) {
            (least, best) = (middle, ends);
        } else {
            most = middle;
        }
    }
    best
}

/// Whether no line exceeds its measure.
pub(super) fn all_fit(points: &[Breakpoint], ends: &[usize], measures: LineMeasures) -> bool {
    let mut lines = std::iter::once(&0).chain(ends).zip(ends);
    lines.all(|(start, end)| width(points, *start, *end) <= measures.of(*start))
}

#[cfg(test)]
mod tests {
    use super::super::breakpoint::words;
    use super::*;

    fn even(measure: f32) -> LineMeasures {
        LineMeasures { first: measure, rest: measure }
    }

    #[test]
    fn balanced_lines_are_as_few_and_about_equally_wide() {
        let points = words(&[2.0; 8]);
        assert_eq!(first_fit(&points, even(20.0)), [7, 8]);
        assert_eq!(balance(&points, even(20.0), 2), [4, 8]);
    }

    #[test]
    fn balanced_lines_may_be_more_than_needed() {
        let points = words(&[2.0; 8]);
        assert_eq!(balance(&points, even(20.0), 4), [2, 4, 6, 8]);
    }

    #[test]
    fn the_first_line_may_have_another_measure() {
        let hanging = LineMeasures { first: 11.0, rest: 8.0 };
        assert_eq!(first_fit(&words(&[2.0; 8]), hanging), [4, 7, 8]);
    }
}
