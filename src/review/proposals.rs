//! From steps to proposals: what an editor would say was done to the draft.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::matching::Certainty;
use super::paragraphs::{Hand, Place, Sent};
use super::script::{State, Step};
use crate::draft::Format;

/// A change that somebody proposes to the draft that was sent.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// What to do.
    pub action: Action,
    /// Who proposes it, in the order of the text. Usually one.
    pub hands: Vec<Hand>,
    /// How the paragraph was found.
    pub certainty: Certainty,
}

/// What a proposal does. Paragraphs are indexes into the draft that was sent; ranges are bytes of their
/// texts.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Replaces words; an empty range is an insertion.
    Words { sent: usize, at: Range<usize>, with: Vec<Content> },
    /// Changes the format of words.
    Format { sent: usize, at: Range<usize>, format: Format },
    /// Removes a paragraph, item or heading.
    Remove { sent: usize },
    /// Adds a paragraph beside another; `paragraph` is its index in the returned text.
    Insert { beside: usize, after: bool, paragraph: usize, content: Vec<Content> },
    /// Splits a paragraph: it ends at a byte, and what follows becomes new paragraphs.
    Split { sent: usize, at: usize, rest: Vec<Vec<Content>> },
    /// Appends other paragraphs to one.
    Join { sent: usize, with: Vec<usize>, content: Vec<Content> },
    /// Moves a paragraph behind another, or before it.
    Move { sent: usize, beside: usize, after: bool },
    /// Removes the row with a cell.
    RemoveRow { cell: usize },
    /// Adds a row beside the one with a cell.
    InsertRow { beside: usize, after: bool, cells: Vec<Vec<Content>> },
}

/// A piece of a new text.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// Bytes of a paragraph that was sent.
    Sent { sent: usize, at: Range<usize> },
    /// New words.
    New { text: String, format: Format },
    /// The mark of a new note: an index into the notes of the returned file.
    Note(usize),
}

/// A paragraph with all tracked changes accepted.
struct After<'a> {
    place: Place,
    certainty: Certainty,
    row: Option<Hand>,
    steps: &'a [Step],
    /// The paragraph of the draft whose end it has, and who inserted the end.
    end: (Option<usize>, State),
    /// Its index in the returned text.
    paragraph: usize,
}

/// The proposals in the order of the returned text.
pub fn proposals(sent: &[Sent], steps: &[Step], untracked: Hand) -> Vec<Proposal> {
    let afters = afters(steps);
    let interpreter = Interpreter::new(sent, &afters, untracked);
    interpreter.proposals()
}

/// Cuts the steps into paragraphs.
fn afters(steps: &[Step]) -> Vec<After<'_>> {
    let mut out = Vec::new();
    let (mut place, mut certainty, mut row) = (Place::Body, Certainty::Identity, None);
    let mut start = 0;
    for (at, step) in steps.iter().enumerate() {
        match step {
            Step::Enter { place: next, row: by, certainty: how } => {
                if start < at {
                    let end = (None, State::Kept);
                    let steps = steps.get(start..at).unwrap_or_default();
                    out.push(After { place, certainty, row, steps, end, paragraph: 0 });
                }
                (place, certainty, row, start) = (*next, *how, *by, at + 1);
            }
            Step::End { sent, state, paragraph } if !matches!(state, State::Deleted(_)) => {
                let steps = steps.get(start..at).unwrap_or_default();
                let (end, paragraph) = ((*sent, *state), *paragraph);
                out.push(After { place, certainty, row, steps, end, paragraph });
                start = at + 1;
            }
            Step::End { .. }
            | Step::Keep { .. }
            | Step::Format { .. }
            | Step::Delete { .. }
            | Step::Insert { .. } => {}
        }
    }
    out
}

