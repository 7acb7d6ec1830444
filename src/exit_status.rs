//! The exit status of the program, and the errors that end a command early.

use std::path::Path;
use std::process::ExitCode;
use std::{fmt, io};

use plenary::FileError;

/// The exit status of a command. With several reports, the worst status counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum ExitStatus {
    /// Success.
    #[default]
    Success = 0,
    /// A report has errors.
    ReportErrors = 1,
    /// The arguments or the environment are invalid.
    Usage = 2,
    /// A file could not be read or written, or the program has a bug.
    Failure = 3,
    /// The time is up; the status of the command `timeout`.
    TimedOut = 124,
}

impl ExitStatus {
    /// The status of a report that could not be read or written.
    pub fn of(error: &plenary::Error) -> ExitStatus {
        match error {
            plenary::Error::Diagnostics(_) => ExitStatus::ReportErrors,
            plenary::Error::UnknownTemplate(_) => ExitStatus::Usage,
            plenary::Error::File(_) | plenary::Error::Export(..) => ExitStatus::Failure,
            _ => ExitStatus::Failure,
        }
    }
}

impl From<ExitStatus> for ExitCode {
    fn from(status: ExitStatus) -> Self {
        ExitCode::from(status as u8)
    }
}

/// An error that ends a command.
#[derive(Debug)]
pub enum CommandError {
    /// The arguments or the environment are invalid.
    Usage(String),
    /// A file could not be read or written.
    File(FileError),
    /// A bug in the program.
    Internal(String),
    /// The time is up.
    TimedOut(String),
}

impl CommandError {
    /// An error while writing to the standard output.
    pub fn stdout(error: io::Error) -> CommandError {
        CommandError::File(FileError::new("write", Path::new("the standard output"), error))
    }

    /// The exit status that the error causes.
    pub fn exit_status(&self) -> ExitStatus {
        match self {
            CommandError::Usage(_) => ExitStatus::Usage,
            CommandError::File(_) | CommandError::Internal(_) => ExitStatus::Failure,
            CommandError::TimedOut(_) => ExitStatus::TimedOut,
        }
    }
}

impl fmt::Display for CommandError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            CommandError::Usage(message)
            | CommandError::Internal(message)
            | CommandError::TimedOut(message) => f.write_str(message),
            CommandError::File(error) => error.fmt(f),
        }
    }
}

impl From<FileError> for CommandError {
    fn from(error: FileError) -> Self {
        CommandError::File(error)
    }
}
