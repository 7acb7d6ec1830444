//! Compares two lists of paragraphs by their texts.

use std::collections::HashMap;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::proposals::longest_increasing;
use super::words::Hunk;

/// The largest comparison between two anchors, in texts of one side times texts of the other. Beyond it,
/// all texts count as different.
const LARGEST: usize = 1_000_000;

/// The differences between two lists, as ranges of indexes, in order.
///
/// Texts that occur exactly once in both lists are anchors if they are in the same order (patience diff,
/// Cohen 2003), so the time does not grow with the square of the lengths.
pub fn differences(before: &[&str], after: &[&str]) -> Vec<Hunk> {
    let mut out = Vec::new();
    let mut done = (0, 0);
    let end = (before.len(), after.len());
    for anchor in anchors(before, after).into_iter().chain([end]) {
        between(
            before,
            after,
            Hunk { before: done.0..anchor.0, after: done.1..anchor.1 },
            &mut out,
        );
        done = (anchor.0 + 1, anchor.1 + 1);
    }
    out
}

/// The indexes, in both lists, of the texts that occur once in each and are in the same order.
fn anchors(before: &[&str], after: &[&str]) -> Vec<(usize, usize)> {
    let (ours, theirs) = (unique(before), unique(after));
    let pairs = before.iter().enumerate().filter_map(|(at, text)| {
        ours.get(text).copied().flatten()?;
        Some((at, theirs.get(text).copied().flatten()?))
    });
    let pairs: Vec<(usize, usize)> = pairs.collect();
    let order: Vec<usize> = pairs.iter().map(|it| it.1).collect();
    let stays = longest_increasing(&order);
    pairs.into_iter().zip(stays).filter(|(_, stays)| *stays).map(|(pair, _)| pair).collect()
}

/// The index of each text; `None` if it occurs more than once.
fn unique<'a>(texts: &[&'a str]) -> HashMap<&'a str, Option<usize>> {
    let mut out = HashMap::new();
    for (at, text) in texts.iter().enumerate() {
        out.entry(*text).and_modify(|it| *it = None).or_insert(Some(at));
    }
    out
}

fn between(before: &[&str], after: &[&str], gap: Hunk, out: &mut Vec<Hunk>) {
    if gap.before.is_empty() && gap.after.is_empty() {
        return;
    }
    let ones = before.get(gap.before.clone()).unwrap_or_default();
    let others = after.get(gap.after.clone()).unwrap_or_default();
    if ones.len().saturating_mul(others.len()) > LARGEST {
        return out.push(gap);
    }
    let found = capture_diff_slices(Algorithm::Myers, ones, others);
    let changed = found.iter().filter(|found| !matches!(found, DiffOp::Equal { .. }));
    let from = (gap.before.start, gap.after.start);
    out.extend(changed.map(|found| {
        let (old, new) = (found.old_range(), found.new_range());
        Hunk {
            before: old.start + from.0..old.end + from.0,
            after: new.start + from.1..new.end + from.1,
        }
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_between_equal_texts_differ() {
        let found = differences(&["a", "x", "x", "b", "c"], &["a", "x", "y", "b", "d", "c"]);
        let wanted =
            [Hunk { before: 2..3, after: 2..3 }, Hunk { before: 4..4, after: 4..5 }].to_vec();
        assert_eq!(found, wanted);
        assert!(differences(&["a", "b"], &["a", "b"]).is_empty());
    }

    #[test]
    fn a_text_that_moved_differs_in_both_places() {
        let found = differences(&["a", "b", "c"], &["c", "a", "b"]);
        let wanted =
            [Hunk { before: 0..0, after: 0..1 }, Hunk { before: 2..3, after: 3..3 }].to_vec();
        assert_eq!(found, wanted);
    }
}
