//! The file system, with the texts of open reports instead of their files.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use plenary::{FileError, FilePath, FileSystem, World};

use super::document::Document;

/// The file system, with the texts of open reports instead of their files.
pub struct OpenFiles<'a>(BTreeMap<&'a Path, &'a str>);

impl<'a> OpenFiles<'a> {
    /// The file system with some reports, by their paths.
    pub fn new(open: &'a BTreeMap<PathBuf, Document>) -> OpenFiles<'a> {
        let text = |(path, document): (&'a PathBuf, &'a Document)| {
            (path.as_path(), document.text.as_str())
        };
        OpenFiles(open.iter().map(text).collect())
    }
}

impl World for OpenFiles<'_> {
    fn read(&self, file: &FilePath, most_bytes: u64) -> Result<Vec<u8>, FileError> {
        match self.0.get(file.full().as_path()) {
            Some(text) => Ok(text.as_bytes().to_vec()),
            None => FileSystem.read(file, most_bytes),
        }
    }

    fn is_file(&self, file: &FilePath) -> bool {
        self.0.contains_key(file.full().as_path()) || FileSystem.is_file(file)
    }

    fn files_in(&self, folder: &FilePath) -> Result<Vec<FilePath>, FileError> {
        FileSystem.files_in(folder)
    }
}
