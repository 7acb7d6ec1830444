//! Pairs the elements of two editions: by ids if both have them, else by order and similarity.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::similarity::{Ratio, cost};
use super::structure::{Element, Structure};
use crate::align::{Budget, GAP, Step, align};

/// The elements of two editions in pairs.
pub struct Pairing<'o, 'e> {
    /// Corresponding elements, in the order of the first edition.
    pub pairs: Vec<Pair<'o, 'e>>,
    /// Elements of the first edition that the second lacks.
    pub missing: Vec<Gap<'o, 'e>>,
    /// Elements of the second edition that the first lacks.
    pub extra: Vec<Gap<'o, 'e>>,
    /// Elements that have the same id, but a different place.
    pub moved: Vec<Pair<'o, 'e>>,
    structures: Structures<'o, 'e>,
    ratio: Ratio,
    budget: Budget,
}

/// An element of the first edition and the corresponding one of the second.
pub type Pair<'o, 'e> = (&'o Element<'e>, &'o Element<'e>);

type Structures<'o, 'e> = (&'o Structure<'e>, &'o Structure<'e>);

/// An element that one edition lacks.
#[derive(Clone, Copy)]
pub struct Gap<'o, 'e> {
    /// The element.
    pub element: &'o Element<'e>,
    /// Its parent in the other edition.
    pub parent: &'o Element<'e>,
    /// The element before the gap there; `None` at the beginning of the parent.
    pub after: Option<&'o Element<'e>>,
}

/// A range of the children of an element.
#[derive(Clone)]
struct Part<'o, 'e> {
    parent: &'o Element<'e>,
    range: Range<usize>,
}

impl<'o, 'e> Part<'o, 'e> {
    fn children(&self) -> &'o [Element<'e>] {
        self.parent.children.get(self.range.clone()).unwrap_or_default()
    }

    /// The element before a child, which is counted within the range.
    fn before(&self, index: usize) -> Option<&'o Element<'e>> {
        (self.range.start + index).checked_sub(1).and_then(|at| self.parent.children.get(at))
    }
}

impl<'o, 'e> Pairing<'o, 'e> {
    /// Pairs the elements of two editions.
    pub fn of(first: &'o Structure<'e>, second: &'o Structure<'e>) -> Self {
        let mut pairing = Pairing {
            pairs: Vec::new(),
            missing: Vec::new(),
            extra: Vec::new(),
            moved: Vec::new(),
            structures: (first, second),
            ratio: Ratio::of(&first.root, &second.root),
            budget: Budget::of(first.root.elements() + second.root.elements()),
        };
        pairing.pair(&first.root, &second.root);
        pairing.find_moved();
        pairing
    }

    /// Adds pairs of footnotes and people that are known to correspond.
    pub fn pair_entries(&mut self, entries: &[Pair<'o, 'e>]) {
        entries.iter().for_each(|(one, other)| self.pair(one, other));
    }

    /// Pairs two elements and their descendants.
    fn pair(&mut self, first: &'o Element<'e>, second: &'o Element<'e>) {
        self.pairs.push((first, second));
        if first.kind.class != second.kind.class {
            return;
        }
        let (ones, others) = (&first.children, &second.children);
        let mut from = (0, 0);
        for (a, b) in anchors(ones, others).into_iter().chain([(ones.len(), others.len())]) {
            let one = Part { parent: first, range: from.0..a };
            self.pair_between(one, Part { parent: second, range: from.1..b });
            if let (Some(one), Some(other)) = (ones.get(a), others.get(b)) {
                self.pair(one, other);
            }
            from = (a + 1, b + 1);
        }
    }

    /// Pairs the children between two that share an id.
    fn pair_between(&mut self, first: Part<'o, 'e>, second: Part<'o, 'e>) {
        let (ones, others) = (first.children(), second.children());
        let mut next = (0, 0);
        for step in self.steps(ones, others) {
            match step {
                Step::Pair(a, b) => {
                    if let (Some(one), Some(other)) = (ones.get(a), others.get(b)) {
                        self.pair(one, other);
                    }
                    next = (a + 1, b + 1);
                }
                Step::First(a) => {
                    let gap = |element| gap(element, &second, next.1);
                    self.missing.extend(ones.get(a).map(gap));
                    next.0 = a + 1;
                }
                Step::Second(b) => {
                    let gap = |element| gap(element, &first, next.0);
                    self.extra.extend(others.get(b).map(gap));
                    next.1 = b + 1;
                }
            }
        }
    }

