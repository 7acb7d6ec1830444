//! New, changed and split paragraphs.

use super::after::After;
use super::row::Rows;
use super::{Action, Content, Interpreter};
use crate::review::paragraphs::Place;
use crate::review::script::{State, Step};

impl Interpreter<'_> {
    /// Handles a returned paragraph in which no paragraph of the draft survives.
    pub(super) fn new_paragraph(&mut self, at: usize, after: &After, rows: &Rows) {
        let content = After::content(after.steps);
        let has_words = content.iter().any(|it| match it {
            Content::New { text, .. } => !text.trim().is_empty(),
            Content::Sent { .. } | Content::Note(_) => true,
        });
        // The second half of a split belongs to its first half.
        let is_rest = content.iter().any(|it| matches!(it, Content::Sent { .. }));
        // A new footnote belongs to its mark.
        let is_note = match after.place {
            Place::Note(number) => self.notes.contains_key(&number),
            Place::Body | Place::Cell { .. } => false,
        };
        if !has_words || is_rest || is_note {
            return;
        }
        let hands = After::hands(after.steps, after.end.1);
        if let Place::Cell { table, row, column } = after.place {
            match rows.get(&(table, row)) {
                Some(cells) if cells.is_new => {
                    if column == 0 || cells.first == at {
                        self.new_row(cells, after, rows);
                    }
                }
                // A cell in which all words were replaced.
                Some(_) | None => {
                    if let Some(sent) = self.emptied_cell(after) {
                        let end = self.sent.get(sent).map_or(0, |it| it.text.len());
                        self.push(
                            Action::Words { sent, at: 0..end, with: content },
                            hands,
                            after.certainty,
                        );
                    } else {
                        self.new_cell(after, rows, hands);
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
        // A paragraph in which all words were replaced.
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

    pub(super) fn emptied_cell(&self, after: &After) -> Option<usize> {
        let deleted = after.steps.iter().find_map(|step| match step {
            Step::Delete { sent, .. } => Some(*sent),
            _ => None,
        });
        deleted.or(after.end.0)
    }

    /// The paragraph of the draft nearest to a new one in the same text: the last before it, otherwise the
    /// first after it.
    pub(super) fn neighbour(&self, at: usize) -> Option<(usize, bool)> {
        let known = match self.afters.get(at)?.place {
            Place::Body | Place::Cell { .. } => &self.known_texts,
            Place::Note(_) => &self.known_notes,
        };
        let next = known.partition_point(|it| *it < at);
        let owned = |index: usize| self.owned.get(*known.get(index)?);
        let before = next.checked_sub(1).and_then(owned).and_then(|it| it.last());
        let after = || owned(next).and_then(|it| it.first());
        before.map(|sent| (*sent, true)).or_else(|| after().map(|sent| (*sent, false)))
    }

    /// Handles a returned paragraph in which a paragraph of the draft survives, possibly with others.
    pub(super) fn changed_paragraph(
        &mut self,
        at: usize,
        after: &After,
        sent: usize,
        others: &[usize],
    ) {
        let is_other = |step: &Step| match step {
            Step::Keep { sent, .. } | Step::Format { sent, .. } => others.contains(sent),
            _ => false,
        };
        let cut = after.steps.iter().position(is_other).unwrap_or(after.steps.len());
        // Text inserted after the deleted end belongs to the joined paragraphs.
        let head = after.steps.get(..cut).unwrap_or_default();
        let is_space =
            |step: &&Step| matches!(step, Step::Insert { text, .. } if text.trim().is_empty());
        let end = head.iter().position(|step| matches!(step, Step::End { .. })).map(|end| {
            let own = head.get(..end).unwrap_or_default();
            end - own.iter().rev().take_while(is_space).count()
        });
        let cut = end.filter(|_| cut < after.steps.len()).unwrap_or(cut);
        let (own, rest) = after.steps.split_at_checked(cut).unwrap_or((after.steps, &[]));
        let rests = self.rest(at, sent);
        // Text deleted before a new end of the paragraph belongs to the split.
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

    /// The following paragraphs that have characters of a paragraph of the draft, but are separate paragraphs
    /// now.
    pub(super) fn rest(&self, at: usize, sent: usize) -> Vec<usize> {
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

    pub(super) fn split(&mut self, at: usize, sent: usize, rest: &[usize]) {
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
}
