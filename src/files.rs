//! Every read and write of a file.

mod ebook_cover;
mod fonts;
mod logo;
mod pictures;
mod profile;
mod staged;
mod template;

pub use ebook_cover::check_ebook_cover;
pub use fonts::{check_families, read_fonts};
pub use logo::read_logo;
pub use pictures::read_pictures;
pub use profile::read_profile;
pub use staged::Staged;
pub use template::{Read, TemplateChain, TemplateSource, read_labels};

use std::path::{Path, PathBuf};
use std::{fmt, fs, io};

/// A file or folder that cannot be read or written.
#[derive(Debug)]
pub struct FileError {
    /// What was tried: "read", "write".
    action: &'static str,
    path: PathBuf,
    error: io::Error,
}

impl FileError {
    /// What turns an error of the system into one that names the file.
    pub fn new(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> FileError {
        let path = path.to_owned();
        move |error| FileError { action, path, error }
    }

    /// Why it could not be done.
    fn reason(&self) -> String {
        reason(&self.error)
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let FileError { action, path, error } = self;
        write!(f, "cannot {action} {}: {}", shown(path), reason(error))
    }
}

/// Why, in the words of people; what is rare in those of the system.
fn reason(error: &io::Error) -> String {
    let known = match error.kind() {
        io::ErrorKind::NotFound => "there is no such file",
        io::ErrorKind::PermissionDenied => "it is not permitted",
        io::ErrorKind::AlreadyExists => "something stands there already",
        io::ErrorKind::NotADirectory => "a file stands where a folder should",
        io::ErrorKind::IsADirectory => "it is a folder",
        io::ErrorKind::StorageFull => "the disk is full",
        _ => return error.to_string(),
    };
    known.into()
}

/// A path as messages name it: from here on.
pub fn shown(path: &Path) -> String {
    path.strip_prefix(".").unwrap_or(path).display().to_string()
}

/// The folder that a file stands in.
pub fn folder_of(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Reads a regular file.
pub fn read(path: &Path) -> Result<Vec<u8>, FileError> {
    // A named pipe would wait for ever.
    let regular = fs::metadata(path).map_err(FileError::new("read", path))?.is_file();
    if !regular {
        let error = io::Error::new(io::ErrorKind::InvalidInput, "it is not a file");
        return Err(FileError::new("read", path)(error));
    }
    fs::read(path).map_err(FileError::new("read", path))
}

/// The files with an extension in a folder, sorted by name; none where there is no folder.
fn with_extension(folder: &Path, extensions: &[&str]) -> Result<Vec<PathBuf>, FileError> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(FileError::new("read", folder))? {
        let path = entry.map_err(FileError::new("read", folder))?.path();
        let extension = path.extension().and_then(|extension| extension.to_str());
        if extension.is_some_and(|it| extensions.contains(&it)) && path.is_file() {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// The reports in a folder, sorted by name.
pub fn reports_in(folder: &Path) -> Result<Vec<PathBuf>, FileError> {
    with_extension(folder, &["yaml"])
}

/// Writes a file that must not exist yet, and the folders above it.
pub fn write_new(path: &Path, text: &str) -> Result<(), FileError> {
    let folder = folder_of(path);
    fs::create_dir_all(folder).map_err(FileError::new("make", folder))?;
    let mut file = fs::File::create_new(path).map_err(FileError::new("write", path))?;
    io::Write::write_all(&mut file, text.as_bytes()).map_err(FileError::new("write", path))
}
