//! Ensures that nothing in a returned file is lost: differences that its proposals do not explain become a
//! change that plenary refuses, so that somebody looks at them.

use std::collections::HashSet;
use std::ops::Range;

use super::lines::differences;
use super::matching::Certainty;
use super::paragraphs::{Hand, Place, Returned, Sent};
use super::prediction::{Line, Prediction, Reading};
use super::proposals::{Action, Content, Notes, Proposal, ReturnedNote};
use super::script::Updates;
use crate::draft::{DraftParagraph, Format};

/// The content of a file, for [`complete`].
pub struct Came<'a> {
    /// Its paragraphs.
    pub returned: &'a [Returned],
    /// The fields that Word updated.
    pub updates: &'a Updates,
    /// The notes with new references.
    pub notes: &'a Notes,
    /// Who made the changes that are not tracked.
    pub untracked: Hand,
}

/// A paragraph with all tracked changes accepted.
struct Accepted {
    place: Place,
    text: String,
    hands: Vec<Hand>,
}

/// Applies the proposals to the draft that was sent, and compares the result with the returned file.
/// Proposals that do not lead to the returned text of a paragraph are replaced by an unclear one.
pub fn complete(sent: &[Sent], came: &Came, proposals: Vec<Proposal>) -> Vec<Proposal> {
    let mut prediction = Prediction::new(sent);
    for (index, proposal) in proposals.iter().enumerate() {
        prediction.add(index, &proposal.action, &Same(sent));
    }
    let (mut lines, _) = prediction.lines(&Same(sent));
    lines.retain(|line| !trimmed(&line.text).is_empty());
    let accepted = accepted(came);
    let is_note = |line: &Line| sent.get(line.at).is_some_and(|it| it.place.is_note());
    // Some programs delete a note together with its reference.
    let before = sent.iter().filter(|it| !it.place.is_note()).map(|it| marks(&it.text));
    let after = lines.iter().filter(|line| !is_note(line)).map(|line| marks(&line.text));
    let mut gone = before.sum::<usize>().saturating_sub(after.sum());
    let mut unclear = Vec::new();
    for notes in [false, true] {
        let lines: Vec<&Line> = lines.iter().filter(|line| is_note(line) == notes).collect();
        let own = accepted.iter().filter(|it| it.place.is_note() == notes);
        let own: Vec<&Accepted> = own.collect();
        let found = unexplained(sent, &lines, &own).into_iter();
        unclear.extend(found.filter(|it| {
            let is_gone = notes && it.text.is_empty() && it.instead_of.is_empty() && gone > 0;
            gone -= usize::from(is_gone);
            !is_gone
        }));
    }
    with_unclear(proposals, unclear, came.untracked)
}

/// The marks of notes, and pictures.
fn marks(text: &str) -> usize {
    text.matches(DraftParagraph::OBJECT).count()
}

/// A paragraph with unexplained changes, its returned text, and the proposals that do not lead to that
/// text.
struct Unclear {
    sent: usize,
    text: String,
    hands: Vec<Hand>,
    instead_of: Vec<usize>,
}

fn unexplained(sent: &[Sent], lines: &[&Line], accepted: &[&Accepted]) -> Vec<Unclear> {
    let before: Vec<&str> = lines.iter().map(|it| trimmed(&it.text)).collect();
    let after: Vec<&str> = accepted.iter().map(|it| trimmed(&it.text)).collect();
    let mut out = Vec::new();
    for hunk in differences(&before, &after) {
        let own = lines.get(hunk.before.clone()).unwrap_or_default();
        let came = accepted.get(hunk.after.clone()).unwrap_or_default();
        // The paragraphs of a new cell are one text.
        let one = |texts: &[&str]| texts.concat().split_whitespace().collect::<String>();
        let texts = (before.get(hunk.before.clone()), after.get(hunk.after.clone()));
        let same = one(texts.0.unwrap_or_default()) == one(texts.1.unwrap_or_default());
        if same && came.iter().any(|it| it.place.is_cell()) {
            continue;
        }
        let beside = hunk.before.start.checked_sub(1).and_then(|at| lines.get(at));
        let beside = own.last().or(beside).map_or(0, |line| line.at);
        for index in 0..own.len().max(came.len()) {
            let (line, it) = (own.get(index), came.get(index));
            let at = line.map_or(beside, |line| line.at);
            let by = line.map(|line| line.by.clone()).unwrap_or_default();
            let is_generated = sent.get(at).is_some_and(|it| it.is_generated);
            if it.is_none() && by.is_empty() && is_generated {
                continue;
            }
            out.push(Unclear {
                sent: at,
                text: it.map(|it| it.text.clone()).unwrap_or_default(),
                hands: it.map(|it| it.hands.clone()).unwrap_or_default(),
                instead_of: by,
            });
        }
    }
    out
}

