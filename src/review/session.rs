//! A review: from returned files to changes.

mod apply;

use std::collections::HashMap;

use super::change::{Change, Status, Worded, changes};
use super::describe;
use super::error::{ReviewError, UnreadableFile};
use super::mapping::Mapping;
use super::plan::{NewNotes, Planned, Planner};
use super::returned_file::{self, Bases, FileReview};
use super::reviewers::Reviewers;
use super::summary::Summary;
use super::today::{Listing, Today};
use crate::compile::{CheckedReport, Source};
use crate::editions::Counterparts;
use crate::error::Error;
use crate::options::Options;
use crate::source::parse_report;
use crate::word::WordError;
use crate::world::World;
pub use apply::Applied;

/// A Word file that came back from a reviewer.
#[derive(Clone, Debug)]
pub struct ReturnedFile {
    /// Its name, for messages.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// How returned files are read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Settings<'a> {
    /// The report from which the drafts were made, for files that no longer contain it.
    pub base: Option<&'a Source>,
    /// The name for changes that were not tracked.
    pub untracked: Option<&'a str>,
}

/// The changes that returned files propose to a report.
pub struct Review<'a> {
    source: &'a Source,
    world: &'a dyn World,
    options: &'a Options,
    files: Vec<FileReview>,
    reviewers: Reviewers,
    changes: Vec<Change>,
    summary: Summary,
}

impl<'a> Review<'a> {
    /// Reads returned files and compares them with a report.
    ///
    /// # Errors
    ///
    /// If the report has errors, or a file cannot be read.
    pub fn read(
        source: &'a Source,
        world: &'a dyn World,
        options: &'a Options,
        returned: &[ReturnedFile],
        settings: Settings,
    ) -> Result<Review<'a>, ReviewError> {
        let drafted = |source: &Source| -> Result<_, Error> {
            let report = CheckedReport::read(source, world, options)?;
            let draft = report.draft();
            Ok((report, draft))
        };
        let open = |file: &ReturnedFile| returned_file::open(&file.bytes, &options.limits);
        let (drafts, (opened, parsed)) = rayon::join(
            || Ok::<_, Error>((drafted(source)?, settings.base.map(drafted).transpose()?)),
            || (returned.first().map(open), parse_report(source.text().bytes(), &options.limits)),
        );
        let ((report, draft), base) = drafts?;
        // Only one whole file is in memory at a time.
        let opened = opened.into_iter().chain(returned.iter().skip(1).map(open));
        let bases = Bases { named: base.as_ref().map(|(_, draft)| draft), today: &draft };
        let mut reviewers = Reviewers::default();
        let (mut files, mut refused) = (Vec::new(), Vec::new());
        for (index, (file, opened)) in returned.iter().zip(opened).enumerate() {
            match opened {
                Ok(opened) if refused.is_empty() => {
                    let (found, untracked) = ((index, opened), settings.untracked);
                    let limits = &options.limits;
                    let read = returned_file::read(
                        &file.name,
                        found,
                        &bases,
                        &mut reviewers,
                        untracked,
                        limits,
                    );
                    match read {
                        Ok(read) => files.push(read),
                        Err(error) => {
                            refused.push(UnreadableFile::new(
                                &file.name,
                                &WordError::OverLimit(error),
                            ));
                        }
                    }
                }
                Ok(_) => {}
                Err(error) => refused.push(UnreadableFile::new(&file.name, &error)),
            }
        }
        if !refused.is_empty() {
            return Err(ReviewError::Files(refused));
        }
        let mut review = Review {
            source,
            world,
            options,
            files,
            reviewers,
            changes: Vec::new(),
            summary: Summary::default(),
        };
        if let Some(parsed) = parsed {
            let today = Today::new(&draft, &parsed);
            (review.changes, review.summary) = review.plan_for(source, &report, &today, true);
        }
        Ok(review)
    }

    /// The proposals of the files, as data.
    pub fn summary(&self) -> &Summary {
        &self.summary
    }

    /// Compares the files with a source to which changes were applied.
    fn plan(&self, source: &Source) -> Result<Vec<Change>, Error> {
        let report = CheckedReport::read(source, self.world, self.options)?;
        let parsed = parse_report(source.text().bytes(), &self.options.limits);
        let plan =
            |parsed| self.plan_for(source, &report, &Today::new(&report.draft(), &parsed), false).0;
        Ok(parsed.map(plan).unwrap_or_default())
    }

    /// The other editions, if anything can be applied.
    fn editions(&self, source: &Source, changes: &[Change]) -> Counterparts {
        let is_open = |it: &Change| matches!(it.status, Status::Open | Status::Conflict(_));
        if !changes.iter().any(is_open) {
            return Counterparts::default();
        }
        Counterparts::find(source.path(), source.text(), self.world, &self.options.limits)
    }

    /// Compares the files with a source that has been read.
    fn plan_for(
        &self,
        source: &Source,
        report: &CheckedReport,
        today: &Today,
        describe: bool,
    ) -> (Vec<Change>, Summary) {
        let planners: Vec<Planner> = self.files.iter().map(|file| planner(file, today)).collect();
        let one_draft = self.files.windows(2).all(|it| match it {
            [one, other] => one.is_of_the_same_draft(other),
            _ => true,
        });
        let planned = self.files.iter().zip(&planners).map(|(file, planner)| {
            let planned = planner.plan(&file.proposals).into_iter();
            planned.map(|planned| worded(planned, planner, one_draft)).collect()
        });
        let changes = changes(planned.collect());
        let summary = match describe {
            true => describe::summary(&describe::Described {
                editions: &self.editions(source, &changes),
                report,
                source,
                today,
                files: &self.files,
                planners: &planners,
                reviewers: &self.reviewers,
                changes: &changes,
            }),
            false => Summary::default(),
        };
        (changes, summary)
    }
}

fn worded<'p>(planned: Planned<'p>, planner: &Planner, one_draft: bool) -> Worded<'p> {
    let (before, after) = describe::words(&planned.proposal.action, planner);
    let order = planner.order(&planned.proposal.action, one_draft);
    Worded { planned, before, after, order }
}

fn planner<'t>(file: &'t FileReview, today: &'t Today<'t>) -> Planner<'t> {
    let mapping = Mapping::new(&file.sent, &today.sent);
    let samples = file.styled.iter().filter_map(|(style, sent)| {
        let now = mapping.paragraph(*sent)?;
        (today.listing(now) != Listing::Fixed).then_some((style.as_ref(), now))
    });
    let samples = samples.collect();
    let styles = file.styles.iter().map(|style| style.as_deref()).collect();
    let notes = NewNotes::new(&file.notes, today);
    let inserts = HashMap::new();
    let mut planner = Planner { sent: &file.sent, today, mapping, samples, styles, notes, inserts };
    planner.find_inserts(&file.proposals);
    planner
}
