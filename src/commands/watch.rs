//! `plenary build --watch`: builds again after each change to anything that the build looked up.

use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use notify::event::{AccessKind, AccessMode, ModifyKind, RenameMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::exit_status::{CommandError, ExitStatus};
use crate::input_files::InputFiles;
use crate::messages::{Printer, to_stderr};

/// The time without notices after which a change counts as complete, if no notice says so. Programs save in
/// several steps.
const QUIET: Duration = Duration::from_millis(20);

/// Whether a notice follows when a program closes the file that it has written.
const SAYS_WHEN_CLOSED: bool = cfg!(any(target_os = "linux", target_os = "android"));

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

/// Waits until something that was looked up has changed, and the program that saves it has finished.
pub fn wait_for_change(inputs: &InputFiles) {
    let (sender, notices) = mpsc::channel();
    // Without it, files are compared at intervals.
    let watcher = notify::recommended_watcher(sender).ok().map(|it| watching(it, inputs));
    let mut saving = Saving::Unknown;
    while !inputs.have_changed() {
        saving = wait(&notices, INTERVAL)
            .map_or(Saving::Unknown, |notice| saving.after(&notice, inputs));
    }
    while let Some(notice) = wait(&notices, saving.patience()) {
        saving = saving.after(&notice, inputs);
    }
    drop(watcher);
}

/// What notices say about the program that saves a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Saving {
    /// Nothing.
    Unknown,
    /// It has the file open, so the file may be incomplete.
    Begun,
    /// The file is complete.
    Ended,
}

impl Saving {
    /// The state after a notice.
    fn after(self, notice: &Event, inputs: &InputFiles) -> Saving {
        let begins =
            SAYS_WHEN_CLOSED && matches!(notice.kind, EventKind::Modify(ModifyKind::Data(_)));
        if ends_saving(notice, inputs) {
            Saving::Ended
        } else if begins && concerns(notice, inputs) {
            Saving::Begun
        } else {
            self
        }
    }

    /// How long to wait for the next notice.
    fn patience(self) -> Duration {
        match self {
            Saving::Unknown => QUIET,
            // The disk may be busy.
            Saving::Begun => INTERVAL,
            Saving::Ended => Duration::ZERO,
        }
    }
}

/// Whether the last path of a notice has the name of a file that was looked up.
fn concerns(notice: &Event, inputs: &InputFiles) -> bool {
    notice.paths.last().is_some_and(|path| inputs.have_name_of(path))
}

/// Whether a notice says that a file that was looked up was closed after writing, or that another file was given
/// its name: then it is complete. Only some systems send such notices.
fn ends_saving(notice: &Event, inputs: &InputFiles) -> bool {
    let ends = matches!(
        notice.kind,
        EventKind::Access(AccessKind::Close(AccessMode::Write))
            | EventKind::Modify(ModifyKind::Name(RenameMode::To | RenameMode::Both))
    );
    ends && concerns(notice, inputs)
}

/// The watcher with all folders of the inputs that the system lets it watch.
fn watching(mut watcher: RecommendedWatcher, inputs: &InputFiles) -> RecommendedWatcher {
    for folder in inputs.folders() {
        let _ = watcher.watch(&folder, RecursiveMode::NonRecursive);
    }
    watcher
}

/// Waits for a notice, but no longer than `most`.
fn wait(notices: &Receiver<notify::Result<Event>>, most: Duration) -> Option<Event> {
    match notices.recv_timeout(most) {
        Ok(notice) => Some(notice.unwrap_or_default()),
        Err(mpsc::RecvTimeoutError::Timeout) => None,
        // The system sends none.
        Err(mpsc::RecvTimeoutError::Disconnected) => {
            std::thread::sleep(most);
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use notify::event::DataChange;
    use plenary::{FilePath, World};

    use super::*;

    #[test]
    fn saving_ends_when_the_file_is_closed_or_gets_its_name() {
        let inputs = InputFiles::default();
        let _ = inputs.read(&FilePath::typed("folder/report.yaml"), 9);
        let ends = |kind, path: &str| ends_saving(&Event::new(kind).add_path(path.into()), &inputs);
        let closed = |mode| EventKind::Access(AccessKind::Close(mode));
        let renamed = |mode| EventKind::Modify(ModifyKind::Name(mode));
        assert!(ends(closed(AccessMode::Write), "./report.yaml"));
        assert!(ends(renamed(RenameMode::To), "report.yaml"));
        assert!(!ends(closed(AccessMode::Write), "report.yaml~"));
        for kind in [
            closed(AccessMode::Read),
            renamed(RenameMode::From),
            EventKind::Modify(ModifyKind::Any),
            EventKind::Any,
        ] {
            assert!(!ends(kind, "report.yaml"), "{kind:?}");
        }
        let after = |saving: Saving, kind| {
            saving.after(&Event::new(kind).add_path("./report.yaml".into()), &inputs)
        };
        let written = EventKind::Modify(ModifyKind::Data(DataChange::Any));
        let begun = after(Saving::Unknown, written);
        assert_eq!(begun == Saving::Begun, SAYS_WHEN_CLOSED);
        assert_eq!(after(begun, EventKind::Access(AccessKind::Read)), begun);
        assert_eq!(after(begun, closed(AccessMode::Write)), Saving::Ended);
        let both = Event::new(renamed(RenameMode::Both));
        let both = both.add_path("new".into()).add_path("report.yaml".into());
        assert!(ends_saving(&both, &inputs));
    }
}
