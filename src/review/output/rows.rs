//! The rows of the comment matrix, and their content.

use std::collections::BTreeMap;

use crate::diagnostic::printable;
use crate::draft::DraftParagraph;
use crate::review::summary::{
    ChangeEntry, CommentEntry, PlaceEntry, RemarkEntry, ReviewerEntry, Summary,
};

/// A row: a change or a comment.
#[derive(Clone, Copy, Debug)]
pub enum Row<'a> {
    /// A change.
    Change(&'a ChangeEntry),
    /// A comment with its replies.
    Comment(&'a CommentEntry),
}

/// Changes and comments by paragraph; changes come first in each. Those without a paragraph come last.
pub fn rows(summary: &Summary) -> Vec<Row<'_>> {
    let changes = summary.changes.iter().map(Row::Change);
    let mut rows: Vec<Row> = changes.chain(summary.comments.iter().map(Row::Comment)).collect();
    rows.sort_by_key(|row| match row.place().order {
        0 => usize::MAX,
        order => order,
    });
    rows
}

/// Consecutive rows under one heading.
pub fn sections<'r, 'a>(rows: &'r [Row<'a>]) -> impl Iterator<Item = (&'a str, &'r [Row<'a>])> {
    let same = |one: &Row, other: &Row| one.section() == other.section();
    rows.chunk_by(same).map(|rows| (rows.first().map_or("", Row::section), rows))
}

impl<'a> Row<'a> {
    /// Where it is.
    pub fn place(&self) -> &'a PlaceEntry {
        match self {
            Row::Change(change) => &change.place,
            Row::Comment(comment) => &comment.place,
        }
    }

    /// The heading above it, or the words used if there is none.
    pub fn section(&self) -> &'a str {
        match self.place() {
            PlaceEntry { order: 0, .. } => "No longer in the report",
            PlaceEntry { section, .. } if section.is_empty() => "Before the first heading",
            PlaceEntry { section, .. } => section,
        }
    }

    /// Its number: `3`, or `C3` for a comment.
    pub fn number(&self) -> String {
        match self {
            Row::Change(change) => change.number.to_string(),
            Row::Comment(comment) => format!("C{}", comment.number),
        }
    }

    /// Its kind: the kind of a change, or `comment`.
    pub fn kind(&self) -> &'static str {
        match self {
            Row::Change(change) => change.kind,
            Row::Comment(_) => "comment",
        }
    }

    /// Its status.
    pub fn status(&self) -> &'static str {
        match self {
            Row::Change(change) => change.status,
            Row::Comment(comment) => comment_status(comment),
        }
    }

    /// Who proposes it, or who wrote it.
    pub fn reviewers(&self) -> Vec<&'a ReviewerEntry> {
        match self {
            Row::Change(change) => change.reviewers.iter().collect(),
            Row::Comment(comment) => comment.remarks.iter().map(|it| &it.reviewer).collect(),
        }
    }
}

/// `open` or `resolved`.
pub fn comment_status(comment: &CommentEntry) -> &'static str {
    if comment.resolved { "resolved" } else { "open" }
}

/// The name of a reviewer.
pub fn name(reviewer: &ReviewerEntry) -> &str {
    if reviewer.name.is_empty() { "untracked" } else { &reviewer.name }
}

/// A reviewer with the returned file: `Ana (a.docx)`.
pub fn delegation(reviewer: &ReviewerEntry) -> String {
    match reviewer.file.is_empty() {
        true => name(reviewer).to_owned(),
        false => format!("{} ({})", name(reviewer), reviewer.file),
    }
}

/// The place within its section: `paragraph 3, line 12`.
pub fn place(place: &PlaceEntry) -> String {
    match (place.part.is_empty(), place.line) {
        (_, 0) => place.part.clone(),
        (true, line) => format!("line {line}"),
        (false, line) => format!("{}, line {line}", place.part),
    }
}

/// The place with its section: `Introduction, paragraph 3`.
pub fn elsewhere(place: &PlaceEntry) -> String {
    match place.section.is_empty() {
        true => place.part.clone(),
        false => format!("{}, {}", place.section, place.part),
    }
}

/// A text for people: a note reference or picture is shown as `[*]`, and a character that changes the
/// direction of the words after it as its code point. Line breaks are kept.
pub fn shown(text: &str) -> String {
    let text = text.replace(DraftParagraph::OBJECT, "[*]").replace('\t', " ");
    text.split('\n').map(printable).collect::<Vec<_>>().join("\n")
}

/// A date and time in ISO 8601 for people: to the minute, without the zone, which Word gets wrong.
pub fn time(date: &str) -> String {
    match (date.get(..10), date.get(10..11), date.get(11..16)) {
        (Some(day), Some("T"), Some(time)) => format!("{day} {time}"),
        _ => date.to_owned(),
    }
}

/// The details that an editor must know about a change, each a label and a text.
pub fn particulars(change: &ChangeEntry) -> Vec<(&'static str, String)> {
    let mut out = Vec::new();
    let mut add = |label, text: String| {
        if !text.is_empty() {
            out.push((label, text));
        }
    };
    add("reason", change.reason.clone());
    add("instead", change.hint.clone());
    let others: Vec<String> = change.conflicts.iter().map(usize::to_string).collect();
    add("conflicts with", others.join(", "));
    if change.found_by == "likeness" {
        add(
            "note",
            "the paragraph was found by its likeness: check that it is the right one".into(),
        );
    }
    let also: Vec<String> = change.also.iter().map(elsewhere).collect();
    add("also printed in", also.join("; "));
    let editions = change.editions.iter().map(|it| format!("{}, line {}", it.file, it.line));
    add("then translate", editions.collect::<Vec<_>>().join("; "));
    out
}

/// A comment or reply with its author and date on the first line.
pub fn remark(remark: &RemarkEntry) -> (String, String) {
    let who = delegation(&remark.reviewer);
    match remark.reviewer.date.is_empty() {
        true => (who, shown(&remark.text)),
        false => (format!("{who}, {}", time(&remark.reviewer.date)), shown(&remark.text)),
    }
}

/// The number of rows of each status, by name.
pub fn counts(statuses: impl Iterator<Item = &'static str>) -> BTreeMap<&'static str, usize> {
    let mut out = BTreeMap::new();
    for status in statuses {
        *out.entry(status).or_default() += 1;
    }
    out
}

/// Counts in words: `12 changes: 8 open, 4 refused`.
pub fn counted(noun: &str, counts: &BTreeMap<&'static str, usize>) -> String {
    let total: usize = counts.values().sum();
    let plural = if total == 1 { "" } else { "s" };
    let parts = counts.iter().map(|(status, count)| format!("{count} {status}"));
    let parts: Vec<String> = parts.collect();
    let colon = if parts.is_empty() { "" } else { ": " };
    format!("{total} {noun}{plural}{colon}{}", parts.join(", "))
}

/// The totals of a review: `12 changes: 8 open, 4 refused; 2 comments: 2 open`.
pub fn totals(summary: &Summary) -> String {
    let changes = counted("change", &counts(summary.changes.iter().map(|it| it.status)));
    let comments = counted("comment", &counts(summary.comments.iter().map(comment_status)));
    format!("{changes}; {comments}")
}
