//! Writes the steps of one cluster.

use std::ops::Range;

use super::heads::Head;
use super::{Known, Sides, State, Step, Updates};
use crate::draft::{DraftParagraph, Format};
use crate::review::matching::Cluster;
use crate::review::paragraphs::{Group, Hand, Returned, Run, Tracked};
use crate::review::words::{Hunk, differences};

/// The character between joined texts of a cluster: the end of a paragraph.
const END: char = '\u{2029}';

/// Writes the steps of one cluster.
pub(super) struct Writer<'a> {
    pub(super) sides: &'a Sides<'a>,
    pub(super) known: &'a Known,
    /// The paragraphs that were sent, each with the end of its text in the joined text.
    sent: Vec<(usize, usize)>,
    hunks: std::iter::Peekable<std::vec::IntoIter<Hunk>>,
    /// The position in the joined text of the draft.
    before: usize,
    /// The position in the joined text of the groups.
    after: usize,
    /// The returned paragraph.
    pub(super) paragraph: usize,
    /// How many groups are left.
    left: usize,
    pub(super) out: Vec<Step>,
    /// The position in the returned paragraph with all tracked changes accepted.
    pub(super) shown: usize,
    /// The fields that Word updated.
    pub(super) updates: Updates,
}

impl<'a> Writer<'a> {
    pub(super) fn new(
        sides: &'a Sides,
        known: &'a Known,
        cluster: &Cluster,
        groups: &[Group],
        out: Vec<Step>,
    ) -> Self {
        let joined = |texts: &mut dyn Iterator<Item = &str>| {
            let mut joined = String::new();
            for (index, text) in texts.enumerate() {
                joined.extend((index > 0).then_some(END));
                joined.push_str(text);
            }
            joined
        };
        let mut ends = Vec::new();
        let mut end = 0;
        let mut texts = cluster.sent.iter().filter_map(|sent| {
            let text = sides.sent.get(*sent)?.text.as_str();
            ends.push((*sent, end + text.len()));
            end += text.len() + END.len_utf8();
            Some(text)
        });
        let before = joined(&mut texts);
        let after = joined(&mut groups.iter().map(|group| group.text.as_str()));
        // A new paragraph is one insertion.
        let hunks = match cluster.sent.is_empty() {
            true => vec![Hunk { before: 0..0, after: 0..after.len() }],
            false => differences(&before, &after),
        };
        let hunks = hunks.into_iter().peekable();
        Writer {
            sides,
            known,
            sent: ends,
            hunks,
            before: 0,
            after: 0,
            paragraph: 0,
            left: groups.len(),
            out,
            shown: 0,
            updates: Updates::new(),
        }
    }

    /// Writes the steps of a group.
    pub(super) fn group(&mut self, group: &Group) {
        let paragraphs = self.sides.returned.get(group.paragraphs.clone()).unwrap_or_default();
        self.left = self.left.saturating_sub(1);
        self.paragraph = group.paragraphs.start;
        for (index, paragraph) in paragraphs.iter().enumerate() {
            self.shown = 0;
            for run in &paragraph.runs {
                match run.tracked.inserted {
                    Some(by) if run.tracked.deleted.is_none() => {
                        self.insert(run, &run.text, by);
                        self.shown += run.text.len();
                    }
                    Some(_) => {}
                    None => self.run(run),
                }
            }
            if index + 1 < paragraphs.len() {
                self.new_end(paragraph);
            } else {
                self.end(paragraph);
            }
            self.paragraph += 1;
        }
    }

    fn new_end(&mut self, paragraph: &Returned) {
        if let (Some(by), None) = (paragraph.mark.inserted, paragraph.mark.deleted) {
            self.push_end(None, State::Inserted(by));
        }
    }

    fn push_end(&mut self, sent: Option<usize>, state: State) {
        self.out.push(Step::End { sent, state, paragraph: self.paragraph });
    }

    /// The end of a group.
    fn end(&mut self, paragraph: &Returned) {
        let state = match paragraph.mark {
            Tracked { deleted: Some(by), .. } => State::Deleted(by),
            Tracked { inserted: Some(by), .. } => State::Inserted(by),
            Tracked { .. } => State::Kept,
        };
        if self.left == 0 {
            self.untracked_deletion();
            let last = self.sent.last().map(|(sent, _)| *sent);
            let untracked = last.is_none() && state == State::Kept;
            let state = if untracked { State::Inserted(self.sides.untracked) } else { state };
            self.push_end(last, state);
            return;
        }
        self.untracked_deletion();
        if self.in_insertion() {
            self.after += END.len_utf8();
            let by = paragraph.mark.inserted.unwrap_or(self.sides.untracked);
            if paragraph.mark.deleted.is_none() {
                self.push_end(None, State::Inserted(by));
            }
            self.leave_hunk();
        } else {
            let sent = self.sent_at(self.before).map(|(sent, _)| sent);
            self.before += END.len_utf8();
            self.after += END.len_utf8();
            self.push_end(sent, state);
        }
    }

