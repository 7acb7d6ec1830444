//! The decisions made on the page, and saved as a file.

use std::collections::BTreeMap;

use serde::Deserialize;
use uuid::Uuid;

use super::Summary;
use crate::limits::{Limit, LimitError, Limits};
use crate::review::summary::ChangeEntry;

/// The decisions of an editor.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decisions {
    /// The name of the source file.
    pub source: String,
    /// The digest of the review that the decisions are about.
    pub digest: String,
    /// A decision for each change that has one, or a note.
    pub decisions: Vec<Decision>,
}

/// The decision about a change. Number, kind and words name the change; all must agree.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// The number of the change.
    pub number: usize,
    /// Its kind.
    pub kind: String,
    /// The words before.
    pub before: String,
    /// The words after.
    pub after: String,
    /// The verdict.
    pub decision: Verdict,
    /// The editor's note.
    #[serde(default)]
    pub note: String,
}

/// The verdict on a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// The change is to be written into the source.
    Accept,
    /// The source stays as it is.
    Reject,
    /// Nothing yet.
    Undecided,
}

/// The changes that a file of decisions accepts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Their numbers, each once, in order.
    pub accepted: Vec<usize>,
    /// The accepted changes that cannot be applied, in the order of the file.
    pub refused: Vec<Mismatch>,
}

/// A decision that does not match the review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// The number in the file of decisions.
    pub number: usize,
    /// Why it was refused: a clause.
    pub reason: String,
    /// What to do instead: an imperative.
    pub hint: String,
}

/// The reason why a file of decisions cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnreadableDecisions {
    /// The fault, with line and column: a clause.
    pub message: String,
    /// What to do: an imperative.
    pub hint: String,
}

impl Decisions {
    /// Reads a file of decisions.
    ///
    /// # Errors
    /// Fails if the file is too large, or is not in the form that the page writes.
    pub fn read(bytes: &[u8], limits: &Limits) -> Result<Decisions, UnreadableDecisions> {
        limits.check(Limit::DecisionsSize, bytes.len()).map_err(too_large)?;
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        serde_json::from_slice(bytes).map_err(|error| UnreadableDecisions {
            message: format!("the decisions cannot be read: {error}"),
            hint: "save them on the review page again".into(),
        })
    }

    /// Selects the accepted changes of a review. Changes that the review no longer has are refused, and so
    /// are two changes that exclude each other.
    pub fn select(&self, summary: &Summary) -> Selection {
        let changes: BTreeMap<usize, &ChangeEntry> =
            summary.changes.iter().map(|change| (change.number, change)).collect();
        let decided = self.verdicts();
        let accepts = |number: &usize| decided.get(number) == Some(&Some(Verdict::Accept));
        let mut selection = Selection::default();
        for decision in self.decisions.iter().filter(|it| it.decision == Verdict::Accept) {
            let found = decision.matched(&changes).and_then(|change| {
                contradicted(&decided, change)?;
                excluded(change, change.conflicts.iter().find(|it| accepts(it)))
            });
            match found {
                Ok(()) => selection.accepted.push(decision.number),
                Err(mismatch) => selection.refused.push(mismatch),
            }
        }
        selection.accepted.sort_unstable();
        selection.accepted.dedup();
        selection
    }

    /// The verdict on each number; `None` if there are two.
    fn verdicts(&self) -> BTreeMap<usize, Option<Verdict>> {
        let mut out = BTreeMap::new();
        for decision in &self.decisions {
            let verdict = Some(decision.decision);
            let known = out.entry(decision.number).or_insert(verdict);
            if *known != verdict {
                *known = None;
            }
        }
        out
    }
}

impl Decision {
    /// The change that it is about.
    fn matched<'c>(
        &self,
        changes: &BTreeMap<usize, &'c ChangeEntry>,
    ) -> Result<&'c ChangeEntry, Mismatch> {
        let Some(change) = changes.get(&self.number) else {
            return Err(self.mismatch("the review has no change of this number"));
        };
        let same =
            change.kind == self.kind && change.before == self.before && change.after == self.after;
        if same { Ok(change) } else { Err(self.mismatch("the review has another change there")) }
    }

    fn mismatch(&self, reason: &str) -> Mismatch {
        let hint = "decide on a new review page, or name the change by its number";
        Mismatch { number: self.number, reason: reason.into(), hint: hint.into() }
    }
}

fn contradicted(
    decided: &BTreeMap<usize, Option<Verdict>>,
    change: &ChangeEntry,
) -> Result<(), Mismatch> {
    match decided.get(&change.number) {
        Some(None) => Err(Mismatch {
            number: change.number,
            reason: "the file has two decisions about it".into(),
            hint: "delete one of them".into(),
        }),
        Some(Some(_)) | None => Ok(()),
    }
}

fn excluded(change: &ChangeEntry, other: Option<&usize>) -> Result<(), Mismatch> {
    let Some(other) = other else { return Ok(()) };
    Err(Mismatch {
        number: change.number,
        reason: format!("change {other} of the same words is accepted too"),
        hint: format!("reject either change {} or change {other}", change.number),
    })
}

fn too_large(error: LimitError) -> UnreadableDecisions {
    UnreadableDecisions {
        message: format!("the file of decisions has {error}"),
        hint: error.hint(),
    }
}

/// The digest of a review: equal for reviews with the same changes to the same source. It identifies the
/// decisions in the browser's storage that belong to this review.
pub fn digest(summary: &Summary) -> String {
    let changes = summary.changes.iter();
    let changes: Vec<_> =
        changes.map(|it| (it.number, it.kind, &it.before, &it.after, &it.place.path)).collect();
    // Serializing strings and numbers cannot fail.
    let bytes = serde_json::to_vec(&(&summary.source, changes)).unwrap_or_default();
    Uuid::new_v5(&Uuid::NAMESPACE_OID, &bytes).to_string()
}
