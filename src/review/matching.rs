//! Pairs the paragraphs of a returned draft with those of the draft that was sent.
//!
//! Surviving bookmarks identify paragraphs. Without them, equal texts are paired, then similar texts
//! between pairs. Tables are paired as wholes, then row by row.

mod clusters;
mod tables;

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

use super::paragraphs::{Group, Place, Sent};
use super::words::Bag;
use crate::align::{self, Budget, GAP, Step};
use clusters::PART;

/// How a paragraph was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// By its bookmark, or by the place in its table.
    Identity,
    /// By its text, which no other paragraph has.
    Text,
    /// By its similarity to a text between the same neighbours: a guess.
    Likeness,
}

/// Paragraphs of the draft that was sent, and the paragraphs that they became.
///
/// Usually one of each. A paragraph that was split has several groups; several paragraphs that were
/// joined have one. A new paragraph has no paragraph of the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cluster {
    /// Paragraphs of the draft sent, in its order.
    pub sent: Vec<usize>,
    /// Paragraphs of the returned draft with all tracked changes rejected.
    pub groups: Range<usize>,
    /// How they were found.
    pub certainty: Certainty,
}

/// Pairs the paragraphs of a draft with those of a returned one. The clusters are in the order of the
/// returned draft and contain each group once.
///
/// `replaces` says whether a paragraph in the place of another is paired with it whatever its text.
pub fn clusters(sent: &[Sent], groups: &[Group], replaces: bool) -> Vec<Cluster> {
    let mut pairs = Pairs::new(sent, groups);
    pairs.by_bookmark();
    pairs.by_table();
    pairs.by_text();
    pairs.by_likeness(replaces);
    pairs.into_clusters()
}

struct Pairs<'a> {
    sent: &'a [Sent],
    groups: &'a [Group],
    of_group: Vec<Option<(usize, Certainty)>>,
    of_sent: Vec<Option<usize>>,
    /// The words of each paragraph, counted only when needed, because most texts are equal.
    sent_words: Vec<OnceCell<Bag>>,
    group_words: Vec<OnceCell<Bag>>,
}

/// The minimum similarity at which a bookmark is trusted if another paragraph has exactly the text.
const DOUBTFUL: f32 = 0.3;

/// The minimum similarity of texts that are paired.
const ALIKE: f32 = 0.4;

impl<'a> Pairs<'a> {
    fn new(sent: &'a [Sent], groups: &'a [Group]) -> Self {
        Pairs {
            sent,
            groups,
            of_group: vec![None; groups.len()],
            of_sent: vec![None; sent.len()],
            sent_words: vec![OnceCell::new(); sent.len()],
            group_words: vec![OnceCell::new(); groups.len()],
        }
    }

    /// The words of a paragraph of the draft.
    fn words_of_sent(&self, sent: usize) -> Option<&Bag> {
        let text = &self.sent.get(sent)?.text;
        Some(self.sent_words.get(sent)?.get_or_init(|| Bag::of(text)))
    }

    /// The words of a group.
    fn words_of_group(&self, group: usize) -> Option<&Bag> {
        let text = &self.groups.get(group)?.text;
        Some(self.group_words.get(group)?.get_or_init(|| Bag::of(text)))
    }

    fn pair(&mut self, sent: usize, group: usize, certainty: Certainty) {
        let is_new = self.groups.get(group).is_none_or(|group| group.is_new);
        let free = self.of_sent.get(sent) == Some(&None) && self.of_group.get(group) == Some(&None);
        let free = free && !is_new;
        if let (true, Some(one), Some(other)) =
            (free, self.of_sent.get_mut(sent), self.of_group.get_mut(group))
        {
            (*one, *other) = (Some(group), Some((sent, certainty)));
        }
    }

    fn likeness(&self, sent: usize, group: usize) -> f32 {
        match (self.sent.get(sent), self.groups.get(group)) {
            (Some(one), Some(other)) if one.text == other.text => 1.0,
            _ => match (self.words_of_sent(sent), self.words_of_group(group)) {
                (Some(one), Some(other)) => one.likeness(other),
                _ => 0.0,
            },
        }
    }

    /// Pairs by bookmark. If several paragraphs have one bookmark, or one paragraph has several bookmarks,
    /// the most similar pair counts.
    fn by_bookmark(&mut self) {
        let named = self.sent.iter().enumerate().filter(|(_, it)| !it.bookmark.is_empty());
        let names = named.map(|(at, it)| (it.bookmark.as_str(), at));
        let names: HashMap<&str, usize> = names.collect();
        let mut found = Vec::new();
        for (group, it) in self.groups.iter().enumerate() {
            for name in &it.bookmarks {
                let Some(&sent) = names.get(original(name)) else { continue };
                if self.sent.get(sent).is_some_and(|one| may_be(&one.place, &it.place)) {
                    found.push((sent, group, self.likeness(sent, group)));
                }
            }
        }
        found.sort_by(|a, b| b.2.total_cmp(&a.2).then(a.1.cmp(&b.1)));
        let (sure, doubtful): (Vec<_>, Vec<_>) = found.into_iter().partition(|it| it.2 >= DOUBTFUL);
        for (sent, group, _) in sure {
            self.pair(sent, group, Certainty::Identity);
        }
        if !doubtful.is_empty() {
            self.by_text();
        }
        for (sent, group, _) in doubtful {
            self.pair(sent, group, Certainty::Identity);
        }
    }

