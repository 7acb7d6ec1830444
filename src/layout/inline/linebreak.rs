//! Where the lines of a paragraph end: total fit, after Knuth and Plass, "Breaking paragraphs into
//! lines", Software: Practice and Experience 11 (1981).
//!
//! Nothing here knows text or faces: it sees points at which a line may end, and widths.

#![allow(
    clippy::indexing_slicing,
    reason = "the indices are places of the lists that they were counted from"
)]

/// A width with what it may give and take; all in points.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Extent {
    /// Natural width.
    pub width: f32,
    /// How far it may be stretched.
    pub stretch: f32,
    /// How far it may be shrunk.
    pub shrink: f32,
}

/// A point at which a line may end and the next begin.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Point {
    /// From the paragraph's start to the end of a line that ends here.
    pub end: Extent,
    /// From the paragraph's start to the beginning of the next line.
    pub start: Extent,
    /// What a break here adds to the line: a hyphen, less what hangs over the edge.
    pub added: f32,
    /// How bad it is to break here; 0 to 1000.
    pub penalty: f32,
    /// Whether a line that ends here ends in a hyphen.
    pub hyphen: bool,
}

/// What lines should be like.
#[derive(Clone, Copy, Debug)]
pub(super) struct Policy {
    /// The width of a full line.
    pub measure: f32,
    /// What each line may be short besides what its spaces give: large for ragged lines.
    pub slack: f32,
    /// The last line should be at least as wide as this.
    pub last: f32,
}

/// The cost of each line, so that fewer are better.
const LINE: f64 = 10.0;
/// Two lines one after the other that end in hyphens.
const CONSECUTIVE_HYPHENS: f64 = 20_000.0;
/// A hyphen at the end of the last line but one.
const LAST_HYPHEN: f64 = 30_000.0;
/// A tight line beside a loose one.
const CONTRAST: f64 = 5_000.0;
/// A last line without any width; less for one that is merely too short.
const SHORT_LAST: f64 = 150_000.0;
/// Beyond this a line is as bad as can be.
const WORST: f64 = 10_000.0;

/// Ends of lines (indexes into the points) that make the whole paragraph best, or `None` if some
/// line would have to be stretched more than `tolerance` times what it may. The first point is
/// where the paragraph begins, the last where it ends.
pub(super) fn total_fit(points: &[Point], policy: &Policy, tolerance: f32) -> Option<Vec<usize>> {
    let mut search = Search { points, policy, nodes: vec![Node::default()], active: vec![0] };
    for index in 1..points.len() {
        search.visit(index, tolerance);
        if search.active.is_empty() {
            return None;
        }
    }
    Some(search.trace())
}

/// The cost of given ends of lines, as [`total_fit`] counts it.
#[cfg(test)]
pub(super) fn demerits(points: &[Point], policy: &Policy, ends: &[usize]) -> f64 {
    let mut node = Node::default();
    for &end in ends {
        let last = end + 1 == points.len();
        let line = Line::between(points, policy, node.point, end, last);
        node = Node {
            point: end,
            fitness: line.fitness,
            demerits: line.after(&node, points, policy),
            from: 0,
        };
    }
    node.demerits
}

/// Ends of lines where each line takes what it can; for text that no choice makes good.
pub(super) fn first_fit(points: &[Point], measure: f32) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut start = 0;
    while start + 1 < points.len() {
        let fits = |end: &usize| width(points, start, *end) <= measure;
        let end = (start + 1..points.len()).take_while(fits).last().unwrap_or(start + 1);
        ends.push(end);
        start = end;
    }
    ends
}

/// Ends of lines that are as few as can be and as even as can be.
pub(super) fn balance(points: &[Point], measure: f32) -> Vec<usize> {
    let fewest = first_fit(points, measure);
    let (mut narrow, mut wide) = (0.0, measure);
    while fewest.len() > 1 && wide - narrow > 0.5 {
        let middle = (narrow + wide) / 2.0;
        let ends = first_fit(points, middle);
        let fits = ends.len() <= fewest.len() && widest(points, &ends) <= middle;
        if fits { wide = middle } else { narrow = middle }
    }
    first_fit(points, wide)
}

