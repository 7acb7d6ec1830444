//! The results of a review as plain data, for the list, the page, the matrix and other programs.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

/// The results of a review.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// The name of the source file.
    pub source: String,
    /// The title of the report.
    pub title: String,
    /// The language of the report as a BCP 47 tag.
    pub language: String,
    /// The names of the returned files.
    pub files: Vec<String>,
    /// The changes in the order of the report.
    pub changes: Vec<ChangeEntry>,
    /// The comments in the order of the report.
    pub comments: Vec<CommentEntry>,
    /// Remarks for the editor about how the files were read, each a sentence.
    pub remarks: Vec<String>,
}

impl Summary {
    /// The lines of other editions, by their files, that need translating after some changes.
    pub fn translations(&self, made: &[usize]) -> BTreeMap<&str, BTreeSet<usize>> {
        let made: BTreeSet<&usize> = made.iter().collect();
        let mut out: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        let changes = self.changes.iter().filter(|change| made.contains(&change.number));
        for place in changes.flat_map(|change| &change.editions) {
            out.entry(&place.file).or_default().insert(place.line);
        }
        out
    }
}

/// A change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ChangeEntry {
    /// Its number, from 1.
    pub number: usize,
    /// Its kind: `insert`, `delete`, `replace`, `format`, `insert paragraph`, `delete paragraph`,
    /// `move`, `split`, `merge`, `insert row`, `delete row`,
    /// `insert column`, `insert table`, `delete table`, `unclear`.
    pub kind: &'static str,
    /// Its status: `open`, `done`, `conflict`, `overtaken`, `refused`.
    pub status: &'static str,
    /// For `refused`, the reason: a clause.
    pub reason: String,
    /// For `refused`, what to do instead: a clause.
    pub hint: String,
    /// For `conflict`, the numbers of the other changes.
    pub conflicts: Vec<usize>,
    /// Where it is.
    pub place: PlaceEntry,
    /// The words of the paragraph before the change, shortened.
    pub context_before: String,
    /// The words before. For paragraphs and rows, the whole text.
    pub before: String,
    /// The words after.
    pub after: String,
    /// The words of the paragraph after the change, shortened.
    pub context_after: String,
    /// Who proposes it.
    pub reviewers: Vec<ReviewerEntry>,
    /// How the paragraph was found: `identity`, `text`, `likeness` (a guess).
    pub found_by: &'static str,
    /// The other places that print the same words, such as a name from the register.
    pub also: Vec<PlaceEntry>,
    /// For `open` and `conflict`, the same text in other editions, which needs translating if the change is
    /// applied.
    pub editions: Vec<EditionPlace>,
}

/// A place in another edition.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct EditionPlace {
    /// The name of its file.
    pub file: String,
    /// The line.
    pub line: usize,
}

/// A place in the report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PlaceEntry {
    /// The heading above it.
    pub section: String,
    /// The part of its section: `paragraph 3`, `row 2, column 1`, `note`.
    pub part: String,
    /// The line in the source; 0 if it is not in the source.
    pub line: usize,
    /// The path in the source: `body[2].content[4]`.
    pub path: String,
    /// The bookmark in the draft.
    pub bookmark: String,
    /// The whole text of the paragraph today.
    pub text: String,
    /// Its number among the paragraphs of the draft, from 1; 0 if the report no longer has it.
    pub order: usize,
}

/// Somebody who proposes a change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ReviewerEntry {
    /// The name; empty for changes that were not tracked.
    pub name: String,
    /// The name of the returned file.
    pub file: String,
    /// The date and time as given in the file; empty if unknown.
    pub date: String,
}

/// A comment with its replies.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CommentEntry {
    /// Its number, from 1.
    pub number: usize,
    /// Where it is.
    pub place: PlaceEntry,
    /// The words that it is about; empty if it is about a place.
    pub quotation: String,
    /// The comment and the replies to it, in order.
    pub remarks: Vec<RemarkEntry>,
    /// Whether it was marked as resolved.
    pub resolved: bool,
}

/// A comment, or a reply.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RemarkEntry {
    /// Who wrote it.
    pub reviewer: ReviewerEntry,
    /// The text, paragraphs separated by line breaks.
    pub text: String,
}