    /// Pairs texts that occur only once on each side.
    fn by_text(&mut self) {
        let sent =
            self.sent.iter().enumerate().filter(|(at, _)| self.of_sent.get(*at) == Some(&None));
        let ours = unique(sent.map(|(at, it)| (at, it.text.as_str(), &it.place)));
        let free = |at: &usize| self.of_group.get(*at) == Some(&None);
        let groups = self.groups.iter().enumerate().filter(|(at, _)| free(at));
        let theirs = unique(groups.map(|(at, it)| (at, it.text.as_str(), &it.place)));
        let found = ours.iter().filter_map(|(key, sent)| Some(((*sent)?, (*theirs.get(key)?)?)));
        let mut found: Vec<(usize, usize)> = found.collect();
        found.sort_unstable();
        for (sent, group) in found {
            let places = self.sent.get(sent).zip(self.groups.get(group));
            let fits = places.is_some_and(|(one, other)| may_be(&one.place, &other.place));
            if fits && self.sent.get(sent).is_some_and(|one| !one.place.is_cell()) {
                self.pair(sent, group, Certainty::Text);
            }
        }
    }

    /// Pairs like texts between pairs, in order.
    fn by_likeness(&mut self, replaces: bool) {
        let budget = Budget::of(self.sent.len() + self.groups.len());
        for (sent, groups) in self.gaps() {
            // A paragraph in the place of another replaces it, whatever its text.
            if let ([one], [other]) = (sent.as_slice(), groups.as_slice())
                && replaces
                && self.may_replace(*one, *other)
            {
                self.pair(*one, *other, Certainty::Likeness);
                continue;
            }
            let cost = |one: usize, other: usize| {
                let (Some(one), Some(other)) = (sent.get(one), groups.get(other)) else {
                    return 3 * GAP;
                };
                self.cost(*one, *other)
            };
            let steps = align::align(sent.len(), groups.len(), &budget, cost);
            for step in steps {
                let Step::Pair(one, other) = step else { continue };
                let (Some(&one), Some(&other)) = (sent.get(one), groups.get(other)) else {
                    continue;
                };
                if self.cost(one, other) < 2 * GAP {
                    self.pair(one, other, Certainty::Likeness);
                }
            }
        }
    }

    fn may_replace(&self, sent: usize, group: usize) -> bool {
        let sides = self.sent.get(sent).zip(self.groups.get(group));
        sides.is_some_and(|(one, other)| {
            one.place.is_like(&other.place)
                && !one.place.is_cell()
                && !one.is_generated
                && !one.text.is_empty()
                && !other.text.is_empty()
                && !self.is_half(sent, group)
        })
    }

    /// Whether a group has the words that a neighbouring paragraph lost. Then the neighbour was split, and
    /// the paragraph that was sent is deleted.
    fn is_half(&self, sent: usize, group: usize) -> bool {
        let lost = |whole: Option<usize>, kept: Option<usize>| {
            let (whole, kept) = (whole?, kept?);
            let is_kept = *self.of_sent.get(whole)? == Some(kept);
            let is_shorter = self.groups.get(kept)?.text.len() < self.sent.get(whole)?.text.len();
            let words = self.words_of_group(group)?;
            Some(is_kept && is_shorter && words.share_in(self.words_of_sent(whole)?) >= PART)
        };
        let before = lost(sent.checked_sub(1), group.checked_sub(1));
        before == Some(true) || lost(Some(sent + 1), Some(group + 1)) == Some(true)
    }

    fn cost(&self, sent: usize, group: usize) -> i64 {
        let places = self.sent.get(sent).zip(self.groups.get(group));
        let fits = places
            .is_some_and(|(one, other)| may_be(&one.place, &other.place) && !one.place.is_cell());
        match self.likeness(sent, group) {
            likeness if fits && likeness >= 1.0 => -GAP,
            likeness if fits && likeness >= ALIKE => (GAP as f32 * 1.5 * (1.0 - likeness)) as i64,
            _ => 3 * GAP,
        }
    }

    /// The unpaired paragraphs between pairs that are adjacent on both sides.
    fn gaps(&self) -> Vec<(Vec<usize>, Vec<usize>)> {
        let mut out = Vec::new();
        let (mut groups, mut last) = (Vec::new(), 0);
        for (group, pair) in self.of_group.iter().enumerate() {
            match pair {
                None => groups.push(group),
                Some((sent, _)) => {
                    self.push_gap(&mut out, last..*sent, std::mem::take(&mut groups));
                    last = (*sent + 1).max(last);
                }
            }
        }
        self.push_gap(&mut out, last..self.sent.len(), groups);
        out
    }

    fn push_gap(
        &self,
        out: &mut Vec<(Vec<usize>, Vec<usize>)>,
        sent: Range<usize>,
        groups: Vec<usize>,
    ) {
        let sent: Vec<usize> = sent.filter(|sent| self.of_sent.get(*sent) == Some(&None)).collect();
        if !sent.is_empty() && !groups.is_empty() {
            out.push((sent, groups));
        }
    }
}

/// Whether a paragraph of the draft may have come back in a place. Running text may be in a layout table,
/// such as a box.
fn may_be(sent: &Place, returned: &Place) -> bool {
    sent.is_like(returned) || *sent == Place::Body && returned.is_cell()
}

/// The index of each text, with notes kept separate; `None` if it occurs more than once.
fn unique<'t>(
    texts: impl Iterator<Item = (usize, &'t str, &'t Place)>,
) -> HashMap<(&'t str, bool), Option<usize>> {
    let mut out = HashMap::new();
    for (at, text, place) in texts.filter(|(_, text, _)| !text.is_empty()) {
        out.entry((text, place.is_note())).and_modify(|it| *it = None).or_insert(Some(at));
    }
    out
}

/// The name of a bookmark without the suffix that LibreOffice appends in notes.
fn original(name: &str) -> &str {
    match name.rsplit_once("_Copy_") {
        Some((name, number)) if number.chars().all(|c| c.is_ascii_digit()) => name,
        _ => name,
    }
}
