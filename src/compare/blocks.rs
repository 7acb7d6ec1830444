//! Which blocks of two revisions belong together.

use std::collections::{BTreeMap, HashSet};

use super::moves::{SHORTEST_MOVE, in_order};
use super::rows::{RowPair, rows};
use super::units::{Kind, Unit, units};
use crate::export::docx::redline::{
    self, Hunk, Item, Manuscript, Merge, NoteMerge, RowMerge, State, WordBlock, weave,
};
use crate::review::matching::clusters;
use crate::review::words::differences;

/// Pairs the blocks of two manuscripts.
pub struct Pairing<'m> {
    old: &'m Manuscript,
    new: &'m Manuscript,
    moves: usize,
}

/// What a moved block costs, in characters that are moved: one long block is moved rather than several
/// short ones.
const MOVE_COST: usize = 200;

/// Units that belong together, by index, in the order of the new side.
struct Pair {
    old: Vec<usize>,
    new: Vec<usize>,
}

impl<'m> Pairing<'m> {
    /// Begins with two manuscripts.
    pub fn new(old: &'m Manuscript, new: &'m Manuscript) -> Pairing<'m> {
        Pairing { old, new, moves: 0 }
    }

    /// What happened to the blocks of a story or cell.
    pub fn blocks(&mut self, old: &'m [WordBlock], new: &'m [WordBlock]) -> Vec<Merge<'m>> {
        if let ([WordBlock::Paragraph(one)], [WordBlock::Paragraph(other)]) = (old, new) {
            return vec![self.paragraphs(vec![*one], vec![*other])];
        }
        let (old, new) = (units(self.old, old), units(self.new, new));
        let pairs = pairs(&old, &new);
        self.merged(&old, &new, &pairs)
    }

    /// What happened to the notes that the body places.
    pub fn notes(&mut self, body: &[Merge<'m>]) -> Vec<NoteMerge<'m>> {
        let mut found = Found::default();
        body.iter().for_each(|merge| self.find_notes(merge, &mut found));
        let (old, new) = (self.old, self.new);
        let mut out = Vec::new();
        for (index, blocks) in new.notes.iter().enumerate() {
            let before = found.kept.get(&index).copied();
            let was = before.and_then(|it| old.notes.get(it)).map_or(&[][..], Vec::as_slice);
            let merges = self.blocks(was, blocks);
            out.push(NoteMerge { old: before, new: Some(index), merges });
        }
        for index in found.deleted {
            let blocks = old.notes.get(index).map_or(&[][..], Vec::as_slice);
            let merges = self.blocks(blocks, &[]);
            out.push(NoteMerge { old: Some(index), new: None, merges });
        }
        out
    }

    fn find_notes(&self, merge: &Merge<'m>, found: &mut Found) {
        match merge {
            Merge::Paragraphs { old, new, hunks, .. } => {
                let woven = weave((self.old, old), (self.new, new), hunks);
                for piece in &woven {
                    let Some(note) = piece.item.piece().and_then(|it| it.note()) else { continue };
                    let before = piece.before.and_then(Item::piece).and_then(|it| it.note());
                    match (piece.state, before) {
                        (State::Kept, Some(before)) => drop(found.kept.insert(note, before)),
                        (State::Kept, None) | (State::Inserted, _) => {}
                        (State::Deleted, _) => found.deleted.push(note),
                    }
                }
            }
            Merge::Table { rows, .. } => {
                let cells = rows.iter().flat_map(|row| &row.cells).flatten();
                cells.for_each(|merge| self.find_notes(merge, found));
            }
            Merge::Fixed(_) => {}
        }
    }

    /// Merges units: those that are gone come before those that came in their place.
    fn merged(&mut self, old: &[Unit<'m>], new: &[Unit<'m>], pairs: &[Pair]) -> Vec<Merge<'m>> {
        let paired = pairs.iter().filter(|pair| !pair.old.is_empty());
        let weight = |pair: &Pair| {
            let texts = pair.old.iter().filter_map(|at| old.get(*at));
            texts.map(|unit| unit.text.len() + MOVE_COST).sum::<usize>()
        };
        let places: Vec<(usize, usize)> = paired
            .map(|pair| (pair.old.first().copied().unwrap_or_default(), weight(pair)))
            .collect();
        let mut stays = in_order(&places).into_iter();
        let mut moved_from = vec![None; old.len()];
        let mut is_kept = vec![false; old.len()];
        let mut kinds = Vec::new();
        for pair in pairs {
            let stays = pair.old.is_empty() || stays.next() == Some(true);
            let number = if stays { None } else { self.move_of(pair, old, new) };
            for at in &pair.old {
                is_kept.get_mut(*at).into_iter().for_each(|it| *it = stays);
                moved_from.get_mut(*at).into_iter().for_each(|it| *it = number);
            }
            kinds.push((stays && !pair.old.is_empty(), number));
        }
        let mut out = Vec::new();
        let mut came = Vec::new();
        let mut next = 0;
        for (pair, (stays, number)) in pairs.iter().zip(kinds) {
            if !stays {
                let units = pair.new.iter().filter_map(|at| new.get(*at));
                came.extend(units.flat_map(|unit| self.inserted(unit, number)));
                continue;
            }
            let first = pair.old.first().copied().unwrap_or(next);
            self.gone(old, next..first, (&is_kept, &moved_from), &mut out);
            out.append(&mut came);
            next = pair.old.last().map_or(next, |last| last + 1);
            out.extend(self.kept(old, new, pair));
        }
        self.gone(old, next..old.len(), (&is_kept, &moved_from), &mut out);
        out.append(&mut came);
        out
    }

    /// The number of a move, if the text is the same and long enough to be recognized.
    fn move_of(&mut self, pair: &Pair, old: &[Unit], new: &[Unit]) -> Option<usize> {
        let ([one], [other]) = (pair.old.as_slice(), pair.new.as_slice()) else { return None };
        let (one, other) = (old.get(*one)?, new.get(*other)?);
        let is_paragraph = matches!(one.kind, Kind::Paragraph(_));
        let is_long = one.text.chars().count() >= SHORTEST_MOVE;
        (is_paragraph && is_long && one.text == other.text).then(|| {
            self.moves += 1;
            self.moves
        })
    }

    fn gone(
        &mut self,
        old: &[Unit<'m>],
        range: std::ops::Range<usize>,
        (is_kept, moved): (&[bool], &[Option<usize>]),
        out: &mut Vec<Merge<'m>>,
    ) {
        for at in range.filter(|at| is_kept.get(*at) != Some(&true)) {
            let Some(unit) = old.get(at) else { continue };
            out.extend(self.deleted(unit, moved.get(at).copied().flatten()));
        }
    }

    fn kept(&mut self, old: &[Unit<'m>], new: &[Unit<'m>], pair: &Pair) -> Option<Merge<'m>> {
        let first =
            |units: &[Unit<'m>], of: &[usize]| of.first().and_then(|at| Some(units.get(*at)?.kind));
        match (first(old, &pair.old)?, first(new, &pair.new)?) {
            (Kind::Table(one), Kind::Table(other)) => {
                let rows = rows((self.old, one), (self.new, other)).into_iter();
                let rows = rows.map(|pair| self.row(pair)).collect();
                Some(Merge::Table { old: Some(one), new: Some(other), rows })
            }
            (Kind::Paragraph(_) | Kind::Table(_) | Kind::Fixed(_), Kind::Fixed(blocks)) => {
                Some(Merge::Fixed(blocks))
            }
            (Kind::Paragraph(_) | Kind::Fixed(_), Kind::Paragraph(_) | Kind::Table(_))
            | (Kind::Table(_), Kind::Paragraph(_)) => {
                let (old, new) = (numbers(old, &pair.old), numbers(new, &pair.new));
                Some(self.paragraphs(old, new))
            }
        }
    }

    fn paragraphs(&self, old: Vec<usize>, new: Vec<usize>) -> Merge<'m> {
        let before = redline::text(self.old, &old);
        let after = redline::text(self.new, &new);
        let hunks = differences(&before, &after).into_iter();
        let hunks = joined(hunks.map(|it| Hunk { before: it.before, after: it.after }), &before);
        Merge::Paragraphs { old, new, hunks, moved: None }
    }

    fn deleted(&mut self, unit: &Unit<'m>, moved: Option<usize>) -> Option<Merge<'m>> {
        Some(match unit.kind {
            Kind::Paragraph(number) => {
                Merge::Paragraphs { old: vec![number], new: Vec::new(), hunks: Vec::new(), moved }
            }
            Kind::Table(table) => {
                let rows = table.rows.iter().map(|row| self.row((Some(row), None))).collect();
                Merge::Table { old: Some(table), new: None, rows }
            }
            Kind::Fixed(_) => return None,
        })
    }

    fn inserted(&mut self, unit: &Unit<'m>, moved: Option<usize>) -> Option<Merge<'m>> {
        Some(match unit.kind {
            Kind::Paragraph(number) => {
                Merge::Paragraphs { old: Vec::new(), new: vec![number], hunks: Vec::new(), moved }
            }
            Kind::Table(table) => {
                let rows = table.rows.iter().map(|row| self.row((None, Some(row)))).collect();
                Merge::Table { old: None, new: Some(table), rows }
            }
            Kind::Fixed(blocks) => Merge::Fixed(blocks),
        })
    }

    fn row(&mut self, (old, new): RowPair<'m>) -> RowMerge<'m> {
        let cells = |row: Option<&'m redline::Row>| row.map_or(&[][..], |row| &row.cells);
        let (before, after) = (cells(old), cells(new));
        let count = before.len().max(after.len());
        let cells = (0..count).map(|at| {
            let blocks =
                |cells: &'m [redline::Cell]| cells.get(at).map_or(&[][..], |it| &it.blocks);
            self.blocks(blocks(before), blocks(after))
        });
        RowMerge { old, new, cells: cells.collect() }
    }
}

/// Joins differences between which at most one word was kept, if they are fewer changes together: a
/// sentence written anew is one change, and not one between each two words that it has by chance.
fn joined(hunks: impl Iterator<Item = Hunk>, before: &str) -> Vec<Hunk> {
    let changes =
        |hunk: &Hunk| usize::from(!hunk.before.is_empty()) + usize::from(!hunk.after.is_empty());
    let mut out: Vec<Hunk> = Vec::new();
    for hunk in hunks {
        match out.last_mut() {
            Some(last)
                if changes(last) + changes(&hunk) > 2
                    && before.get(last.before.end..hunk.before.start).is_some_and(is_slight) =>
            {
                last.before.end = hunk.before.end;
                last.after.end = hunk.after.end;
            }
            Some(_) | None => out.push(hunk),
        }
    }
    out
}

/// The bytes of the longest text that counts as one word: ideographs have no spaces between them.
const LONGEST_WORD: usize = 16;

/// Whether a kept text is at most one word: no note, number, picture or end of a paragraph.
fn is_slight(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_text = |c: char| c < redline::FIRST_ATOM && c != redline::END;
    text.len() <= LONGEST_WORD && words.count() <= 1 && text.chars().all(is_text)
}

/// What happened to the references that place notes.
#[derive(Default)]
struct Found {
    /// The notes before, by those after.
    kept: BTreeMap<usize, usize>,
    deleted: Vec<usize>,
}

/// Pairs units with the aligner of reviews.
fn pairs(old: &[Unit], new: &[Unit]) -> Vec<Pair> {
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
    out
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

fn numbers(units: &[Unit], of: &[usize]) -> Vec<usize> {
    let kinds = of.iter().filter_map(|at| units.get(*at)).map(|unit| unit.kind);
    kinds
        .filter_map(|kind| match kind {
            Kind::Paragraph(number) => Some(number),
            Kind::Table(_) | Kind::Fixed(_) => None,
        })
        .collect()
}
