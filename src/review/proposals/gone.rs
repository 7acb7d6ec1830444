//! Paragraphs and rows that were moved or removed.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{Action, Content, Interpreter};
use crate::draft::DraftParagraph;
use crate::review::matching::Certainty;
use crate::review::paragraphs::{Hand, Place};

impl Interpreter<'_> {
    /// Adds proposals for paragraphs that still exist, but in a different order.
    pub(super) fn moved(&mut self) {
        let body = |it: &usize| self.sent.get(*it).is_some_and(|it| it.place == Place::Body);
        let order: Vec<usize> = self.owned.iter().flatten().copied().filter(body).collect();
        let stay = longest_increasing(&order);
        for (at, sent) in order.iter().enumerate() {
            if stay.get(at) == Some(&true) {
                continue;
            }
            // A paragraph that moved before all those that stayed is placed relative to the first of them.
            let is_first = stay.get(..at).is_some_and(|before| !before.contains(&true));
            let before = at.checked_sub(1).filter(|_| !is_first).and_then(|at| order.get(at));
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

    /// Adds proposals for paragraphs and rows of the draft of which nothing is left.
    pub(super) fn gone(&mut self) {
        let mut rows: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
        let mut captions: Vec<usize> = Vec::new();
        let mut replaced: HashSet<usize> = HashSet::new();
        for proposal in &self.out {
            if let Action::Words { sent, .. } = proposal.action {
                replaced.insert(sent);
            }
        }
        for (at, it) in self.sent.iter().enumerate() {
            if let Place::Cell { table, row, .. } = it.place {
                rows.entry((table, row)).or_default().push(at);
                continue;
            }
            let is_gone = self.owner.get(at) == Some(&None);
            if is_gone && !it.text.is_empty() && !it.is_generated && it.place == Place::Body {
                if it.captions.is_some() {
                    captions.push(at);
                    continue;
                }
                let hands = self.deleted.get(&at).cloned().unwrap_or_default();
                self.push(Action::Remove { sent: at }, hands, Certainty::Identity);
            }
        }
        let gone = |at: &usize| self.owner.get(*at) == Some(&None) && !replaced.contains(at);
        let mut tables: BTreeMap<usize, bool> = BTreeMap::new();
        for ((table, _), cells) in &rows {
            *tables.entry(*table).or_insert(true) &= cells.iter().all(gone);
        }
        let is_gone = |table: usize| tables.get(&table) == Some(&true);
        let gone_cells: HashSet<usize> = rows.values().flatten().copied().filter(gone).collect();
        for at in captions {
            if self.sent.get(at).and_then(|it| it.captions).is_none_or(|table| !is_gone(table)) {
                let hands = self.deleted.get(&at).cloned().unwrap_or_default();
                self.push(Action::Remove { sent: at }, hands, Certainty::Identity);
            }
        }
        let mut removed: HashSet<usize> = HashSet::new();
        for ((table, _), cells) in rows {
            let gone = |at: &usize| gone_cells.contains(at);
            let hands = cells.iter().filter_map(|at| self.deleted.get(at)).flatten().copied();
            let mut hands: Vec<Hand> = hands.collect();
            hands.dedup();
            match cells.as_slice() {
                [first, ..] if is_gone(table) => {
                    if removed.insert(table) {
                        let action = Action::RemoveTable { cell: *first };
                        self.push(action, hands, Certainty::Identity);
                    }
                }
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

    /// Combines a deleted paragraph and a new one with the same text into one that was moved.
    pub(super) fn pair_moves(&mut self) {
        let mut removed: HashMap<&str, usize> = HashMap::new();
        for (index, proposal) in self.out.iter().enumerate() {
            if let Action::Remove { sent } = proposal.action
                && let Some(it) = self.sent.get(sent)
            {
                removed.insert(&it.text, index);
            }
        }
        let mut dropped = HashSet::new();
        let mut moves = Vec::new();
        for (index, proposal) in self.out.iter().enumerate() {
            let Action::Insert { beside, after, content, .. } = &proposal.action else { continue };
            let Some(text) = new_text(content) else { continue };
            let Some(at) = removed.remove(text.as_str()) else { continue };
            let Some(Action::Remove { sent }) = self.out.get(at).map(|it| &it.action) else {
                continue;
            };
            moves.push((index, Action::Move { sent: *sent, beside: *beside, after: *after }));
            dropped.insert(at);
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

/// The text of a paragraph that consists only of new words and footnotes.
fn new_text(content: &[Content]) -> Option<String> {
    let mut out = String::new();
    for piece in content {
        match piece {
            Content::New { text, .. } => out.push_str(text),
            Content::Note(_) => out.push_str(DraftParagraph::OBJECT),
            Content::Sent { .. } => return None,
        }
    }
    Some(out)
}

/// Which elements belong to a longest increasing subsequence (Schensted 1961).
pub fn longest_increasing(order: &[usize]) -> Vec<bool> {
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
