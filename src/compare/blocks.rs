//! Which blocks of two revisions belong together.

use std::collections::BTreeMap;

use super::moves::{self, in_order};
use super::pairs::{Pair, pairs};
use super::rows::{RowPair, rows};
use super::units::{Kind, Unit, units};
use crate::export::docx::redline::{
    self, Hunk, Item, Manuscripts, Merge, Move, MoveEnd, NoteMerge, ParagraphMerge, RowMerge,
    WordBlock, weave,
};
use crate::review::words::differences;

/// Pairs the blocks of two manuscripts.
pub struct Pairing<'m> {
    manuscripts: &'m Manuscripts,
    moves: usize,
}

/// What a moved block costs, in characters that are moved: one long block is moved rather than several
/// short ones.
const MOVE_COST: usize = 200;

/// What happened to a unit.
#[derive(Clone)]
enum Fate {
    /// It is where it was.
    Kept,
    /// It is gone, or came.
    Gone,
    /// It was moved.
    Moved(Moved),
}

/// A move.
#[derive(Clone)]
struct Moved {
    merge: ParagraphMerge,
    number: usize,
}

impl Moved {
    /// What is in one of its places.
    fn at(&self, end: MoveEnd) -> ParagraphMerge {
        ParagraphMerge { moved: Some(Move { number: self.number, end }), ..self.merge.clone() }
    }
}

impl<'m> Pairing<'m> {
    /// Begins with two manuscripts.
    pub fn new(manuscripts: &'m Manuscripts) -> Pairing<'m> {
        Pairing { manuscripts, moves: 0 }
    }

    /// What happened to the blocks of a story or cell.
    pub fn blocks(&mut self, old: &'m [WordBlock], new: &'m [WordBlock]) -> Vec<Merge<'m>> {
        if let ([WordBlock::Paragraph(one)], [WordBlock::Paragraph(other)]) = (old, new) {
            return vec![Merge::Paragraphs(self.paragraphs(vec![*one], vec![*other]))];
        }
        let manuscripts = self.manuscripts;
        let (old, new) = (units(&manuscripts.old, old), units(&manuscripts.new, new));
        let pairs = pairs(&old, &new);
        self.merged(&old, &new, &pairs)
    }

