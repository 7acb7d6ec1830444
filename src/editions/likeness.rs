//! How unlikely it is that two elements of two editions are the same one: by their lengths, by what
//! they show that is the same in every language, by what stands in them.
//!
//! Lengths are judged as in Gale & Church, "A Program for Aligning Sentences in Bilingual Corpora"
//! (1993): a translation has so many characters for each of the original's, give or take.

use super::align::GAP;
use super::marks::Marks;
use super::outline::Element;

/// Characters of the second edition for each of the first.
#[derive(Clone, Copy, Debug)]
pub struct Ratio(f64);

/// The variance of a translation's length, for each character (Gale & Church 1993, p. 80).
const VARIANCE: f64 = 6.8;

impl Ratio {
    /// The ratio of two whole reports.
    pub fn of(first: &Element, second: &Element) -> Ratio {
        Ratio(second.extent.max(1) as f64 / first.extent.max(1) as f64)
    }
}

/// What it costs to take two elements for the same, beside [`GAP`].
pub fn cost(first: &Element, second: &Element, ratio: Ratio) -> i64 {
    if first.kind.class() != second.kind.class() {
        // One in place of another is likelier than one missing here and another there.
        return GAP * 9 / 5;
    }
    let kind = if first.kind == second.kind { 0 } else { GAP / 5 };
    kind + ids(first, second)
        + length(first.extent, second.extent, ratio)
        + marks(&first.marks, &second.marks)
        + cognates(&first.cognates, &second.cognates)
        + children(first.children.len(), second.children.len())
}

fn ids(first: &Element, second: &Element) -> i64 {
    match (first.id, second.id) {
        (Some((one, _)), Some((other, _))) if one == other => -GAP,
        (Some(_), Some(_)) => GAP / 2,
        (Some(_), None) | (None, Some(_)) => GAP / 5,
        (None, None) => 0,
    }
}

/// Up to the cost of a gap, where lengths are far apart.
fn length(first: usize, second: usize, Ratio(ratio): Ratio) -> i64 {
    let (first, second) = (first as f64 * ratio.sqrt(), second as f64 / ratio.sqrt());
    let deviation = (VARIANCE * (first + second) / 2.0).sqrt().max(1.0);
    let far = (first - second).abs() / deviation;
    (far * GAP as f64 / 8.0).min(GAP as f64) as i64
}

/// From a gap less, where all are the same, to half a gap more, where none is.
fn marks(first: &Marks, second: &Marks) -> i64 {
    let all = first.count().max(second.count()) as i64;
    if all == 0 {
        return 0;
    }
    GAP / 2 - GAP * 3 / 2 * first.shared(second) as i64 / all
}

/// Up to half a gap less, where many words begin alike; languages that are not related share none.
fn cognates(first: &Marks, second: &Marks) -> i64 {
    let fewer = first.count().min(second.count()) as i64;
    let shared = first.shared(second) as i64;
    -(GAP * shared / fewer.max(1)).min(GAP / 2)
}

fn children(first: usize, second: usize) -> i64 {
    (first.abs_diff(second) as i64 * GAP / 8).min(GAP / 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_compared_by_their_ratio() {
        let ratio = Ratio(1.25);
        assert_eq!(length(100, 125, ratio), 0);
        assert!(length(100, 130, ratio) < GAP / 4);
        assert!(length(100, 400, ratio) > GAP / 2);
        assert_eq!(length(1000, 4000, ratio), GAP);
    }
}
