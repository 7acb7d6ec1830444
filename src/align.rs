//! Aligns two sequences of elements with as few gaps as possible.
//!
//! Searches for the shortest path over pairs and gaps (Needleman & Wunsch 1970) within a band around
//! the diagonal, because editions differ little and a section may have ten thousand paragraphs.

use std::cell::Cell;

/// One step of an alignment. Elements are counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// An element of the first sequence is paired with one of the second.
    Pair(usize, usize),
    /// An element of the first sequence is missing from the second.
    First(usize),
    /// An element of the second sequence is missing from the first.
    Second(usize),
}

/// The cost of a gap, an element that one side lacks. A possible pair costs less than two gaps.
pub const GAP: i64 = 1000;

/// The maximum distance of a pair from the diagonal, in addition to the difference in length.
const SLACK: usize = 24;

/// The size of the largest search, in cells of the band.
const MAX_CELLS: usize = 4_000_000;

/// The number of cells that may be searched for two editions in total: as many as for one long section, and
/// some for each element.
#[derive(Debug)]
pub struct Budget(Cell<usize>);

impl Budget {
    /// The budget for two editions with `elements` elements in total.
    pub fn of(elements: usize) -> Budget {
        Budget(Cell::new(MAX_CELLS + 2 * SLACK * elements))
    }

    /// Takes some cells. Returns whether there were enough left.
    fn take(&self, cells: usize) -> bool {
        let left = self.0.get().checked_sub(cells);
        left.inspect(|left| self.0.set(*left)).is_some()
    }
}

/// A pair below this cost is certain: both elements have the same numbers, notes or references.
const CERTAIN: i64 = -GAP / 2;

/// Aligns `first` elements with `second`; `cost` returns the cost of a pair.
///
/// If the sequences are too long to search, or the budget is used up, the certain pairs at both ends are
/// taken first. If the rest is still too long, its elements are paired in order.
pub fn align(
    first: usize,
    second: usize,
    budget: &Budget,
    cost: impl Fn(usize, usize) -> i64,
) -> Vec<Step> {
    if first == 0 || second == 0 {
        return in_order(first, second);
    }
    if let Some(steps) = search(first, second, budget, &cost) {
        return steps;
    }
    let fewer = first.min(second);
    let head = (0..fewer).take_while(|index| cost(*index, *index) < CERTAIN).count();
    let is_certain = |end: &usize| cost(first - end, second - end) < CERTAIN;
    let tail = (1..=fewer - head).take_while(is_certain).count();
    let (ones, others) = (first - head - tail, second - head - tail);
    let between = search(ones, others, budget, |a, b| cost(a + head, b + head));
    let between = between.unwrap_or_else(|| in_order(ones, others));
    let begin = (0..head).map(|index| Step::Pair(index, index));
    let end = (0..tail).map(|index| Step::Pair(first - tail + index, second - tail + index));
    begin.chain(between.into_iter().map(|step| step.shifted(head))).chain(end).collect()
}

/// The cheapest alignment; `None` if the sequences are too long.
fn search(
    first: usize,
    second: usize,
    budget: &Budget,
    cost: impl Fn(usize, usize) -> i64,
) -> Option<Vec<Step>> {
    let band = Band::new(first, second);
    let cells = (first + 1).saturating_mul(band.width);
    let fits = cells <= MAX_CELLS && budget.take(cells);
    fits.then(|| band.walk_back(&band.search(cost)))
}

impl Step {
    /// The same step, `count` elements later in both sequences.
    fn shifted(self, count: usize) -> Step {
        match self {
            Step::Pair(first, second) => Step::Pair(first + count, second + count),
            Step::First(first) => Step::First(first + count),
            Step::Second(second) => Step::Second(second + count),
        }
    }
}

