//! The threads that build the reports, each again after a change to a file that it uses.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use plenary::preview::Pages;
use plenary::{Cache, CheckedReport, Interrupt, Options, Source};

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
            let before = report.show(outcome);
            preview.versions.send_modify(|versions| *versions += 1);
            drop(before);
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
    let pages = unless_changed(inputs, |interrupt| Pages::new(checked, interrupt))?;
    let built = Built::new(source, pages);
    (!inputs.have_changed()).then_some(Ok(built))
}

/// The interval at which the files are compared during a build.
const INTERVAL: Duration = Duration::from_millis(50);

/// Does work that is interrupted as soon as one of the files changes.
fn unless_changed<T>(inputs: &InputFiles, work: impl FnOnce(&Interrupt) -> Option<T>) -> Option<T> {
    let interrupt = &Interrupt::new();
    let (done, end) = mpsc::channel::<Infallible>();
    thread::scope(|scope| {
        scope.spawn(move || {
            while !inputs.have_changed() {
                // The end of the work closes the channel.
                if end.recv_timeout(INTERVAL) == Err(RecvTimeoutError::Disconnected) {
                    return;
                }
            }
            interrupt.request();
        });
        let made = work(interrupt);
        drop(done);
        made
    })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use plenary::{FilePath, World};

    use super::*;

    #[test]
    fn a_change_interrupts_work() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report.yaml");
        fs::write(&path, "a").unwrap();
        let inputs = InputFiles::default();
        inputs.read(&FilePath::typed(&path), 9).unwrap();
        assert_eq!(unless_changed(&inputs, |_| Some(1)), Some(1));
        let made = unless_changed(&inputs, |interrupt| {
            fs::write(&path, "longer").unwrap();
            while !interrupt.is_requested() {
                thread::sleep(INTERVAL);
            }
            None::<i32>
        });
        assert_eq!(made, None);
    }
}
