//! One returned file: its proposals and comments, before it is compared with the current source.

use std::sync::Arc;

use super::comments::{self, Thread};
use super::coverage::{Came, complete};
use super::matching::{Cluster, clusters};
use super::paragraphs::{Group, Returned, Sent, groups, rejected, sent};
use super::proposals::{Notes, Proposal, proposals};
use super::returned::paragraphs;
use super::reviewers::Reviewers;
use super::script::{Sides, script};
use crate::draft::{self, Author, Draft};
use crate::limits::{Limit, LimitError, Limits};
use crate::word::{self, WordError, WordFile};

/// The proposals of a returned file.
#[derive(Clone, Debug)]
pub struct FileReview {
    /// Its name.
    pub name: String,
    /// The draft from which it was made.
    pub sent: Vec<Sent>,
    /// Its proposals.
    pub proposals: Vec<Proposal>,
    /// The notes that the proposals refer to.
    pub notes: Notes,
    /// Its comments.
    pub threads: Vec<Thread>,
    /// The styles of its paragraphs.
    pub styles: Vec<Option<Arc<str>>>,
    /// Paragraphs of the draft with the styles that they came back with.
    pub styled: Vec<(Arc<str>, usize)>,
    /// How the draft from which it was made was found.
    pub base: Base,
}

impl FileReview {
    /// Whether two files were made from the same draft.
    pub fn is_of_the_same_draft(&self, other: &FileReview) -> bool {
        self.sent.iter().map(|it| &it.text).eq(other.sent.iter().map(|it| &it.text))
    }
}

/// The origin of the draft that was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// From the returned file, which still contains it.
    Stored,
    /// From the report that the user named.
    Named,
    /// From the text with all tracked changes rejected.
    Rejected,
    /// From the current source: the file has neither the draft nor tracked changes.
    Today,
}

/// The drafts from which a returned file may have been made, if it does not contain its own.
pub struct Bases<'a> {
    /// The draft of the report that the user named.
    pub named: Option<&'a Draft>,
    /// The draft of today's source.
    pub today: &'a Draft,
}

/// A returned file before it is compared.
pub struct OpenedFile {
    file: WordFile,
    /// The draft from which it was made, if the file still contains it.
    stored: Option<Vec<Sent>>,
    /// The author of the changes of a redline, if the file is one. These changes belong to the draft.
    redline: Option<Author>,
}

/// Reads the content of a returned file.
///
/// # Errors
///
/// If it cannot be read.
pub fn open(bytes: &[u8], limits: &Limits) -> Result<OpenedFile, WordError> {
    let file = word::read(bytes, limits)?;
    let stored = file.custom_xml.iter().find_map(|xml| draft::read(xml, limits).ok());
    let (stored, redline) = match stored {
        Some(stored) => (Some(sent(&stored.draft.with_plain_spaces())), stored.redline),
        None => (None, None),
    };
    Ok(OpenedFile { file, stored, redline })
}

/// The report that a Word file contains, as it was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentReport {
    /// The name of its file.
    pub name: String,
    /// Its source.
    pub source: String,
    /// Whether the text of the Word file was changed since.
    pub is_changed: bool,
}

/// The report that a Word file contains; `None` if it contains no report, or only the draft.
pub fn sent_report(file: &WordFile, limits: &Limits) -> Option<SentReport> {
    let stored = file.custom_xml.iter().find_map(|xml| draft::read(xml, limits).ok())?;
    let source = stored.source?;
    let mut reviewers = Reviewers::default();
    let returned = paragraphs(file, 0, &mut reviewers, stored.redline.as_ref());
    let groups = groups(&returned);
    let untracked = reviewers.hand(0, None, None);
    let sent = sent(&stored.draft.with_plain_spaces());
    let sides = Sides { sent: &sent, returned: &returned, groups: &groups, untracked };
    // A file with more changes than are read is changed.
    let found = compared(&sides, &clusters(&sent, &groups, true), limits);
    let is_changed = found.map_or(true, |(proposals, _)| !proposals.is_empty());
    Some(SentReport { name: stored.name, source, is_changed })
}

