//! Outputs that replace older ones whole.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::{FileError, folder_of};

/// A finished file beside its target, on the disk but not yet in the target's place.
///
/// Whatever ends the program, and whenever, the target is the old file or the new one, whole: the
/// new one takes the old one's place in a single step, when every byte of it is on the disk.
/// Dropped before that, it vanishes.
#[derive(Debug)]
pub struct Staged {
    file: NamedTempFile,
    target: PathBuf,
    /// Size in bytes.
    pub size: usize,
}

impl Staged {
    /// Writes bytes beside the target.
    pub fn write(target: PathBuf, bytes: &[u8]) -> Result<Staged, FileError> {
        let folder = folder_of(&target);
        fs::create_dir_all(folder).map_err(FileError::new("make the folder", folder))?;
        match write_beside(folder, bytes) {
            Ok(file) => Ok(Staged { file, target, size: bytes.len() }),
            Err(error) => Err(FileError::new("write", &target)(error)),
        }
    }

    /// Puts the file in its target's place.
    pub fn put_in_place(self) -> Result<PathBuf, FileError> {
        match self.file.persist(&self.target) {
            Ok(_) => Ok(self.target),
            Err(error) => Err(FileError::new("write", &self.target)(error.error)),
        }
    }
}

fn write_beside(folder: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let mut file = builder().tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

#[cfg(unix)]
fn builder() -> tempfile::Builder<'static, 'static> {
    use std::os::unix::fs::PermissionsExt;
    let mut builder = tempfile::Builder::new();
    // Otherwise outputs could be read by their owner alone; the umask takes off what it should.
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
    fn the_target_stays_as_it_is_until_the_new_file_is_whole() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("x.txt");
        fs::write(&target, "old").unwrap();
        let staged = Staged::write(target.clone(), b"new").unwrap();
        assert_eq!(fs::read(&target).unwrap(), b"old");
        staged.put_in_place().unwrap();
        assert_eq!(fs::read(&target).unwrap(), b"new");
        assert_eq!(names(folder.path()), ["x.txt"]);
    }

    #[test]
    fn a_file_that_is_not_put_in_place_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        drop(Staged::write(folder.path().join("x.txt"), b"new").unwrap());
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
        Staged::write(target.clone(), b"new").unwrap().put_in_place().unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode(&target), mode(&plain));
    }
}
