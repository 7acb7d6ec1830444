//! The identity of a file, whichever path leads to it.

use std::fs::{self, File};
use std::io;
use std::path::Path;

/// The identity of a file: hard links, symbolic links and paths in a different letter case lead to the same
/// one.
#[cfg(unix)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FileIdentity {
    device: u64,
    inode: u64,
}

/// The identity of a file: its real path, which the system always spells in the same way.
#[cfg(not(unix))]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FileIdentity(std::path::PathBuf);

#[cfg(unix)]
impl FileIdentity {
    /// The file that a path leads to; `None` if there is none.
    pub fn of(path: &Path) -> Option<FileIdentity> {
        fs::metadata(path).ok().map(FileIdentity::from)
    }

    /// The file with this name; for a link, the link itself.
    pub fn of_name(path: &Path) -> Option<FileIdentity> {
        fs::symlink_metadata(path).ok().map(FileIdentity::from)
    }

    /// An open file.
    pub fn of_open(file: &File, _path: &Path) -> io::Result<Option<FileIdentity>> {
        file.metadata().map(FileIdentity::from).map(Some)
    }
}

#[cfg(unix)]
impl From<fs::Metadata> for FileIdentity {
    fn from(metadata: fs::Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;
        FileIdentity { device: metadata.dev(), inode: metadata.ino() }
    }
}

#[cfg(not(unix))]
impl FileIdentity {
    /// The file that a path leads to; `None` if there is none.
    pub fn of(path: &Path) -> Option<FileIdentity> {
        fs::canonicalize(path).ok().map(FileIdentity)
    }

    /// The file of this name.
    pub fn of_name(path: &Path) -> Option<FileIdentity> {
        FileIdentity::of(path)
    }

    /// An open file, by its path.
    pub fn of_open(_file: &File, path: &Path) -> io::Result<Option<FileIdentity>> {
        Ok(FileIdentity::of(path))
    }
}
