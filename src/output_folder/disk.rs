//! The changes to an output folder. A test can make each of them fail.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use tempfile::TempPath;

/// A kind of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// A file is opened, and created if it is missing.
    Open,
    /// A file, or a second name of a file, is created.
    Create,
    /// Bytes are written to a file.
    Write,
    /// The program waits until a file is on the disk.
    Sync,
    /// A file gets another name.
    Rename,
    /// A file is removed.
    Remove,
    /// The program waits until the names in a folder are on the disk.
    SyncFolder,
}

/// Changes files. It asks before every change, so that a test can make each of them fail.
pub struct Disk {
    before: Box<dyn Fn(Change) -> io::Result<()> + Send + Sync>,
    /// Whether to wait until changes are on the disk. Tests need not wait, because they do not cut the power.
    durable: bool,
}

impl Disk {
    /// The file system of the machine.
    pub fn new() -> Disk {
        Disk { before: Box::new(|_| Ok(())), durable: true }
    }

    /// The file system of the machine, which nobody waits for: if the power fails, files may be incomplete.
    pub fn without_waiting() -> Disk {
        Disk { durable: false, ..Disk::new() }
    }

    /// A file system that fails whenever a function returns an error.
    #[cfg(test)]
    pub fn failing(before: impl Fn(Change) -> io::Result<()> + Send + Sync + 'static) -> Disk {
        Disk { before: Box::new(before), durable: false }
    }

    /// Opens a regular file to read and write, and creates it if missing.
    pub fn open_or_create(&self, path: &Path) -> io::Result<File> {
        (self.before)(Change::Open)?;
        let mut options = OpenOptions::new();
        options.read(true).write(true);
        match options.clone().create_new(true).open(path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            created => return created,
        }
        // A link could lead to any file, and a named pipe or a device must not be replaced.
        match fs::symlink_metadata(path)?.is_file() {
            true => options.open(path),
            false => Err(not_regular()),
        }
    }

    /// Creates a file that does not exist yet.
    pub fn create(&self, path: &Path, bytes: &[u8]) -> io::Result<File> {
        (self.before)(Change::Create)?;
        let mut file = File::create_new(path)?;
        (self.before)(Change::Write)?;
        file.write_all(bytes)?;
        Ok(file)
    }

    /// Waits until all bytes of some files are on the disk. Waiting for several files at once takes hardly
    /// longer than for one. An error has the index of its file.
    pub fn sync_each(&self, files: &[File]) -> Result<(), (usize, io::Error)> {
        for index in 0..files.len() {
            (self.before)(Change::Sync).map_err(|error| (index, error))?;
        }
        if !self.durable {
            return Ok(());
        }
        let (next, failed) = (AtomicUsize::new(0), OnceLock::new());
        let serve = || {
            while let Some((index, file)) = next_of(files, &next) {
                if let Err(error) = file.sync_all() {
                    let _ = failed.set((index, error));
                }
            }
        };
        thread::scope(|scope| {
            for _ in 1..files.len().min(SYNCING) {
                // Without the thread, the others do its work.
                let _ = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, serve);
            }
            serve();
        });
        failed.into_inner().map_or(Ok(()), Err)
    }

    /// Replaces the content of an open file, on the disk too.
    pub fn rewrite(&self, mut file: &File, bytes: &[u8]) -> io::Result<()> {
        (self.before)(Change::Write)?;
        file.set_len(0)?;
        self.overwrite(file, bytes)?;
        file.seek(SeekFrom::Start(0)).map(drop)
    }

    /// Overwrites the first bytes of an open file, on the disk too.
    pub fn overwrite(&self, mut file: &File, bytes: &[u8]) -> io::Result<()> {
        (self.before)(Change::Write)?;
        file.seek(SeekFrom::Start(0))?;
        file.write_all(bytes)?;
        self.sync(file)
    }

    /// Gives a file a second name, or copies it if the file system has no hard links.
    pub fn duplicate(&self, path: &Path, second: &Path) -> io::Result<()> {
        (self.before)(Change::Create)?;
        match fs::hard_link(path, second) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => copy(path, second),
            linked => linked,
        }
    }

    /// Renames a file, replacing the file of the new name in the same step.
    pub fn replace(&self, from: &Path, to: &Path) -> io::Result<()> {
        (self.before)(Change::Rename)?;
        fs::rename(from, to)
    }

    /// Renames a file to an unused name.
    pub fn rename_to_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        (self.before)(Change::Rename)?;
        let renamed = TempPath::try_from_path(from)?.persist_noclobber(to);
        renamed.map_err(|refused| match refused.path.keep() {
            Ok(_) => refused.error,
            Err(kept) => kept.error,
        })
    }

    /// Removes a file, if it exists.
    pub fn remove(&self, path: &Path) -> io::Result<()> {
        (self.before)(Change::Remove)?;
        match fs::remove_file(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            removed => removed,
        }
    }

    /// Makes the names in a folder durable.
    pub fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        (self.before)(Change::SyncFolder)?;
        if self.durable { sync_folder(folder) } else { Ok(()) }
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        (self.before)(Change::Sync)?;
        if self.durable { file.sync_all() } else { Ok(()) }
    }
}

/// The number of files for which the program waits at once.
const SYNCING: usize = 8;

/// The stack of a thread that only waits, in bytes.
const STACK: usize = 64 << 10;

fn next_of<'f>(files: &'f [File], next: &AtomicUsize) -> Option<(usize, &'f File)> {
    let index = next.fetch_add(1, Ordering::Relaxed);
    files.get(index).map(|file| (index, file))
}

/// The error of a file that must be a regular one.
pub fn not_regular() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, "not a regular file")
}

fn copy(path: &Path, second: &Path) -> io::Result<()> {
    fs::copy(path, second)?;
    OpenOptions::new().write(true).open(second)?.sync_all()
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    match File::open(folder)?.sync_all() {
        // Some network file systems do not support this; without it, the result is no worse.
        Err(error)
            if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) =>
        {
            Ok(())
        }
        synced => synced,
    }
}

/// Windows makes names durable by itself, and does not open folders as files.
#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}
