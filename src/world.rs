//! Where a report's files come from: [`World`], its error, and two implementations.
//!
//! [`FileSystem`] is the only part of the library that touches files.

mod file_system;
mod memory;

use std::path::{Path, PathBuf};
use std::{error, fmt, io};

pub use file_system::FileSystem;
pub use memory::MemoryWorld;

/// The files that a report is compiled from: templates, labels, fonts, pictures, ICC profiles and
/// other editions.
///
/// Paths are relative to the current directory of the world, or absolute. Where each kind of file is
/// looked up is decided by the library: see [`Options::template`](crate::Options::template).
pub trait World: Sync {
    /// Reads a regular file.
    ///
    /// # Errors
    ///
    /// If the file does not exist, is not a regular file or cannot be read.
    fn read(&self, path: &Path) -> Result<Vec<u8>, FileError>;

    /// Whether a path is a regular file.
    fn is_file(&self, path: &Path) -> bool;

    /// The paths of the regular files directly in a folder, sorted; empty if it does not exist.
    ///
    /// # Errors
    ///
    /// If the folder exists but cannot be read.
    fn files_in(&self, folder: &Path) -> Result<Vec<PathBuf>, FileError>;

    /// Whether a file is in a folder or its subfolders once symbolic links are followed.
    ///
    /// # Errors
    ///
    /// If either does not exist.
    fn is_inside(&self, path: &Path, folder: &Path) -> Result<bool, FileError>;
}

/// The error of reading or writing a file or folder.
#[derive(Debug)]
pub struct FileError {
    /// A verb: "read", "write".
    action: &'static str,
    path: PathBuf,
    error: io::Error,
}

impl FileError {
    /// An error of an action, such as "read", on a path.
    pub fn new(action: &'static str, path: &Path, error: io::Error) -> FileError {
        FileError { action, path: path.to_owned(), error }
    }

    /// The cause in plain words, such as "no such file".
    pub fn reason(&self) -> String {
        let known = match self.error.kind() {
            io::ErrorKind::NotFound => "no such file",
            io::ErrorKind::PermissionDenied => "permission denied",
            io::ErrorKind::AlreadyExists => "it already exists",
            io::ErrorKind::NotADirectory => "expected a folder, but this is a file",
            io::ErrorKind::IsADirectory => "expected a file, but this is a folder",
            io::ErrorKind::StorageFull => "the disk is full",
            _ => return self.error.to_string(),
        };
        known.into()
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot {} {}: {}", self.action, shown(&self.path), self.reason())
    }
}

impl error::Error for FileError {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        Some(&self.error)
    }
}

/// A path as messages show it, without a leading `./`.
pub(crate) fn shown(path: &Path) -> String {
    path.strip_prefix(".").unwrap_or(path).display().to_string()
}

/// The folder of a file; `.` for a bare file name.
pub(crate) fn folder_of(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// The files in a folder with one of some extensions, sorted.
pub(crate) fn files_with_extension(
    world: &dyn World,
    folder: &Path,
    extensions: &[&str],
) -> Result<Vec<PathBuf>, FileError> {
    let mut files = world.files_in(folder)?;
    files.retain(|path| {
        let extension = path.extension().and_then(|extension| extension.to_str());
        extension.is_some_and(|extension| extensions.contains(&extension))
    });
    Ok(files)
}