impl After<'_> {
    /// The paragraphs of the draft whose characters it still has, in order.
    fn kept(&self) -> Vec<usize> {
        let mut out = Vec::new();
        for step in self.steps {
            if let Step::Keep { sent, .. } | Step::Format { sent, .. } = step
                && !out.contains(sent)
            {
                out.push(*sent);
            }
        }
        out
    }

    /// Its text.
    fn content(steps: &[Step]) -> Vec<Content> {
        let pieces = steps.iter().filter_map(|step| match step {
            Step::Keep { sent, at } | Step::Format { sent, at, .. } => {
                Some(Content::Sent { sent: *sent, at: at.clone() })
            }
            Step::Insert { note: Some(note), .. } => Some(Content::Note(*note)),
            Step::Insert { text, format, .. } => {
                Some(Content::New { text: text.clone(), format: *format })
            }
            Step::Delete { .. } | Step::End { .. } | Step::Enter { .. } => None,
        });
        pieces.collect()
    }

    /// Everybody who changed something in it.
    fn hands(steps: &[Step], end: State) -> Vec<Hand> {
        let mut out = Vec::new();
        let end = match end {
            State::Inserted(by) | State::Deleted(by) => Some(by),
            State::Kept => None,
        };
        for by in steps.iter().filter_map(hand).chain(end) {
            if !out.contains(&by) {
                out.push(by);
            }
        }
        out
    }
}

fn hand(step: &Step) -> Option<Hand> {
    match step {
        Step::Format { by, .. } | Step::Delete { by, .. } | Step::Insert { by, .. } => Some(*by),
        Step::End { state: State::Inserted(by) | State::Deleted(by), .. } => Some(*by),
        Step::End { state: State::Kept, .. } | Step::Keep { .. } | Step::Enter { .. } => None,
    }
}

struct Interpreter<'a> {
    sent: &'a [Sent],
    afters: &'a [After<'a>],
    untracked: Hand,
    /// For each paragraph of the draft, the returned one that it lives on in.
    owner: Vec<Option<usize>>,
    /// For each returned paragraph, those of the draft that live on in it.
    owned: Vec<Vec<usize>>,
    /// Who deleted characters of each paragraph of the draft.
    deleted: HashMap<usize, Vec<Hand>>,
    out: Vec<Proposal>,
}

