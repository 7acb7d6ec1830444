//! The journal of an output folder: lists the files that are being put in place, so that the next command can
//! finish or undo an interrupted set.
//!
//! It is a file in the folder, and its lock is the lock of the folder. The first line names the stage of the
//! work, in words of equal length. A step therefore overwrites one block, which needs no space on a full disk
//! and is never torn. The second line lists the files. A journal without a complete second line was
//! interrupted before any file was created.

use std::ffi::OsString;
use std::fs::{File, TryLockError};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::disk::Disk;
use crate::file_identity::FileIdentity;

/// The name of the journal in its folder.
pub const NAME: &str = ".plenary-journal";

/// The beginning of the names of files that are not yet, or no longer, in their places.
const PREFIX: &str = ".plenary-";

/// The maximum number of bytes of a journal that are read. Six formats need less than 2 kB.
const MOST_BYTES: u64 = 1 << 20;

/// How far the work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Files are being written beside their targets. No target has changed.
    Staging,
    /// Every file is complete, and is being put in its place.
    Placing,
    /// The older files are being put back.
    Undoing,
}

impl Stage {
    const ALL: [Stage; 3] = [Stage::Staging, Stage::Placing, Stage::Undoing];

    /// The first line of the journal. All have the same length.
    fn line(self) -> &'static str {
        match self {
            Stage::Staging => "staging\n",
            Stage::Placing => "placing\n",
            Stage::Undoing => "undoing\n",
        }
    }
}

/// A file and its place, by their names in the folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The name that the file will have.
    pub target: OsString,
    /// The name of the new file until it is in its place.
    pub new: String,
    /// A second name of the older file, if there is one.
    pub old: Option<String>,
}

/// The locked journal of a folder.
#[derive(Debug)]
pub struct Journal {
    file: File,
    path: PathBuf,
}

impl Journal {
    /// Locks a folder. Returns `None` if another command holds the lock.
    pub fn try_lock(folder: &Path, disk: &Disk) -> io::Result<Option<Journal>> {
        let path = folder.join(NAME);
        let file = match disk.open_or_create(&path) {
            // Its owner removed it in this moment.
            Err(error) if error.kind() == io::ErrorKind::NotFound && folder.is_dir() => {
                return Ok(None);
            }
            opened => opened?,
        };
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(None),
            // Some network file systems have no locks. One command at a time is still safe there.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
            Err(TryLockError::Error(error)) => return Err(error),
        }
        // The owner removes the journal before it releases the lock.
        let current = FileIdentity::of_open(&file, &path)? == FileIdentity::of_name(&path);
        Ok(current.then_some(Journal { file, path }))
    }

    /// Reads the stage and files of an interrupted command; `None` if it had not created any file.
    pub fn read(&self) -> io::Result<Option<(Stage, Vec<Entry>)>> {
        let mut bytes = Vec::new();
        (&self.file).take(MOST_BYTES).read_to_end(&mut bytes)?;
        Ok(str::from_utf8(&bytes).ok().and_then(parse))
    }

    /// Lists the files before they are created.
    pub fn begin(&self, entries: &[Entry], disk: &Disk) -> io::Result<()> {
        let list = serde_json::to_string(entries)?;
        disk.rewrite(&self.file, format!("{}{list}\n", Stage::Staging.line()).as_bytes())
    }

    /// Records that a stage begins.
    pub fn enter(&self, stage: Stage, disk: &Disk) -> io::Result<()> {
        disk.overwrite(&self.file, stage.line().as_bytes())
    }

    /// Removes the journal, then releases the lock.
    #[cfg(unix)]
    pub fn close(self, disk: &Disk) -> io::Result<()> {
        disk.remove(&self.path)
    }

    /// Empties the journal, then releases the lock. On Windows, the journal stays in the folder, because a
    /// waiting command could not find out whether it still exists.
    #[cfg(not(unix))]
    pub fn close(self, disk: &Disk) -> io::Result<()> {
        disk.rewrite(&self.file, b"")
    }

    /// The path of the journal.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// Names files beside their targets that do not exist yet.
