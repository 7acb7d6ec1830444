//! `plenary check`: what is wrong, and nothing written.

use rayon::prelude::*;

use super::plan::{Job, Plan};
use super::prepare::{Counts, prepare};
use super::{End, Stop};
use crate::cli::InputArguments;
use crate::messages::Message;
use crate::progress::{Progress, Said};

/// Looks for errors in reports.
pub fn check(arguments: &InputArguments) -> Result<End, Stop> {
    let plan = Plan::new(arguments)?;
    let progress = Progress::new(plan.jobs.len(), plan.printer);
    let checked = plan.jobs.par_iter().enumerate().map(|(index, job)| {
        let (end, counts, messages) = check_one(job, &plan);
        progress.advance(1);
        progress.finished(index, Said { messages, files: Vec::new() });
        (end, counts)
    });
    let (end, counts) = checked.reduce(Default::default, |a, b| (a.0.max(b.0), a.1.plus(b.1)));
    progress.end(&format!("{} checked: {counts}", plan.reports())).map_err(Stop::output)?;
    Ok(end)
}

fn check_one(job: &Job, plan: &Plan) -> (End, Counts, Vec<Message>) {
    match prepare(job, plan) {
        Ok((_, findings)) => {
            let counts = findings.counts();
            let end = if counts.errors > 0 { End::Errors } else { End::Done };
            (end, counts, findings.print(plan.printer))
        }
        Err(error) => {
            let message = plan.printer.complaint(&error.to_string());
            (End::Failed, Counts::default(), vec![message])
        }
    }
}
