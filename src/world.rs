//! The source of a report's files: [`World`], its paths and errors, and two implementations.
//!
//! [`FileSystem`] is the only part of the library that touches files.

mod file_error;
mod file_path;
#[cfg(feature = "file-system")]
mod file_system;
mod memory;

use std::path::Path;

pub use file_error::FileError;
pub use file_path::FilePath;
#[cfg(feature = "file-system")]
pub use file_system::FileSystem;
pub use memory::MemoryWorld;

/// The files from which a report is compiled: templates, labels, fonts, pictures, ICC profiles and
/// other editions.
///
/// Paths are relative to the current directory of the world, or absolute. The library decides where
/// each kind of file is looked up: see [`Options::template`](crate::Options::template).
/// A [`FilePath`] says which files a path may lead to.
pub trait World: Sync {
    /// Reads a regular file of at most some bytes.
    ///
    /// # Errors
    ///
    /// If the file does not exist, is outside the folder of the path, is not a regular file, is
    /// larger, or cannot be read.
    fn read(&self, file: &FilePath, most_bytes: u64) -> Result<Vec<u8>, FileError>;

    /// Whether a path is a regular file.
    fn is_file(&self, file: &FilePath) -> bool;

    /// The paths of everything directly in a folder, except folders, sorted; empty if the folder does not
    /// exist.
    ///
    /// # Errors
    ///
    /// If the folder exists but cannot be read.
    fn files_in(&self, folder: &FilePath) -> Result<Vec<FilePath>, FileError>;
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
    folder: &FilePath,
    extensions: &[&str],
) -> Result<Vec<FilePath>, FileError> {
    let mut files = world.files_in(folder)?;
    files.retain(|file| {
        let extension = file.path().extension().and_then(|extension| extension.to_str());
        extension.is_some_and(|extension| extensions.contains(&extension))
    });
    Ok(files)
}
