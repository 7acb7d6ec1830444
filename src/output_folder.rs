//! The output folder: sets of files that appear together or not at all.
//!
//! Every file of a set is written beside its target before any target changes. The older files keep a
//! second name until all new ones are in place, so any failure can be undone, and no target is ever
//! missing. The [`journal`] names every such file before it is created. If the program is killed, the
//! next command that writes to the folder finishes the set or undoes it.

pub mod disk;
mod journal;
#[cfg(test)]
mod tests;

use std::ffi::{OsStr, OsString};
use std::fs::{self, FileType};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLockReadGuard};

use plenary::FileError;

use crate::exit_status::CommandError;
use crate::file_identity::FileIdentity;
use crate::input_files::InputFiles;
use crate::stop;
use disk::{Disk, not_regular};
use journal::{Entry, Journal, Stage};

/// A folder that files are written to.
pub struct OutputFolder {
    path: PathBuf,
    disk: Disk,
    /// Sets that wait to be written together.
    waiting: Mutex<Vec<Arc<Waiting>>>,
    /// Held while sets are written together.
    turn: Mutex<()>,
}

/// A set that waits to be written together with others.
struct Waiting {
    files: Vec<OutputFile>,
    written: Mutex<Option<Result<(), CommandError>>>,
}

/// A file to write.
#[derive(Debug)]
pub struct OutputFile {
    /// Its name in the folder.
    pub name: OsString,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// The existing files that may be replaced.
#[derive(Clone, Copy)]
pub enum Replace<'a> {
    /// None.
    Nothing,
    /// All regular files except those that were read.
    AllBut(&'a InputFiles),
}

/// Writes files that must not exist yet: all of them or none. Creates the folder if it is missing.
///
/// # Errors
///
/// If a file exists or cannot be written.
pub fn write_new(folder: &Path, files: &[OutputFile]) -> Result<(), CommandError> {
    OutputFolder::new(folder).write(files, Replace::Nothing)
}

/// A locked folder.
struct Locked<'a> {
    folder: &'a OutputFolder,
    journal: Journal,
    _writing: RwLockReadGuard<'static, ()>,
}

impl OutputFolder {
    /// A folder, which may not exist yet.
    pub fn new(path: impl Into<PathBuf>) -> OutputFolder {
        OutputFolder::on(Disk::new(), path)
    }

    /// A folder for outputs that will soon be replaced, so nobody waits until they are on the disk.
    pub fn for_a_short_time(path: impl Into<PathBuf>) -> OutputFolder {
        OutputFolder::on(Disk::without_waiting(), path)
    }

    fn on(disk: Disk, path: impl Into<PathBuf>) -> OutputFolder {
        let (waiting, turn) = Default::default();
        OutputFolder { path: path.into(), disk, waiting, turn }
    }

    /// Finishes or undoes the work of a killed command.
    ///
    /// # Errors
    ///
    /// If a file cannot be put in its place.
    pub fn repair(&self) -> Result<(), FileError> {
        match self.path.join(journal::NAME).symlink_metadata() {
            Ok(_) => self.lock()?.close(),
            Err(_) => Ok(()),
        }
    }

    /// Checks that a file may be written.
    ///
    /// # Errors
    ///
    /// If something else has the name.
    pub fn check(&self, name: &OsStr, replace: Replace) -> Result<(), CommandError> {
        let path = self.path.join(name);
        let error = |error| cannot_write(&path, error);
        if !exists(&path).map_err(error)? {
            return Ok(());
        }
        let Replace::AllBut(inputs) = replace else {
            return Err(CommandError::Usage(format!("{} already exists", path.display())));
        };
        let found = fs::symlink_metadata(&path).map_err(error)?.file_type();
        refuse_others(found).map_err(error)?;
        if inputs.contain(&path) { Err(is_input(&path)) } else { Ok(()) }
    }

    /// Whether something has this name.
    pub fn has(&self, name: &OsStr) -> bool {
        self.path.join(name).symlink_metadata().is_ok()
    }

    /// Writes all files or none. Creates the folder if it is missing.
    ///
    /// # Errors
    ///
    /// If a file cannot be written or put in its place.
    pub fn write(&self, files: &[OutputFile], replace: Replace) -> Result<(), CommandError> {
        self.write_all(&files.iter().collect::<Vec<_>>(), replace)
    }

    fn write_all(&self, files: &[&OutputFile], replace: Replace) -> Result<(), CommandError> {
        let create = |error| FileError::new("create the folder", &self.path, error);
        fs::create_dir_all(&self.path).map_err(create)?;
        let locked = self.lock()?;
        let written = locked.write(files, replace);
        match written {
            Err(Failed::Clean(error)) => {
                // The first error counts.
                let _ = locked.close();
                if stop::requested() {
                    stop::wait_for_end();
                }
                Err(error)
            }
            Err(Failed::ForNextCommand(error)) => Err(error.into()),
            Ok(()) => Ok(locked.close()?),
        }
    }

