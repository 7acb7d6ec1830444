//! The results of a review, in words.

mod words;

use std::collections::HashSet;

use super::change::{Change, Status};
use super::matching::Certainty;
use super::paragraphs::Hand;
use super::places::Places;
use super::plan::Planner;
use super::returned_file::{Base, FileReview};
use super::reviewers::Reviewers;
use super::summary::{
    ChangeEntry, CommentEntry, EditionPlace, PlaceEntry, RemarkEntry, ReviewerEntry, Summary,
};
use super::today::Today;
use crate::compile::{CheckedReport, Source};
use crate::editions::Counterparts;
use crate::rewrite::Edit;
pub use words::words;

/// Everything from which a summary is made.
pub struct Described<'a> {
    /// The report.
    pub report: &'a CheckedReport,
    /// Its source.
    pub source: &'a Source,
    /// The source with its draft.
    pub today: &'a Today<'a>,
    /// The returned files.
    pub files: &'a [FileReview],
    /// The planners that know where their paragraphs are now.
    pub planners: &'a [Planner<'a>],
    /// Who changed them.
    pub reviewers: &'a Reviewers,
    /// The changes.
    pub changes: &'a [Change],
    /// The other editions.
    pub editions: &'a Counterparts,
}

/// Describes a review.
pub fn summary(of: &Described) -> Summary {
    let places = Places::new(of.today, of.source.text());
    let change = |(index, change): (usize, &Change)| entry(of, &places, index, change);
    let (title, language) = of.report.title_and_language();
    Summary {
        source: of.source.path().display().to_string(),
        title,
        language,
        files: of.files.iter().map(|file| file.name.clone()).collect(),
        changes: of.changes.iter().enumerate().map(change).collect(),
        comments: comments(of, &places),
        remarks: of.files.iter().filter_map(remark).chain(unread(of.editions)).collect(),
    }
}

/// A remark for the editor about how a file was read.
fn remark(file: &FileReview) -> Option<String> {
    let name = &file.name;
    match file.base {
        Base::Stored | Base::Named => None,
        Base::Rejected => Some(format!(
            "{name} no longer contains the draft that was sent, so only tracked changes were found; \
             name the report that it was made of with --base to find the others"
        )),
        Base::Today => Some(format!(
            "{name} no longer contains the draft that was sent, and has no tracked changes: it was \
             compared with the source as it is now"
        )),
    }
}

/// The editions that cannot be read.
fn unread(editions: &Counterparts) -> impl Iterator<Item = String> + '_ {
    editions.unread.iter().map(|name| {
        format!(
            "{name} has errors, so the texts in it that need the translator are not listed; run \
             `plenary check` to see them"
        )
    })
}

fn entry(of: &Described, places: &Places, index: usize, change: &Change) -> ChangeEntry {
    let (reason, hint) = match &change.status {
        Status::Refused(reason) => (reason.reason.clone(), reason.hint.clone()),
        Status::Open | Status::Done | Status::Conflict(_) | Status::Overtaken => Default::default(),
    };
    let conflicts = match &change.status {
        Status::Conflict(others) => others.iter().map(|other| other + 1).collect(),
        Status::Open | Status::Done | Status::Overtaken | Status::Refused(_) => Vec::new(),
    };
    let target = change.target.as_ref().map(|(paragraph, at)| {
        let byte = of.today.bytes(*paragraph, at).ok().map(|bytes| bytes.start);
        (*paragraph, byte)
    });
    let place = target.map(|(paragraph, byte)| places.entry(paragraph, byte)).unwrap_or_default();
    let byte = target.and_then(|(paragraph, byte)| byte.or_else(|| of.today.start(paragraph)));
    let (before, after) = context(&place, change);
    ChangeEntry {
        number: index + 1,
        kind: change.kind.name(),
        status: change.status.name(),
        reason,
        hint,
        conflicts,
        context_before: before,
        before: change.before.clone(),
        after: change.after.clone(),
        context_after: after,
        reviewers: change.hands.iter().map(|hand| reviewer(of, *hand)).collect(),
        found_by: match change.certainty {
            Certainty::Identity => "identity",
            Certainty::Text => "text",
            Certainty::Likeness => "likeness",
        },
        also: also(of, places, change),
        editions: match &change.status {
            Status::Open | Status::Conflict(_) => byte.map(|byte| editions(of, byte)),
            Status::Done | Status::Overtaken | Status::Refused(_) => None,
        }
        .unwrap_or_default(),
        place,
    }
}

