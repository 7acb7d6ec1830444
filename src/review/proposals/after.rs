//! Paragraphs with all tracked changes accepted.

use std::collections::HashSet;

use super::Content;
use crate::review::matching::Certainty;
use crate::review::paragraphs::{Hand, Place};
use crate::review::script::{State, Step};

/// A paragraph with all tracked changes accepted.
pub struct After<'a> {
    pub place: Place,
    pub certainty: Certainty,
    pub row: Option<Hand>,
    pub steps: &'a [Step],
    /// The paragraph of the draft that has the same end, and the state of that end.
    pub end: (Option<usize>, State),
    /// Its index in the returned text.
    pub paragraph: usize,
}

/// Cuts the steps into paragraphs.
pub fn afters(steps: &[Step]) -> Vec<After<'_>> {
    let mut out = Vec::new();
    let (mut place, mut certainty, mut row) = (Place::Body, Certainty::Identity, None);
    let (mut start, mut last) = (0, 0);
    for (at, step) in steps.iter().enumerate() {
        match step {
            Step::Enter { place: next, row: by, certainty: how } => {
                if start < at {
                    let end = (None, State::Kept);
                    let steps = steps.get(start..at).unwrap_or_default();
                    out.push(After { place, certainty, row, steps, end, paragraph: last });
                }
                (place, certainty, row, start) = (*next, *how, *by, at + 1);
            }
            Step::End { sent, state, paragraph } if !matches!(state, State::Deleted(_)) => {
                let steps = steps.get(start..at).unwrap_or_default();
                let (end, paragraph) = ((*sent, *state), *paragraph);
                out.push(After { place, certainty, row, steps, end, paragraph });
                start = at + 1;
            }
            Step::End { paragraph, .. } => last = *paragraph,
            Step::Keep { .. } | Step::Format { .. } | Step::Delete { .. } | Step::Insert { .. } => {
            }
        }
    }
    out
}

impl After<'_> {
    /// The paragraphs of the draft of which it still has characters, in order.
    pub fn kept(&self) -> Vec<usize> {
        let (mut out, mut known) = (Vec::new(), HashSet::new());
        for step in self.steps {
            if let Step::Keep { sent, .. } | Step::Format { sent, .. } = step
                && known.insert(*sent)
            {
                out.push(*sent);
            }
        }
        out
    }

    /// Its text.
    pub fn content(steps: &[Step]) -> Vec<Content> {
        let pieces = steps.iter().filter_map(|step| match step {
            Step::Keep { sent, at } => {
                Some(Content::Sent { sent: *sent, at: at.clone(), format: None })
            }
            Step::Format { sent, at, format, .. } => {
                Some(Content::Sent { sent: *sent, at: at.clone(), format: Some(*format) })
            }
            Step::Insert { note: Some(note), .. } => Some(Content::Note(*note)),
            Step::Insert { text, format, .. } => {
                Some(Content::New { text: text.clone(), format: *format })
            }
            Step::Delete { .. } | Step::End { .. } | Step::Enter { .. } => None,
        });
        let mut pieces: Vec<Content> = pieces.collect();
        pieces.shrink_to_fit();
        pieces
    }

    /// Everybody who changed something in it.
    pub fn hands(steps: &[Step], end: State) -> Vec<Hand> {
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
