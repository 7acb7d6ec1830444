//! `plenary build --watch`: builds again after each change to anything that the build looked up.

use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

use crate::exit_status::{CommandError, ExitStatus};
use crate::input_files::InputFiles;
use crate::messages::{Printer, to_stderr};

/// The time without events after which a change counts as complete. Programs save in several steps.
const QUIET: Duration = Duration::from_millis(20);

/// The interval at which files are compared without a notice of a change, because network drives send none.
const INTERVAL: Duration = Duration::from_secs(1);

/// Builds, waits for a change, and builds again, until the program ends.
///
/// # Errors
///
/// As `build`.
pub fn watch(
    build: impl Fn(&InputFiles) -> Result<ExitStatus, CommandError>,
    printer: Printer,
) -> Result<ExitStatus, CommandError> {
    loop {
        let inputs = InputFiles::default();
        build(&inputs)?;
        if !printer.errors_only {
            to_stderr("Waiting for changes. Ctrl+C ends.\n");
        }
        wait_for_change(&inputs);
    }
}

/// Waits until something that was looked up has changed, and no further changes follow at once.
pub fn wait_for_change(inputs: &InputFiles) {
    let (sender, notices) = mpsc::channel();
    // Without it, files are compared at intervals.
    let watcher = notify::recommended_watcher(sender).ok().map(|it| watching(it, inputs));
    while !inputs.have_changed() {
        wait(&notices, INTERVAL);
    }
    while wait(&notices, QUIET) {}
    drop(watcher);
}

/// The watcher with all folders of the inputs that the system lets it watch.
fn watching(mut watcher: RecommendedWatcher, inputs: &InputFiles) -> RecommendedWatcher {
    for folder in inputs.folders() {
        let _ = watcher.watch(&folder, RecursiveMode::NonRecursive);
    }
    watcher
}

/// Waits for a notice, but no longer than `most`. Returns whether there was one.
fn wait(notices: &Receiver<notify::Result<Event>>, most: Duration) -> bool {
    match notices.recv_timeout(most) {
        Ok(_) => true,
        Err(mpsc::RecvTimeoutError::Timeout) => false,
        // The system sends none.
        Err(mpsc::RecvTimeoutError::Disconnected) => {
            std::thread::sleep(most);
            false
        }
    }
}