/// A text without spaces at its ends. Tabs are kept, because they distinguish a line of the contents from
/// its heading.
fn trimmed(text: &str) -> &str {
    text.trim_matches(|character: char| character.is_whitespace() && character != '\t')
}

fn with_unclear(proposals: Vec<Proposal>, unclear: Vec<Unclear>, untracked: Hand) -> Vec<Proposal> {
    let mut dropped = HashSet::new();
    let mut new = Vec::new();
    for it in unclear {
        let own = it.instead_of.iter().filter_map(|index| proposals.get(*index));
        let mut hands: Vec<Hand> = own.flat_map(|it| it.hands.clone()).chain(it.hands).collect();
        let mut known = HashSet::new();
        hands.retain(|hand| known.insert(*hand));
        if hands.is_empty() {
            hands.push(untracked);
        }
        dropped.extend(it.instead_of);
        let action = Action::Unclear { sent: it.sent, with: it.text };
        new.push(Proposal { action, hands, certainty: Certainty::Identity });
    }
    let kept = proposals.into_iter().enumerate();
    let kept = kept.filter(|(index, _)| !dropped.contains(index)).map(|(_, it)| it);
    kept.chain(new).collect()
}

/// The paragraphs with all tracked changes accepted, without new notes, which belong to their references.
fn accepted(came: &Came) -> Vec<Accepted> {
    let mut out: Vec<Accepted> = Vec::new();
    let mut open = false;
    for (at, paragraph) in came.returned.iter().enumerate() {
        let is_new_note = |number| matches!(came.notes.get(number), Some(ReturnedNote::New(_)));
        let is_left_out = match &paragraph.place {
            Place::Note(number) => is_new_note(number),
            Place::Body | Place::Cell { .. } => paragraph.row.deleted.is_some(),
        };
        if is_left_out {
            open = false;
            continue;
        }
        let kept = paragraph.runs.iter().filter(|run| run.tracked.deleted.is_none());
        let mut text: String = kept.map(|run| run.text.as_str()).collect();
        for (at, old) in came.updates.get(&at).into_iter().flatten().rev() {
            if text.get(at.clone()).is_some() {
                text.replace_range(at.clone(), old);
            }
        }
        let tracked = paragraph.runs.iter().map(|run| run.tracked);
        let tracked = tracked.chain([paragraph.mark, paragraph.row]);
        let hands = tracked.flat_map(|it| [it.inserted, it.deleted]).flatten();
        match out.last_mut().filter(|last| open && last.place == paragraph.place) {
            Some(last) => {
                last.text.push_str(&text);
                last.hands.extend(hands);
            }
            None => {
                let (place, hands) = (paragraph.place, hands.collect());
                out.push(Accepted { place, text, hands });
            }
        }
        open = paragraph.mark.deleted.is_some();
    }
    out.retain(|it| !trimmed(&it.text).is_empty());
    out
}

/// The draft that was sent itself, with only its words.
struct Same<'a>(&'a [Sent]);

impl Reading for Same<'_> {
    fn paragraph(&self, sent: usize) -> Option<usize> {
        Some(sent)
    }

    fn beside(&self, sent: usize, after: bool, _: usize) -> Option<(usize, bool)> {
        Some((sent, after))
    }

    fn range(&self, _: usize, at: &Range<usize>) -> Range<usize> {
        at.clone()
    }

    fn kept(&self, now: usize, at: Range<usize>, _: Option<Format>) -> String {
        self.0.get(now).and_then(|it| it.text.get(at)).unwrap_or_default().to_owned()
    }

    fn added(&self, content: &[Content], _: Option<(usize, usize)>) -> String {
        let pieces = content.iter().map(|piece| match piece {
            Content::New { text, .. } => text.clone(),
            Content::Note(_) => DraftParagraph::OBJECT.to_owned(),
            Content::Sent { sent, at, format } => self.kept(*sent, at.clone(), *format),
        });
        pieces.collect()
    }
}