    fn steps(&self, first: &[Element], second: &[Element]) -> Vec<Step> {
        let fits = |(one, other): (&Element, &Element)| {
            one.kind.class == other.kind.class && !self.conflict(one, other)
        };
        // The same kinds in the same order: nothing is missing.
        if first.len() == second.len() && first.iter().zip(second).all(fits) {
            return (0..first.len()).map(|index| Step::Pair(index, index)).collect();
        }
        align(first.len(), second.len(), &self.budget, |a, b| match (first.get(a), second.get(b)) {
            (Some(one), Some(other)) if !self.conflict(one, other) => cost(one, other, self.ratio),
            _ => 3 * GAP,
        })
    }

    /// Whether two elements cannot correspond, since the id of one belongs to another element of the
    /// other edition.
    fn conflict(&self, first: &Element, second: &Element) -> bool {
        match (first.id, second.id) {
            (Some((one, _)), Some((other, _))) if one == other => false,
            (one, other) => {
                one.is_some_and(|(id, _)| self.structures.1.ids.contains(id))
                    || other.is_some_and(|(id, _)| self.structures.0.ids.contains(id))
            }
        }
    }

    /// Elements that are missing and extra under the same id have moved.
    fn find_moved(&mut self) {
        let extra = self.extra.iter().filter_map(|gap| Some((gap.element.id?.0, gap.element)));
        let extra: HashMap<&str, &Element> = extra.collect();
        let missing = self.missing.iter().filter_map(|gap| {
            let (id, _) = gap.element.id?;
            let other = extra.get(id).filter(|it| it.kind.class == gap.element.kind.class);
            Some((gap.element, *other?))
        });
        let moved: Vec<Pair<'o, 'e>> = missing.collect();
        let ids = moved.iter().filter_map(|(element, _)| Some(element.id?.0));
        let ids: HashSet<&str> = ids.collect();
        let stays = |gap: &Gap| gap.element.id.is_none_or(|(id, _)| !ids.contains(id));
        self.missing.retain(stays);
        self.extra.retain(stays);
        moved.iter().for_each(|(one, other)| self.pair(one, other));
        self.moved = moved;
    }
}

fn gap<'o, 'e>(element: &'o Element<'e>, part: &Part<'o, 'e>, at: usize) -> Gap<'o, 'e> {
    Gap { element, parent: part.parent, after: part.before(at) }
}

/// The longest series of children that have the same ids in the same order.
fn anchors(first: &[Element], second: &[Element]) -> Vec<(usize, usize)> {
    let ids = second.iter().enumerate();
    let ids: HashMap<&str, usize> = ids.filter_map(|(b, it)| Some((it.id?.0, b))).collect();
    let same = |(a, one): (usize, &Element)| {
        let b = *ids.get(one.id?.0)?;
        let alike = second.get(b)?.kind.class == one.kind.class;
        alike.then_some((a, b))
    };
    increasing(&first.iter().enumerate().filter_map(same).collect::<Vec<_>>())
}

/// The longest subsequence whose second numbers increase (Fredman 1975).
fn increasing(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // For each length, the lowest end of a subsequence of that length.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    let second = |index: &usize| pairs.get(*index).map_or(0, |pair| pair.1);
    for (index, pair) in pairs.iter().enumerate() {
        let length = ends.partition_point(|end| second(end) < pair.1);
        before.push(length.checked_sub(1).and_then(|last| ends.get(last)).copied());
        match ends.get_mut(length) {
            Some(end) => *end = index,
            None => ends.push(index),
        }
    }
    let mut at = ends.last().copied();
    let mut longest = Vec::with_capacity(ends.len());
    while let Some(index) = at {
        longest.extend(pairs.get(index));
        at = before.get(index).copied().flatten();
    }
    longest.reverse();
    longest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_increasing_subsequence_is_found() {
        let of = |seconds: &[usize]| -> Vec<usize> {
            let pairs: Vec<_> = seconds.iter().copied().enumerate().collect();
            increasing(&pairs).into_iter().map(|pair| pair.1).collect()
        };
        assert_eq!(of(&[5, 0, 1, 2, 3]), [0, 1, 2, 3]);
        assert_eq!(of(&[0, 9, 1, 2]), [0, 1, 2]);
        assert_eq!(of(&[]), Vec::<usize>::new());
        assert_eq!(of(&[2, 1, 0]).len(), 1);
    }
}
