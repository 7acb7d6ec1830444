//! The changes of a review: the proposals of all returned files, in the order of the report.

mod kind;

use std::collections::HashMap;
use std::ops::Range;

use super::matching::Certainty;
use super::paragraphs::Hand;
use super::plan::{Outcome, Planned};
use super::today::Reason;
use crate::rewrite;
pub use kind::Kind;

/// A change that one or more reviewers propose.
#[derive(Clone, Debug)]
pub struct Change {
    /// The kind.
    pub kind: Kind,
    /// The paragraph of the current draft, and the bytes of its text; `None` if the source no longer has it.
    pub target: Option<(usize, Range<usize>)>,
    /// The words before.
    pub before: String,
    /// The words after.
    pub after: String,
    /// Who proposes it.
    pub hands: Vec<Hand>,
    /// How the paragraph was found.
    pub certainty: Certainty,
    /// Its status.
    pub status: Status,
    /// The proposals: returned file, and index among its proposals.
    pub(super) proposals: Vec<(usize, usize)>,
    /// The edits to write; empty unless the status is [`Status::Open`] or [`Status::Conflict`].
    pub(super) edits: rewrite::Change,
}

/// The status of a change: what can be done with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// It can be applied.
    Open,
    /// The change is already in the source.
    Done,
    /// Another reviewer changes the same words differently: the indexes of those changes.
    Conflict(Vec<usize>),
    /// The source differs there from the draft that was sent.
    Overtaken,
    /// It cannot be applied.
    Refused(Reason),
}

impl Status {
    /// Its name in messages and data.
    pub fn name(&self) -> &'static str {
        match self {
            Status::Open => "open",
            Status::Done => "done",
            Status::Conflict(_) => "conflict",
            Status::Overtaken => "overtaken",
            Status::Refused(_) => "refused",
        }
    }
}

/// A planned proposal with its words, before the proposals of all files are merged.
pub struct Worded<'p> {
    /// The proposal.
    pub planned: Planned<'p>,
    /// The words before.
    pub before: String,
    /// The words after.
    pub after: String,
    /// Its place in the list: a paragraph, and a byte in it.
    pub order: (usize, usize),
}

/// Merges the proposals of all files. Equal ones become one change.
pub fn changes(files: Vec<Vec<Worded>>) -> Vec<Change> {
    let mut out: Vec<Change> = Vec::new();
    let mut order: Vec<(usize, usize)> = Vec::new();
    // A change that is proposed several times in one file is made several times.
    let file_count = files.len();
    let mut known: HashMap<_, Known> = HashMap::new();
    for (file, proposals) in files.into_iter().enumerate() {
        for (index, worded) in proposals.into_iter().enumerate() {
            let place = worded.order;
            let change = change(worded, (file, index));
            let target = change.target.clone();
            let key = (change.kind, target, change.before.clone(), change.after.clone());
            let fresh = out.len();
            // Without a place, only the file tells two changes apart.
            let at = match change.target.is_none() {
                true => fresh,
                false => known.entry(key).or_default().next(file, fresh),
            };
            match out.get_mut(at) {
                Some(known) => {
                    let new = change.hands.iter().filter(|it| !known.hands.contains(it)).copied();
                    let new: Vec<Hand> = new.collect();
                    known.hands.extend(new);
                    known.proposals.extend(change.proposals);
                }
                None => {
                    out.push(change);
                    order.push(place);
                }
            }
        }
    }
    let mut ordered: Vec<_> = order.into_iter().zip(out).collect();
    ordered.sort_by_key(|it| it.0);
    let mut out: Vec<Change> = ordered.into_iter().map(|it| it.1).collect();
    // Changes within one file do not contradict each other.
    if file_count > 1 {
        conflicts(&mut out);
    }
    out
}

/// Equal changes.
#[derive(Default)]
struct Known {
    /// Their indexes.
    changes: Vec<usize>,
    /// The last file examined, and how many of the equal changes it proposes.
    file: usize,
    count: usize,
}

impl Known {
    /// The next equal change that the file also proposes, otherwise a new one.
    fn next(&mut self, file: usize, fresh: usize) -> usize {
        if self.file != file {
            (self.file, self.count) = (file, 0);
        }
        if self.count == self.changes.len() {
            self.changes.push(fresh);
        }
        self.count += 1;
        self.changes.get(self.count - 1).copied().unwrap_or(fresh)
    }
}

fn change(worded: Worded, proposal: (usize, usize)) -> Change {
    let Worded { planned, before, after, order: _ } = worded;
    let (status, edits) = match planned.outcome {
        Outcome::Ready(edits) => (Status::Open, edits),
        Outcome::Done => (Status::Done, rewrite::Change::default()),
        Outcome::Overtaken => (Status::Overtaken, rewrite::Change::default()),
        Outcome::Refused(reason) => (Status::Refused(reason), rewrite::Change::default()),
    };
    Change {
        kind: Kind::of(&planned.proposal.action, &after),
        target: planned.target,
        before,
        after,
        hands: planned.proposal.hands.clone(),
        certainty: planned.proposal.certainty,
        status,
        proposals: vec![proposal],
        edits,
    }
}

/// Marks changes of different files that concern the same words.
fn conflicts(changes: &mut [Change]) {
    let mut found: Vec<Vec<usize>> = vec![Vec::new(); changes.len()];
    let may_collide = |it: &(usize, &Change)| it.1.status == Status::Open && !it.1.kind.is_beside();
    let placed = changes.iter().enumerate().filter(may_collide);
    let placed = placed.filter_map(|(at, change)| Some((change.target.as_ref()?, at)));
    let mut placed: Vec<_> =
        placed.map(|((paragraph, at), index)| (*paragraph, at.start, index)).collect();
    placed.sort_unstable();
    // The earlier changes that extend to the beginning of this one.
    let mut near: Vec<usize> = Vec::new();
    for (_, _, at) in placed {
        let Some(change) = changes.get(at) else { continue };
        let Some((paragraph, place)) = &change.target else { continue };
        near.retain(|other| {
            let other = changes.get(*other).and_then(|it| it.target.as_ref());
            other.is_some_and(|it| it.0 == *paragraph && it.1.end >= place.start)
        });
        for other in &near {
            if changes.get(*other).is_some_and(|it| collide(change, it)) {
                found.get_mut(at).into_iter().for_each(|it| it.push(*other));
                found.get_mut(*other).into_iter().for_each(|it| it.push(at));
            }
        }
        near.push(at);
    }
    for (change, others) in changes.iter_mut().zip(found) {
        if !others.is_empty() {
            change.status = Status::Conflict(others);
        }
    }
}

fn collide(one: &Change, other: &Change) -> bool {
    let files = |change: &Change| change.proposals.iter().map(|it| it.0).collect::<Vec<_>>();
    let shared = files(one).iter().any(|file| files(other).contains(file));
    let (Some((_, a)), Some((_, b))) = (&one.target, &other.target) else { return false };
    if shared {
        return false;
    }
    match (a.is_empty(), b.is_empty()) {
        (true, true) => a == b,
        (true, false) => b.start < a.start && a.start < b.end,
        (false, true) => a.start < b.start && b.start < a.end,
        (false, false) => a.start < b.end && b.start < a.end,
    }
}