impl<'a> Interpreter<'a> {
    fn new(sent: &'a [Sent], afters: &'a [After<'a>], untracked: Hand) -> Self {
        let mut owner = vec![None; sent.len()];
        let mut owned = vec![Vec::new(); afters.len()];
        let mut deleted: HashMap<usize, Vec<Hand>> = HashMap::new();
        for (at, after) in afters.iter().enumerate() {
            let mut own = after.kept();
            let empty = |it: &usize| sent.get(*it).is_some_and(|it| it.text.is_empty());
            own.extend(after.end.0.filter(empty));
            for one in own {
                let Some(owner @ None) = owner.get_mut(one) else { continue };
                *owner = Some(at);
                owned.get_mut(at).into_iter().for_each(|owned| owned.push(one));
            }
            for step in after.steps {
                if let Step::Delete { sent, by, .. } = step {
                    let hands = deleted.entry(*sent).or_default();
                    if !hands.contains(by) {
                        hands.push(*by);
                    }
                }
            }
        }
        Interpreter { sent, afters, untracked, owner, owned, deleted, out: Vec::new() }
    }

    fn proposals(mut self) -> Vec<Proposal> {
        let rows = self.rows();
        for (at, after) in self.afters.iter().enumerate() {
            let owned = self.owned.get(at).cloned().unwrap_or_default();
            match owned.as_slice() {
                [] => self.new_paragraph(at, after, &rows),
                [sent, others @ ..] => self.changed_paragraph(at, after, *sent, others),
            }
        }
        self.moved();
        self.gone();
        self.pair_moves();
        self.out
    }

    fn push(&mut self, action: Action, hands: Vec<Hand>, certainty: Certainty) {
        let hands = if hands.is_empty() { vec![self.untracked] } else { hands };
        self.out.push(Proposal { action, hands, certainty });
    }

    /// A returned paragraph in which none of the draft lives on.
    fn new_paragraph(&mut self, at: usize, after: &After, rows: &Rows) {
        let content = After::content(after.steps);
        let has_words = content.iter().any(|it| match it {
            Content::New { text, .. } => !text.trim().is_empty(),
            Content::Sent { .. } | Content::Note(_) => true,
        });
        // The second half of a split belongs to its first half.
        let is_rest = content.iter().any(|it| matches!(it, Content::Sent { .. }));
        if !has_words || is_rest {
            return;
        }
        let hands = After::hands(after.steps, after.end.1);
        if let Place::Cell { table, row, column } = after.place {
            match rows.get(&(table, row)) {
                Some(cells) if cells.is_new => {
                    if column == 0 || cells.first == at {
                        self.new_row(cells, after);
                    }
                }
                // A cell whose words were all replaced.
                Some(_) | None => {
                    if let Some(sent) = self.emptied_cell(after) {
                        let end = self.sent.get(sent).map_or(0, |it| it.text.len());
                        self.push(
                            Action::Words { sent, at: 0..end, with: content },
                            hands,
                            after.certainty,
                        );
                    }
                }
            }
            return;
        }
        if let Some(sent) = after.end.0.filter(|_| after.place.is_note()) {
            let end = self.sent.get(sent).map_or(0, |it| it.text.len());
            self.push(Action::Words { sent, at: 0..end, with: content }, hands, after.certainty);
            return;
        }
        // A paragraph whose words were all replaced.
        let replaced = after.steps.iter().find_map(|step| match step {
            Step::Delete { sent, at, .. } if after.end.0 == Some(*sent) && !at.is_empty() => {
                Some(*sent)
            }
            _ => None,
        });
        if let Some(sent) = replaced.filter(|sent| self.owner.get(*sent) == Some(&None)) {
            if let Some(owner) = self.owner.get_mut(sent) {
                *owner = Some(at);
            }
            let end = self.sent.get(sent).map_or(0, |it| it.text.len());
            self.push(Action::Words { sent, at: 0..end, with: content }, hands, after.certainty);
            return;
        }
        if let Some((beside, is_after)) = self.neighbour(at) {
            let action =
                Action::Insert { beside, after: is_after, paragraph: after.paragraph, content };
            self.push(action, hands, after.certainty);
        }
    }

    fn emptied_cell(&self, after: &After) -> Option<usize> {
        let deleted = after.steps.iter().find_map(|step| match step {
            Step::Delete { sent, .. } => Some(*sent),
            _ => None,
        });
        deleted.or(after.end.0)
    }

    /// The paragraph of the draft nearest to a new one in the same text: the last before it, else the
    /// first after it.
    fn neighbour(&self, at: usize) -> Option<(usize, bool)> {
        let own = self.afters.get(at)?;
        let same = |other: &usize| {
            self.afters
                .get(*other)
                .is_some_and(|it| it.place.is_like(&own.place) && !it.place.is_cell())
                || self
                    .afters
                    .get(*other)
                    .is_some_and(|it| it.place.is_cell() && own.place == Place::Body)
        };
        let before = (0..at).rev().filter(same).find_map(|it| self.owned.get(it)?.last().copied());
        let after = || {
            (at + 1..self.afters.len())
                .filter(same)
                .find_map(|it| self.owned.get(it)?.first().copied())
        };
        before.map(|sent| (sent, true)).or_else(|| after().map(|sent| (sent, false)))
    }

    /// A returned paragraph in which a paragraph of the draft lives on, perhaps with others.
    fn changed_paragraph(&mut self, at: usize, after: &After, sent: usize, others: &[usize]) {
        let is_other = |step: &Step| match step {
            Step::Keep { sent, .. } | Step::Format { sent, .. } => others.contains(sent),
            _ => false,
        };
        let cut = after.steps.iter().position(is_other).unwrap_or(after.steps.len());
        // What is inserted after the deleted end belongs to what is joined.
        let head = after.steps.get(..cut).unwrap_or_default();
        let end = head.iter().position(|step| matches!(step, Step::End { .. }));
        let cut = end.filter(|_| cut < after.steps.len()).unwrap_or(cut);
        let (own, rest) = after.steps.split_at_checked(cut).unwrap_or((after.steps, &[]));
        let rests = self.rest(at, sent);
        // What is deleted before a new end of the paragraph belongs to the split.
        let kept = own.iter().rposition(|step| !matches!(step, Step::Delete { .. }));
        let own = if rests.is_empty() { own } else { own.get(..=kept.unwrap_or(0)).unwrap_or(own) };
        if !rest.is_empty() {
            let content = After::content(rest);
            let hands = After::hands(after.steps, State::Kept);
            let (with, certainty) = (others.to_vec(), after.certainty);
            self.words(sent, own, certainty);
            self.push(Action::Join { sent, with, content }, hands, certainty);
        } else {
            self.words(sent, own, after.certainty);
        }
        if !rests.is_empty() {
            self.split(at, sent, &rests);
        }
    }

    /// The paragraphs after one that have characters of a paragraph of the draft, but are paragraphs
    /// of their own.
    fn rest(&self, at: usize, sent: usize) -> Vec<usize> {
        let place = self.afters.get(at).map(|it| it.place);
        let own_nothing = |at: &usize| {
            let same = self.afters.get(*at).map(|it| it.place) == place;
            same && self.owned.get(*at).is_some_and(Vec::is_empty)
        };
        let has = |at: &usize| self.afters.get(*at).is_some_and(|it| it.kept().contains(&sent));
        let rest: Vec<usize> = (at + 1..self.afters.len()).take_while(own_nothing).collect();
        let count = rest.iter().rposition(has).map_or(0, |last| last + 1);
        rest.into_iter().take(count).collect()
    }

    fn split(&mut self, at: usize, sent: usize, rest: &[usize]) {
        let Some(first) = self.afters.get(at) else { return };
        let ends = first.steps.iter().filter_map(|step| match step {
            Step::Keep { sent: it, at } | Step::Format { sent: it, at, .. } if *it == sent => {
                Some(at.end)
            }
            _ => None,
        });
        let cut = ends.max().unwrap_or(0);
        let parts: Vec<&After> = rest.iter().filter_map(|at| self.afters.get(*at)).collect();
        let mut hands = After::hands(&[], first.end.1);
        for by in parts.iter().flat_map(|part| After::hands(part.steps, State::Kept)) {
            if !hands.contains(&by) {
                hands.push(by);
            }
        }
        let rest = parts.iter().map(|part| After::content(part.steps)).collect();
        let certainty = first.certainty;
        self.push(Action::Split { sent, at: cut, rest }, hands, certainty);
    }

    /// The words changed within a paragraph of the draft.
    fn words(&mut self, sent: usize, steps: &[Step], certainty: Certainty) {
        let mut open: Option<(Range<usize>, Vec<Content>, Hand)> = None;
        let mut cursor = 0;
        let mut found = Vec::new();
        for step in steps {
            match step {
                Step::Delete { sent: it, .. } if *it != sent => {}
                Step::Delete { at, by, .. } => {
                    match &mut open {
                        Some((range, _, hand)) if hand == by && range.end == at.start => {
                            range.end = at.end;
                        }
                        _ => {
                            found.extend(open.take());
                            open = Some((at.clone(), Vec::new(), *by));
                        }
                    }
                    cursor = at.end;
                }
                Step::Insert { text, format, note, by } => {
                    let new = match note {
                        Some(note) => Content::Note(*note),
                        None => Content::New { text: text.clone(), format: *format },
                    };
                    match &mut open {
                        Some((_, content, hand)) if hand == by => content.push(new),
                        _ => {
                            found.extend(open.take());
                            open = Some((cursor..cursor, vec![new], *by));
                        }
                    }
                }
                Step::Keep { at, .. } => {
                    found.extend(open.take());
                    cursor = at.end;
                }
                Step::Format { at, format, by, .. } => {
                    found.extend(open.take());
                    cursor = at.end;
                    let (at, format) = (at.clone(), *format);
                    self.push(Action::Format { sent, at, format }, vec![*by], certainty);
                }
                Step::End { .. } | Step::Enter { .. } => {}
            }
        }
        found.extend(open);
        for (at, with, by) in found {
            self.push(Action::Words { sent, at, with }, vec![by], certainty);
        }
    }
}

/// A returned row.
#[derive(Default)]
struct Row {
    /// Whether nothing of the draft lives on in it.
    is_new: bool,
    /// Its first paragraph.
    first: usize,
    /// Its paragraphs.
    cells: Vec<usize>,
}

type Rows = BTreeMap<(usize, usize), Row>;

/// Rows, moves and what is gone.
impl Interpreter<'_> {
    fn rows(&self) -> Rows {
        let mut rows = Rows::new();
        for (at, after) in self.afters.iter().enumerate() {
            let Place::Cell { table, row, .. } = after.place else { continue };
            let row = rows.entry((table, row)).or_insert(Row {
                is_new: true,
                first: at,
                cells: Vec::new(),
            });
            let deletes = after.steps.iter().any(|step| matches!(step, Step::Delete { .. }));
            row.is_new &= self.owned.get(at).is_some_and(Vec::is_empty) && !deletes;
            row.cells.push(at);
        }
        rows
    }

