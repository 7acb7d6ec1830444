//! The manifests of an archive, for checking and cleaning it up.

use std::fs::File;
use std::path::{Path, PathBuf};

use plenary::{FilePath, FileSystem, World};

use super::file_state::Digest;
use super::log::Log;
use super::record::{Line, Output, Record};
use super::{FOLDER, failed, lock, others};
use crate::exit_status::CommandError;

/// The manifests of all builds into a folder.
pub struct Archive {
    out: PathBuf,
    logs: Vec<Log>,
    _locks: Vec<File>,
}

impl Archive {
    /// Reads the manifests of an output folder.
    ///
    /// # Errors
    ///
    /// If there is none, or one cannot be read.
    pub fn read(out: &Path) -> Result<Archive, CommandError> {
        let folder = out.join(FOLDER);
        let logs = others(&folder, None)?;
        if logs.is_empty() {
            return Err(CommandError::Usage(format!("no manifest in {}", folder.display())));
        }
        Ok(Archive { out: out.to_owned(), logs, _locks: Vec::new() })
    }

    /// Locks the manifests of an output folder, to change them. If a build holds a lock, calls `waiting` and
    /// waits.
    ///
    /// # Errors
    ///
    /// If there is none, or one cannot be locked, read or written.
    pub fn lock(out: &Path, waiting: impl Fn()) -> Result<Archive, CommandError> {
        let Archive { logs, .. } = Archive::read(out)?;
        let (mut opened, mut locks) = (Vec::new(), Vec::new());
        for path in logs.iter().map(Log::path) {
            locks.push(lock(&path.with_extension("lock"), &waiting)?);
            opened.push(Log::open(path.to_owned()).map_err(failed("open the manifest", path))?);
        }
        Ok(Archive { out: out.to_owned(), logs: opened, _locks: locks })
    }

    /// Removes the outputs that no longer exist from the records of a report.
    ///
    /// # Errors
    ///
    /// If a manifest cannot be written.
    pub fn forget(&self, name: &str) -> Result<(), CommandError> {
        for log in &self.logs {
            let Some(mut record) = log.made(name) else { continue };
            record.outputs.retain(|output| self.out.join(&output.file).symlink_metadata().is_ok());
            log.add(&Line::Made(record)).map_err(failed("write the manifest", log.path()))?;
        }
        Ok(())
    }

    /// Waits until everything is on the disk.
    ///
    /// # Errors
    ///
    /// If a manifest cannot be written.
    pub fn close(self) -> Result<(), CommandError> {
        for log in self.logs {
            let path = log.path().to_owned();
            log.close().map_err(failed("write the manifest", &path))?;
        }
        Ok(())
    }

    /// The names of all reports, sorted.
    pub fn names(&self) -> Vec<Box<str>> {
        let mut names: Vec<_> = self.logs.iter().flat_map(Log::names).collect();
        names.sort();
        names.dedup();
        names
    }

    /// The records of a report: one, or several from builds of different parts.
    pub fn records(&self, name: &str) -> Vec<Record> {
        self.logs.iter().filter_map(|log| log.made(name)).collect()
    }

    /// Compares an output with its records.
    pub fn integrity(&self, outputs: &[&Output]) -> Integrity {
        let states = outputs.iter().map(|output| state_of(&self.out, output));
        states.min().unwrap_or(Integrity::Missing)
    }
}

/// Whether an output is as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Integrity {
    /// It is.
    Intact,
    /// Its content is different.
    Changed,
    /// It does not exist.
    Missing,
}

/// Compares the bytes of an output with their hash. No link may lead out of the output folder.
pub fn state_of(out: &Path, output: &Output) -> Integrity {
    let file = FilePath::beneath(out, &output.file);
    match FileSystem.read(&file, output.bytes) {
        Ok(bytes) if Digest::of(&bytes) == output.blake3 => Integrity::Intact,
        Err(_) if out.join(&output.file).symlink_metadata().is_err() => Integrity::Missing,
        Ok(_) | Err(_) => Integrity::Changed,
    }
}
