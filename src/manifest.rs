//! The manifest of an output folder: records what each output was made from, so that the next build skips
//! what is unchanged.
//!
//! It is `.plenary/manifest.jsonl` in the folder; a build of a part has a separate file. A build holds
//! its lock from beginning to end, so a second build waits. A line is added when the outputs of a report
//! are in place, so a build that is killed loses only the reports in progress.

mod archive;
mod file_state;
mod inputs;
mod log;
mod record;

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use plenary::FileError;

use crate::exit_status::CommandError;
use crate::output_folder::disk::Disk;
use crate::shard::Shard;
use crate::version;
use archive::state_of;
use file_state::Stamp;
use inputs::{KnownHashes, Now};
use log::Log;
use record::{Announcement, Line};

pub use archive::{Archive, Integrity};
pub use file_state::Digest;
pub use inputs::Recorder;
pub use record::{Output, Record};

/// The folder of the manifest in the output folder.
const FOLDER: &str = ".plenary";

/// The open manifest of an output folder.
pub struct Manifest {
    out: PathBuf,
    own: Log,
    /// The manifests of builds of other parts, which may contain the same reports.
    others: Vec<Log>,
    known: KnownHashes,
    _lock: File,
}

/// A request to build the outputs of a report.
pub struct Request<'a> {
    /// The path of the outputs below the output folder, with `/` and without extension.
    pub name: &'a str,
    /// The source file.
    pub report: &'a Path,
    /// The options.
    pub options: Digest,
    /// The outputs below the output folder.
    pub files: &'a [PathBuf],
}

/// An output that is in place.
pub struct Placed {
    /// Its path below the output folder.
    pub file: PathBuf,
    /// Its size in bytes.
    pub bytes: u64,
    /// Its hash.
    pub blake3: Digest,
}

impl Manifest {
    /// Opens the manifest of a folder for a build of all reports or of a part of them. If another build holds
    /// the lock, calls `waiting` and waits.
    ///
    /// # Errors
    ///
    /// If it cannot be locked, read or written, or if a newer program wrote it.
    pub fn open(
        out: &Path,
        shard: Option<Shard>,
        waiting: impl FnOnce(),
    ) -> Result<Manifest, CommandError> {
        let folder = out.join(FOLDER);
        fs::create_dir_all(&folder).map_err(failed("create the folder", &folder))?;
        let name = match shard {
            Some(Shard { number, of }) => format!("manifest.{number}-of-{of}"),
            None => "manifest".into(),
        };
        let lock = lock(&folder.join(format!("{name}.lock")), waiting)?;
        let path = folder.join(format!("{name}.jsonl"));
        let others = others(&folder, Some(&path))?;
        let own = Log::open(path.clone()).map_err(failed("open the manifest", &path))?;
        Ok(Manifest {
            out: out.to_owned(),
            own,
            others,
            known: KnownHashes::default(),
            _lock: lock,
        })
    }

    /// The record of a report that need not be built, because its inputs have not changed and all of these
    /// outputs are as they were written.
    ///
    /// # Errors
    ///
    /// If the manifest cannot be written.
    pub fn unchanged(&self, request: &Request) -> Result<Option<Record>, CommandError> {
        for (log, is_own) in self.logs() {
            let Some(record) = log.made(request.name) else { continue };
            let Some((now, is_same)) = self.current(&record, request) else { continue };
            if !is_own || !is_same {
                self.add(&Line::Made(now.clone()))?;
            }
            return Ok(Some(now));
        }
        Ok(None)
    }

    /// A record with the current states of its files, and whether these are unchanged; `None` if its inputs
    /// or outputs differ from those requested.
    fn current(&self, record: &Record, request: &Request) -> Option<(Record, bool)> {
        let is_same = record.report == request.report
            && record.options == request.options
            && record.program == version::program();
        let (mut now, mut touched) = (record.clone(), false);
        if !is_same {
            return None;
        }
        for input in &mut now.inputs {
            match input.now(&self.known) {
                Now::Same => {}
                Now::Changed => return None,
                Now::Touched(other) => (*input, touched) = (other, true),
            }
        }
        for file in request.files {
            let output = now.outputs.iter_mut().find(|it| it.file == *file && !it.older)?;
            let stamp = Stamp::of(&self.out.join(file))?;
            if stamp != output.stamp {
                (state_of(&self.out, output) == Integrity::Intact).then_some(())?;
                (output.stamp, touched) = (stamp, true);
            }
        }
        Some((now, !touched))
    }

