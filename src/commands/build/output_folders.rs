//! The folders below the output folder, each repaired when it is first used.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use plenary::FileError;

use crate::output_folder::OutputFolder;

/// The output folder and the folders in it.
pub struct OutputFolders<'a> {
    out: &'a Path,
    /// Makes an object for a folder.
    folder: fn(PathBuf) -> OutputFolder,
    used: Mutex<HashMap<PathBuf, Arc<OutputFolder>>>,
}

impl<'a> OutputFolders<'a> {
    /// The folders below an output folder.
    pub fn new(out: &'a Path) -> Self {
        OutputFolders { out, folder: OutputFolder::new, used: Mutex::default() }
    }

    /// The folders below an output folder, whose files the next change of a source replaces.
    pub fn watching(out: &'a Path) -> Self {
        OutputFolders { folder: OutputFolder::for_a_short_time, ..OutputFolders::new(out) }
    }

    /// The output folder.
    pub fn out(&self) -> &'a Path {
        self.out
    }

    /// A folder, given by its path below the output folder. The work of a killed build there is finished or
    /// undone.
    ///
    /// # Errors
    ///
    /// If a file cannot be put in its place.
    pub fn get(&self, below: &Path) -> Result<Arc<OutputFolder>, FileError> {
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(folder) = used.get(below) {
            return Ok(folder.clone());
        }
        let path =
            if below.as_os_str().is_empty() { self.out.into() } else { self.out.join(below) };
        let folder = Arc::new((self.folder)(path));
        folder.repair()?;
        used.insert(below.to_owned(), folder.clone());
        Ok(folder)
    }
}
