//! The error of reading or writing a file or folder.

use std::path::{Path, PathBuf};
use std::{error, fmt, io};

use super::{FilePath, shown};
use crate::limits::grouped;

/// The error of reading or writing a file or folder.
#[derive(Debug)]
pub struct FileError {
    /// A verb: "read", "write".
    action: &'static str,
    path: PathBuf,
    cause: Cause,
}

#[derive(Debug)]
enum Cause {
    /// The system reported an error.
    System(io::Error),
    /// The file is a device, a named pipe or a socket.
    NotRegular,
    /// The path leads out of this folder.
    Outside(PathBuf),
    /// The file has more bytes than may be read.
    TooLarge { bytes: u64, most: u64 },
}

impl FileError {
    /// An error of an action, such as "read", on a path.
    pub fn new(action: &'static str, path: &Path, error: io::Error) -> FileError {
        FileError { action, path: path.to_owned(), cause: Cause::System(error) }
    }

    /// The error of reading something that is neither a regular file nor a folder.
    pub fn not_regular(file: &FilePath) -> FileError {
        FileError { action: "read", path: file.full(), cause: Cause::NotRegular }
    }

    /// The error of reading a path that leads out of its root.
    pub fn outside(file: &FilePath) -> FileError {
        let root = file.root().unwrap_or(Path::new(".")).to_owned();
        FileError { action: "read", path: file.full(), cause: Cause::Outside(root) }
    }

    /// The error of reading a file of more bytes than may be read.
    pub fn too_large(file: &FilePath, bytes: u64, most: u64) -> FileError {
        FileError { action: "read", path: file.full(), cause: Cause::TooLarge { bytes, most } }
    }

    /// Whether the file does not exist.
    pub(crate) fn is_missing(&self) -> bool {
        matches!(&self.cause, Cause::System(error) if is_missing(error))
    }

    /// The number of bytes of a file that has more than may be read.
    pub(crate) fn excess(&self) -> Option<u64> {
        match self.cause {
            Cause::TooLarge { bytes, .. } => Some(bytes),
            Cause::System(_) | Cause::NotRegular | Cause::Outside(_) => None,
        }
    }

    /// Whether the path leads out of its root.
    pub(crate) fn is_outside(&self) -> bool {
        matches!(self.cause, Cause::Outside(_))
    }

    /// The cause in plain words, such as "no such file".
    pub fn reason(&self) -> String {
        match &self.cause {
            Cause::System(error) => system_reason(error),
            Cause::NotRegular => "not a regular file".into(),
            Cause::Outside(root) => {
                format!("it is outside the folder {}", root.display())
            }
            Cause::TooLarge { bytes, most } => {
                format!("it has {} bytes, more than {}", grouped(*bytes), grouped(*most))
            }
        }
    }
}

/// The content of a file, if it has no more bytes than may be read.
pub(super) fn fitting(bytes: Vec<u8>, file: &FilePath, most: u64) -> Result<Vec<u8>, FileError> {
    let length = bytes.len() as u64;
    if length > most { Err(FileError::too_large(file, length, most)) } else { Ok(bytes) }
}

/// Whether an error says that a file or folder does not exist. A folder that is a file has no files.
pub(super) fn is_missing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

fn system_reason(error: &io::Error) -> String {
    let known = match error.kind() {
        io::ErrorKind::NotFound => "no such file",
        io::ErrorKind::PermissionDenied => "permission denied",
        io::ErrorKind::AlreadyExists => "it already exists",
        io::ErrorKind::NotADirectory => "expected a folder, but this is a file",
        io::ErrorKind::IsADirectory => "expected a file, but this is a folder",
        io::ErrorKind::StorageFull => "the disk is full",
        _ => return error.to_string(),
    };
    known.into()
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot {} {}: {}", self.action, shown(&self.path), self.reason())
    }
}

impl error::Error for FileError {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match &self.cause {
            Cause::System(error) => Some(error),
            Cause::NotRegular | Cause::Outside(_) | Cause::TooLarge { .. } => None,
        }
    }
}
