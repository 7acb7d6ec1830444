//! The inputs of a report: everything that was looked up for it, with the results.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use plenary::{FileError, FilePath, FileSystem, World};
use serde::{Deserialize, Serialize};

use super::file_state::{Digest, Stamp};
use crate::input_files::InputFiles;

/// Something that was looked up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// The path, relative to the folder that it may not leave.
    path: PathBuf,
    /// The folder that the path may not leave.
    #[serde(rename = "in", default, skip_serializing_if = "Option::is_none")]
    root: Option<PathBuf>,
    /// The result.
    found: Found,
}

/// The result of looking up a path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Found {
    /// No file.
    Nothing,
    /// A file that was not read.
    Something,
    /// A file that was read.
    File {
        bytes: u64,
        blake3: Digest,
        /// Its state, if it had not just changed.
        stamp: Option<Stamp>,
    },
    /// The files in a folder.
    Files(Vec<PathBuf>),
}

/// The present state of a path.
#[derive(Debug, PartialEq, Eq)]
pub enum Now {
    /// The same.
    Same,
    /// The same content, in a file with another state.
    Touched(Input),
    /// Something else.
    Changed,
}

impl Input {
    fn location(&self) -> FilePath {
        match &self.root {
            Some(root) => FilePath::beneath(root, &self.path),
            None => FilePath::typed(&self.path),
        }
    }

    /// Compares the recorded result with the present one.
    pub fn now(&self, known: &KnownHashes) -> Now {
        let location = self.location();
        let same = |same: bool| if same { Now::Same } else { Now::Changed };
        match &self.found {
            Found::Nothing => same(!FileSystem.is_file(&location)),
            Found::Something => same(FileSystem.is_file(&location)),
            Found::Files(names) => {
                let files = FileSystem.files_in(&location);
                same(files.is_ok_and(|files| paths(&files) == *names))
            }
            Found::File { bytes, blake3, stamp } => {
                let full = location.full();
                let settled = Stamp::settled(&full);
                if stamp.is_some() && *stamp == settled {
                    return Now::Same;
                }
                match known.of(&location, *bytes, settled) {
                    Some(hash) if hash == *blake3 && settled == *stamp => Now::Same,
                    Some(hash) if hash == *blake3 => {
                        let found = Found::File { bytes: *bytes, blake3: hash, stamp: settled };
                        Now::Touched(Input { found, ..self.clone() })
                    }
                    Some(_) | None => Now::Changed,
                }
            }
        }
    }
}

fn paths(files: &[FilePath]) -> Vec<PathBuf> {
    files.iter().map(|file| file.path().to_owned()).collect()
}

/// The hashes of files that were read in this run, such as fonts that many reports share.
#[derive(Debug, Default)]
pub struct KnownHashes(Mutex<HashMap<PathBuf, (Stamp, Digest)>>);

/// The maximum number of hashes that are kept. Files that only one report uses waste this space.
const MOST_KNOWN: usize = 4_096;

impl KnownHashes {
    /// The hash of a file of `bytes` bytes; `None` if there is none.
    fn of(&self, file: &FilePath, bytes: u64, settled: Option<Stamp>) -> Option<Digest> {
        let path = file.full();
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&path).copied();
        if let Some((stamp, digest)) = known
            && settled == Some(stamp)
        {
            return Some(digest);
        }
        let content = FileSystem.read(file, bytes).ok()?;
        let digest = Digest::of(&content);
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST_KNOWN {
            all.clear();
        }
        if let Some(stamp) = settled {
            all.insert(path, (stamp, digest));
        }
        Some(digest)
    }
}

/// The files of one report, which remember what was looked up.
pub struct Recorder<'a> {
    inputs: &'a InputFiles,
    found: Mutex<BTreeMap<FilePath, Found>>,
    /// Whether a result cannot be compared later.
    is_unknown: Mutex<bool>,
}

