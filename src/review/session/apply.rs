//! From decisions to a new source.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::{Review, ReviewError, planner};
use crate::compile::{CheckedReport, Source};
use crate::error::Error;
use crate::review::agreement;
use crate::review::change::{Change, Status};
use crate::review::plan::Planner;
use crate::review::today::{Reason, Today};
use crate::rewrite;
use crate::source::parse_report;

/// A report with accepted changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// The new source.
    pub bytes: Vec<u8>,
    /// The numbers of the changes that were made.
    pub made: Vec<usize>,
    /// The numbers of the changes that the source already had.
    pub already: Vec<usize>,
    /// The changes that were not made: the number, the reason, and what to do instead.
    pub refused: Vec<(usize, String, String)>,
}

impl Review<'_> {
    /// Writes changes, by number, into the source.
    ///
    /// Each change is checked in the new source: a change that is not exactly there is refused, and the
    /// others are written without it.
    ///
    /// # Errors
    ///
    /// If the report cannot be read again.
    pub fn apply(&self, numbers: &[usize]) -> Result<Applied, ReviewError> {
        let chosen: HashSet<usize> = numbers.iter().copied().collect();
        let mut refused = BTreeMap::new();
        for number in &chosen {
            if let Some(reason) = self.refusal(*number, &chosen) {
                refused.insert(*number, reason);
            }
        }
        // Changes that turn out to be missing from the new source are left out of the next attempt.
        loop {
            let wanted: HashSet<usize> =
                chosen.iter().copied().filter(|number| !refused.contains_key(number)).collect();
            let mut attempt =
                Attempt { review: self, wanted, refused: refused.clone(), written: HashSet::new() };
            let (bytes, mut missing) = attempt.run()?;
            refused = attempt.refused;
            if missing.is_empty() {
                let made = chosen.iter().filter(|number| !refused.contains_key(number));
                missing = self.misplaced(&bytes, made.copied().collect())?;
            }
            if missing.is_empty() {
                return Ok(self.applied(bytes, &chosen, refused));
            }
            let reason = Reason::new(
                "the new source would not print exactly this change",
                "make the change in the source",
            );
            refused.extend(missing.into_iter().map(|number| (number, reason.clone())));
        }
    }

    /// The changes among those made that a new source does not have where they belong.
    fn misplaced(&self, bytes: &[u8], made: BTreeSet<usize>) -> Result<Vec<usize>, Error> {
        if bytes == self.source.text().bytes() {
            return Ok(Vec::new());
        }
        let new = Source::new(self.source.path(), bytes);
        let draft = |source: &Source| -> Result<_, Error> {
            Ok(CheckedReport::read(source, self.world, self.options)?.draft())
        };
        let (old_draft, new_draft) = (draft(self.source)?, draft(&new)?);
        let limits = &self.options.limits;
        let old_report = parse_report(self.source.text().bytes(), limits);
        let (Some(old), Some(new)) = (old_report, parse_report(bytes, limits)) else {
            return Ok(made.into_iter().collect());
        };
        let (old, new) = (Today::new(&old_draft, &old), Today::new(&new_draft, &new));
        let planners: Vec<Planner> = self.files.iter().map(|file| planner(file, &old)).collect();
        let made = made.into_iter().filter_map(|number| {
            let change = self.changes.get(number.checked_sub(1)?)?;
            let (file, index) = *change.proposals.first()?;
            let action = &self.files.get(file)?.proposals.get(index)?.action;
            (change.status != Status::Done).then_some((number, action, planners.get(file)?))
        });
        Ok(agreement::misplaced(&old, &new, made).into_iter().collect())
    }

    /// Why a change cannot even be tried.
    fn refusal(&self, number: usize, chosen: &HashSet<usize>) -> Option<Reason> {
        let change = number.checked_sub(1).and_then(|index| self.changes.get(index));
        let Some(change) = change else {
            return Some(Reason::new("there is no such change", "see the list of changes"));
        };
        match &change.status {
            Status::Open | Status::Done => None,
            Status::Refused(reason) => Some(reason.clone()),
            Status::Overtaken => Some(Reason::new(
                "the source has other words here now than the draft that was sent",
                "make the change in the source, if it still applies",
            )),
            Status::Conflict(others) => {
                let others: Vec<String> = others
                    .iter()
                    .map(|other| other + 1)
                    .filter(|other| chosen.contains(other))
                    .map(|other| other.to_string())
                    .collect();
                (!others.is_empty()).then(|| {
                    Reason::new(
                        format!("it changes the same words as change {}", others.join(", ")),
                        "choose one of them",
                    )
                })
            }
        }
    }

    fn applied(
        &self,
        bytes: Vec<u8>,
        chosen: &HashSet<usize>,
        refused: BTreeMap<usize, Reason>,
    ) -> Applied {
        let mut rest: Vec<usize> =
            chosen.iter().copied().filter(|number| !refused.contains_key(number)).collect();
        rest.sort_unstable();
        let was_done = |number: &usize| {
            self.changes.get(number - 1).is_some_and(|change| change.status == Status::Done)
        };
        let (already, made) = rest.into_iter().partition(was_done);
        let refused =
            refused.into_iter().map(|(number, it)| (number, it.reason, it.hint)).collect();
        Applied { bytes, made, already, refused }
    }
}

