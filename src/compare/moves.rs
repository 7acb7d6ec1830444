//! Which blocks were moved.

use std::ops::Range;

use crate::export::docx::redline::Hunk;

/// The characters that both places of a moved paragraph must have. Shorter ones are shown as deleted
/// and inserted: the same word in two places says nothing.
const SHORTEST_MOVE: usize = 30;

/// The most differences of a moved paragraph: each is several tracked changes in both places, and readers
/// follow two texts sooner than a move in pieces.
const MOST_EDITS: usize = 3;

/// Whether paragraphs with some differences are one that was moved: most of the text is the same. Both
/// texts end with the character of the paragraph's end.
pub fn is_move(before: &str, after: &str, hunks: &[Hunk]) -> bool {
    let gone: usize = hunks.iter().map(|hunk| count(before, &hunk.before)).sum();
    let kept = before.chars().count() - gone;
    let longer = before.chars().count().max(after.chars().count());
    kept > SHORTEST_MOVE && 2 * kept >= longer && hunks.len() <= MOST_EDITS
}

/// Whether a text is long enough to be shown as moved.
pub fn is_long(text: &str) -> bool {
    text.chars().count() >= SHORTEST_MOVE
}

fn count(text: &str, range: &Range<usize>) -> usize {
    text.get(range.clone()).map_or(0, |it| it.chars().count())
}

/// Chooses the pairs that stay in order, so that as little text as possible is moved: the heaviest
/// increasing subsequence. `pairs` are the places before, in the order after, each with its weight;
/// returns which of them stay.
pub fn in_order(pairs: &[(usize, usize)]) -> Vec<bool> {
    let places = pairs.iter().map(|(place, _)| place + 1).max().unwrap_or(0);
    let mut best = Best(vec![None; places + 1]);
    let mut ends: Vec<(usize, Option<usize>)> = Vec::with_capacity(pairs.len());
    for (at, (place, weight)) in pairs.iter().enumerate() {
        let before = best.up_to(*place);
        let total = before.map_or(0, |(total, _)| total) + weight;
        ends.push((total, before.map(|(_, at)| at)));
        best.raise(*place + 1, (total, at));
    }
    let mut stays = vec![false; pairs.len()];
    let mut next = best.up_to(places).map(|(_, at)| at);
    while let Some(at) = next {
        stays.get_mut(at).into_iter().for_each(|it| *it = true);
        next = ends.get(at).and_then(|(_, before)| *before);
    }
    stays
}

/// The heaviest sequence that ends at or before each place, as a tree of prefixes (Fenwick 1994): its
/// weight and its last pair.
struct Best(Vec<Option<(usize, usize)>>);

impl Best {
    fn up_to(&self, mut place: usize) -> Option<(usize, usize)> {
        let mut best = None;
        while place > 0 {
            best = best.max(self.0.get(place).copied().flatten());
            place &= place - 1;
        }
        best
    }

    fn raise(&mut self, mut place: usize, to: (usize, usize)) {
        while let Some(own) = self.0.get_mut(place) {
            *own = (*own).max(Some(to));
            place += place & place.wrapping_neg();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lighter_side_is_moved() {
        let stays = |pairs: &[(usize, usize)]| {
            let stays = in_order(pairs);
            let kept = pairs.iter().zip(stays).filter(|(_, stays)| *stays);
            kept.map(|((place, _), _)| *place).collect::<Vec<_>>()
        };
        assert_eq!(stays(&[(0, 1), (1, 1), (2, 1)]), [0, 1, 2]);
        assert_eq!(stays(&[(2, 5), (0, 1), (1, 1), (3, 1)]), [2, 3]);
        assert_eq!(stays(&[(2, 1), (0, 1), (1, 1), (3, 1)]), [0, 1, 3]);
        assert_eq!(stays(&[]), [0; 0]);
    }
}
