//! Maps paragraphs of the draft that was sent, and places in them, to the current source.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

use super::matching::clusters;
use super::paragraphs::{Group, Sent};
use super::words::{Hunk, differences};

/// The places of the paragraphs of a draft that was sent in the draft of the current source.
pub struct Mapping<'a> {
    sent: &'a [Sent],
    now: &'a [Sent],
    of_sent: Vec<Option<usize>>,
    of_now: Vec<Option<usize>>,
    /// For each paragraph that was sent, the last one before it that is still there.
    known_before: Vec<Option<usize>>,
    hunks: Vec<OnceCell<Vec<Hunk>>>,
    /// How often a paragraph of today's source was looked at, for tests.
    #[cfg(test)]
    pub looked: std::cell::Cell<usize>,
}

/// The current place of a range of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mapped {
    /// There, with the same words.
    Same(Range<usize>),
    /// The source has changed there: the changed range of the old text, and the range that replaces
    /// it.
    Changed { before: Range<usize>, now: Range<usize> },
}

impl<'a> Mapping<'a> {
    /// Pairs the paragraphs of two drafts.
    pub fn new(sent: &'a [Sent], now: &'a [Sent]) -> Self {
        let (mut of_sent, mut of_now) = (vec![None; sent.len()], vec![None; now.len()]);
        // Bookmarks are made from texts: if the first of several equal texts is changed, another one gets its
        // bookmark.
        let (ours, theirs) = (counts(sent), counts(now));
        let is_named = |it: &&Sent| {
            let count = |counts: &HashMap<&str, usize>| counts.get(it.text.as_str()).copied();
            count(&ours).unwrap_or_default() <= 1 && count(&theirs) == Some(1)
        };
        let groups = now.iter().enumerate().map(|(at, it)| Group {
            paragraphs: at..at + 1,
            place: it.place,
            bookmarks: Some(it)
                .filter(is_named)
                .map(|it| it.bookmark.clone())
                .into_iter()
                .collect(),
            text: it.text.clone(),
            is_new: false,
        });
        for cluster in clusters(sent, &groups.collect::<Vec<_>>(), false) {
            if let [one, ..] = cluster.sent.as_slice() {
                let group = cluster.groups.start;
                of_sent.get_mut(*one).into_iter().for_each(|it| *it = Some(group));
                of_now.get_mut(group).into_iter().for_each(|it| *it = Some(*one));
            }
        }
        let hunks = sent.iter().map(|_| OnceCell::new()).collect();
        let mut last = None;
        let known_before = of_sent.iter().enumerate().map(|(at, now)| {
            let before = last;
            last = now.map(|_| at).or(last);
            before
        });
        let known_before = known_before.collect();
        Mapping {
            sent,
            now,
            of_sent,
            of_now,
            known_before,
            hunks,
            #[cfg(test)]
            looked: Default::default(),
        }
    }

    /// The current place of a paragraph; `None` if the source no longer has it.
    pub fn paragraph(&self, sent: usize) -> Option<usize> {
        self.of_sent.get(sent).copied().flatten()
    }

    /// A paragraph of the current source that was not in the draft and replaces one that was.
    pub fn replacement(&self, sent: usize) -> Option<usize> {
        let before = self.known_before.get(sent).copied().flatten();
        let before = before.and_then(|it| Some((it, self.paragraph(it)?)));
        let (last, now) = before.map_or((0, 0), |(it, now)| (it, now));
        Some(now + (sent - last)).filter(|now| self.is_new(*now))
    }

    /// Whether a paragraph of today's source was not in the draft.
    pub fn is_new(&self, now: usize) -> bool {
        self.look();
        self.of_now.get(now) == Some(&None)
    }

    /// Counts a look at a paragraph.
    pub fn look(&self) {
        #[cfg(test)]
        self.looked.set(self.looked.get() + 1);
    }

    /// The paragraphs of the current source that were not in the draft, beside a paragraph, in one direction.
    pub fn new_beside(&self, now: usize, after: bool) -> Vec<usize> {
        let new = |at: &usize| self.is_new(*at);
        match after {
            true => (now + 1..self.of_now.len()).take_while(new).collect(),
            false => (0..now).rev().take_while(new).collect(),
        }
    }

    /// The differences between a paragraph then and now.
    pub fn hunks(&self, sent: usize) -> &[Hunk] {
        let Some(cell) = self.hunks.get(sent) else { return &[] };
        cell.get_or_init(|| {
            let now = self.paragraph(sent).and_then(|now| self.now.get(now));
            let texts = self.sent.get(sent).zip(now);
            texts.map_or_else(Vec::new, |(then, now)| differences(&then.text, &now.text))
        })
    }

    /// Where a range of a paragraph is now.
    pub fn range(&self, sent: usize, at: &Range<usize>) -> Mapped {
        let touches = |hunk: &&Hunk| match (at.is_empty(), hunk.before.is_empty()) {
            (true, _) => hunk.before.start < at.start && at.start < hunk.before.end,
            (false, true) => at.start < hunk.before.start && hunk.before.start < at.end,
            (false, false) => hunk.before.start < at.end && at.start < hunk.before.end,
        };
        let touched: Vec<&Hunk> = self.hunks(sent).iter().filter(touches).collect();
        if let (Some(first), Some(last)) = (touched.first(), touched.last()) {
            let before = first.before.start.min(at.start)..last.before.end.max(at.end);
            let now = self.offset(sent, before.start, true)..self.offset(sent, before.end, false);
            return Mapped::Changed { before, now };
        }
        // An insertion in the same place comes after words that were added to the source there.
        let start = self.offset(sent, at.start, false);
        let end = if at.is_empty() { start } else { self.offset(sent, at.end, true) };
        Mapped::Same(start..end)
    }

    /// The current place of a byte. `before` says whether it is before or after words that were added to the
    /// source there.
    fn offset(&self, sent: usize, at: usize, before: bool) -> usize {
        let hunks = self.hunks(sent);
        let is_left = |hunk: &Hunk| match before {
            true => hunk.before.end < at || hunk.before.end == at && !hunk.before.is_empty(),
            false => hunk.before.end <= at,
        };
        let index = hunks.partition_point(is_left);
        match index.checked_sub(1).and_then(|index| hunks.get(index)) {
            Some(hunk) => hunk.after.end + (at - hunk.before.end),
            None => at,
        }
    }
}

/// How many paragraphs have each text.
fn counts(paragraphs: &[Sent]) -> HashMap<&str, usize> {
    let mut out = HashMap::new();
    for it in paragraphs {
        *out.entry(it.text.as_str()).or_default() += 1;
    }
    out
}