pub fn entries(folder: &Path, targets: &[OsString]) -> Vec<Entry> {
    let is_free = |name: &String| folder.join(name).symlink_metadata().is_err();
    let mut names = (0_u64..).map(|number| format!("{PREFIX}{number}")).filter(is_free);
    let mut entry = |target: &OsString| -> Option<Entry> {
        let exists = folder.join(target).symlink_metadata().is_ok();
        let (new, old) = (names.next()?, if exists { names.next() } else { None });
        Some(Entry { target: target.clone(), new, old })
    };
    targets.iter().filter_map(&mut entry).collect()
}

/// Reads a journal; `None` if it is incomplete, or if a name leads to a file that is not ours.
fn parse(text: &str) -> Option<(Stage, Vec<Entry>)> {
    let stage = Stage::ALL.into_iter().find(|stage| text.starts_with(stage.line()))?;
    let list = text.strip_prefix(stage.line())?.strip_suffix('\n')?;
    let entries: Vec<Entry> = serde_json::from_str(list).ok()?;
    entries.iter().all(is_ours).then_some((stage, entries))
}

/// Whether the names are in the folder, and those to be removed have our prefix: a folder, with its
/// journal, may come from somebody else.
fn is_ours(entry: &Entry) -> bool {
    let temporary = |name: &str| is_name(name.as_ref()) && name.starts_with(PREFIX) && name != NAME;
    is_name(Path::new(&entry.target))
        && temporary(&entry.new)
        && entry.old.as_deref().is_none_or(temporary)
}

fn is_name(path: &Path) -> bool {
    let mut parts = path.components();
    let first = parts.next();
    matches!(first, Some(Component::Normal(name)) if name == path.as_os_str())
        && parts.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(target: &str, new: &str, old: Option<&str>) -> Entry {
        Entry { target: target.into(), new: new.into(), old: old.map(Into::into) }
    }

    fn text(stage: Stage, entries: &[Entry]) -> String {
        format!("{}{}\n", stage.line(), serde_json::to_string(entries).unwrap())
    }

    #[test]
    fn journals_are_read_as_written() {
        let entries =
            [entry("a.pdf", ".plenary-0", None), entry("é", ".plenary-2", Some(".plenary-1"))];
        for stage in Stage::ALL {
            assert_eq!(parse(&text(stage, &entries)), Some((stage, entries.to_vec())));
            assert_eq!(stage.line().len(), Stage::Staging.line().len());
        }
    }

    #[test]
    fn a_journal_cut_anywhere_lists_nothing() {
        let whole = text(Stage::Placing, &[entry("a.pdf", ".plenary-0", None)]);
        for end in 0..whole.len() {
            assert_eq!(parse(&whole[..end]), None, "{}", &whole[..end]);
        }
    }

    #[test]
    fn names_outside_the_folder_and_of_other_files_are_refused() {
        for (target, new, old) in [
            ("../a", ".plenary-0", None),
            ("/etc/passwd", ".plenary-0", None),
            ("a/b", ".plenary-0", None),
            ("a/", ".plenary-0", None),
            ("..", ".plenary-0", None),
            ("", ".plenary-0", None),
            ("a", "thesis.pdf", None),
            ("a", ".plenary-0/../thesis.pdf", None),
            ("a", ".plenary-0", Some("thesis.pdf")),
            ("a", ".plenary-journal", None),
        ] {
            let entry = entry(target, new, old);
            assert_eq!(
                parse(&text(Stage::Staging, std::slice::from_ref(&entry))),
                None,
                "{entry:?}"
            );
        }
    }

    #[test]
    fn one_command_at_a_time_holds_the_lock() {
        let folder = tempfile::tempdir().unwrap();
        let lock = || Journal::try_lock(folder.path(), &Disk::new()).unwrap();
        let first = lock().unwrap();
        assert!(lock().is_none());
        first.close(&Disk::new()).unwrap();
        assert!(lock().is_some());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_place_of_the_journal_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let victim = folder.path().join("victim");
        std::os::unix::fs::symlink(&victim, folder.path().join(NAME)).unwrap();
        assert!(Journal::try_lock(folder.path(), &Disk::new()).is_err());
        std::fs::write(&victim, "text").unwrap();
        assert!(Journal::try_lock(folder.path(), &Disk::new()).is_err());
        assert_eq!(std::fs::read(&victim).unwrap(), b"text");
    }
}
