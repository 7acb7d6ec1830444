//! Total-fit line breaking: D. E. Knuth and M. F. Plass, "Breaking paragraphs into lines",
//! Software: Practice and Experience 11 (1981).

#![allow(clippy::indexing_slicing, reason = "breakpoints and nodes are indexed by their positions")]

use super::breakpoint::{Breakpoint, LineMeasures, width};
use super::first_fit::first_fit;
use crate::layout::penalties::line::{
    CONSECUTIVE_HYPHENS, CONTRAST, LAST_HYPHEN, LINE, SHORT_LAST, WORST,
};

/// The definition of good lines.
#[derive(Clone, Copy, Debug)]
pub(super) struct Policy {
    /// The measure.
    pub measures: LineMeasures,
    /// How far any line may be short, in points, beyond the stretch of its spaces: large for ragged
    /// lines, like TeX's `\rightskip`; otherwise TeX's `\emergencystretch`.
    pub slack: f32,
    /// The desired minimum width of the last line, in points.
    pub last: f32,
}

/// The line ends with the fewest demerits in total, as indexes of breakpoints, or `None` if a line
/// would have to stretch by more than `tolerance` times its stretch.
///
/// The first breakpoint is the start of the paragraph, the last one its end.
pub(super) fn total_fit(
    points: &[Breakpoint],
    policy: &Policy,
    tolerance: f32,
) -> Option<Vec<usize>> {
    let most = bound(points, policy, tolerance);
    let search = Search { most, ..Search::new(points, policy, None) };
    search.run(tolerance).map(|search| search.best(|_| 0))
}

/// The demerits of first-fit lines, which the best lines do not exceed; infinite if those lines are not within
/// the tolerance.
fn bound(points: &[Breakpoint], policy: &Policy, tolerance: f32) -> f64 {
    let mut node = Node::default();
    for end in first_fit(points, policy.measures) {
        let line = CandidateLine::new(points, policy, node.point, end);
        if !(-1.0..=tolerance).contains(&line.ratio) {
            return f64::INFINITY;
        }
        node = line.judged(points, policy).node(&node, 0);
    }
    node.demerits
}

/// The line ends as [`total_fit`] gives them, but only among the solutions with the number of lines
/// closest to `lines`: TeX's `\looseness`.
pub(super) fn fit_in_lines(
    points: &[Breakpoint],
    policy: &Policy,
    tolerance: f32,
    lines: usize,
) -> Option<Vec<usize>> {
    let search = Search::new(points, policy, Some(lines)).run(tolerance);
    search.map(|search| search.best(|node| node.lines.abs_diff(lines)))
}

/// The total demerits of given line ends.
#[cfg(test)]
pub(super) fn demerits(points: &[Breakpoint], policy: &Policy, ends: &[usize]) -> f64 {
    let mut node = Node::default();
    for &end in ends {
        let line = CandidateLine::new(points, policy, node.point, end);
        node = line.judged(points, policy).node(&node, 0);
    }
    node.demerits
}

/// The fitness class of a line, for comparison with its neighbours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Fitness {
    Tight,
    #[default]
    Decent,
    Loose,
    VeryLoose,
}

/// The maximum deviation, anywhere in the paragraph, from the expected number of lines of a solution
/// with a wanted number of lines.
const DEVIATION: usize = 12;

/// The number of fitness classes.
const FITNESSES: usize = 4;

impl Fitness {
    /// The class of a line with an adjustment ratio.
    fn of(ratio: f32) -> Fitness {
        match ratio {
            ..-0.5 => Fitness::Tight,
            ..=0.5 => Fitness::Decent,
            ..=1.0 => Fitness::Loose,
            _ => Fitness::VeryLoose,
        }
    }
}

/// The best path to a breakpoint with a last line of some fitness.
#[derive(Clone, Copy, Debug, Default)]
struct Node {
    point: usize,
    fitness: Fitness,
    demerits: f64,
    /// The index of the previous node.
    from: usize,
    lines: usize,
}