/// The proposals of a file, and the notes that they refer to.
fn compared(
    sides: &Sides,
    clusters: &[Cluster],
    limits: &Limits,
) -> Result<(Vec<Proposal>, Notes), LimitError> {
    let (steps, updates) = script(sides, clusters);
    let (proposals, notes) = proposals(sides.sent, &steps, sides.untracked);
    drop(steps);
    limits.check(Limit::ReviewChanges, proposals.len())?;
    let (returned, untracked) = (sides.returned, sides.untracked);
    let came = Came { returned, updates: &updates, notes: &notes, untracked };
    let proposals = complete(sides.sent, &came, proposals);
    Ok((proposals, notes))
}

/// Reads the proposals of a returned file. `untracked` is the name for changes that were not tracked.
///
/// # Errors
///
/// If it proposes too many changes.
pub fn read(
    name: &str,
    (index, OpenedFile { file, stored, redline }): (usize, OpenedFile),
    bases: &Bases,
    reviewers: &mut Reviewers,
    untracked: Option<&str>,
    limits: &Limits,
) -> Result<FileReview, LimitError> {
    let returned = paragraphs(&file, index, reviewers, redline.as_ref());
    let groups = groups(&returned);
    let (sent, base) = base(stored, bases, (&returned, &groups));
    let untracked = reviewers.hand(index, untracked, None);
    let threads = comments::threads(&file, index, reviewers, redline.as_ref());
    // The largest thing in memory is not needed for the rest.
    drop(file);
    let sides = Sides { sent: &sent, returned: &returned, groups: &groups, untracked };
    let clusters = clusters(&sent, &groups, true);
    let (proposals, notes) = compared(&sides, &clusters, limits)?;
    let threads = threads.into_iter().map(|(number, thread)| Thread {
        sent: number.and_then(|it| sent_paragraph(it, &returned, &groups, &clusters)),
        ..thread
    });
    let threads = threads.collect();
    let styled = styled(&returned, &groups, &clusters);
    let styles = returned.into_iter().map(|it| it.style).collect();
    let name = name.to_owned();
    Ok(FileReview { name, sent, proposals, notes, threads, styles, styled, base })
}

fn base(
    stored: Option<Vec<Sent>>,
    bases: &Bases,
    (returned, groups): (&[Returned], &[Group]),
) -> (Vec<Sent>, Base) {
    let is_tracked = |it: &Returned| {
        let runs = it.runs.iter().map(|run| run.tracked).chain([it.mark, it.row]);
        runs.into_iter().any(|it| it.inserted.is_some() || it.deleted.is_some())
    };
    match (stored, bases.named) {
        (Some(stored), _) => (stored, Base::Stored),
        (None, Some(named)) => (sent(named), Base::Named),
        (None, None) if returned.iter().any(is_tracked) => {
            (rejected(returned, groups), Base::Rejected)
        }
        (None, None) => (sent(bases.today), Base::Today),
    }
}

/// The paragraph of the draft from which a paragraph of the file, given by its number, was made.
fn sent_paragraph(
    number: usize,
    returned: &[Returned],
    groups: &[Group],
    clusters: &[Cluster],
) -> Option<usize> {
    let at = returned.binary_search_by_key(&number, |it| it.number).ok();
    let at = at.or_else(|| returned.iter().position(|it| it.number == number));
    // A paragraph is part of the next one if a redline deleted its end.
    let at = at.or_else(|| returned.iter().position(|it| it.number > number))?;
    let group = groups.partition_point(|group| group.paragraphs.end <= at);
    let cluster = clusters.partition_point(|cluster| cluster.groups.end <= group);
    clusters.get(cluster)?.sent.first().copied()
}

fn styled(returned: &[Returned], groups: &[Group], clusters: &[Cluster]) -> Vec<(Arc<str>, usize)> {
    let pairs = clusters.iter().filter_map(|cluster| {
        let group = groups.get(cluster.groups.start)?;
        let style = returned.get(group.paragraphs.end.checked_sub(1)?)?.style.clone()?;
        Some((style, *cluster.sent.first()?))
    });
    pairs.collect()
}
