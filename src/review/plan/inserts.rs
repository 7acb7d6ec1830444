//! Where new paragraphs go.

use std::collections::{BTreeMap, HashMap};

use super::Planner;
use crate::review::proposals::{Action, Proposal};
use crate::review::words::plain;

/// Where a new paragraph goes today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewParagraph {
    /// The paragraph of the source that has its text in its place.
    pub(super) there: Option<usize>,
    /// The paragraph beside which it goes, and whether it goes after it.
    pub(super) near: (usize, bool),
}

impl Planner<'_> {
    /// Finds where the new paragraphs go: if the source has others that came with one, next to those, so that
    /// all have their order.
    pub fn find_inserts(&mut self, proposals: &[Proposal]) {
        let mut places: BTreeMap<(usize, bool), Vec<(usize, String)>> = BTreeMap::new();
        for proposal in proposals {
            if let Action::Insert { beside, after, paragraph, content } = &proposal.action {
                let text = plain(self.printed(content).trim());
                places.entry((*beside, *after)).or_default().push((*paragraph, text));
            }
        }
        for ((beside, after), paragraphs) in places {
            let Some(now) = self.mapping.paragraph(beside) else { continue };
            let there = self.there(now, after, &paragraphs);
            let next = there.iter().rev().scan(None, |next, it| {
                let own = *next;
                *next = it.map(|at| (at, false)).or(own);
                Some(own)
            });
            let next: Vec<Option<(usize, bool)>> = next.collect();
            let mut before = None;
            for (((paragraph, _), there), next) in
                paragraphs.iter().zip(there).zip(next.into_iter().rev())
            {
                let near = before.or(next).unwrap_or((now, after));
                before = there.map(|at| (at, true)).or(before);
                self.inserts.insert(*paragraph, NewParagraph { there, near });
            }
        }
    }

    /// For each of some new paragraphs, the one of the source that has its text beside another. Of several
    /// that are alike, each is found once.
    fn there(&self, now: usize, after: bool, paragraphs: &[(usize, String)]) -> Vec<Option<usize>> {
        let mut new = self.mapping.new_beside(now, after);
        new.sort_unstable_by(|one, other| other.cmp(one));
        let mut places: HashMap<String, Vec<usize>> = HashMap::new();
        for at in new {
            places.entry(plain(self.text(at).trim())).or_default().push(at);
        }
        let there = paragraphs.iter().map(|(_, text)| places.get_mut(text)?.pop());
        there.collect()
    }

    /// The paragraph of today's draft beside which a new one goes, and whether it goes after it; `None` if the
    /// source no longer has the place.
    pub fn near(&self, paragraph: usize) -> Option<(usize, bool)> {
        self.inserts.get(&paragraph).map(|it| it.near)
    }
}
