//! The errors of the library.

use std::path::PathBuf;
use std::{error, fmt};

use crate::diagnostic::Diagnostics;
use crate::export::{ExportError, Format};
use crate::world::FileError;

/// Why a report could not be compiled.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The report or a file that it uses has errors. Warnings are included.
    Diagnostics(Diagnostics),
    /// A file could not be read.
    File(FileError),
    /// The template does not exist.
    UnknownTemplate(PathBuf),
    /// A format could not be written. This is a bug in the library or a damaged picture.
    Export(Format, ExportError),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Diagnostics(diagnostics) => diagnostics.fmt(f),
            Error::File(error) => error.fmt(f),
            Error::UnknownTemplate(template) => {
                write!(f, "unknown template {}", template.display())
            }
            Error::Export(format, error) => write!(f, "{}: {error}", format.name()),
        }
    }
}

impl error::Error for Error {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match self {
            Error::Diagnostics(_) | Error::UnknownTemplate(_) => None,
            Error::File(error) => Some(error),
            Error::Export(_, error) => Some(error),
        }
    }
}

impl From<Diagnostics> for Error {
    fn from(diagnostics: Diagnostics) -> Error {
        Error::Diagnostics(diagnostics)
    }
}

impl From<FileError> for Error {
    fn from(error: FileError) -> Error {
        Error::File(error)
    }
}