    /// What happened to the notes that the body places.
    pub fn notes(&mut self, body: &[Merge<'m>]) -> Vec<NoteMerge<'m>> {
        let mut found = Found::default();
        body.iter().for_each(|merge| self.find_notes(merge, &mut found));
        let Manuscripts { old, new } = self.manuscripts;
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
            Merge::Paragraphs(merge) => {
                for piece in &weave(self.manuscripts, merge) {
                    let Some(note) = piece.item.piece().and_then(|it| it.note()) else { continue };
                    let before = piece.before.and_then(Item::piece).and_then(|it| it.note());
                    if piece.state.is_old() {
                        found.deleted.push(note);
                    } else if let Some(before) = before {
                        found.kept.insert(note, before);
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
        let mut fates: Vec<Fate> = vec![Fate::Gone; old.len()];
        let mut came_from = Vec::new();
        for pair in pairs {
            let fate = if pair.old.is_empty() {
                Fate::Gone
            } else if stays.next() == Some(true) {
                Fate::Kept
            } else {
                self.move_of(pair, old, new).map_or(Fate::Gone, Fate::Moved)
            };
            for at in &pair.old {
                fates.get_mut(*at).into_iter().for_each(|it| *it = fate.clone());
            }
            came_from.push(fate);
        }
        let mut out = Vec::new();
        let mut came = Vec::new();
        let mut next = 0;
        for (pair, fate) in pairs.iter().zip(came_from) {
            match fate {
                Fate::Moved(merge) => came.push(Merge::Paragraphs(merge.at(MoveEnd::To))),
                Fate::Gone => {
                    let units = pair.new.iter().filter_map(|at| new.get(*at));
                    came.extend(units.map(|unit| self.inserted(unit)));
                }
                Fate::Kept => {
                    let first = pair.old.first().copied().unwrap_or(next);
                    self.gone(old, next..first, &fates, &mut out);
                    out.append(&mut came);
                    next = pair.old.last().map_or(next, |last| last + 1);
                    out.extend(self.kept(old, new, pair));
                }
            }
        }
        self.gone(old, next..old.len(), &fates, &mut out);
        out.append(&mut came);
        out
    }

    /// The move of a pair, if enough of the text is the same for it to be recognized.
    fn move_of(&mut self, pair: &Pair, old: &[Unit], new: &[Unit]) -> Option<Moved> {
        let ([one], [other]) = (pair.old.as_slice(), pair.new.as_slice()) else { return None };
        let (Kind::Paragraph(one), Kind::Paragraph(other)) =
            (old.get(*one)?.kind, new.get(*other)?.kind)
        else {
            return None;
        };
        let merge = self.paragraphs(vec![one], vec![other]);
        let [before, after] =
            [(&self.manuscripts.old, &merge.old), (&self.manuscripts.new, &merge.new)]
                .map(|(side, numbers)| redline::text(side, numbers));
        moves::is_move(&before, &after, &merge.hunks).then(|| {
            self.moves += 1;
            Moved { merge, number: self.moves }
        })
    }

    fn gone(
        &mut self,
        old: &[Unit<'m>],
        range: std::ops::Range<usize>,
        fates: &[Fate],
        out: &mut Vec<Merge<'m>>,
    ) {
        for (unit, fate) in old.iter().zip(fates).take(range.end).skip(range.start) {
            match fate {
                Fate::Kept => {}
                Fate::Gone => out.extend(self.deleted(unit)),
                Fate::Moved(merge) => out.push(Merge::Paragraphs(merge.at(MoveEnd::From))),
            }
        }
    }

    fn kept(&mut self, old: &[Unit<'m>], new: &[Unit<'m>], pair: &Pair) -> Option<Merge<'m>> {
        let first =
            |units: &[Unit<'m>], of: &[usize]| of.first().and_then(|at| Some(units.get(*at)?.kind));
        match (first(old, &pair.old)?, first(new, &pair.new)?) {
            (Kind::Table(one), Kind::Table(other)) => {
                let Manuscripts { old, new } = self.manuscripts;
                let rows = rows((old, one), (new, other)).into_iter();
                let rows = rows.map(|pair| self.row(pair)).collect();
                Some(Merge::Table { old: Some(one), new: Some(other), rows })
            }
            (Kind::Paragraph(_) | Kind::Table(_) | Kind::Fixed(_), Kind::Fixed(blocks)) => {
                Some(Merge::Fixed(blocks))
            }
            (Kind::Paragraph(_) | Kind::Fixed(_), Kind::Paragraph(_) | Kind::Table(_))
            | (Kind::Table(_), Kind::Paragraph(_)) => {
                let (old, new) = (numbers(old, &pair.old), numbers(new, &pair.new));
                Some(Merge::Paragraphs(self.paragraphs(old, new)))
            }
        }
    }

    fn paragraphs(&self, old: Vec<usize>, new: Vec<usize>) -> ParagraphMerge {
        let before = redline::text(&self.manuscripts.old, &old);
        let after = redline::text(&self.manuscripts.new, &new);
        let hunks = differences(&before, &after).into_iter();
        let hunks = joined(hunks.map(|it| Hunk { before: it.before, after: it.after }), &before);
        ParagraphMerge { old, new, hunks, moved: None }
    }

    fn deleted(&mut self, unit: &Unit<'m>) -> Option<Merge<'m>> {
        Some(match unit.kind {
            Kind::Paragraph(number) => {
                Merge::Paragraphs(ParagraphMerge { old: vec![number], ..ParagraphMerge::default() })
            }
            Kind::Table(table) => {
                let rows = table.rows.iter().map(|row| self.row((Some(row), None))).collect();
                Merge::Table { old: Some(table), new: None, rows }
            }
            Kind::Fixed(_) => return None,
        })
    }

    fn inserted(&mut self, unit: &Unit<'m>) -> Merge<'m> {
        match unit.kind {
            Kind::Paragraph(number) => {
                Merge::Paragraphs(ParagraphMerge { new: vec![number], ..ParagraphMerge::default() })
            }
            Kind::Table(table) => {
                let rows = table.rows.iter().map(|row| self.row((None, Some(row)))).collect();
                Merge::Table { old: None, new: Some(table), rows }
            }
            Kind::Fixed(blocks) => Merge::Fixed(blocks),
        }
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

fn numbers(units: &[Unit], of: &[usize]) -> Vec<usize> {
    let kinds = of.iter().filter_map(|at| units.get(*at)).map(|unit| unit.kind);
    kinds
        .filter_map(|kind| match kind {
            Kind::Paragraph(number) => Some(number),
            Kind::Table(_) | Kind::Fixed(_) => None,
        })
        .collect()
}
