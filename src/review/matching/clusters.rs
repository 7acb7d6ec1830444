//! Builds clusters from pairs of paragraphs, with the halves of splits and merges.

use super::{Certainty, Cluster, Pairs};

/// The minimum share of the words of a paragraph that its other half must have, for a split or a merge.
pub(super) const PART: f32 = 0.7;

impl Pairs<'_> {
    /// The clusters in the order of the returned draft.
    pub(super) fn into_clusters(self) -> Vec<Cluster> {
        let mut out: Vec<Cluster> = Vec::new();
        for (group, pair) in self.of_group.iter().enumerate() {
            match pair {
                Some((sent, certainty)) => {
                    let before = out.pop_if(|last| self.precedes(last, *sent, group));
                    let start = before.map_or(group, |last| last.groups.start);
                    out.push(Cluster {
                        sent: self.joined(*sent, group),
                        groups: start..group + 1,
                        certainty: *certainty,
                    });
                }
                None => match out.last_mut() {
                    Some(last) if last.groups.end == group && self.continues(last, group) => {
                        last.groups.end += 1;
                    }
                    Some(_) | None => {
                        let groups = group..group + 1;
                        out.push(Cluster {
                            sent: Vec::new(),
                            groups,
                            certainty: Certainty::Identity,
                        });
                    }
                },
            }
        }
        out
    }

    /// The paragraphs joined in a group: its pair, and deleted neighbours of that pair if the group has their
    /// words.
    fn joined(&self, sent: usize, group: usize) -> Vec<usize> {
        let Some(own) = self.sent.get(sent) else { return vec![sent] };
        let longer = self.groups.get(group).is_some_and(|group| group.text.len() > own.text.len());
        let has = |at: usize| {
            let words = self.words_of_sent(at).zip(self.words_of_group(group));
            words.is_some_and(|(part, words)| part.share_in(words) >= PART)
        };
        let belongs = |at: &usize| {
            let gone = self.of_sent.get(*at) == Some(&None);
            let same = self.sent.get(*at).is_some_and(|it| it.place == own.place);
            longer && gone && same && !own.place.is_cell() && has(*at)
        };
        let before = (0..sent).rev().take_while(belongs).last().unwrap_or(sent);
        let after = (sent + 1..self.sent.len()).take_while(belongs).last().unwrap_or(sent);
        (before..=after).collect()
    }

    /// Whether an unpaired group is the beginning of the paragraph that ends in the group after it.
    fn precedes(&self, cluster: &Cluster, sent: usize, group: usize) -> bool {
        let before = self.groups.get(cluster.groups.start);
        let (Some(before), Some(own), Some(after)) =
            (before, self.sent.get(sent), self.groups.get(group))
        else {
            return false;
        };
        let has = || {
            let words = self.words_of_group(cluster.groups.start).zip(self.words_of_sent(sent));
            words.is_some_and(|(words, own)| words.share_in(own) >= PART)
        };
        let alone = cluster.sent.is_empty() && cluster.groups.len() == 1;
        let same = before.place.is_like(&after.place) && !own.place.is_cell();
        let shorter = after.text.len() < own.text.len();
        // Both must begin with the same word, to exclude a new paragraph on the same subject.
        let first = |text: &str| text.split_whitespace().next().map(str::to_owned);
        alone && same && shorter && first(&before.text) == first(&own.text) && has()
    }

    /// Whether an unpaired group is the end of the paragraph before it.
    fn continues(&self, cluster: &Cluster, group: usize) -> bool {
        let ([sent], Some(it)) = (cluster.sent.as_slice(), self.groups.get(group)) else {
            return false;
        };
        let Some(own) = self.sent.get(*sent) else { return false };
        let first = self.groups.get(cluster.groups.start).map_or("", |group| group.text.as_str());
        let shorter = first.len() < own.text.len();
        let has = || {
            let words = self.words_of_sent(*sent).zip(self.words_of_group(group));
            words.is_some_and(|(own, words)| words.share_in(own) >= PART)
        };
        let same = it.place.is_like(&own.place) && !own.place.is_cell();
        same && shorter && !it.text.is_empty() && has()
    }
}