/// Pairs elements in order; the rest of the longer sequence are gaps.
fn in_order(first: usize, second: usize) -> Vec<Step> {
    let both = first.min(second);
    let pairs = (0..both).map(|index| Step::Pair(index, index));
    let rest = (both..first).map(Step::First).chain((both..second).map(Step::Second));
    pairs.chain(rest).collect()
}

/// The last move of the cheapest path to a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Move {
    Start,
    Pair,
    First,
    Second,
}

/// The searched cells: in each row, `width` columns starting at `row - before`.
struct Band {
    first: usize,
    second: usize,
    before: usize,
    width: usize,
}

impl Band {
    fn new(first: usize, second: usize) -> Band {
        let before = first.saturating_sub(second) + SLACK;
        let after = second.saturating_sub(first) + SLACK;
        Band { first, second, before, width: before + after + 1 }
    }

    /// The column of the cell at `place` in a row of the band.
    fn column(&self, row: usize, place: usize) -> Option<usize> {
        (row + place).checked_sub(self.before).filter(|column| *column <= self.second)
    }

    fn search(&self, cost: impl Fn(usize, usize) -> i64) -> Vec<Move> {
        let mut moves = Vec::with_capacity((self.first + 1) * self.width);
        let mut above: Vec<Option<i64>> = vec![None; self.width];
        for row in 0..=self.first {
            let mut here = Vec::with_capacity(self.width);
            for place in 0..self.width {
                let (total, step) = match self.column(row, place) {
                    Some(column) => best(&above, &here, place, (row, column), &cost),
                    None => (None, Move::Start),
                };
                here.push(total);
                moves.push(step);
            }
            above = here;
        }
        moves
    }

    fn walk_back(&self, moves: &[Move]) -> Vec<Step> {
        let (mut row, mut column) = (self.first, self.second);
        let mut steps = Vec::with_capacity(row.max(column));
        while row > 0 || column > 0 {
            let place = (column + self.before).saturating_sub(row);
            match moves.get(row * self.width + place) {
                Some(Move::Pair) => {
                    (row, column) = (row - 1, column - 1);
                    steps.push(Step::Pair(row, column));
                }
                Some(Move::First) => {
                    row -= 1;
                    steps.push(Step::First(row));
                }
                Some(Move::Second) => {
                    column -= 1;
                    steps.push(Step::Second(column));
                }
                Some(Move::Start) | None => break,
            }
        }
        steps.reverse();
        steps
    }
}