/// Whether no earlier change adds the same key, such as the content of a section, or the same list in the
/// same place. Otherwise, the change waits for a later round, in which it is written beside the other one.
fn adds_new_keys(change: &rewrite::Change, keys: &mut HashSet<(usize, String)>) -> bool {
    change.0.iter().all(|edit| match edit {
        rewrite::Edit::Insert { beside, item, .. } => {
            let list = match &item.value {
                rewrite::NewValue::Mapping(entries) => entries.first().map(|(key, _)| key),
                rewrite::NewValue::Text(_) | rewrite::NewValue::List(_) => None,
            };
            let key = item.key.as_ref().or(list);
            key.is_none_or(|key| keys.insert((beside.start, key.clone())))
        }
        rewrite::Edit::Words { .. }
        | rewrite::Edit::Format { .. }
        | rewrite::Edit::Remove { .. }
        | rewrite::Edit::Split { .. }
        | rewrite::Edit::Move { .. } => true,
    })
}

/// An attempt to write changes.
struct Attempt<'a> {
    review: &'a Review<'a>,
    wanted: HashSet<usize>,
    refused: BTreeMap<usize, Reason>,
    /// The changes that were written in a round.
    written: HashSet<usize>,
}

/// The maximum number of rounds of an attempt: words, paragraphs, and changes that wait for other paragraphs.
const ROUNDS: usize = 8;

impl Attempt<'_> {
    /// The new source, and the numbers of the changes that are missing from it.
    fn run(&mut self) -> Result<(Vec<u8>, Vec<usize>), Error> {
        let mut source = self.review.source.clone();
        // Each change is checked as soon as it is written, before others make it hard to find.
        let mut found: HashSet<(usize, usize)> = HashSet::new();
        for round in 0..=ROUNDS {
            let changes = self.review.plan(&source)?;
            let done = changes.iter().filter(|change| change.status == Status::Done);
            found.extend(done.flat_map(|change| change.proposals.iter().copied()));
            let open = self.open(&changes);
            if open.is_empty() || round == ROUNDS {
                break;
            }
            let last = round + 1 == ROUNDS;
            // If nothing could be written, the attempted changes are refused, and the others are tried.
            if let Some(bytes) = self.round(&source, &open, last)? {
                source = Source::new(source.path(), bytes);
            }
        }
        let wanted = self.wanted.iter().filter(|number| !self.refused.contains_key(number));
        let is_missing = |number: &usize| {
            let change = number.checked_sub(1).and_then(|index| self.review.changes.get(index));
            change.is_some_and(|change| !change.proposals.iter().any(|it| found.contains(it)))
        };
        let missing: Vec<usize> = wanted.copied().filter(is_missing).collect();
        // A change that had to wait may be possible without those that were written but failed.
        let written = missing.iter().copied().filter(|number| self.written.contains(number));
        let written: Vec<usize> = written.collect();
        let missing = if written.is_empty() { missing } else { written };
        Ok((source.text().bytes().to_vec(), missing))
    }

    /// The wanted changes that can be written, with their numbers: words first, since they do not move any
    /// paragraph.
    fn open(&self, changes: &[Change]) -> Vec<(usize, rewrite::Change)> {
        let numbers: BTreeMap<(usize, usize), usize> = self
            .review
            .changes
            .iter()
            .enumerate()
            .flat_map(|(index, change)| change.proposals.iter().map(move |it| (*it, index + 1)))
            .collect();
        let open = changes
            .iter()
            .filter(|change| matches!(change.status, Status::Open | Status::Conflict(_)));
        let open = open.filter_map(|change| {
            let number = change.proposals.iter().find_map(|it| numbers.get(it))?;
            let wanted = self.wanted.contains(number)
                && !self.refused.contains_key(number)
                && !self.written.contains(number);
            wanted.then(|| (change.kind.is_within(), *number, change.edits.clone()))
        });
        let open: Vec<_> = open.collect();
        let words = open.iter().any(|it| it.0);
        let mut keys = HashSet::new();
        let open = open.into_iter().filter(|it| it.0 == words && adds_new_keys(&it.2, &mut keys));
        open.map(|it| (it.1, it.2)).collect()
    }

    /// Writes changes. `None` if nothing could be written.
    fn round(
        &mut self,
        source: &Source,
        open: &[(usize, rewrite::Change)],
        last: bool,
    ) -> Result<Option<Vec<u8>>, Error> {
        let report = CheckedReport::read(source, self.review.world, self.review.options)?;
        let edits: Vec<rewrite::Change> = open.iter().map(|it| it.1.clone()).collect();
        let bytes = source.text().bytes();
        let written = rewrite::rewrite(bytes, report.labels(), &self.review.options.limits, &edits);
        let nothing = written.bytes == bytes;
        let refused: HashSet<usize> = written.refused.iter().map(|it| it.change).collect();
        let made = open.iter().enumerate().filter(|(index, _)| !refused.contains(index));
        self.written.extend(made.map(|(_, it)| it.0));
        // A change that could not be written beside another may succeed in the next round.
        if last || nothing {
            for refusal in written.refused {
                let Some((number, _)) = open.get(refusal.change) else { continue };
                self.refused.insert(*number, Reason::new(refusal.reason, refusal.hint));
            }
        }
        Ok((!nothing).then_some(written.bytes))
    }
}