    /// Whether a build wrote a file, or was about to.
    pub fn lists(&self, name: &str, file: &Path) -> bool {
        self.logs().any(|(log, _)| {
            let made = log.made(name).is_some_and(|it| it.outputs.iter().any(|it| it.file == file));
            made || log.announced(name).is_some_and(|it| it.files.iter().any(|it| it == file))
        })
    }

    /// Records that the outputs of a report are about to be written.
    ///
    /// # Errors
    ///
    /// If the manifest cannot be written.
    pub fn announce(&self, request: &Request) -> Result<(), CommandError> {
        let files = request.files.to_vec();
        self.add(&Line::Writing(Announcement { name: request.name.into(), files }))
    }

    /// Records that the outputs of a report are in place.
    ///
    /// # Errors
    ///
    /// If the manifest cannot be written.
    pub fn made(
        &self,
        request: &Request,
        inputs: Recorder,
        placed: Vec<Placed>,
        warnings: usize,
    ) -> Result<(), CommandError> {
        // Without a line, the report is built again by the next build.
        let Some(inputs) = inputs.inputs() else { return Ok(()) };
        let output = |Placed { file, bytes, blake3 }: Placed| {
            let stamp = Stamp::of(&self.out.join(&file))?;
            Some(Output { file, bytes, blake3, stamp, older: false })
        };
        let Some(mut outputs) = placed.into_iter().map(output).collect::<Option<Vec<_>>>() else {
            return Ok(());
        };
        let before = self.own.made(request.name);
        let others = before.into_iter().flat_map(|record| {
            let is_older = (record.options != request.options) || record.inputs != inputs;
            let others = record.outputs.into_iter().filter(|it| !request.files.contains(&it.file));
            others.map(move |it| Output { older: it.older || is_older, ..it })
        });
        outputs.extend(others.collect::<Vec<_>>());
        self.add(&Line::Made(Record {
            name: request.name.into(),
            report: request.report.into(),
            program: version::program().into(),
            options: request.options,
            warnings,
            inputs,
            outputs,
        }))
    }

    /// Waits until everything is on the disk.
    ///
    /// # Errors
    ///
    /// If the manifest cannot be written.
    pub fn close(self) -> Result<(), CommandError> {
        let path = self.out.join(FOLDER);
        Ok(self.own.close().map_err(failed("write the manifest in", &path))?)
    }

    fn logs(&self) -> impl Iterator<Item = (&Log, bool)> {
        [(&self.own, true)].into_iter().chain(self.others.iter().map(|log| (log, false)))
    }

    fn add(&self, line: &Line) -> Result<(), CommandError> {
        let path = self.out.join(FOLDER);
        match self.own.add(line) {
            // A path is not Unicode, so the report is built every time.
            Err(error) if error.kind() == io::ErrorKind::InvalidData => Ok(()),
            added => Ok(added.map_err(failed("write the manifest in", &path))?),
        }
    }
}

/// Reads the manifests in a folder, except one.
fn others(folder: &Path, own: Option<&Path>) -> Result<Vec<Log>, CommandError> {
    let files = match log::files(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        files => files.map_err(failed("read", folder))?,
    };
    let others = files.into_iter().filter(|path| Some(path.as_path()) != own);
    let read = |path: PathBuf| Log::read(path.clone()).map_err(failed("read", &path));
    Ok(others.map(read).collect::<Result<_, _>>()?)
}

/// Locks a file, which stays where it is.
fn lock(path: &Path, waiting: impl FnOnce()) -> Result<File, CommandError> {
    let error = |error| FileError::new("lock", path, error);
    let file = Disk::new().open_or_create(path).map_err(error)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            waiting();
            file.lock().map_err(error)?;
        }
        // Some network file systems have no locks. One command at a time is still safe there.
        Err(TryLockError::Error(cause)) if cause.kind() == io::ErrorKind::Unsupported => {}
        Err(TryLockError::Error(cause)) => return Err(error(cause).into()),
    }
    Ok(file)
}

fn failed(action: &'static str, path: &Path) -> impl Fn(io::Error) -> FileError {
    let path = path.to_owned();
    move |error| FileError::new(action, &path, error)
}
