//! The threads that build the reports, each again after a change to a file that it uses.

use std::sync::Arc;
use std::thread;

use plenary::preview::Pages;
use plenary::{Cache, CheckedReport, Options, Source};

use super::Preview;
use super::report::{Built, Failure, Report};
use crate::commands::watch::wait_for_change;
use crate::exit_status::CommandError;
use crate::input_files::InputFiles;
use crate::panics::caught;

/// Starts a thread for each report.
///
/// # Errors
///
/// If the system cannot start more threads.
pub fn start(preview: &Arc<Preview>) -> Result<(), CommandError> {
    for report in 0..preview.reports.len() {
        let preview = preview.clone();
        let thread = thread::Builder::new().name(format!("report {report}"));
        let started = thread.spawn(move || watch(&preview, report));
        started.map_err(|error| CommandError::Internal(format!("no more threads: {error}")))?;
    }
    Ok(())
}

/// Builds a report again and again.
fn watch(preview: &Preview, report: usize) {
    let Some(report) = preview.reports.get(report) else { return };
    let mut options = preview.options.clone();
    options.cache = Cache::new();
    loop {
        let inputs = InputFiles::default();
        let name = report.path.display().to_string();
        let outcome =
            caught(&name, || preview.threads.compute(|| build(&options, report, &inputs)));
        let outcome = outcome.unwrap_or_else(|bug| Some(Err(Failure::Message(bug.to_string()))));
        if let Some(outcome) = outcome {
            report.show(outcome);
            preview.versions.send_modify(|versions| *versions += 1);
        }
        wait_for_change(&inputs);
    }
}

/// Builds a report; `None` if one of its files changes in the meantime, which makes the result obsolete.
fn build(
    options: &Options,
    report: &Report,
    inputs: &InputFiles,
) -> Option<Result<Built, Failure>> {
    let read = Source::read(&report.path, inputs, &options.limits)
        .and_then(|source| Ok((CheckedReport::read(&source, inputs, options)?, source)));
    let (checked, source) = match read {
        Ok(read) => read,
        Err(error) => return Some(Err(error.into())),
    };
    if inputs.have_changed() {
        return None;
    }
    let built = Built::new(source, Pages::new(checked));
    (!inputs.have_changed()).then_some(Ok(built))
}
