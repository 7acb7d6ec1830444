//! The file of a manifest: lines are only added, and the last one about a report counts. When many lines are
//! out of date, the file is rewritten.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::record::{Announcement, Line, Record, VERSION};
use crate::output_folder::disk::Disk;

/// A manifest file.
#[derive(Debug)]
pub struct Log {
    path: PathBuf,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    file: File,
    /// The length of the file in bytes.
    end: u64,
    /// The number of lines after the first one.
    lines: usize,
    /// The lines that count, by the name of the outputs.
    index: BTreeMap<Box<str>, Places>,
}

/// The lines about a report.
#[derive(Clone, Copy, Debug, Default)]
struct Places {
    made: Option<Place>,
    writing: Option<Place>,
}

/// The position of a line in the file.
#[derive(Clone, Copy, Debug)]
struct Place {
    start: u64,
    length: usize,
}

/// The part of a line that the index needs.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Head {
    Manifest(u32),
    Writing(Name),
    Made(Name),
}

#[derive(Deserialize)]
struct Name {
    name: Box<str>,
    /// Whether there are any. A report whose outputs were deleted has an empty list.
    #[serde(default)]
    outputs: Vec<IgnoredAny>,
}

impl Log {
    /// Opens a manifest to add lines. Creates it if it is missing.
    ///
    /// # Errors
    ///
    /// If it cannot be read or written, or if a newer program wrote it.
    pub fn open(path: PathBuf) -> io::Result<Log> {
        let file = Disk::new().open_or_create(&path)?;
        let mut state = State::read(file)?;
        if state.end == 0 {
            state.add(&Line::Manifest(VERSION))?;
        } else if !state.ends_with_line()? {
            // A kill cut the last line.
            state.append(b"\n")?;
        }
        Ok(Log { path, state: Mutex::new(state) })
    }

    /// Opens a manifest to read it.
    ///
    /// # Errors
    ///
    /// If it cannot be read, or if a newer program wrote it.
    pub fn read(path: PathBuf) -> io::Result<Log> {
        let state = State::read(File::open(&path)?)?;
        Ok(Log { path, state: Mutex::new(state) })
    }

    /// The path of the file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The names of all reports with outputs, sorted.
    pub fn names(&self) -> Vec<Box<str>> {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let made = state.index.iter().filter(|(_, places)| places.made.is_some());
        made.map(|(name, _)| name.clone()).collect()
    }

    /// The record of the outputs of a report.
    pub fn made(&self, name: &str) -> Option<Record> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let place = state.index.get(name)?.made?;
        match state.line(place)? {
            Line::Made(record) => record.is_safe().then_some(record),
            Line::Manifest(_) | Line::Writing(_) => None,
        }
    }

    /// The outputs that a build was about to write.
    pub fn announced(&self, name: &str) -> Option<Announcement> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let place = state.index.get(name)?.writing?;
        match state.line(place)? {
            Line::Writing(announcement) => Some(announcement),
            Line::Manifest(_) | Line::Made(_) => None,
        }
    }

    /// Adds a line.
    ///
    /// # Errors
    ///
    /// If it cannot be written, or has a path that is not Unicode.
    pub fn add(&self, line: &Line) -> io::Result<()> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).add(line)
    }

    /// Waits until all lines are on the disk. Rewrites the file, sorted, if no more than a third of its
    /// lines count.
    ///
    /// # Errors
    ///
    /// If the file cannot be written; the previous one remains.
    pub fn close(self) -> io::Result<()> {
        let mut state = self.state.into_inner().unwrap_or_else(PoisonError::into_inner);
        let current = state.index.values().filter(|places| places.made.is_some()).count();
        if state.lines == 0 || state.lines < 3 * current {
            return state.file.sync_all();
        }
        let mut name = self.path.clone().into_os_string();
        name.push(".new");
        let (disk, new) = (Disk::new(), PathBuf::from(name));
        disk.remove(&new)?;
        state.copy_current(&new)?;
        disk.replace(&new, &self.path)?;
        disk.sync_folder(self.path.parent().unwrap_or(Path::new(".")))
    }
}

impl State {
    /// Reads the file. Lines that a kill or a power cut damaged are skipped.
    fn read(file: File) -> io::Result<State> {
        let mut state = State { file, end: 0, lines: 0, index: BTreeMap::new() };
        let mut reader = BufReader::with_capacity(1 << 18, state.file.try_clone()?);
        let mut line = Vec::new();
        loop {
            line.clear();
            let length = reader.read_until(b'\n', &mut line)?;
            if length == 0 {
                return Ok(state);
            }
            let place = Place { start: state.end, length };
            state.end += length as u64;
            if let Ok(head) = serde_json::from_slice(&line) {
                state.enter(head, place)?;
            }
        }
    }

    fn enter(&mut self, head: Head, place: Place) -> io::Result<()> {
        match head {
            Head::Manifest(VERSION) => return Ok(()),
            Head::Manifest(_) => {
                return Err(io::Error::other("a newer version of plenary wrote it"));
            }
            Head::Writing(Name { name, .. }) => {
                self.index.entry(name).or_default().writing = Some(place);
            }
            Head::Made(Name { name, outputs }) if outputs.is_empty() => {
                self.index.remove(&name);
            }
            Head::Made(Name { name, .. }) => {
                self.index.insert(name, Places { made: Some(place), writing: None });
            }
        }
        self.lines += 1;
        Ok(())
    }

