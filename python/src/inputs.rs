//! What a call reads: a file and what it refers to, on disk or in memory.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use plenary::{FileError, FilePath, FileSystem, Limits, MemoryWorld, Source, World};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;

use crate::errors::Failure;

/// A file as an argument: its content, or its path.
#[derive(FromPyObject)]
pub enum FileArgument {
    /// The content of a file in memory.
    Content(PyBackedBytes),
    /// The path of a file on disk.
    Path(PathBuf),
}

/// The files in memory as an argument, by path.
pub type FilesArgument = BTreeMap<PathBuf, PyBackedBytes>;

/// A file as a call reads it.
#[derive(Clone, Debug)]
pub enum Input {
    /// A file in memory, with the path that messages show.
    Memory(PathBuf, Arc<[u8]>),
    /// A file on disk.
    Disk(PathBuf),
}

impl Input {
    /// The file of an argument. A file in memory gets a name.
    pub fn new(argument: FileArgument, name: &str) -> Input {
        match argument {
            FileArgument::Content(bytes) => Input::Memory(name.into(), Arc::from(&*bytes)),
            FileArgument::Path(path) => Input::Disk(path),
        }
    }

    /// Its path.
    pub fn path(&self) -> &Path {
        match self {
            Input::Memory(path, _) | Input::Disk(path) => path,
        }
    }

    /// Its path, for messages.
    pub fn name(&self) -> String {
        self.path().display().to_string()
    }

    /// Reads it as a report.
    pub fn source(&self, limits: &Limits) -> Result<Source, Failure> {
        match self {
            Input::Memory(path, bytes) => Ok(Source::new(path, bytes)),
            Input::Disk(path) => Ok(Source::read(path, &FileSystem, limits)?),
        }
    }

    /// Reads at most some bytes.
    pub fn bytes(&self, most: u64) -> Result<Vec<u8>, Failure> {
        match self {
            Input::Memory(_, bytes) => Ok(bytes.to_vec()),
            Input::Disk(path) => {
                let read = FileSystem.read(&FilePath::typed(path), most);
                read.map_err(|error| Failure::Other(error.to_string()))
            }
        }
    }

    /// The files to which it may refer: those on disk if it is on disk, otherwise those of the compiler and of
    /// the call.
    ///
    /// # Errors
    ///
    /// If files are passed for a file on disk.
    pub fn world(
        &self,
        shared: &Arc<MemoryWorld>,
        files: Option<FilesArgument>,
    ) -> PyResult<Files> {
        match (self, files) {
            (Input::Disk(_), None) => Ok(Files::Disk),
            (Input::Disk(_), Some(_)) => Err(PyTypeError::new_err(
                "files belong to a report in memory; pass the content of the report as bytes",
            )),
            (Input::Memory(..), files) => Ok(Files::Memory {
                own: in_memory(files.unwrap_or_default()),
                shared: shared.clone(),
            }),
        }
    }
}

/// Files in memory.
pub fn in_memory(files: FilesArgument) -> MemoryWorld {
    let mut world = MemoryWorld::new();
    for (path, bytes) in files {
        world.insert(path, &*bytes);
    }
    world
}

/// The files that a report may use.
#[derive(Clone, Debug)]
pub enum Files {
    /// Those on disk.
    Disk,
    /// Those in memory. Those of a call take precedence over those of its compiler.
    Memory {
        /// The files of the call.
        own: MemoryWorld,
        /// The files of the compiler.
        shared: Arc<MemoryWorld>,
    },
}

impl World for Files {
    fn read(&self, file: &FilePath, most_bytes: u64) -> Result<Vec<u8>, FileError> {
        match self {
            Files::Disk => FileSystem.read(file, most_bytes),
            Files::Memory { own, .. } if own.is_file(file) => own.read(file, most_bytes),
            Files::Memory { shared, .. } => shared.read(file, most_bytes),
        }
    }

    fn is_file(&self, file: &FilePath) -> bool {
        match self {
            Files::Disk => FileSystem.is_file(file),
            Files::Memory { own, shared } => own.is_file(file) || shared.is_file(file),
        }
    }

    fn files_in(&self, folder: &FilePath) -> Result<Vec<FilePath>, FileError> {
        match self {
            Files::Disk => FileSystem.files_in(folder),
            Files::Memory { own, shared } => {
                let mut files = own.files_in(folder)?;
                files.extend(shared.files_in(folder)?);
                files.sort();
                files.dedup();
                Ok(files)
            }
        }
    }
}