    fn new_row(&mut self, row: &Row, after: &After) {
        let mut cells: Vec<Vec<Content>> = Vec::new();
        let (mut last, mut hands) = (None, Vec::from_iter(after.row));
        for cell in row.cells.iter().filter_map(|at| self.afters.get(*at)) {
            let content = After::content(cell.steps);
            match cells.last_mut() {
                Some(open) if last == Some(cell.place) => open.extend(content),
                Some(_) | None => cells.push(content),
            }
            last = Some(cell.place);
            hands.extend(After::hands(cell.steps, State::Kept).into_iter().take(1));
        }
        hands.dedup();
        let table = after.place.table();
        let in_table =
            |at: &usize| self.afters.get(*at).is_some_and(|it| it.place.table() == table);
        let before = (0..row.first)
            .rev()
            .take_while(in_table)
            .find_map(|at| self.owned.get(at)?.first().copied());
        let next = (row.first..self.afters.len())
            .take_while(in_table)
            .find_map(|at| self.owned.get(at)?.first().copied());
        let beside = before.map(|it| (it, true)).or(next.map(|it| (it, false)));
        if let Some((beside, is_after)) = beside {
            self.push(Action::InsertRow { beside, after: is_after, cells }, hands, after.certainty);
        }
    }

    /// Paragraphs that are still there, but no longer in their order.
    fn moved(&mut self) {
        let body = |it: &usize| self.sent.get(*it).is_some_and(|it| it.place == Place::Body);
        let order: Vec<usize> = self.owned.iter().flatten().copied().filter(body).collect();
        let stay = longest_increasing(&order);
        for (at, sent) in order.iter().enumerate() {
            if stay.get(at) == Some(&true) {
                continue;
            }
            let before = at.checked_sub(1).and_then(|at| order.get(at));
            let (beside, after) = match (before, order.get(at + 1)) {
                (Some(before), _) => (*before, true),
                (None, Some(next)) => (*next, false),
                (None, None) => continue,
            };
            let owner = self.owner.get(*sent).copied().flatten().and_then(|at| self.afters.get(at));
            let certainty = owner.map_or(Certainty::Identity, |after| after.certainty);
            self.push(Action::Move { sent: *sent, beside, after }, Vec::new(), certainty);
        }
    }