struct Search<'a> {
    points: &'a [Breakpoint],
    policy: &'a Policy,
    /// The wanted number of lines, if solutions with different numbers are kept apart.
    lines: Option<usize>,
    /// The most demerits that a path may have.
    most: f64,
    nodes: Vec<Node>,
    active: Vec<usize>,
    /// The best node at the current breakpoint per fitness class (and number of lines).
    best: Vec<Option<Node>>,
}

impl<'a> Search<'a> {
    fn new(points: &'a [Breakpoint], policy: &'a Policy, lines: Option<usize>) -> Search<'a> {
        let (nodes, active, best) = (vec![Node::default()], vec![0], vec![None; FITNESSES]);
        Search { points, policy, lines, most: f64::INFINITY, nodes, active, best }
    }

    /// Visits every breakpoint; `None` if one cannot be passed within the tolerance.
    fn run(mut self, tolerance: f32) -> Option<Search<'a>> {
        for index in 1..self.points.len() {
            self.visit(index, tolerance);
            if self.active.is_empty() {
                return None;
            }
        }
        Some(self)
    }

    fn visit(&mut self, index: usize, tolerance: f32) {
        let fewest = self.lines.map(|lines| fewest_lines(self.points, index, lines));
        let Search { points, policy, most, nodes, active, best, .. } = self;
        // The nodes of a breakpoint are adjacent and begin the same line, so it is measured and judged once.
        let mut line = CandidateLine::new(points, policy, 0, index);
        let mut judged = None;
        active.retain(|&from| {
            let node = &nodes[from];
            if node.point != line.start {
                line = CandidateLine::new(points, policy, node.point, index);
                judged = None;
            }
            if line.ratio >= -1.0 && line.ratio <= tolerance {
                let judged = judged.get_or_insert_with(|| line.judged(points, policy));
                let next = judged.node(node, from);
                let more = fewest.map_or(Some(0), |fewest| next.lines.checked_sub(fewest));
                let is_cheap = next.demerits <= *most;
                if let Some(more) = more.filter(|more| is_cheap && *more <= 2 * DEVIATION) {
                    let slot = slot(best, more * FITNESSES + next.fitness as usize);
                    if slot.is_none_or(|best| next.demerits < best.demerits) {
                        *slot = Some(next);
                    }
                }
            }
            line.ratio >= -1.0 && !line.last
        });
        // A node that is worse than another of the same place by more than the fitness of the next line can
        // cost is on no best path.
        for same in best.chunks_mut(FITNESSES) {
            let least = same.iter().flatten().map(|node| node.demerits).fold(f64::MAX, f64::min);
            let found = same.iter_mut().filter_map(Option::take);
            for node in found.filter(|node| node.demerits <= least + CONTRAST) {
                active.push(nodes.len());
                nodes.push(node);
            }
        }
    }

    /// The line ends of the best final node, among those with the least `distance`.
    fn best(&self, distance: impl Fn(&Node) -> usize) -> Vec<usize> {
        let node = |index: &usize| &self.nodes[*index];
        let best = self.active.iter().min_by(|a, b| {
            let (a, b) = (node(a), node(b));
            distance(a).cmp(&distance(b)).then(a.demerits.total_cmp(&b.demerits))
        });
        let mut ends = Vec::new();
        let mut index = best.copied().unwrap_or(0);
        while index != 0 {
            ends.push(self.nodes[index].point);
            index = self.nodes[index].from;
        }
        ends.reverse();
        ends
    }
}

/// The minimum number of lines that a solution with some number of lines is expected to have before a
/// breakpoint. It keeps long paragraphs from storing a solution for each number of lines.
fn fewest_lines(points: &[Breakpoint], index: usize, lines: usize) -> usize {
    let before = |index: usize| points[index].end.width - points[0].start.width;
    let expected = lines as f32 * before(index) / before(points.len() - 1).max(1e-3);
    (expected.round() as usize).saturating_sub(DEVIATION)
}

fn slot(best: &mut Vec<Option<Node>>, index: usize) -> &mut Option<Node> {
    if best.len() <= index {
        best.resize(index + 1, None);
    }
    &mut best[index]
}

