//! Finds the places of new paragraphs.

use std::collections::{BTreeMap, HashMap};

use super::Planner;
use crate::review::proposals::{Action, Proposal};
use crate::review::today::Listing;
use crate::review::words::plain;

/// The place of a new paragraph in the current source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewParagraph {
    /// The paragraph of the source that already has its text in its place.
    pub(super) there: Option<usize>,
    /// The paragraph beside which it belongs, and whether it follows that paragraph.
    pub(super) near: (usize, bool),
}

impl Planner<'_> {
    /// Finds the places of the new paragraphs. If the source already has some of those proposed together, the
    /// others go next to them, so that all are in order.
    pub fn find_inserts(&mut self, proposals: &[Proposal]) {
        let mut places: BTreeMap<(usize, bool), Vec<(usize, String)>> = BTreeMap::new();
        for proposal in proposals {
            if let Action::Insert { beside, after, paragraph, content } = &proposal.action {
                let text = self.printed(content);
                places.entry((*beside, *after)).or_default().push((*paragraph, text));
            }
        }
        for ((beside, after), paragraphs) in places {
            let Some(now) = self.mapping.paragraph(beside) else { continue };
            let is_person = self.today.is_person(now);
            let known = paragraphs.into_iter().map(|(paragraph, text)| {
                let is_person = is_person && self.new_listing(paragraph) == Listing::Entry;
                let id = is_person.then(|| self.today.person_named(&text)).flatten();
                (paragraph, id.map_or_else(|| plain(text.trim()), str::to_owned))
            });
            let paragraphs: Vec<(usize, String)> = known.collect();
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

    /// For each of some new paragraphs, the source paragraph beside another that has its text or is about the
    /// same person. Each of several equal ones is found only once.
    fn there(&self, now: usize, after: bool, paragraphs: &[(usize, String)]) -> Vec<Option<usize>> {
        let mut new = self.mapping.new_beside(now, after);
        new.sort_unstable_by(|one, other| other.cmp(one));
        let mut places: HashMap<String, Vec<usize>> = HashMap::new();
        for at in new {
            let person = self.today.person(at).filter(|_| self.today.is_person(at));
            let known = person.map_or_else(|| plain(self.text(at).trim()), str::to_owned);
            places.entry(known).or_default().push(at);
        }
        let there = paragraphs.iter().map(|(_, text)| places.get_mut(text)?.pop());
        there.collect()
    }

    /// The paragraph of the current draft beside which a new one belongs, and whether the new one follows it;
    /// `None` if the source no longer has the place.
    pub fn near(&self, paragraph: usize) -> Option<(usize, bool)> {
        self.inserts.get(&paragraph).map(|it| it.near)
    }
}