    /// Writes all files of a set or none, together with sets from other threads of this program, so that one
    /// wait for the disk is enough for all of them. A set that cannot be written does not affect the others.
    ///
    /// # Errors
    ///
    /// As [`OutputFolder::write`].
    pub fn write_together(
        &self,
        files: Vec<OutputFile>,
        replace: Replace,
    ) -> Result<(), CommandError> {
        let own = Arc::new(Waiting { files, written: Mutex::default() });
        locked(&self.waiting).push(own.clone());
        let _turn = locked(&self.turn);
        // Another thread may have written it by now.
        if let Some(written) = locked(&own.written).take() {
            return written;
        }
        let sets = std::mem::take(&mut *locked(&self.waiting));
        let fits =
            |set: &Waiting| set.files.iter().all(|file| self.check(&file.name, replace).is_ok());
        let (fitting, others): (Vec<_>, Vec<_>) = sets.into_iter().partition(|set| fits(set));
        let files: Vec<&OutputFile> = fitting.iter().flat_map(|set| &set.files).collect();
        let is_written = fitting.len() > 1 && self.write_all(&files, replace).is_ok();
        for set in &fitting {
            let written = if is_written { Ok(()) } else { self.write(&set.files, replace) };
            *locked(&set.written) = Some(written);
        }
        for set in &others {
            *locked(&set.written) = Some(self.write(&set.files, replace));
        }
        locked(&own.written).take().unwrap_or(Ok(()))
    }

    /// Waits for the lock of the folder, and repairs it.
    fn lock(&self) -> Result<Locked<'_>, FileError> {
        loop {
            let writing = stop::begin_writing();
            let lock = Journal::try_lock(&self.path, &self.disk);
            match lock.map_err(|error| FileError::new("lock the folder", &self.path, error))? {
                Some(journal) => {
                    let locked = Locked { folder: self, journal, _writing: writing };
                    locked.recover()?;
                    return Ok(locked);
                }
                None => drop(writing),
            }
            std::thread::sleep(stop::PAUSE);
        }
    }
}

/// Why a set was not written.
enum Failed {
    /// Every file is as before.
    Clean(CommandError),
    /// The journal remains, because the older files could not be put back.
    ForNextCommand(FileError),
}

impl From<FileError> for Failed {
    fn from(error: FileError) -> Failed {
        Failed::ForNextCommand(error)
    }
}

