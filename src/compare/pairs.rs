//! Which units of two revisions belong together.

use std::collections::HashSet;

use super::moves::is_long;
use super::units::{Kind, Unit};
use crate::review::matching::clusters;
use crate::review::words::Bag;

/// Units that belong together, by index, in the order of the new side.
pub struct Pair {
    /// Before.
    pub old: Vec<usize>,
    /// After.
    pub new: Vec<usize>,
}

/// Pairs units with the aligner of reviews.
pub fn pairs(old: &[Unit], new: &[Unit]) -> Vec<Pair> {
    let repeated: HashSet<&str> = repeated(old).chain(repeated(new)).collect();
    let has_name = |unit: &Unit| !repeated.contains(unit.text.as_str());
    let sent: Vec<_> = old.iter().map(|unit| unit.sent(has_name(unit))).collect();
    let groups = new.iter().enumerate();
    let groups: Vec<_> = groups.map(|(at, unit)| unit.group(at, has_name(unit))).collect();
    let mut out = Vec::new();
    for cluster in clusters(&sent, &groups, true) {
        let new_units: Vec<usize> = cluster.groups.collect();
        let kinds = |units: &[Unit], of: &[usize]| -> Vec<u8> {
            of.iter().filter_map(|at| units.get(*at)).map(|unit| rank(unit.kind)).collect()
        };
        let kinds = [kinds(old, &cluster.sent), kinds(new, &new_units)].concat();
        let several = cluster.sent.len() > 1 || new_units.len() > 1;
        let is_mixed = kinds.windows(2).any(|it| it.first() != it.last());
        let is_fixed = several && kinds.iter().any(|kind| *kind != rank(Kind::Paragraph(0)));
        if is_mixed || is_fixed {
            out.extend(new_units.into_iter().map(|at| Pair { old: Vec::new(), new: vec![at] }));
        } else {
            out.push(Pair { old: cluster.sent, new: new_units });
        }
    }
    pair_moved(old, new, &mut out);
    out
}

/// The least likeness of paragraphs that are paired in whatever place they are.
const ALIKE: f32 = 0.6;

/// The most pairs that are tried.
const MOST: usize = 40_000;

/// Pairs paragraphs that are nowhere near each other and not quite the same: they were moved and edited.
fn pair_moved(old: &[Unit], new: &[Unit], pairs: &mut [Pair]) {
    let is_paragraph = |unit: &Unit| matches!(unit.kind, Kind::Paragraph(_)) && is_long(&unit.text);
    let paired: HashSet<usize> = pairs.iter().flat_map(|pair| pair.old.iter().copied()).collect();
    let gone =
        old.iter().enumerate().filter(|(at, unit)| !paired.contains(at) && is_paragraph(unit));
    let gone: Vec<(usize, Bag)> = gone.map(|(at, unit)| (at, Bag::of(&unit.text))).collect();
    let came = pairs.iter().enumerate().filter_map(|(at, pair)| match pair.new.as_slice() {
        [only] if pair.old.is_empty() => Some((at, new.get(*only).filter(|it| is_paragraph(it))?)),
        _ => None,
    });
    let came: Vec<(usize, Bag)> = came.map(|(at, unit)| (at, Bag::of(&unit.text))).collect();
    if gone.len().saturating_mul(came.len()) > MOST {
        return;
    }
    let all = gone.iter().flat_map(|(one, before)| {
        came.iter().map(move |(other, after)| (*one, *other, before.likeness(after)))
    });
    let mut alike: Vec<(usize, usize, f32)> = all.filter(|it| it.2 >= ALIKE).collect();
    alike.sort_by(|one, other| other.2.total_cmp(&one.2));
    let mut used = HashSet::new();
    for (one, other, _) in alike {
        let Some(pair) = pairs.get_mut(other).filter(|pair| pair.old.is_empty()) else { continue };
        if used.insert(one) {
            pair.old.push(one);
        }
    }
}

/// The texts that several units have. Their names say only which of them comes first: in `A X A`, the first
/// `A` is not the one of `X A` that was moved.
fn repeated<'u>(units: &'u [Unit]) -> impl Iterator<Item = &'u str> {
    let mut seen = HashSet::new();
    units.iter().map(|unit| unit.text.as_str()).filter(move |text| !seen.insert(*text))
}

fn rank(kind: Kind) -> u8 {
    match kind {
        Kind::Paragraph(_) => 0,
        Kind::Table(_) => 1,
        Kind::Fixed(_) => 2,
    }
}
