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

impl Extent {
    /// Makes it wider by another.
    pub fn add(&mut self, other: Extent) {
        self.width += other.width;
        self.stretch += other.stretch;
        self.shrink += other.shrink;
    }
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
    /// How much of a line that begins here hangs over the edge.
    pub hangs: f32,
    /// How bad it is to break here; 0 to 1000.
    pub penalty: f32,
    /// Whether a line that ends here ends in a hyphen.
    pub hyphen: bool,
}

/// How wide full lines are, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Measure {
    /// The first line, which may be indented or hang out.
    pub first: f32,
    /// The others.
    pub others: f32,
}

impl Measure {
    /// Of a line that begins at a point.
    fn of(self, start: usize) -> f32 {
        if start == 0 { self.first } else { self.others }
    }

    /// The narrowest line.
    pub fn least(self) -> f32 {
        self.first.min(self.others)
    }

    fn less(self, by: f32) -> Measure {
        Measure { first: self.first - by, others: self.others - by }
    }
}

/// What lines should be like.
#[derive(Clone, Copy, Debug)]
pub(super) struct Policy {
    /// The width of full lines.
    pub measure: Measure,
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
    Search::new(points, policy, false).run(tolerance).map(|search| search.best(|_| 0))
}

/// Ends of lines as [`total_fit`] finds them, but of breakings whose number of lines comes nearest
/// to the one that is wished for: TeX's `\looseness`.
pub(super) fn fit_in_lines(
    points: &[Point],
    policy: &Policy,
    tolerance: f32,
    lines: usize,
) -> Option<Vec<usize>> {
    let search = Search::new(points, policy, true).run(tolerance);
    search.map(|search| search.best(|node| node.lines.abs_diff(lines)))
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
            lines: node.lines + 1,
        };
    }
    node.demerits
}

/// Ends of lines where each line takes what it can; for text that no choice makes good.
pub(super) fn first_fit(points: &[Point], measure: Measure) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut start = 0;
    while start + 1 < points.len() {
        let fits = |end: &usize| width(points, start, *end) <= measure.of(start);
        let end = (start + 1..points.len()).take_while(fits).last().unwrap_or(start + 1);
        ends.push(end);
        start = end;
    }
    ends
}

/// Ends of lines that are as even as can be, and no more than some number if they fit in it.
pub(super) fn balance(points: &[Point], measure: Measure, lines: usize) -> Vec<usize> {
    let mut best = first_fit(points, measure);
    let (mut most, mut least) = (measure.least().max(0.0), 0.0);
    while lines > 1 && most - least > 0.5 {
        let middle = (least + most) / 2.0;
        let narrow = measure.less(middle);
        let ends = first_fit(points, narrow);
        if ends.len() <= lines && fits(points, &ends, narrow) {
            (least, best) = (middle, ends);
        } else {
            most = middle;
        }
    }
    best
}

/// Whether no line is wider than it may be.
pub(super) fn fits(points: &[Point], ends: &[usize], measure: Measure) -> bool {
    let mut lines = std::iter::once(&0).chain(ends).zip(ends);
    lines.all(|(start, end)| width(points, *start, *end) <= measure.of(*start))
}

/// Natural width of a line from one point to another, less what hangs over the edges.
pub(super) fn width(points: &[Point], start: usize, end: usize) -> f32 {
    points[end].end.width + points[end].added - points[start].start.width - points[start].hangs
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
    lines: usize,
}

struct Search<'a> {
    points: &'a [Point],
    policy: &'a Policy,
    /// Whether ways of different numbers of lines are kept apart.
    by_lines: bool,
    nodes: Vec<Node>,
    active: Vec<usize>,
    /// The best ways to the point that is visited, one for each fitness (and number of lines).
    best: Vec<Option<Node>>,
}

/// How many kinds of fitness there are.
const FITNESSES: usize = 4;

