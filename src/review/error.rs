//! Why a review is not possible.

use std::fmt;

use crate::error::Error;
use crate::word::WordError;

/// Why a review is not possible.
#[derive(Debug)]
#[non_exhaustive]
pub enum ReviewError {
    /// The report or its base has errors.
    Report(Error),
    /// These returned files cannot be read.
    Files(Vec<UnreadableFile>),
}

/// A returned file that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnreadableFile {
    /// The name of the file.
    pub name: String,
    /// The reason.
    pub reason: String,
    /// What to do, as an imperative.
    pub hint: String,
}

impl UnreadableFile {
    pub(super) fn new(name: &str, error: &WordError) -> UnreadableFile {
        UnreadableFile { name: name.to_owned(), reason: error.to_string(), hint: error.hint() }
    }
}

impl fmt::Display for UnreadableFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}; {}", self.name, self.reason, self.hint)
    }
}

impl fmt::Display for ReviewError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReviewError::Report(error) => error.fmt(f),
            ReviewError::Files(files) => {
                let lines: Vec<String> = files.iter().map(UnreadableFile::to_string).collect();
                f.write_str(&lines.join("\n"))
            }
        }
    }
}

impl std::error::Error for ReviewError {}

impl From<Error> for ReviewError {
    fn from(error: Error) -> ReviewError {
        ReviewError::Report(error)
    }
}
