//! `plenary check`: reports errors, then differences between editions. Only `--fix` writes anything.

use std::path::Path;

use plenary::diagnostics::{Diagnostics, Severity};
use plenary::{CheckedReport, EditionSet, Error, FileSystem, Format, Source};
use rayon::prelude::*;

use super::found::{backup, folder_and_name};
use super::plan::{Job, Plan};
use crate::cli::CheckArguments;
use crate::exit_status::{CommandError, ExitStatus};
use crate::input_files::InputFiles;
use crate::messages::{Message, counted};
use crate::output_folder::{OutputFile, Replace};
use crate::panics::caught;
use crate::progress::{JobOutput, Progress, Work};

/// Checks reports, and compares their editions.
pub fn check(arguments: &CheckArguments) -> Result<ExitStatus, CommandError> {
    let plan = Plan::new(&arguments.input)?;
    let mended = arguments.fix.then(|| mended(&plan)).transpose()?;
    let sets = EditionSet::find(&plan.reports(), &FileSystem)?;
    let reports = plan.jobs.iter().map(Step::Report);
    let steps: Vec<Step> = reports.chain(sets.iter().map(Step::Editions)).collect();
    let names = steps.iter().map(Step::name).collect();
    let progress = Progress::start(Work { steps: steps.len(), names, ..plan.work(1) })?;
    let checked = steps.par_iter().enumerate().map(|(index, step)| {
        let checked = caught(&step.name(), || step.check(&plan));
        let (status, counts, messages) = checked.unwrap_or_else(|bug| {
            let message = plan.printer.failure(&bug.to_string());
            (bug.exit_status(), Counts::default(), vec![message])
        });
        progress.advance(1);
        progress.finish_job(index, JobOutput { messages, files: Vec::new() });
        (status, counts)
    });
    let (status, counts) = checked.reduce(Default::default, |a, b| (a.0.max(b.0), a.1.plus(b.1)));
    let reports = counted(plan.jobs.len(), "report");
    let (errors, warnings) = (counted(counts.errors, "error"), counted(counts.warnings, "warning"));
    let mended = mended.map(|count| format!("{} corrected; ", counted(count, "slip")));
    let summary = format!("{}{reports} checked: {errors}, {warnings}", mended.unwrap_or_default());
    Ok(progress.finish(status, &summary, ""))
}

/// Corrects the reports without errors. Returns the number of corrections.
fn mended(plan: &Plan) -> Result<usize, CommandError> {
    let mut options = plan.options.clone();
    options.strict = false;
    // Missing fonts do not keep slips from being corrected.
    options.formats = vec![Format::Text];
    let mut count = 0;
    for job in &plan.jobs {
        let source = Source::read(&job.report, &FileSystem, &options.limits);
        let Ok(source) = source else { continue };
        let Ok(report) = CheckedReport::read(&source, &FileSystem, &options) else { continue };
        let fixed = plenary::fix(&source, &report);
        if fixed.made > 0 {
            replace(&job.report, source.text().bytes(), fixed.bytes)?;
        }
        count += fixed.made;
    }
    Ok(count)
}

/// Replaces a report by a newer version, and keeps the older one beside it.
fn replace(path: &Path, older: &[u8], newer: Vec<u8>) -> Result<(), CommandError> {
    let (folder, name) = folder_and_name(path);
    let older = OutputFile { name: backup(&folder, &name), bytes: older.to_vec() };
    let files = [older, OutputFile { name, bytes: newer }];
    folder.write(&files, Replace::AllBut(&InputFiles::default()))?;
    Ok(())
}

/// The numbers of errors and warnings.
#[derive(Clone, Copy, Default)]
struct Counts {
    errors: usize,
    warnings: usize,
}

impl Counts {
    fn of(diagnostics: &Diagnostics) -> Counts {
        Counts {
            errors: diagnostics.count(Severity::Error),
            warnings: diagnostics.count(Severity::Warning),
        }
    }

    fn plus(self, other: Counts) -> Counts {
        let errors = self.errors + other.errors;
        Counts { errors, warnings: self.warnings + other.warnings }
    }
}

/// A unit of work.
enum Step<'a> {
    Report(&'a Job),
    Editions(&'a EditionSet),
}

impl Step<'_> {
    /// Its name in messages.
    fn name(&self) -> String {
        match self {
            Step::Report(job) => job.report.display().to_string(),
            Step::Editions(_) => "the comparison of editions".into(),
        }
    }

    fn check(&self, plan: &Plan) -> (ExitStatus, Counts, Vec<Message>) {
        let found = match self {
            Step::Report(job) => match job.read(&plan.options, &FileSystem) {
                Ok(report) => CheckedReport::warnings(&report).clone(),
                Err(Error::Diagnostics(found)) => found,
                Err(error) => {
                    let message = plan.printer.failure(&error.to_string());
                    return (ExitStatus::of(&error), Counts::default(), vec![message]);
                }
            },
            Step::Editions(set) => {
                let mut found = set.compare(&FileSystem, &plan.options.limits);
                if plan.options.strict {
                    found.deny_warnings();
                }
                found
            }
        };
        let counts = Counts::of(&found);
        let status = if counts.errors > 0 { ExitStatus::ReportErrors } else { ExitStatus::Success };
        (status, counts, plan.printer.diagnostics(&found))
    }
}