    /// Writes a run that existed before the tracked changes.
    fn run(&mut self, run: &Run) {
        let mut rest = run.text.as_str();
        while !rest.is_empty() {
            self.untracked_deletion();
            let inserted = self.in_insertion();
            let length = match self.hunks.peek() {
                Some(hunk) if inserted => hunk.after.end - self.after,
                Some(hunk) => hunk.after.start - self.after,
                None => rest.len(),
            };
            let (part, others) =
                rest.split_at_checked(length.min(rest.len())).unwrap_or((rest, ""));
            rest = others;
            match (inserted, run.tracked.deleted) {
                (true, None) if run.is_field => self.ignore_field(run, part),
                (true, None) => self.insert(run, part, self.sides.untracked),
                (true, Some(_)) => {}
                (false, by) => self.known(run, part.len(), by),
            }
            self.after += part.len();
            self.shown += if run.tracked.deleted.is_none() { part.len() } else { 0 };
            self.leave_hunk();
        }
    }

    /// Characters of the draft.
    fn known(&mut self, run: &Run, length: usize, deleted: Option<Hand>) {
        let end = self.before + length;
        match deleted {
            Some(by) => self.delete(self.before..end, by),
            None => self.keep(run, self.before..end),
        }
        self.before = end;
    }

    fn keep(&mut self, run: &Run, at: Range<usize>) {
        let Some((sent, start)) = self.sent_at(at.start) else { return };
        let mut at = at.start - start..at.end - start;
        while !at.is_empty() {
            let Some(stretch) = self.sides.sent.get(sent).map(|it| it.stretch_at(at.start)) else {
                return;
            };
            let end = stretch.end.max(at.start + 1).min(at.end);
            let part = at.start..end;
            at.start = end;
            let by = run.formatted.unwrap_or(self.sides.untracked);
            // Word itself formats note references and fields. A tracked format is always intended, even where
            // the author cannot choose it.
            let is_free = stretch.is_free && !run.is_field || run.formatted.is_some();
            let is_free = is_free && run.text != DraftParagraph::OBJECT;
            let format = self.chosen_format(run, stretch.format);
            match is_free && stretch.format != format {
                true => self.out.push(Step::Format { sent, at: part, format, by }),
                false => self.push_keep(sent, part),
            }
        }
    }

    /// The format that a reviewer chose for a run that was or is beside words in another format.
    fn chosen_format(&self, run: &Run, before: Format) -> Format {
        let place = self.sides.returned.get(self.paragraph).map(|it| it.place);
        let is_bold = place.and_then(Head::of).is_some_and(|it| self.known.heads.contains(&it));
        match is_bold && run.formatted.is_none() {
            true => Format { strong: before.strong, ..run.format },
            false => run.format,
        }
    }

    pub(super) fn push_keep(&mut self, sent: usize, at: Range<usize>) {
        match self.out.last_mut() {
            Some(Step::Keep { sent: last, at: before })
                if *last == sent && before.end == at.start =>
            {
                before.end = at.end;
            }
            Some(_) | None => self.out.push(Step::Keep { sent, at }),
        }
    }

    /// Deletes bytes of the joined text, in which paragraphs may end.
    fn delete(&mut self, at: Range<usize>, by: Hand) {
        let mut start = at.start;
        while let Some((sent, first)) = self.sent_at(start).filter(|_| start < at.end) {
            let end = self.sent.iter().find(|it| it.0 == sent).map_or(at.end, |it| it.1);
            let part = start..end.min(at.end);
            if !part.is_empty() {
                let at = part.start - first..part.end - first;
                self.out.push(Step::Delete { sent, at, by });
            }
            if part.end < at.end {
                self.push_end(Some(sent), State::Deleted(by));
            }
            start = part.end + END.len_utf8();
        }
    }

    fn insert(&mut self, run: &Run, text: &str, by: Hand) {
        let beside = self.sent_at(self.before).and_then(|(sent, start)| {
            let before = (self.before - start).saturating_sub(1);
            Some(self.sides.sent.get(sent)?.stretch_at(before).format)
        });
        let own = self.chosen_format(run, beside.unwrap_or_default());
        if let Some(Step::Insert { text: last, format, note, by: hand }) = self.out.last_mut()
            && (*format, *note, *hand) == (own, run.note, by)
        {
            return last.push_str(text);
        }
        let (text, note) = (text.to_owned(), run.note);
        self.out.push(Step::Insert { text, format: own, note, by });
    }

    /// If a difference begins here, takes the deleted text.
    fn untracked_deletion(&mut self) {
        let here = self.after;
        let Some(hunk) = self.hunks.peek_mut().filter(|hunk| hunk.after.start == here) else {
            return;
        };
        let gone = std::mem::replace(&mut hunk.before, 0..0);
        if !gone.is_empty() {
            self.before = gone.end;
            self.delete(gone, self.sides.untracked);
        }
        self.leave_hunk();
    }

    fn in_insertion(&mut self) -> bool {
        let here = self.after;
        self.hunks.peek().is_some_and(|hunk| hunk.after.contains(&here))
    }

    fn leave_hunk(&mut self) {
        let here = self.after;
        while self.hunks.next_if(|it| it.after.end <= here && it.before.is_empty()).is_some() {}
    }

    /// The paragraph that a byte of the joined text belongs to, and the start of its text there.
    fn sent_at(&self, at: usize) -> Option<(usize, usize)> {
        let index = self.sent.partition_point(|(_, end)| *end < at);
        let start = match index.checked_sub(1).and_then(|index| self.sent.get(index)) {
            Some((_, end)) => end + END.len_utf8(),
            None => 0,
        };
        self.sent.get(index).map(|(sent, _)| (*sent, start))
    }
}