    fn ends_with_line(&mut self) -> io::Result<bool> {
        let mut last = [0];
        self.file.seek(SeekFrom::Start(self.end.saturating_sub(1)))?;
        self.file.read_exact(&mut last)?;
        Ok(last == *b"\n")
    }

    fn append(&mut self, bytes: &[u8]) -> io::Result<Place> {
        let place = Place { start: self.end, length: bytes.len() };
        self.file.seek(SeekFrom::Start(self.end))?;
        self.file.write_all(bytes)?;
        self.end += bytes.len() as u64;
        Ok(place)
    }

    fn add(&mut self, line: &Line) -> io::Result<()> {
        let mut bytes = serde_json::to_vec(line)?;
        bytes.push(b'\n');
        let place = self.append(&bytes)?;
        let name = |name: &str, outputs: usize| Name {
            name: name.into(),
            outputs: vec![IgnoredAny; outputs],
        };
        let head = match line {
            Line::Manifest(version) => Head::Manifest(*version),
            Line::Writing(announcement) => Head::Writing(name(&announcement.name, 0)),
            Line::Made(record) => Head::Made(name(&record.name, record.outputs.len())),
        };
        self.enter(head, place)
    }

    fn bytes(&mut self, place: Place) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; place.length];
        self.file.seek(SeekFrom::Start(place.start))?;
        self.file.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    fn line(&mut self, place: Place) -> Option<Line> {
        serde_json::from_slice(&self.bytes(place).ok()?).ok()
    }

    /// Writes a file with the current lines, sorted by name.
    fn copy_current(&mut self, path: &Path) -> io::Result<()> {
        let file = OpenOptions::new().write(true).create_new(true).open(path)?;
        let mut writer = io::BufWriter::with_capacity(1 << 18, file);
        serde_json::to_writer(&mut writer, &Line::Manifest(VERSION))?;
        writer.write_all(b"\n")?;
        let places: Vec<Place> = self.index.values().filter_map(|places| places.made).collect();
        for place in places {
            writer.write_all(&self.bytes(place)?)?;
        }
        writer.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
    }
}

/// The manifests in a folder, by name.
pub fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let is_manifest = Path::new(&entry.file_name()).extension().is_some_and(|it| it == "jsonl");
        if is_manifest && entry.file_type()?.is_file() {
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::super::file_state::{Digest, Stamp};
    use super::super::record::Output;
    use super::*;

    fn record(name: &str, text: &str) -> Record {
        let file = PathBuf::from(format!("{name}.txt"));
        let stamp: Stamp = serde_json::from_str("[1,2,3,4]").unwrap();
        let blake3 = Digest::of(text.as_bytes());
        Record {
            name: name.into(),
            report: format!("{name}.yaml").into(),
            program: "test".into(),
            options: Digest::of(b""),
            warnings: 0,
            inputs: Vec::new(),
            outputs: vec![Output { file, bytes: 1, blake3, stamp, older: false }],
        }
    }

    fn writing(name: &str) -> Line {
        Line::Writing(Announcement { name: name.into(), files: vec![format!("{name}.txt").into()] })
    }

    #[test]
    fn the_last_line_about_a_report_counts() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("manifest.jsonl");
        let log = Log::open(path.clone()).unwrap();
        for (name, text) in [("b", "1"), ("a", "1"), ("b", "2")] {
            log.add(&writing(name)).unwrap();
            log.add(&Line::Made(record(name, text))).unwrap();
        }
        assert_eq!(log.made("b"), Some(record("b", "2")));
        log.close().unwrap();
        // Four of six lines were out of date.
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(text.lines().count(), 3, "{text}");
        let log = Log::open(path).unwrap();
        assert_eq!(log.names(), ["a".into(), "b".into()]);
        assert_eq!(log.made("b"), Some(record("b", "2")));
        assert_eq!(log.announced("b"), None);
        log.add(&writing("c")).unwrap();
        assert!(log.announced("c").is_some() && log.made("c").is_none());
    }

    #[test]
    fn a_manifest_cut_anywhere_is_read_and_continued() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("manifest.jsonl");
        let log = Log::open(path.clone()).unwrap();
        log.add(&Line::Made(record("a", "1"))).unwrap();
        let first = fs::metadata(&path).unwrap().len() as usize;
        log.add(&Line::Made(record("b", "1"))).unwrap();
        log.close().unwrap();
        let whole = fs::read(&path).unwrap();
        for end in 0..whole.len() {
            fs::write(&path, &whole[..end]).unwrap();
            let log = Log::open(path.clone()).unwrap();
            // A line that lacks only its line break is complete.
            assert_eq!(log.made("a").is_some(), end + 1 >= first, "{end}");
            log.add(&Line::Made(record("c", "1"))).unwrap();
            drop(log);
            let log = Log::open(path.clone()).unwrap();
            assert_eq!(log.made("c"), Some(record("c", "1")), "{end}");
        }
    }

    #[test]
    fn a_manifest_of_a_newer_version_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("manifest.jsonl");
        fs::write(&path, "{\"manifest\":2}\n").unwrap();
        assert!(Log::open(path.clone()).is_err() && Log::read(path).is_err());
    }
}