    /// Paragraphs and rows of the draft of which nothing is left.
    fn gone(&mut self) {
        let mut rows: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
        let mut replaced: Vec<usize> = Vec::new();
        for proposal in &self.out {
            if let Action::Words { sent, .. } = proposal.action {
                replaced.push(sent);
            }
        }
        for (at, it) in self.sent.iter().enumerate() {
            if let Place::Cell { table, row, .. } = it.place {
                rows.entry((table, row)).or_default().push(at);
                continue;
            }
            let is_gone = self.owner.get(at) == Some(&None);
            if is_gone && !it.text.is_empty() && !it.is_generated && it.place == Place::Body {
                let hands = self.deleted.get(&at).cloned().unwrap_or_default();
                self.push(Action::Remove { sent: at }, hands, Certainty::Identity);
            }
        }
        for cells in rows.into_values() {
            let gone = |at: &usize| self.owner.get(*at) == Some(&None) && !replaced.contains(at);
            let hands = cells.iter().filter_map(|at| self.deleted.get(at)).flatten().copied();
            let mut hands: Vec<Hand> = hands.collect();
            hands.dedup();
            match cells.as_slice() {
                [first, ..] if cells.iter().all(gone) => {
                    self.push(Action::RemoveRow { cell: *first }, hands, Certainty::Identity);
                }
                _ => {
                    let empty: Vec<usize> = cells.iter().copied().filter(gone).collect();
                    for cell in empty {
                        let end = self.sent.get(cell).map_or(0, |it| it.text.len());
                        let hands = self.deleted.get(&cell).cloned().unwrap_or_default();
                        let action = Action::Words { sent: cell, at: 0..end, with: Vec::new() };
                        self.push(action, hands, Certainty::Identity);
                    }
                }
            }
        }
    }

