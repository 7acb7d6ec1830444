//! The files of the machine.

use std::path::{Path, PathBuf};
use std::{fs, io};

use super::{FileError, World};

/// The file system of the machine. Relative paths start from the current directory.
#[derive(Clone, Copy, Debug, Default)]
pub struct FileSystem;

impl World for FileSystem {
    fn read(&self, path: &Path) -> Result<Vec<u8>, FileError> {
        let error = |error| FileError::new("read", path, error);
        // A named pipe would block forever.
        if !fs::metadata(path).map_err(error)?.is_file() {
            return Err(error(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file")));
        }
        fs::read(path).map_err(error)
    }

    fn is_file(&self, path: &Path) -> bool {
        path.is_file()
    }

    fn files_in(&self, folder: &Path) -> Result<Vec<PathBuf>, FileError> {
        if !folder.is_dir() {
            return Ok(Vec::new());
        }
        let error = |error| FileError::new("read", folder, error);
        let mut files = Vec::new();
        for entry in fs::read_dir(folder).map_err(error)? {
            files.push(entry.map_err(error)?.path());
        }
        files.retain(|path| path.is_file());
        files.sort();
        Ok(files)
    }

    fn is_inside(&self, path: &Path, folder: &Path) -> Result<bool, FileError> {
        let real = |path: &Path| {
            fs::canonicalize(path).map_err(|error| FileError::new("read", path, error))
        };
        Ok(real(path)?.starts_with(real(folder)?))
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn symbolic_links_lead_out_of_a_folder() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("inner");
        fs::create_dir(&inner).unwrap();
        fs::write(folder.path().join("secret.png"), "x").unwrap();
        fs::write(inner.join("own.png"), "x").unwrap();
        std::os::unix::fs::symlink("../secret.png", inner.join("link.png")).unwrap();
        std::os::unix::fs::symlink("own.png", inner.join("good.png")).unwrap();
        assert!(!FileSystem.is_inside(&inner.join("link.png"), &inner).unwrap());
        assert!(FileSystem.is_inside(&inner.join("good.png"), &inner).unwrap());
        assert!(FileSystem.is_inside(&inner.join("none.png"), &inner).is_err());
    }

    #[test]
    fn folders_are_not_read_as_files() {
        let folder = tempfile::tempdir().unwrap();
        assert!(FileSystem.read(folder.path()).is_err());
        assert!(FileSystem.files_in(&folder.path().join("none")).unwrap().is_empty());
    }
}
