//! `plenary check`: reports errors, then differences between editions, and writes nothing.

use plenary::diagnostics::{Diagnostics, Severity};
use plenary::{CheckedReport, EditionSet, Error, FileSystem};
use rayon::prelude::*;

use super::plan::{Job, Plan};
use crate::cli::InputArguments;
use crate::exit_status::{CommandError, ExitStatus};
use crate::messages::{Message, counted};
use crate::panics::caught;
use crate::progress::{JobOutput, Progress, Work};

/// Checks reports, and compares their editions.
pub fn check(arguments: &InputArguments) -> Result<ExitStatus, CommandError> {
    let plan = Plan::new(arguments)?;
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
    Ok(progress.finish(status, &format!("{reports} checked: {errors}, {warnings}"), ""))
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