/// The width of the widest of some lines.
pub(super) fn widest(points: &[Point], ends: &[usize]) -> f32 {
    let starts = std::iter::once(&0).chain(ends);
    starts.zip(ends).map(|(start, end)| width(points, *start, *end)).fold(0.0, f32::max)
}

/// Natural width of a line from one point to another.
pub(super) fn width(points: &[Point], start: usize, end: usize) -> f32 {
    points[end].end.width + points[end].added - points[start].start.width
}

/// How a line is compared with its neighbours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Fitness {
    Tight,
    #[default]
    Decent,
    Loose,
    VeryLoose,
}

/// The best way to reach a point with a last line of some fitness.
#[derive(Clone, Copy, Debug, Default)]
struct Node {
    point: usize,
    fitness: Fitness,
    demerits: f64,
    from: usize,
}

struct Search<'a> {
    points: &'a [Point],
    policy: &'a Policy,
    nodes: Vec<Node>,
    active: Vec<usize>,
}

impl Search<'_> {
    fn visit(&mut self, index: usize, tolerance: f32) {
        let last = index + 1 == self.points.len();
        let mut best: [Option<Node>; 4] = [None; 4];
        let (points, policy, nodes) = (self.points, self.policy, &self.nodes);
        self.active.retain(|&from| {
            let node = &nodes[from];
            let line = Line::between(points, policy, node.point, index, last);
            if line.ratio >= -1.0 && line.ratio <= tolerance {
                let demerits = line.after(node, points, policy);
                let slot = &mut best[line.fitness as usize];
                if slot.is_none_or(|best| demerits < best.demerits) {
                    *slot = Some(Node { point: index, fitness: line.fitness, demerits, from });
                }
            }
            line.ratio >= -1.0 && !last
        });
        for node in best.into_iter().flatten() {
            self.active.push(self.nodes.len());
            self.nodes.push(node);
        }
    }

    fn trace(&self) -> Vec<usize> {
        let cost = |index: &&usize| self.nodes[**index].demerits;
        let best = self.active.iter().min_by(|a, b| cost(a).total_cmp(&cost(b)));
        let mut ends = Vec::new();
        let mut node = best.copied().unwrap_or(0);
        while node != 0 {
            ends.push(self.nodes[node].point);
            node = self.nodes[node].from;
        }
        ends.reverse();
        ends
    }
}

/// A line that might be.
struct Line {
    end: usize,
    last: bool,
    natural: f32,
    ratio: f32,
    fitness: Fitness,
}

impl Line {
    fn between(points: &[Point], policy: &Policy, start: usize, end: usize, last: bool) -> Line {
        let (from, to) = (&points[start].start, &points[end].end);
        let natural = to.width + points[end].added - from.width;
        let short = policy.measure - natural;
        let ratio = if short >= 0.0 {
            // What is left of the last line is no fault.
            if last { 0.0 } else { short / (to.stretch - from.stretch + policy.slack).max(1e-3) }
        } else {
            short / (to.shrink - from.shrink).max(1e-3)
        };
        let fitness = match ratio {
            ..-0.5 => Fitness::Tight,
            ..=0.5 => Fitness::Decent,
            ..=1.0 => Fitness::Loose,
            _ => Fitness::VeryLoose,
        };
        Line { end, last, natural, ratio, fitness }
    }

    /// By how much the line is too short for a last one, 0 to 1.
    fn shortness(&self, policy: &Policy) -> f64 {
        let missing = (policy.last - self.natural).max(0.0);
        f64::from(missing / policy.last.max(1e-3)).min(1.0)
    }