impl Locked<'_> {
    fn write(&self, files: &[&OutputFile], replace: Replace) -> Result<(), Failed> {
        for file in files {
            self.folder.check(&file.name, replace).map_err(Failed::Clean)?;
        }
        let targets: Vec<OsString> = files.iter().map(|file| file.name.clone()).collect();
        let entries = journal::entries(&self.folder.path, &targets);
        let begun = self.journal.begin(&entries, &self.folder.disk);
        let begun = begun.map_err(|error| cannot_write(self.journal.path(), error));
        begun.map_err(|error| Failed::Clean(error.into()))?;
        if let Err(error) = self.stage(files, &entries) {
            // A failed write may have reached the disk.
            self.enter(Stage::Staging)?;
            self.discard(&entries)?;
            return Err(Failed::Clean(error.into()));
        }
        match self.place_all(&entries) {
            Ok(()) => Ok(self.discard(&entries)?),
            Err(error) => {
                self.undo(&entries)?;
                Err(Failed::Clean(error.into()))
            }
        }
    }

    /// Finishes or undoes what the journal lists.
    fn recover(&self) -> Result<(), FileError> {
        let found = self.journal.read();
        let read = |error| FileError::new("read", self.journal.path(), error);
        let Some((stage, entries)) = found.map_err(read)? else { return Ok(()) };
        match stage {
            Stage::Staging => self.discard(&entries),
            Stage::Undoing => self.undo(&entries),
            Stage::Placing => match self.place_all(&entries) {
                Ok(()) => self.discard(&entries),
                // Something else has taken the place of a target.
                Err(_) => self.undo(&entries),
            },
        }
    }

    /// Writes every new file beside its target, and gives every older file a second name.
    fn stage(&self, files: &[&OutputFile], entries: &[Entry]) -> Result<(), FileError> {
        let disk = &self.folder.disk;
        self.sync()?;
        let mut created = Vec::new();
        for (file, entry) in files.iter().zip(entries) {
            let target = self.path(&entry.target);
            let error = |error| cannot_write(&target, error);
            if stop::requested() {
                return Err(error(io::ErrorKind::Interrupted.into()));
            }
            created.push(disk.create(&self.path(&entry.new), &file.bytes).map_err(error)?);
            if let Some(old) = &entry.old {
                disk.duplicate(&target, &self.path(old)).map_err(error)?;
            }
        }
        disk.sync_each(&created).map_err(|(index, error)| {
            let target = entries.get(index).map(|entry| self.path(&entry.target));
            cannot_write(&target.unwrap_or_default(), error)
        })?;
        self.sync()?;
        self.enter(Stage::Placing)
    }

    fn place_all(&self, entries: &[Entry]) -> Result<(), FileError> {
        for entry in entries {
            let placed = self.place(entry);
            placed.map_err(|error| cannot_write(&self.path(&entry.target), error))?;
        }
        self.sync()
    }

    /// Puts a new file in its place, unless this is done.
    fn place(&self, entry: &Entry) -> io::Result<()> {
        let (new, target) = (self.path(&entry.new), self.path(&entry.target));
        if !exists(&new)? || same(&new, &target) {
            return Ok(());
        }
        let Some(old) = &entry.old else { return self.folder.disk.rename_to_new(&new, &target) };
        refuse_others(fs::symlink_metadata(&target)?.file_type())?;
        match unchanged(&target, &self.path(old))? {
            true => self.folder.disk.replace(&new, &target),
            false => Err(io::Error::other("another program has changed it")),
        }
    }

    /// Puts every older file back, then removes the new ones.
    fn undo(&self, entries: &[Entry]) -> Result<(), FileError> {
        self.enter(Stage::Undoing)?;
        for entry in entries {
            let undone = self.take_back(entry);
            let target = self.path(&entry.target);
            undone.map_err(|error| FileError::new("restore", &target, error))?;
        }
        self.sync()?;
        self.enter(Stage::Staging)?;
        self.discard(entries)
    }

    /// Takes a new file from its place, if it is there.
    fn take_back(&self, entry: &Entry) -> io::Result<()> {
        let disk = &self.folder.disk;
        let (new, target) = (self.path(&entry.new), self.path(&entry.target));
        let placed = !exists(&new)?;
        match entry.old.as_ref().map(|old| self.path(old)) {
            Some(old) if placed && exists(&old)? => disk.replace(&old, &target),
            None if placed && target.is_file() => disk.rename_to_new(&target, &new),
            None if same(&new, &target) => disk.remove(&target),
            Some(_) | None => Ok(()),
        }
    }

    /// Removes the files beside the targets.
    fn discard(&self, entries: &[Entry]) -> Result<(), FileError> {
        let names = entries.iter().flat_map(|entry| [Some(&entry.new), entry.old.as_ref()]);
        for path in names.flatten().map(|name| self.path(name)) {
            let removed = self.folder.disk.remove(&path);
            removed.map_err(|error| FileError::new("delete", &path, error))?;
        }
        self.sync()
    }

    fn enter(&self, stage: Stage) -> Result<(), FileError> {
        let entered = self.journal.enter(stage, &self.folder.disk);
        entered.map_err(|error| cannot_write(self.journal.path(), error))
    }

    fn sync(&self) -> Result<(), FileError> {
        let synced = self.folder.disk.sync_folder(&self.folder.path);
        synced.map_err(|error| cannot_write(&self.folder.path, error))
    }

    fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.folder.path.join(name)
    }

    /// Removes the journal and releases the lock.
    fn close(self) -> Result<(), FileError> {
        let path = self.journal.path().to_owned();
        let closed = self.journal.close(&self.folder.disk);
        closed.map_err(|error| FileError::new("delete", &path, error))
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whether anything has a name.
fn exists(path: &Path) -> io::Result<bool> {
    match fs::symlink_metadata(path) {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// Refuses everything except regular files. Replacing a link would lose it, and writing through it could
/// change any file.
fn refuse_others(found: FileType) -> io::Result<()> {
    if found.is_dir() {
        Err(io::ErrorKind::IsADirectory.into())
    } else if found.is_symlink() {
        Err(io::Error::new(io::ErrorKind::InvalidInput, "it is a symbolic link"))
    } else if !found.is_file() {
        Err(not_regular())
    } else {
        Ok(())
    }
}

/// Whether two names belong to the same file.
fn same(one: &Path, other: &Path) -> bool {
    let identity = FileIdentity::of_name(one);
    identity.is_some() && identity == FileIdentity::of_name(other)
}

/// Whether a target is still the file that has the second name, or from which the copy was made.
fn unchanged(target: &Path, old: &Path) -> io::Result<bool> {
    Ok(same(target, old) || fs::read(target)? == fs::read(old)?)
}

fn cannot_write(path: &Path, error: io::Error) -> FileError {
    FileError::new("write", path, error)
}

fn is_input(path: &Path) -> CommandError {
    let path = path.strip_prefix(".").unwrap_or(path).display();
    CommandError::Usage(format!(
        "{path} would be replaced, but this build reads it; choose another folder with --out"
    ))
}