    /// A paragraph that is gone and a new one with its text are one that was moved.
    fn pair_moves(&mut self) {
        let mut removed: HashMap<&str, usize> = HashMap::new();
        for (index, proposal) in self.out.iter().enumerate() {
            if let Action::Remove { sent } = proposal.action
                && let Some(it) = self.sent.get(sent)
            {
                removed.insert(&it.text, index);
            }
        }
        let mut dropped = Vec::new();
        let mut moves = Vec::new();
        for (index, proposal) in self.out.iter().enumerate() {
            let Action::Insert { beside, after, content, .. } = &proposal.action else { continue };
            let Some(text) = new_text(content) else { continue };
            let Some(at) = removed.remove(text.as_str()) else { continue };
            let Some(Action::Remove { sent }) = self.out.get(at).map(|it| &it.action) else {
                continue;
            };
            moves.push((index, Action::Move { sent: *sent, beside: *beside, after: *after }));
            dropped.push(at);
        }
        for (index, action) in moves {
            if let Some(proposal) = self.out.get_mut(index) {
                proposal.action = action;
            }
        }
        let mut index = 0;
        self.out.retain(|_| {
            index += 1;
            !dropped.contains(&(index - 1))
        });
    }
}

/// The text of a paragraph that consists of new words only.
fn new_text(content: &[Content]) -> Option<String> {
    let mut out = String::new();
    for piece in content {
        match piece {
            Content::New { text, .. } => out.push_str(text),
            Content::Sent { .. } | Content::Note(_) => return None,
        }
    }
    Some(out)
}

/// Which elements belong to a longest increasing subsequence (Schensted 1961).
fn longest_increasing(order: &[usize]) -> Vec<bool> {
    let mut tails: Vec<usize> = Vec::new();
    let mut before = vec![None; order.len()];
    for (at, value) in order.iter().enumerate() {
        let length = tails.partition_point(|tail| order.get(*tail).is_some_and(|it| it < value));
        if let Some(slot) = before.get_mut(at) {
            *slot = length.checked_sub(1).and_then(|length| tails.get(length).copied());
        }
        match tails.get_mut(length) {
            Some(tail) => *tail = at,
            None => tails.push(at),
        }
    }
    let mut stay = vec![false; order.len()];
    let mut next = tails.last().copied();
    while let Some(at) = next {
        if let Some(stay) = stay.get_mut(at) {
            *stay = true;
        }
        next = before.get(at).copied().flatten();
    }
    stay
}