    /// The demerits of the paragraph up to this line.
    fn after(&self, before: &Node, points: &[Point], policy: &Policy) -> f64 {
        let point = &points[self.end];
        let hyphen_before = points[before.point].hyphen;
        let badness = (100.0 * f64::from(self.ratio.abs()).powi(3)).min(WORST);
        let mut demerits = (LINE + badness).powi(2) + f64::from(point.penalty).powi(2);
        let far = (self.fitness as i8 - before.fitness as i8).abs() > 1;
        let faults = [
            (hyphen_before && point.hyphen, CONSECUTIVE_HYPHENS),
            (hyphen_before && self.last, LAST_HYPHEN),
            (far && before.point != 0 && !self.last, CONTRAST),
            (self.last && before.point != 0, self.shortness(policy) * SHORT_LAST),
        ];
        demerits += faults.iter().filter(|(fault, _)| *fault).map(|(_, cost)| cost).sum::<f64>();
        before.demerits + demerits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words as wide as these, with a space of 1 that gives 0.5 and takes 0.33 between them.
    fn words(widths: &[f32]) -> Vec<Point> {
        let mut points = vec![Point::default()];
        let (mut at, mut spaces) = (0.0, 0.0);
        for width in widths {
            at += width;
            let end = Extent { width: at, stretch: spaces * 0.5, shrink: spaces * 0.33 };
            (at, spaces) = (at + 1.0, spaces + 1.0);
            let start = Extent { width: at, stretch: spaces * 0.5, shrink: spaces * 0.33 };
            points.push(Point { end, start, ..Point::default() });
        }
        points
    }

    fn policy(measure: f32) -> Policy {
        Policy { measure, slack: 0.0, last: 0.0 }
    }

    /// The cheapest of all ways to break, by trying each.
    fn by_trying(points: &[Point], policy: &Policy) -> f64 {
        let inner = points.len() - 2;
        let ways = (0..1_u32 << inner).map(|way| {
            let chosen = (0..inner).filter(|bit| way >> bit & 1 == 1).map(|bit| bit + 1);
            chosen.chain([points.len() - 1]).collect::<Vec<usize>>()
        });
        let fits = |ends: &Vec<usize>| {
            let starts = std::iter::once(&0).chain(ends);
            starts.zip(ends).all(|(start, end)| {
                let last = end + 1 == points.len();
                Line::between(points, policy, *start, *end, last).ratio >= -1.0
            })
        };
        ways.filter(fits).map(|ends| demerits(points, policy, &ends)).fold(f64::MAX, f64::min)
    }

    #[test]
    fn an_early_word_moves_down_for_the_good_of_the_next_line() {
        // First fit fills the first line and leaves a word alone on the second.
        let points = words(&[3.0, 3.0, 3.0, 2.0, 10.5, 9.0]);
        assert_eq!(first_fit(&points, 14.0), [4, 5, 6]);
        let ends = total_fit(&points, &policy(14.0), f32::INFINITY).unwrap();
        assert_eq!(ends, [3, 5, 6]);
    }

    #[test]
    fn nothing_is_better_than_the_lines_chosen() {
        let mut seed = 7_u32;
        for _ in 0..50 {
            let widths: Vec<f32> = (0..11)
                .map(|_| {
                    seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    1.0 + (seed >> 24) as f32 / 40.0
                })
                .collect();
            let points = words(&widths);
            let policy = Policy { last: 3.0, ..policy(17.0) };
            let ends = total_fit(&points, &policy, f32::INFINITY).unwrap();
            let found = demerits(&points, &policy, &ends);
            assert!((found - by_trying(&points, &policy)).abs() < 1e-6 * found);
            assert!(found <= demerits(&points, &policy, &first_fit(&points, 17.0)));
        }
    }

    #[test]
    fn hyphens_in_a_row_and_before_the_last_line_cost_extra() {
        let mut points = words(&[6.0, 3.5, 6.0, 3.0, 6.0]);
        let plain = demerits(&points, &policy(11.0), &[2, 4, 5]);
        points[2].hyphen = true;
        points[4].hyphen = true;
        let hyphenated = demerits(&points, &policy(11.0), &[2, 4, 5]);
        assert_eq!(hyphenated - plain, CONSECUTIVE_HYPHENS + LAST_HYPHEN);
    }

    #[test]
    fn lines_that_cannot_be_good_enough_are_refused() {
        let points = words(&[3.0, 9.0, 3.0]);
        assert_eq!(total_fit(&points, &policy(10.0), 1.0), None);
        assert!(total_fit(&points, &policy(10.0), f32::INFINITY).is_some());
    }

    #[test]
    fn balanced_lines_are_as_few_and_about_as_wide() {
        let points = words(&[2.0; 8]);
        assert_eq!(first_fit(&points, 20.0), [7, 8]);
        assert_eq!(balance(&points, 20.0), [4, 8]);
    }
}