/// The lowest cost of a cell, and the last move to it. Ties prefer pairs, then gaps in the second
/// sequence; as paths are followed from the end, this puts gaps as early as possible.
fn best(
    above: &[Option<i64>],
    here: &[Option<i64>],
    place: usize,
    (row, column): (usize, usize),
    cost: &impl Fn(usize, usize) -> i64,
) -> (Option<i64>, Move) {
    if (row, column) == (0, 0) {
        return (Some(0), Move::Start);
    }
    let at = |row: &[Option<i64>], place: usize| row.get(place).copied().flatten();
    let pair = row
        .checked_sub(1)
        .zip(column.checked_sub(1))
        .and_then(|(row, column)| Some(at(above, place)? + cost(row, column)));
    let first = (row > 0).then(|| at(above, place + 1)).flatten().map(|total| total + GAP);
    let second = place.checked_sub(1).filter(|_| column > 0).and_then(|left| at(here, left));
    let second = second.map(|total| total + GAP);
    let moves = [(pair, Move::Pair), (first, Move::First), (second, Move::Second)];
    let moves = moves.into_iter().filter_map(|(total, last)| Some((total?, last)));
    let least = moves.min_by_key(|(total, _)| *total);
    least.map_or((None, Move::Start), |(total, last)| (Some(total), last))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn budget() -> Budget {
        Budget::of(0)
    }

    fn of(first: &str, second: &str) -> String {
        let letters = |text: &str| text.chars().collect::<Vec<char>>();
        let (one, two) = (letters(first), letters(second));
        let steps =
            align(
                one.len(),
                two.len(),
                &budget(),
                |a, b| if one[a] == two[b] { 0 } else { 3 * GAP },
            );
        let mut shown = String::new();
        for step in steps {
            match step {
                Step::Pair(a, b) => {
                    assert_eq!(one[a], two[b]);
                    shown.push(one[a]);
                }
                Step::First(a) => shown.extend(['-', one[a]]),
                Step::Second(b) => shown.extend(['+', two[b]]),
            }
        }
        shown
    }

    #[test]
    fn one_missing_element_is_one_gap() {
        assert_eq!(of("abcde", "abde"), "ab-cde");
        assert_eq!(of("abde", "abcde"), "ab+cde");
        assert_eq!(of("abc", "bcd"), "-abc+d");
        assert_eq!(of("", "ab"), "+a+b");
        assert_eq!(of("ab", ""), "-a-b");
        assert_eq!(of("", ""), "");
    }

    #[test]
    fn long_sequences_are_aligned_in_a_band() {
        let first: String = (0..3000).map(|n| char::from(b'a' + (n * n % 23) as u8)).collect();
        let mut second = first.clone();
        second.replace_range(1500..1501, "");
        let shown = of(&first, &second);
        assert_eq!(shown.matches('-').count(), 1);
        assert_eq!(shown.matches('+').count(), 0);
    }

    /// Pairs of the same element are certain.
    #[test]
    fn one_gap_is_found_in_a_sequence_of_any_length() {
        let count = 200_000;
        let second = |b: usize| if b < 70_000 { b } else { b + 1 };
        let cost = |a: usize, b: usize| if a == second(b) { -GAP } else { GAP };
        let steps = align(count, count - 1, &budget(), cost);
        let gaps: Vec<_> = steps.iter().filter(|it| !matches!(it, Step::Pair(..))).collect();
        assert_eq!(gaps, [&Step::First(70_000)]);
        let right = |step: &Step| !matches!(step, Step::Pair(a, b) if *a != second(*b));
        assert!(steps.iter().all(right));
        assert_eq!(steps.len(), count);
    }

    #[test]
    fn sequences_that_are_too_long_are_paired_in_order() {
        let steps = align(100_000, 10, &budget(), |_, _| 0);
        assert_eq!(steps.len(), 100_000);
        assert_eq!(steps[9], Step::Pair(9, 9));
        assert_eq!(steps[10], Step::First(10));
    }

    /// Every element is in exactly one step, in order, for any costs.
    #[test]
    fn every_element_is_in_one_step() {
        let mut random = crate::yaml::random(11);
        for _ in 0..500 {
            let (first, second) = (random() as usize % 12, random() as usize % 40);
            let costs: Vec<i64> =
                (0..first * second).map(|_| (random() % 5000) as i64 - 1000).collect();
            let steps = align(first, second, &budget(), |a, b| costs[a * second + b]);
            let (mut a, mut b) = (0, 0);
            for step in steps {
                let (x, y) = match step {
                    Step::Pair(x, y) => (Some(x), Some(y)),
                    Step::First(x) => (Some(x), None),
                    Step::Second(y) => (None, Some(y)),
                };
                assert!(x.is_none_or(|x| x == a) && y.is_none_or(|y| y == b));
                (a, b) = (a + usize::from(x.is_some()), b + usize::from(y.is_some()));
            }
            assert_eq!((a, b), (first, second));
        }
    }

    /// A report with many long sections takes no more time than its length.
    #[test]
    fn all_searches_together_are_bounded() {
        let (budget, compared) = (Budget::of(20 * 1100), Cell::new(0));
        for _ in 0..20 {
            let steps = align(1000, 100, &budget, |_, _| {
                compared.set(compared.get() + 1);
                GAP
            });
            assert!(steps.len() >= 1000);
        }
        let most = MAX_CELLS + 2 * SLACK * 20 * 1100;
        assert!(compared.get() < most, "{}", compared.get());
    }
}