impl<'a> Search<'a> {
    fn new(points: &'a [Point], policy: &'a Policy, by_lines: bool) -> Search<'a> {
        let (nodes, active, best) = (vec![Node::default()], vec![0], vec![None; FITNESSES]);
        Search { points, policy, by_lines, nodes, active, best }
    }

    /// Visits every point; `None` when some cannot be passed.
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
        let last = index + 1 == self.points.len();
        let Search { points, policy, by_lines, nodes, active, best } = self;
        active.retain(|&from| {
            let node = &nodes[from];
            let line = Line::between(points, policy, node.point, index, last);
            if line.ratio >= -1.0 && line.ratio <= tolerance {
                let demerits = line.after(node, points, policy);
                let lines = node.lines + 1;
                let set = if *by_lines { lines } else { 0 };
                let slot = slot(best, set * FITNESSES + line.fitness as usize);
                if slot.is_none_or(|best| demerits < best.demerits) {
                    let fitness = line.fitness;
                    *slot = Some(Node { point: index, fitness, demerits, from, lines });
                }
            }
            line.ratio >= -1.0 && !last
        });
        for node in best.iter_mut().filter_map(Option::take) {
            active.push(nodes.len());
            nodes.push(node);
        }
    }

    /// The best way to the end among those that are nearest to a wish.
    fn best(&self, far: impl Fn(&Node) -> usize) -> Vec<usize> {
        let node = |index: &usize| &self.nodes[*index];
        let best = self.active.iter().min_by(|a, b| {
            let (a, b) = (node(a), node(b));
            far(a).cmp(&far(b)).then(a.demerits.total_cmp(&b.demerits))
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

fn slot(best: &mut Vec<Option<Node>>, index: usize) -> &mut Option<Node> {
    if best.len() <= index {
        best.resize(index + 1, None);
    }
    &mut best[index]
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
        let natural = width(points, start, end);
        let short = policy.measure.of(start) - natural;
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
        Policy { measure: even(measure), slack: 0.0, last: 0.0 }
    }

    fn even(measure: f32) -> Measure {
        Measure { first: measure, others: measure }
    }

    /// The cheapest of all ways to break, by trying each.
    fn by_trying(points: &[Point], policy: &Policy) -> f64 {
        let inner = points.len() - 2;
        let ways = (0..1_u32 << inner).map(|way| {
            let chosen = (0..inner).filter(|bit| way >> bit & 1 == 1).map(|bit| bit + 1);
            chosen.chain([points.len() - 1]).collect::<Vec<usize>>()
        });
        ways.filter(|ends| fits_shrunk(points, policy, ends))
            .map(|ends| demerits(points, policy, &ends))
            .fold(f64::MAX, f64::min)
    }

    /// Whether every line fits when its spaces shrink.
    fn fits_shrunk(points: &[Point], policy: &Policy, ends: &[usize]) -> bool {
        let starts = std::iter::once(&0).chain(ends);
        starts.zip(ends).all(|(start, end)| {
            let last = end + 1 == points.len();
            Line::between(points, policy, *start, *end, last).ratio >= -1.0
        })
    }

    #[test]
    fn an_early_word_moves_down_for_the_good_of_the_next_line() {
        // First fit fills the first line and leaves a word alone on the second.
        let points = words(&[3.0, 3.0, 3.0, 2.0, 10.5, 9.0]);
        assert_eq!(first_fit(&points, even(14.0)), [4, 5, 6]);
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
            assert!(found <= demerits(&points, &policy, &first_fit(&points, even(17.0))));
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
        assert_eq!(first_fit(&points, even(20.0)), [7, 8]);
        assert_eq!(balance(&points, even(20.0), 2), [4, 8]);
    }

    #[test]
    fn balanced_lines_may_be_more_than_needed() {
        let points = words(&[2.0; 8]);
        assert_eq!(balance(&points, even(20.0), 4), [2, 4, 6, 8]);
    }

    #[test]
    fn the_first_line_has_a_measure_of_its_own() {
        let points = words(&[2.0; 8]);
        let hanging = Measure { first: 11.0, others: 8.0 };
        assert_eq!(first_fit(&points, hanging), [4, 7, 8]);
        let policy = Policy { measure: hanging, ..policy(0.0) };
        assert_eq!(total_fit(&points, &policy, f32::INFINITY).unwrap(), [4, 7, 8]);
    }

    #[test]
    fn a_paragraph_is_a_line_longer_or_shorter_when_asked() {
        let points = words(&[3.0; 12]);
        let policy = policy(15.3);
        let lines = |wish: usize| fit_in_lines(&points, &policy, 5.0, wish).unwrap().len();
        let usual = total_fit(&points, &policy, 5.0).unwrap().len();
        assert_eq!((usual, lines(3), lines(4)), (3, 3, 4));
        // What cannot be had is come near to.
        assert_eq!((lines(1), lines(40)), (3, 4));
    }

    #[test]
    fn the_wished_number_of_lines_is_had_in_the_best_way() {
        let points = words(&[3.0, 2.0, 4.0, 3.0, 2.5, 3.5, 4.0, 2.0, 3.0, 4.0, 2.0]);
        let policy = policy(13.0);
        let ends = fit_in_lines(&points, &policy, f32::INFINITY, 5).unwrap();
        assert_eq!(ends.len(), 5);
        let inner = points.len() - 2;
        let ways = (0..1_u32 << inner).filter(|way| way.count_ones() == 4).map(|way| {
            let chosen = (0..inner).filter(|bit| way >> bit & 1 == 1).map(|bit| bit + 1);
            chosen.chain([points.len() - 1]).collect::<Vec<usize>>()
        });
        let best = ways.filter(|ends| fits_shrunk(&points, &policy, ends));
        let best = best.map(|ends| demerits(&points, &policy, &ends)).fold(f64::MAX, f64::min);
        let found = demerits(&points, &policy, &ends);
        assert!((found - best).abs() < 1e-6 * best);
    }
}