/// A line that the search considers, between two breakpoints.
#[derive(Clone, Copy)]
struct CandidateLine {
    start: usize,
    end: usize,
    /// Whether it is the last of the paragraph.
    last: bool,
    natural: f32,
    /// The adjustment ratio: the share of its stretch, or if negative of its shrink, that fills it.
    ratio: f32,
}

impl CandidateLine {
    fn new(points: &[Breakpoint], policy: &Policy, start: usize, end: usize) -> CandidateLine {
        let last = end + 1 == points.len();
        let (from, to) = (&points[start].start, &points[end].end);
        let natural = width(points, start, end);
        let short = policy.measures.of(start) - natural;
        let ratio = if short < 0.0 {
            short / (to.shrink - from.shrink).max(1e-3)
        } else if last {
            // The last line does not have to be full.
            0.0
        } else {
            short / (to.stretch - from.stretch + policy.slack).max(1e-3)
        };
        CandidateLine { start, end, last, natural, ratio }
    }

    /// How far the line is too short for a last line, 0 to 1.
    fn shortness(&self, policy: &Policy) -> f64 {
        let missing = (policy.last - self.natural).max(0.0);
        f64::from(missing / policy.last.max(1e-3)).min(1.0)
    }

    /// The line with its demerits, apart from those for the line before it.
    fn judged(&self, points: &[Breakpoint], policy: &Policy) -> JudgedLine {
        let point = &points[self.end];
        let hyphen_before = points[self.start].hyphen;
        let badness = (100.0 * f64::from(self.ratio.abs()).powi(3)).min(WORST);
        let mut faults = 0.0;
        if hyphen_before && point.hyphen {
            faults += CONSECUTIVE_HYPHENS;
        }
        if self.last && hyphen_before {
            faults += LAST_HYPHEN;
        }
        let is_first = self.start == 0;
        if self.last && !is_first {
            faults += self.shortness(policy) * SHORT_LAST;
        }
        JudgedLine {
            end: self.end,
            fitness: Fitness::of(self.ratio),
            demerits: (LINE + badness).powi(2) + f64::from(point.penalty).powi(2),
            faults,
            is_compared: !self.last && !is_first,
        }
    }
}

/// The demerits of a line after any line.
struct JudgedLine {
    end: usize,
    fitness: Fitness,
    /// For its spaces and its end.
    demerits: f64,
    /// For its hyphens and its length.
    faults: f64,
    /// Whether its fitness is compared with that of the line before it.
    is_compared: bool,
}

