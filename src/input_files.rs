//! The files that a command reads: no output may replace them, and `build --watch` waits until one of
//! them changes.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use plenary::{FileError, FilePath, FileSystem, World};

use crate::file_identity::FileIdentity;

/// The file system, which remembers the files that were read and everything that was looked up.
#[derive(Debug, Default)]
pub struct InputFiles {
    /// Whether only the files that were read are remembered.
    forgets_lookups: bool,
    read: Mutex<HashSet<FileIdentity>>,
    /// The result of the first look-up of each path.
    found: Mutex<BTreeMap<FilePath, Found>>,
}

/// The result of looking up a path.
#[derive(Debug, PartialEq, Eq)]
enum Found {
    /// The length of a file in bytes and the time of its last change; `None` if there was none.
    File(Option<(u64, Option<SystemTime>)>),
    /// The files in a folder; `None` if it could not be read.
    Folder(Option<Vec<FilePath>>),
}

impl Found {
    fn file(path: &FilePath) -> Found {
        let metadata = fs::metadata(path.full()).ok();
        Found::File(metadata.map(|it| (it.len(), it.modified().ok())))
    }

    fn folder(path: &FilePath) -> Found {
        Found::Folder(FileSystem.files_in(path).ok())
    }

    /// Whether the path leads to something else now.
    fn differs(&self, path: &FilePath) -> bool {
        let now = match self {
            Found::File(_) => Found::file(path),
            Found::Folder(_) => Found::folder(path),
        };
        now != *self
    }

    /// The folder in which a change of this path is visible; it may be missing.
    fn folder_of(&self, path: &FilePath) -> PathBuf {
        let full = path.full();
        match self {
            Found::File(_) => full.parent().map(Path::to_owned).unwrap_or_default(),
            Found::Folder(_) => full,
        }
    }
}

impl InputFiles {
    /// Remembers the files that are read, but not other look-ups: an archive has many of them, and nothing
    /// watches them.
    pub fn without_lookups() -> InputFiles {
        InputFiles { forgets_lookups: true, ..InputFiles::default() }
    }

    /// Remembers a file that will be read.
    pub fn add(&self, path: &Path) {
        self.will_read(&FilePath::typed(path));
    }

    fn will_read(&self, path: &FilePath) {
        locked(&self.read).extend(FileIdentity::of(&path.full()));
        self.look_up(path, Found::file);
    }

    /// Looks up a path, and remembers the first result.
    fn look_up(&self, path: &FilePath, look: impl FnOnce(&FilePath) -> Found) {
        if !self.forgets_lookups {
            locked(&self.found).entry(path.clone()).or_insert_with_key(look);
        }
    }

    /// Whether a path leads to a file that was read.
    pub fn contain(&self, path: &Path) -> bool {
        FileIdentity::of(path).is_some_and(|file| locked(&self.read).contains(&file))
    }

    /// Whether anything that was looked up is different now.
    pub fn have_changed(&self) -> bool {
        locked(&self.found).iter().any(|(path, found)| found.differs(path))
    }

    /// Whether something of the same name was looked up, in whichever folder.
    pub fn have_name_of(&self, path: &Path) -> bool {
        let name = path.file_name();
        locked(&self.found).keys().any(|found| found.full().file_name() == name)
    }

    /// The folders in which a change is visible. A missing folder is replaced by the one in which it would be
    /// created.
    pub fn folders(&self) -> BTreeSet<PathBuf> {
        let existing = |folder: PathBuf| {
            folder.ancestors().map(named_folder).find(|it| it.is_dir()).map(Path::to_owned)
        };
        let found = locked(&self.found);
        found.iter().filter_map(|(path, found)| existing(found.folder_of(path))).collect()
    }
}

/// The folder, or `.` for the current directory, which has no name in a relative path.
fn named_folder(folder: &Path) -> &Path {
    if folder.as_os_str().is_empty() { Path::new(".") } else { folder }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl World for InputFiles {
    fn read(&self, file: &FilePath, most_bytes: u64) -> Result<Vec<u8>, FileError> {
        self.will_read(file);
        FileSystem.read(file, most_bytes)
    }

    fn is_file(&self, file: &FilePath) -> bool {
        self.look_up(file, Found::file);
        FileSystem.is_file(file)
    }

    fn files_in(&self, folder: &FilePath) -> Result<Vec<FilePath>, FileError> {
        self.look_up(folder, Found::folder);
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

    #[test]
    fn every_change_of_what_was_looked_up_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::write(path("report.yaml"), "x").unwrap();
        fs::write(path("beside.txt"), "x").unwrap();
        let build = || {
            let inputs = InputFiles::default();
            inputs.read(&FilePath::typed(path("report.yaml")), 9).unwrap();
            inputs.is_file(&FilePath::beneath(folder.path(), "logo.svg"));
            inputs.files_in(&FilePath::beneath(folder.path(), "fonts")).unwrap();
            inputs
        };
        let changes: [&dyn Fn(); 5] = [
            &|| fs::write(path("report.yaml"), "longer").unwrap(),
            &|| fs::write(path("logo.svg"), "").unwrap(),
            &|| fs::create_dir(path("fonts")).unwrap(),
            &|| fs::write(path("fonts/a.ttf"), "").unwrap(),
            &|| fs::remove_file(path("report.yaml")).unwrap(),
        ];
        let seen: Vec<bool> = changes[..4]
            .iter()
            .map(|change| {
                let inputs = build();
                fs::write(path("beside.txt"), "changed").unwrap();
                assert!(!inputs.have_changed());
                change();
                inputs.have_changed()
            })
            .collect();
        // An empty folder counts as a missing one.
        assert_eq!(seen, [true, true, false, true]);
        let inputs = build();
        changes[4]();
        assert!(inputs.have_changed());
        assert_eq!(inputs.folders(), [path(""), path("fonts")].into());
    }
}
