//! The files that a command reads, which no output may replace.

use std::collections::HashSet;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use plenary::{FileError, FilePath, FileSystem, World};

use crate::file_identity::FileIdentity;

/// The file system, which remembers the files that were read.
#[derive(Debug, Default)]
pub struct InputFiles {
    read: Mutex<HashSet<FileIdentity>>,
}

impl InputFiles {
    /// Remembers a file that will be read.
    pub fn add(&self, path: &Path) {
        self.read.lock().unwrap_or_else(PoisonError::into_inner).extend(FileIdentity::of(path));
    }

    /// Whether a path leads to a file that was read.
    pub fn contain(&self, path: &Path) -> bool {
        let read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        FileIdentity::of(path).is_some_and(|file| read.contains(&file))
    }
}

impl World for InputFiles {
    fn read(&self, file: &FilePath, most_bytes: u64) -> Result<Vec<u8>, FileError> {
        self.add(&file.full());
        FileSystem.read(file, most_bytes)
    }

    fn is_file(&self, file: &FilePath) -> bool {
        FileSystem.is_file(file)
    }

    fn files_in(&self, folder: &FilePath) -> Result<Vec<FilePath>, FileError> {
        FileSystem.files_in(folder)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_file_is_known_by_every_path() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::write(path("a.txt"), "x").unwrap();
        fs::write(path("b.txt"), "x").unwrap();
        let inputs = InputFiles::default();
        inputs.read(&FilePath::beneath(folder.path(), "./a.txt"), 9).unwrap();
        assert!(inputs.contain(&path("a.txt")) && !inputs.contain(&path("b.txt")));
        assert!(!inputs.contain(&path("none")));
    }

    #[cfg(unix)]
    #[test]
    fn a_file_is_known_by_its_links() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::write(path("a.txt"), "x").unwrap();
        std::os::unix::fs::symlink("a.txt", path("link")).unwrap();
        fs::hard_link(path("a.txt"), path("second")).unwrap();
        let inputs = InputFiles::default();
        inputs.read(&FilePath::typed(path("link")), 9).unwrap();
        assert!(inputs.contain(&path("a.txt")) && inputs.contain(&path("second")));
    }
}