impl JudgedLine {
    /// The node at the end of the line, after a node.
    fn node(&self, before: &Node, from: usize) -> Node {
        let contrasts = self.is_compared && (self.fitness as i8 - before.fitness as i8).abs() > 1;
        let faults = self.faults + if contrasts { CONTRAST } else { 0.0 };
        let demerits = before.demerits + (self.demerits + faults);
        Node { point: self.end, fitness: self.fitness, demerits, from, lines: before.lines + 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::super::breakpoint::words;
    use super::*;

    fn policy(measure: f32) -> Policy {
        Policy { measures: even(measure), slack: 0.0, last: 0.0 }
    }

    fn even(measure: f32) -> LineMeasures {
        LineMeasures { first: measure, rest: measure }
    }

    /// Every way to break, as line ends.
    fn all_ways(points: &[Breakpoint]) -> impl Iterator<Item = Vec<usize>> {
        let last = points.len() - 1;
        (0..1_u32 << (last - 1)).map(move |way| {
            let chosen = (0..last - 1).filter(|bit| way >> bit & 1 == 1).map(|bit| bit + 1);
            chosen.chain([last]).collect()
        })
    }

    /// The least demerits of some ways to break.
    fn least(
        points: &[Breakpoint],
        policy: &Policy,
        ways: impl Iterator<Item = Vec<usize>>,
    ) -> f64 {
        ways.filter(|ends| fits_shrunk(points, policy, ends))
            .map(|ends| demerits(points, policy, &ends))
            .fold(f64::MAX, f64::min)
    }

    /// Whether every line fits once its spaces shrink.
    fn fits_shrunk(points: &[Breakpoint], policy: &Policy, ends: &[usize]) -> bool {
        let starts = std::iter::once(&0).chain(ends);
        starts
            .zip(ends)
            .all(|(start, end)| CandidateLine::new(points, policy, *start, *end).ratio >= -1.0)
    }

    #[test]
    fn an_early_word_moves_down_for_the_sake_of_the_next_line() {
        // First fit fills the first line and leaves a word alone on the second.
        let points = words(&[3.0, 3.0, 3.0, 2.0, 10.5, 9.0]);
        assert_eq!(first_fit(&points, even(14.0)), [4, 5, 6]);
        let ends = total_fit(&points, &policy(14.0), f32::INFINITY).unwrap();
        assert_eq!(ends, [3, 5, 6]);
    }

    #[test]
    fn no_other_lines_have_fewer_demerits() {
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
            assert!((found - least(&points, &policy, all_ways(&points))).abs() < 1e-6 * found);
            assert!(found <= demerits(&points, &policy, &first_fit(&points, even(17.0))));
        }
    }

    #[test]
    fn consecutive_hyphens_and_one_before_the_last_line_cost_extra() {
        let mut points = words(&[6.0, 3.5, 6.0, 3.0, 6.0]);
        let plain = demerits(&points, &policy(11.0), &[2, 4, 5]);
        points[2].hyphen = true;
        points[4].hyphen = true;
        let hyphenated = demerits(&points, &policy(11.0), &[2, 4, 5]);
        assert_eq!(hyphenated - plain, CONSECUTIVE_HYPHENS + LAST_HYPHEN);
    }

    #[test]
    fn lines_beyond_the_tolerance_are_refused() {
        let points = words(&[3.0, 9.0, 3.0]);
        assert_eq!(total_fit(&points, &policy(10.0), 1.0), None);
        assert!(total_fit(&points, &policy(10.0), f32::INFINITY).is_some());
    }

    #[test]
    fn the_first_line_may_have_another_measure() {
        let policy = Policy { measures: LineMeasures { first: 11.0, rest: 8.0 }, ..policy(0.0) };
        let ends = total_fit(&words(&[2.0; 8]), &policy, f32::INFINITY).unwrap();
        assert_eq!(ends, [4, 7, 8]);
    }

    #[test]
    fn a_paragraph_can_be_made_a_line_longer_or_shorter() {
        let points = words(&[3.0; 12]);
        let policy = policy(15.3);
        let lines = |target: usize| fit_in_lines(&points, &policy, 5.0, target).unwrap().len();
        let usual = total_fit(&points, &policy, 5.0).unwrap().len();
        assert_eq!((usual, lines(3), lines(4)), (3, 3, 4));
        // Targets out of reach are approached.
        assert_eq!((lines(1), lines(6)), (3, 4));
    }

    #[test]
    fn long_paragraphs_keep_few_solutions_of_each_place() {
        let points = words(&[3.0; 4000]);
        let policy = policy(15.3);
        let usual = total_fit(&points, &policy, 5.0).unwrap().len();
        let search = Search::new(&points, &policy, Some(usual + 1)).run(5.0).unwrap();
        assert!(search.nodes.len() <= 4000 * (2 * DEVIATION + 1) * 2, "{}", search.nodes.len());
        assert_eq!(fit_in_lines(&points, &policy, 5.0, usual + 1).unwrap().len(), usual + 1);
    }

    #[test]
    fn a_number_of_lines_is_reached_with_the_fewest_demerits() {
        let points = words(&[3.0, 2.0, 4.0, 3.0, 2.5, 3.5, 4.0, 2.0, 3.0, 4.0, 2.0]);
        let policy = policy(13.0);
        let ends = fit_in_lines(&points, &policy, f32::INFINITY, 5).unwrap();
        assert_eq!(ends.len(), 5);
        let ways = all_ways(&points).filter(|ends| ends.len() == 5);
        let best = least(&points, &policy, ways);
        let found = demerits(&points, &policy, &ends);
        assert!((found - best).abs() < 1e-6 * best);
    }
}