/// The places in other editions of the text with a byte of the source.
fn editions(of: &Described, byte: usize) -> Vec<EditionPlace> {
    let places = of.editions.at(byte).into_iter();
    places.map(|(file, line)| EditionPlace { file, line }).collect()
}

/// The other places that print the words of a change.
fn also(of: &Described, places: &Places, change: &Change) -> Vec<PlaceEntry> {
    let own = change.target.as_ref().map(|it| it.0);
    let bytes = change.edits.0.iter().find_map(|edit| match edit {
        Edit::Words { at, .. } | Edit::Format { at, .. } => Some(at.clone()),
        Edit::Split { at } => Some(*at..*at),
        Edit::Remove { .. } | Edit::Insert { .. } | Edit::Move { .. } => None,
    });
    let Some(bytes) = bytes else { return Vec::new() };
    // Words that are added at the end of a text belong to its last byte.
    let bytes = match bytes.is_empty() {
        true => bytes.start.saturating_sub(1)..bytes.start + 1,
        false => bytes,
    };
    let others = of.today.places_of(&bytes).into_iter().filter(|at| Some(*at) != own);
    others.map(|at| places.entry(at, None)).collect()
}

/// The characters of context on each side.
const CONTEXT: usize = 60;

/// The words around a change within a paragraph.
fn context(place: &PlaceEntry, change: &Change) -> (String, String) {
    let Some((_, at)) = change.target.as_ref().filter(|_| change.kind.is_within()) else {
        return Default::default();
    };
    let before = place.text.get(..at.start).unwrap_or_default();
    let after = place.text.get(at.end..).unwrap_or_default();
    let start = before.char_indices().rev().nth(CONTEXT).map(|(cut, _)| cut);
    let end = after.char_indices().nth(CONTEXT).map(|(cut, _)| cut);
    let before = match start {
        Some(cut) => format!("…{}", from_word(before.get(cut..).unwrap_or_default())),
        None => before.to_owned(),
    };
    let after = match end {
        Some(cut) => format!("{}…", to_word(after.get(..cut).unwrap_or_default())),
        None => after.to_owned(),
    };
    (before, after)
}

/// A text from the beginning of its first whole word.
fn from_word(text: &str) -> &str {
    text.find(' ').and_then(|space| text.get(space + 1..)).unwrap_or(text)
}

/// A text up to the end of its last whole word.
fn to_word(text: &str) -> &str {
    text.rfind(' ').and_then(|space| text.get(..space)).unwrap_or(text)
}

fn reviewer(of: &Described, hand: Hand) -> ReviewerEntry {
    let Some(known) = of.reviewers.all().get(hand.0) else { return ReviewerEntry::default() };
    ReviewerEntry {
        name: known.name.clone().unwrap_or_default(),
        file: of.files.get(known.file).map(|file| file.name.clone()).unwrap_or_default(),
        date: known.date.clone().unwrap_or_default(),
    }
}

fn comments(of: &Described, places: &Places) -> Vec<CommentEntry> {
    let mut found = Vec::new();
    for (file, planner) in of.files.iter().zip(of.planners) {
        for thread in &file.threads {
            let now = thread.sent.and_then(|sent| planner.mapping.paragraph(sent));
            let remarks = thread.remarks.iter().map(|(hand, date, text)| {
                let date = date.clone().unwrap_or_default();
                let reviewer = ReviewerEntry { date, ..reviewer(of, *hand) };
                RemarkEntry { reviewer, text: text.clone() }
            });
            let entry = CommentEntry {
                number: 0,
                place: now.map(|now| places.entry(now, None)).unwrap_or_default(),
                quotation: thread.quotation.clone(),
                remarks: remarks.collect(),
                resolved: thread.is_resolved,
            };
            found.push((now.unwrap_or(usize::MAX), entry));
        }
    }
    found.sort_by_key(|it| it.0);
    // The same comment in several copies of one file counts once.
    let mut known = HashSet::new();
    let key = |entry: &CommentEntry| {
        let texts = entry
            .remarks
            .iter()
            .map(|it| (it.reviewer.name.clone(), it.reviewer.date.clone(), it.text.clone()));
        (entry.place.path.clone(), texts.collect::<Vec<_>>())
    };
    let entries = found.into_iter().map(|it| it.1).filter(|entry| known.insert(key(entry)));
    entries.enumerate().map(|(index, entry)| CommentEntry { number: index + 1, ..entry }).collect()
}
