//! The findings of a command that examines files, and how they are printed and written.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use super::plan::Plan;
use crate::exit_status::{CommandError, ExitStatus};
use crate::input_files::InputFiles;
use crate::messages::Message;
use crate::output_folder::{OutputFile, OutputFolder, Replace};
use crate::panics::caught;
use crate::progress::{JobOutput, Progress};

/// The width of lists in columns.
pub const WIDTH: usize = 80;

/// The output of a command.
#[derive(Default)]
pub struct Found {
    /// The exit status.
    pub status: ExitStatus,
    /// The messages.
    pub messages: Vec<Message>,
    /// The text of the last line, such as `3 changes`.
    pub summary: String,
    /// The text for the standard output.
    pub results: String,
}

impl Found {
    /// The output for an error of the library.
    pub fn of_error(error: &plenary::Error, plan: &Plan) -> Found {
        let (status, messages) = (ExitStatus::of(error), plan.printer.error(error));
        Found { status, messages, ..Found::default() }
    }
}

/// Runs a command about a file and prints its findings, its error, or that it panicked.
///
/// # Errors
///
/// If the terminal cannot be written to.
pub fn report(
    plan: &Plan,
    file: &Path,
    run: impl FnOnce() -> Result<Found, CommandError>,
) -> Result<ExitStatus, CommandError> {
    let progress = Progress::start(plan.work(1))?;
    let found = caught(&file.display().to_string(), run).flatten();
    let found = found.unwrap_or_else(|error| Found {
        status: error.exit_status(),
        messages: vec![plan.printer.failure(&error.to_string())],
        ..Found::default()
    });
    progress.advance(1);
    progress.finish_job(0, JobOutput { messages: found.messages, files: Vec::new() });
    Ok(progress.finish(found.status, &found.summary, &found.results))
}

/// Writes files that the user named, or none of them if one must not be written.
///
/// # Errors
///
/// If a file would replace an input, or cannot be written.
pub fn write_files(files: Vec<(&Path, Vec<u8>)>, inputs: &InputFiles) -> Result<(), CommandError> {
    let replace = Replace::AllBut(inputs);
    for (path, _) in &files {
        let (folder, name) = folder_and_name(path);
        folder.check(&name, replace)?;
    }
    for (path, bytes) in files {
        let (folder, name) = folder_and_name(path);
        folder.write(&[OutputFile { name, bytes }], replace)?;
    }
    Ok(())
}

/// The folder of a file, and its name there.
pub fn folder_and_name(path: &Path) -> (OutputFolder, OsString) {
    let parent = path.parent().filter(|it| !it.as_os_str().is_empty());
    let folder = OutputFolder::new(parent.unwrap_or(Path::new(".")));
    (folder, path.file_name().unwrap_or_default().to_owned())
}

/// An unused name for the older report: `report.yaml.bak`, `report.yaml.bak2`.
pub fn backup(folder: &OutputFolder, name: &OsStr) -> OsString {
    let named = |number: usize| {
        let mut backup = name.to_owned();
        backup.push(if number == 1 { ".bak".into() } else { format!(".bak{number}") });
        backup
    };
    (1..).map(named).find(|it| !folder.has(it)).unwrap_or_else(|| named(1))
}