impl Recorder<'_> {
    /// A report reads through these files.
    pub fn new(inputs: &InputFiles) -> Recorder<'_> {
        Recorder { inputs, found: Mutex::default(), is_unknown: Mutex::new(false) }
    }

    /// Everything that was looked up, sorted; `None` if a part of it cannot be compared later.
    pub fn inputs(self) -> Option<Vec<Input>> {
        if self.is_unknown.into_inner().unwrap_or_else(PoisonError::into_inner) {
            return None;
        }
        let found = self.found.into_inner().unwrap_or_else(PoisonError::into_inner);
        let input = |(location, found): (FilePath, Found)| {
            let root = location.root().map(ToOwned::to_owned);
            Input { path: location.path().to_owned(), root, found }
        };
        Some(found.into_iter().map(input).collect())
    }

    fn remember(&self, location: &FilePath, found: Found) {
        let mut all = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(Found::File { blake3, .. }) = all.get(location) {
            match &found {
                Found::File { blake3: now, .. } if blake3 != now => self.forget(),
                // The content of a file says more than its existence.
                Found::Nothing | Found::Something | Found::File { .. } | Found::Files(_) => {}
            }
            return;
        }
        all.insert(location.clone(), found);
    }

    fn forget(&self) {
        *self.is_unknown.lock().unwrap_or_else(PoisonError::into_inner) = true;
    }
}

impl World for Recorder<'_> {
    fn read(&self, file: &FilePath, most_bytes: u64) -> Result<Vec<u8>, FileError> {
        // Taken before the content is read, so that a change in between is noticed.
        let stamp = Stamp::settled(&file.full());
        let read = self.inputs.read(file, most_bytes);
        match &read {
            Ok(content) => {
                let (bytes, blake3) = (content.len() as u64, Digest::of(content));
                self.remember(file, Found::File { bytes, blake3, stamp });
            }
            Err(_) if !FileSystem.is_file(file) => self.remember(file, Found::Nothing),
            Err(_) => self.forget(),
        }
        read
    }

    fn is_file(&self, file: &FilePath) -> bool {
        let is_file = self.inputs.is_file(file);
        self.remember(file, if is_file { Found::Something } else { Found::Nothing });
        is_file
    }

    fn files_in(&self, folder: &FilePath) -> Result<Vec<FilePath>, FileError> {
        let files = self.inputs.files_in(folder);
        match &files {
            Ok(files) => self.remember(folder, Found::Files(paths(files))),
            Err(_) => self.forget(),
        }
        files
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::time::{Duration, SystemTime};

    use super::*;

    fn age(path: &std::path::Path) {
        let file = fs::File::open(path).unwrap();
        file.set_modified(SystemTime::now() - Duration::from_secs(60)).unwrap();
    }

    #[test]
    fn every_change_of_what_was_found_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let record = || {
            fs::write(path("report.yaml"), "one").unwrap();
            let all = InputFiles::default();
            let recorder = Recorder::new(&all);
            recorder.read(&FilePath::typed(path("report.yaml")), 9).unwrap();
            assert!(!recorder.is_file(&FilePath::beneath(folder.path(), "logo.svg")));
            assert!(recorder.files_in(&FilePath::beneath(folder.path(), "fonts")).is_ok());
            recorder.inputs().unwrap()
        };
        let changed = |inputs: &[Input]| {
            let known = KnownHashes::default();
            inputs.iter().filter(|input| input.now(&known) == Now::Changed).count()
        };
        let inputs = record();
        assert_eq!((inputs.len(), changed(&inputs)), (3, 0));
        fs::write(path("report.yaml"), "two").unwrap();
        assert_eq!(changed(&inputs), 1);
        fs::write(path("logo.svg"), "").unwrap();
        assert_eq!(changed(&inputs), 2);
        fs::create_dir(path("fonts")).unwrap();
        assert_eq!(changed(&inputs), 2);
        fs::write(path("fonts/a.ttf"), "").unwrap();
        assert_eq!(changed(&inputs), 3);
        fs::remove_file(path("report.yaml")).unwrap();
        assert_eq!(changed(&inputs), 3);
    }

    #[test]
    fn a_file_with_another_state_and_the_same_content_is_touched() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report.yaml");
        fs::write(&path, "one").unwrap();
        age(&path);
        let all = InputFiles::default();
        let recorder = Recorder::new(&all);
        recorder.read(&FilePath::typed(&path), 9).unwrap();
        let inputs = recorder.inputs().unwrap();
        let known = KnownHashes::default();
        assert_eq!(inputs[0].now(&known), Now::Same);
        fs::write(&path, "one").unwrap();
        age(&path);
        let Now::Touched(touched) = inputs[0].now(&known) else { panic!("not touched") };
        assert_eq!(touched.now(&known), Now::Same);
    }
}
