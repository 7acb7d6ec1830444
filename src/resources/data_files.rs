//! Text files with data that a report names: tables and works.

use crate::diagnostic::{Code, Diagnostic};
use crate::limits::{Limit, LimitError, Limits};
use crate::world::{FileError, FilePath, World};

/// Reads the data files of one report.
pub struct DataFiles<'a> {
    /// The folder of the report.
    pub folder: &'a FilePath,
    /// Where the files are.
    pub world: &'a dyn World,
    /// The bounds of what is read.
    pub limits: &'a Limits,
}

/// What a report expects of a data file.
pub struct DataKind {
    /// The code of its errors.
    pub code: Code,
    /// What to write instead of a path that leads to no readable file.
    pub path_hint: &'static str,
}

impl DataFiles<'_> {
    /// The text of a file in UTF-8, without a byte order mark.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, is outside the folder of the report, is too large, or is not in UTF-8.
    pub fn read(&self, path: &str, kind: &DataKind) -> Result<String, Diagnostic> {
        let most = self.limits.get(Limit::DataSize);
        let bytes = self.world.read(&self.folder.named(path), most);
        let mut bytes = bytes.map_err(|error| unreadable(path, kind, most, &error))?;
        if bytes.starts_with(BYTE_ORDER_MARK) {
            bytes.drain(..BYTE_ORDER_MARK.len());
        }
        String::from_utf8(bytes).map_err(|error| {
            let before = error.as_bytes().get(..error.utf8_error().valid_up_to());
            let line = 1 + before.unwrap_or_default().iter().filter(|byte| **byte == b'\n').count();
            let message = format!("line {line} of {path} is not in UTF-8");
            kind.code.of_file(message).hint("save the file as UTF-8")
        })
    }

    /// Checks a count of something in a file against its limit.
    ///
    /// # Errors
    ///
    /// If there are more than the limit allows.
    pub fn check(&self, path: &str, limit: Limit, count: usize) -> Result<(), Diagnostic> {
        self.limits.check(limit, count).map_err(|error| over(path, error))
    }
}

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

fn unreadable(path: &str, kind: &DataKind, most: u64, error: &FileError) -> Diagnostic {
    match error.excess() {
        Some(count) => over(path, LimitError { limit: Limit::DataSize, count, most }),
        None if error.is_outside() => {
            let message = format!("{path} is outside the folder of the report");
            kind.code.of_file(message).hint("move it into the folder of the report")
        }
        None => {
            let message = format!("cannot read {path}: {}", error.reason());
            kind.code.of_file(message).hint(kind.path_hint)
        }
    }
}

fn over(path: &str, error: LimitError) -> Diagnostic {
    Code::FileOverLimit.of_limit(path, error)
}
