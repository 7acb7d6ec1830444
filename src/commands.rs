//! What each command does.

mod build;
mod check;
mod editions;
mod explain;
mod layout;
mod new;
mod plan;
mod preflight;
mod prepare;
mod press;
mod print;
mod templates;

use std::path::Path;
use std::process::ExitCode;
use std::{fmt, io};

use crate::cli::{Cli, Command};
use crate::files::FileError;

/// How a command ended; the worst end of several counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum End {
    /// Everything is done.
    #[default]
    Done = 0,
    /// A report has errors.
    Errors = 1,
    /// The command cannot be followed.
    Usage = 2,
    /// Reading or writing failed.
    Failed = 3,
}

impl From<End> for ExitCode {
    fn from(end: End) -> Self {
        ExitCode::from(end as u8)
    }
}

/// Why a command stopped before its end.
#[derive(Debug)]
pub enum Stop {
    /// The command cannot be followed.
    Usage(String),
    /// Reading or writing failed.
    File(FileError),
    /// A fault of the program.
    Fault(String),
}

impl Stop {
    /// The end that it makes.
    pub fn end(&self) -> End {
        match self {
            Stop::Usage(_) => End::Usage,
            Stop::File(_) | Stop::Fault(_) => End::Failed,
        }
    }
}

impl Stop {
    /// The standard output cannot be written.
    pub fn output(error: io::Error) -> Stop {
        Stop::File(FileError::new("write", Path::new("the standard output"))(error))
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Stop::Usage(message) | Stop::Fault(message) => f.write_str(message),
            Stop::File(error) => error.fmt(f),
        }
    }
}

impl From<FileError> for Stop {
    fn from(error: FileError) -> Self {
        Stop::File(error)
    }
}

/// Does what the command line says.
pub fn run(cli: Cli) -> End {
    let end = match cli.command {
        Command::Build(arguments) => build::build(&arguments),
        Command::Check(arguments) => check::check(&arguments),
        Command::Preflight(arguments) => preflight::preflight(&arguments),
        Command::Layout(arguments) => layout::layout(&arguments),
        Command::New { folder } => new::new(&folder),
        Command::Explain { code } => explain::explain(code.as_deref()),
        Command::Templates { name: None, .. } => templates::list(),
        Command::Templates { name: Some(name), folder } => templates::copy(&name, folder),
        Command::Labels { language } => templates::labels(language.as_deref()),
        Command::Schema { of } => print::schema(of),
        Command::Completions { shell } => print::completions(shell),
        Command::Man { page } => print::man(page.as_deref()),
    };
    end.unwrap_or_else(|stop| {
        crate::messages::complain(&stop.to_string());
        stop.end()
    })
}
