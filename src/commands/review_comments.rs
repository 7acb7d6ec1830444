//! The comments of reviewers, which are kept in `REPORT.review.yaml` beside the report.

use std::fs;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use plenary::diagnostics::Diagnostics;
use plenary::reviews::{CommentsFile, Summary, Unresolved};
use plenary::{Date, FileError, Limits};

use super::build::{date_of_epoch, source_date};
use crate::exit_status::CommandError;
use crate::output_folder::OutputFile;

/// The kept comments on a report.
pub struct KeptComments {
    name: String,
    comments: CommentsFile,
}

impl KeptComments {
    /// Reads the comments beside a report; none if there is no file.
    ///
    /// # Errors
    ///
    /// If the file cannot be read; the inner error contains the faults in it.
    pub fn read(
        report: &Path,
        limits: &Limits,
    ) -> Result<Result<KeptComments, Diagnostics>, CommandError> {
        let stem = report.file_stem().unwrap_or_default().to_string_lossy();
        let name = format!("{stem}.review.yaml");
        let path = report.with_file_name(&name);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Ok(Ok(KeptComments { name, comments: CommentsFile::default() }));
            }
            Err(error) => return Err(FileError::new("read", &path, error).into()),
        };
        let comments = CommentsFile::read(&path.display().to_string(), &bytes, limits);
        Ok(comments.map(|comments| KeptComments { name, comments }))
    }

    /// Adds the comments of a review that are not kept yet.
    ///
    /// # Errors
    ///
    /// If the environment sets an invalid date.
    pub fn add(&mut self, summary: &Summary) -> Result<(), CommandError> {
        self.comments.merge(summary, &today()?.iso());
        Ok(())
    }

    /// Marks comments as resolved.
    ///
    /// # Errors
    ///
    /// If a comment does not exist or is already resolved.
    pub fn resolve(&mut self, numbers: &[usize], by: &str) -> Result<(), CommandError> {
        let today = today()?.iso();
        for number in numbers {
            let resolved = self.comments.resolve(*number, by, &today);
            resolved.map_err(|error| {
                let reason = match error {
                    Unresolved::Unknown => "there is no such comment; see plenary review --list",
                    Unresolved::Before => "it was resolved before",
                };
                CommandError::Usage(format!("comment {number}: {reason}"))
            })?;
        }
        Ok(())
    }

    /// Whether there are no comments.
    pub fn is_empty(&self) -> bool {
        self.comments.comments.is_empty()
    }

    /// The list for the terminal.
    pub fn list(&self, width: usize) -> String {
        self.comments.list(width)
    }

    /// The file.
    pub fn file(&self) -> OutputFile {
        let bytes = self.comments.to_yaml().into_bytes();
        OutputFile { name: self.name.clone().into(), bytes }
    }
}

/// The day in UTC, or the day that the environment sets.
fn today() -> Result<Date, CommandError> {
    if let Some(date) = source_date()? {
        return Ok(date);
    }
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let date = date_of_epoch(&now.as_secs().to_string());
    date.ok_or_else(|| CommandError::Usage("the clock of this machine is wrong".into()))
}
