//! The place of a proposal in both drafts.

use std::ops::Range;

use super::Planner;
use crate::review::mapping::Mapped;
use crate::review::proposals::Action;

impl Planner<'_> {
    /// The paragraph that an action changes in the draft that was sent, and the bytes of its text.
    pub fn place(&self, action: &Action) -> (usize, Range<usize>) {
        match action {
            Action::Words { sent, at, .. } | Action::Format { sent, at, .. } => (*sent, at.clone()),
            Action::Remove { sent } | Action::Move { sent, .. } | Action::Unclear { sent, .. } => {
                (*sent, 0..self.length(*sent))
            }
            Action::Split { sent, at, .. } => (*sent, *at..self.length(*sent)),
            Action::Join { sent, .. } => (*sent, self.length(*sent)..self.length(*sent)),
            Action::RemoveRow { cell } | Action::RemoveTable { cell } => {
                (*cell, 0..self.length(*cell))
            }
            Action::InsertColumn { after, cells } => {
                let beside = cells.first().map_or(0, |(beside, _)| *beside);
                let at = if *after { self.length(beside) } else { 0 };
                (beside, at..at)
            }
            Action::InsertTable { beside, after: true, .. }
            | Action::Insert { beside, after: true, .. }
            | Action::InsertRow { beside, after: true, .. } => {
                (*beside, self.length(*beside)..self.length(*beside))
            }
            Action::InsertTable { beside, after: false, .. }
            | Action::Insert { beside, after: false, .. }
            | Action::InsertRow { beside, after: false, .. } => (*beside, 0..0),
        }
    }

    /// The place of an action in the current draft.
    pub(super) fn target(&self, action: &Action) -> Option<(usize, Range<usize>)> {
        let (sent, at) = self.place(action);
        let now = self.mapping.paragraph(sent)?;
        match self.mapping.range(sent, &at) {
            Mapped::Same(at) | Mapped::Changed { now: at, .. } => Some((now, at)),
        }
    }

    /// The place of an action in the list. If all files are copies of the same draft, it is the place in that
    /// draft, so that numbers stay the same when changes are applied; otherwise, the place in the current
    /// draft.
    pub fn order(&self, action: &Action, one_draft: bool) -> (usize, usize) {
        let (sent, at) = self.place(action);
        if one_draft {
            return (sent, at.start);
        }
        let known = (0..=sent).rev().find_map(|it| self.mapping.paragraph(it));
        (known.unwrap_or(0), at.start)
    }
}
