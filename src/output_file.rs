//! Output files that replace older ones in one step.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use plenary::FileError;
use tempfile::NamedTempFile;

/// A finished file beside its target, not yet in its place.
///
/// The target is always the old file or the new one, whole: the new file takes its place in one
/// step, when all of its bytes are on the disk. If dropped before, it is deleted.
#[derive(Debug)]
pub struct StagedFile {
    file: NamedTempFile,
    target: PathBuf,
    /// The size in bytes.
    pub size: usize,
}

impl StagedFile {
    /// Writes a file beside its target.
    ///
    /// # Errors
    ///
    /// If the folder or the file cannot be written.
    pub fn write(target: PathBuf, bytes: &[u8]) -> Result<StagedFile, FileError> {
        let folder = folder_of(&target);
        fs::create_dir_all(folder)
            .map_err(|error| FileError::new("create the folder", folder, error))?;
        match write_in(folder, bytes) {
            Ok(file) => Ok(StagedFile { file, target, size: bytes.len() }),
            Err(error) => Err(FileError::new("write", &target, error)),
        }
    }

    /// Replaces the target by the file, and returns its path.
    ///
    /// # Errors
    ///
    /// If the target cannot be replaced.
    pub fn put_in_place(self) -> Result<PathBuf, FileError> {
        match self.file.persist(&self.target) {
            Ok(_) => Ok(self.target),
            Err(error) => Err(FileError::new("write", &self.target, error.error)),
        }
    }
}

/// Writes a file that must not exist yet, and creates its folders.
///
/// # Errors
///
/// If the file exists or cannot be written.
pub fn write_new(path: &Path, text: &str) -> Result<(), FileError> {
    let folder = folder_of(path);
    fs::create_dir_all(folder)
        .map_err(|error| FileError::new("create the folder", folder, error))?;
    let error = |error| FileError::new("write", path, error);
    let mut file = fs::File::create_new(path).map_err(error)?;
    file.write_all(text.as_bytes()).map_err(error)
}

fn folder_of(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        Some(_) | None => Path::new("."),
    }
}

fn write_in(folder: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let mut file = builder().tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

#[cfg(unix)]
fn builder() -> tempfile::Builder<'static, 'static> {
    use std::os::unix::fs::PermissionsExt;
    let mut builder = tempfile::Builder::new();
    // By default, only the owner could read the outputs. The umask still applies.
    builder.prefix(".plenary-").permissions(fs::Permissions::from_mode(0o666));
    builder
}

#[cfg(not(unix))]
fn builder() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".plenary-");
    builder
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    #[test]
    fn the_target_is_unchanged_until_the_new_file_is_complete() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("x.txt");
        fs::write(&target, "old").unwrap();
        let staged = StagedFile::write(target.clone(), b"new").unwrap();
        assert_eq!(fs::read(&target).unwrap(), b"old");
        staged.put_in_place().unwrap();
        assert_eq!(fs::read(&target).unwrap(), b"new");
        assert_eq!(names(folder.path()), ["x.txt"]);
    }

    #[test]
    fn a_dropped_file_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        drop(StagedFile::write(folder.path().join("x.txt"), b"new").unwrap());
        assert!(names(folder.path()).is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn outputs_have_the_permissions_of_any_new_file() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let plain = folder.path().join("plain");
        fs::write(&plain, "").unwrap();
        let target = folder.path().join("x.txt");
        StagedFile::write(target.clone(), b"new").unwrap().put_in_place().unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode(&target), mode(&plain));
    }
}
