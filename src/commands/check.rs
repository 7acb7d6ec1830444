//! `plenary check`: what is wrong, and nothing written. Reports by themselves first, then editions
//! of one report beside each other.

use plenary::diagnostic::Diagnostics;
use rayon::prelude::*;

use super::editions::{Set, sets};
use super::plan::{Job, Plan};
use super::prepare::{Counts, prepare};
use crate::cli::InputArguments;
use crate::exit_status::{CommandError, ExitStatus};
use crate::messages::Message;
use crate::progress::{JobOutput, Progress};

/// Looks for errors in reports, and for differences between their editions.
pub fn check(arguments: &InputArguments) -> Result<ExitStatus, CommandError> {
    let plan = Plan::new(arguments)?;
    let sets = sets(&plan.jobs)?;
    let steps: Vec<Step> =
        plan.jobs.iter().map(Step::Report).chain(sets.iter().map(Step::Editions)).collect();
    let progress = Progress::new(steps.len(), plan.printer);
    let checked = steps.par_iter().enumerate().map(|(index, step)| {
        let (end, counts, messages) = step.check(&plan);
        progress.advance(1);
        progress.finish_job(index, JobOutput { messages, files: Vec::new() });
        (end, counts)
    });
    let (end, counts) = checked.reduce(Default::default, |a, b| (a.0.max(b.0), a.1.plus(b.1)));
    progress
        .finish(&format!("{} checked: {counts}", plan.reports()))
        .map_err(CommandError::stdout)?;
    Ok(end)
}

/// What is checked at one time.
enum Step<'a> {
    Report(&'a Job),
    Editions(&'a Set),
}

impl Step<'_> {
    fn check(&self, plan: &Plan) -> (ExitStatus, Counts, Vec<Message>) {
        let findings = match self {
            Step::Report(job) => prepare(job, plan).map(|(_, findings)| findings),
            Step::Editions(set) => Ok(set.compare(plan)),
        };
        match findings {
            Ok(findings) => said(&findings, plan),
            Err(error) => {
                let message = plan.printer.failure(&error.to_string());
                (ExitStatus::ExportError, Counts::default(), vec![message])
            }
        }
    }
}

fn said(findings: &Diagnostics, plan: &Plan) -> (ExitStatus, Counts, Vec<Message>) {
    let counts = Counts::of(findings);
    let end = if counts.errors > 0 { ExitStatus::ReportErrors } else { ExitStatus::Success };
    (end, counts, plan.printer.diagnostics(findings))
}
