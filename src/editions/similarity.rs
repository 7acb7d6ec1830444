//! The cost of pairing two elements: low if one is likely to be the translation of the other.
//!
//! It compares the lengths, the content that does not depend on the language, and the children.
//! Lengths are compared as in Gale & Church, "A Program for Aligning Sentences in Bilingual
//! Corpora" (1993): each character of the original corresponds to a random number of characters in
//! the translation, with a given mean and variance.

use super::fingerprint::Fingerprint;
use super::structure::Element;
use crate::align::GAP;

/// The number of characters in the second edition for each character of the first.
#[derive(Clone, Copy, Debug)]
pub struct Ratio(f64);

/// The variance of a translation's length per character (Gale & Church 1993, p. 80).
const VARIANCE: f64 = 6.8;

impl Ratio {
    /// The ratio of two whole reports.
    pub fn of(first: &Element, second: &Element) -> Ratio {
        Ratio(second.extent.max(1) as f64 / first.extent.max(1) as f64)
    }
}

/// The cost of a pair, on the scale of [`GAP`].
pub fn cost(first: &Element, second: &Element, ratio: Ratio) -> i64 {
    if first.kind.class != second.kind.class {
        // A change of kind is likelier than two elements that are missing from one edition each.
        return GAP * 9 / 5;
    }
    let kind = if first.kind == second.kind { 0 } else { GAP / 5 };
    kind + ids(first, second)
        + length(first.extent, second.extent, ratio)
        + invariants(&first.invariants, &second.invariants)
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

/// From 0 for the expected length to one gap for lengths that are far apart.
fn length(first: usize, second: usize, Ratio(ratio): Ratio) -> i64 {
    let (first, second) = (first as f64 * ratio.sqrt(), second as f64 / ratio.sqrt());
    let deviation = (VARIANCE * (first + second) / 2.0).sqrt().max(1.0);
    let far = (first - second).abs() / deviation;
    (far * GAP as f64 / 8.0).min(GAP as f64) as i64
}

/// From minus one gap, if all are the same, to plus half a gap, if none is.
fn invariants(first: &Fingerprint, second: &Fingerprint) -> i64 {
    let all = first.count().max(second.count()) as i64;
    if all == 0 {
        return 0;
    }
    GAP / 2 - GAP * 3 / 2 * first.shared(second) as i64 / all
}

/// From minus half a gap, if many stems are the same, to 0; unrelated languages share none.
fn cognates(first: &Fingerprint, second: &Fingerprint) -> i64 {
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
