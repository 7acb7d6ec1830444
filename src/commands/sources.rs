//! Finds the reports that a command reads: files, folders, patterns and lists, always in the same order.

mod pattern;

use std::collections::HashSet;
use std::ffi::{OsStr, OsString};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use std::{env, fs};

use plenary::{FileError, FilePath, FileSystem, World};
use walkdir::{DirEntry, WalkDir};

use crate::exit_status::CommandError;
use pattern::{All, Filter, Pattern};

/// The folder of reports if none is named.
const SOURCE: &str = "source";

/// The argument for a list on the standard input.
const STANDARD_INPUT: &str = "-";

/// A folder with templates and labels. Its files are not reports, although they are YAML.
const TEMPLATES: &str = "templates";

/// What was typed about the reports to read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Request<'a> {
    /// Files, folders and patterns.
    pub named: &'a [PathBuf],
    /// A file with a list of reports.
    pub list: Option<&'a Path>,
    /// The folder whose tree is kept below the output folder.
    pub base: Option<&'a Path>,
}

/// The reports to read.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Sources {
    /// In the order of the arguments; those of a folder or a pattern sorted by path.
    pub reports: Vec<SourceFile>,
    /// Whether a folder, a pattern or a list was named. Their trees are kept below the output folder.
    pub is_archive: bool,
}

/// A report to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Its path.
    pub path: PathBuf,
    /// The folder of its outputs, below the output folder.
    pub folder: PathBuf,
}

impl From<PathBuf> for SourceFile {
    /// A report whose outputs are directly in the output folder.
    fn from(path: PathBuf) -> SourceFile {
        SourceFile { path, folder: PathBuf::new() }
    }
}

impl Sources {
    /// Finds the reports; without arguments, those in the folder `source`.
    ///
    /// # Errors
    ///
    /// If a folder or list cannot be read, a pattern is invalid or matches nothing, or a listed report is
    /// not in the folder whose tree is kept.
    pub fn find(request: Request) -> Result<Sources, CommandError> {
        if request.named.is_empty() && request.list.is_none() {
            return in_source(request);
        }
        let mut found = Sources::default();
        for path in request.named {
            found.add(path, request)?;
        }
        if let Some(list) = request.list {
            found.add_list(list, request)?;
        }
        if found.is_archive {
            let mut seen = HashSet::new();
            found.reports.retain(|report| seen.insert(report.path.clone()));
        }
        Ok(found)
    }

    /// Adds the reports that an argument names.
    fn add(&mut self, path: &Path, request: Request) -> Result<(), CommandError> {
        if path.as_os_str() == STANDARD_INPUT {
            return self.add_list(path, request);
        }
        let before = self.reports.len();
        let found =
            |it: &Sources| if it.reports.len() > before { Ok(()) } else { Err(no_match(path)) };
        if path.is_dir() {
            self.add_tree(path, &All, request)?;
            return found(self);
        }
        match Pattern::new(path)? {
            Some(pattern) => {
                self.add_tree(&pattern.folder, &pattern, request)?;
                found(self)
            }
            None => {
                let folder = request.base.map(|base| below(path, Some(base))).transpose()?;
                let folder = folder.unwrap_or_default();
                self.reports.push(SourceFile { path: path.to_owned(), folder });
                Ok(())
            }
        }
    }

    /// Adds the reports in a folder and in the folders in it.
    fn add_tree(
        &mut self,
        folder: &Path,
        filter: &dyn Filter,
        request: Request,
    ) -> Result<(), CommandError> {
        self.is_archive = true;
        let walk = WalkDir::new(folder).max_depth(filter.depth()).sort_by_file_name();
        for entry in walk.into_iter().filter_entry(is_searched) {
            let entry = entry.map_err(|error| unreadable(folder, error))?;
            let relative = entry.path().strip_prefix(folder).unwrap_or(entry.path());
            // A link to a report is a report; a link to a folder is not followed, so the walk always ends.
            let is_file = || entry.file_type().is_file() || entry.path().is_file();
            if !is_report(entry.file_name()) || !filter.has(relative) || !is_file() {
                continue;
            }
            let parent = |path: &Path| path.parent().unwrap_or(Path::new("")).to_owned();
            let folder = match request.base {
                Some(base) => below(entry.path(), Some(base))?,
                None => parent(relative),
            };
            let path = entry.path().strip_prefix(".").unwrap_or(entry.path()).to_owned();
            self.reports.push(SourceFile { path, folder });
        }
        Ok(())
    }

    /// Adds the reports that a list names.
    fn add_list(&mut self, list: &Path, request: Request) -> Result<(), CommandError> {
        self.is_archive = true;
        let bytes = read_list(list).map_err(|error| FileError::new("read", list, error))?;
        for path in paths(&bytes)? {
            let folder = below(&path, request.base)?;
            self.reports.push(SourceFile { path, folder });
        }
        Ok(())
    }
}

/// The reports directly in the folder `source`.
fn in_source(request: Request) -> Result<Sources, CommandError> {
    let files = FileSystem.files_in(&FilePath::typed(SOURCE))?;
    let files = files.iter().map(FilePath::full);
    let found: Vec<PathBuf> =
        files.filter(|path| path.file_name().is_some_and(is_report)).collect();
    if found.is_empty() {
        return Err(CommandError::Usage(format!(
            "no .yaml file in the folder {SOURCE}; name a report, or start one with \
             `plenary new DIR`"
        )));
    }
    let file = |path: PathBuf| {
        let folder = request.base.map(|base| below(&path, Some(base))).transpose()?;
        Ok(SourceFile { path, folder: folder.unwrap_or_default() })
    };
    let reports = found.into_iter().map(file).collect::<Result<_, CommandError>>()?;
    Ok(Sources { reports, is_archive: false })
}

/// Whether a folder is searched: hidden folders, such as `.git`, and folders of templates are not.
fn is_searched(entry: &DirEntry) -> bool {
    let name = entry.file_name();
    let is_left_out = name.as_encoded_bytes().starts_with(b".") || name == TEMPLATES;
    entry.depth() == 0 || !(entry.file_type().is_dir() && is_left_out)
}

/// Whether a file is a report by its name. Comments of reviewers are in `.review.yaml`.
fn is_report(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    name.ends_with(".yaml") && !name.ends_with(".review.yaml") && !name.starts_with('.')
}

/// The folder of a report in the folder whose tree is kept, by default the current one.
fn below(path: &Path, base: Option<&Path>) -> Result<PathBuf, CommandError> {
    let plain = |path: &Path| -> PathBuf {
        path.components().filter(|part| *part != Component::CurDir).collect()
    };
    let path = plain(path);
    let inside = match base {
        Some(base) => path.strip_prefix(plain(base)).ok().map(Path::to_owned),
        None if path.is_relative() => Some(path.clone()),
        None => {
            env::current_dir().ok().and_then(|it| path.strip_prefix(it).ok().map(Path::to_owned))
        }
    };
    let inside = inside.filter(|path| !path.components().any(|part| part == Component::ParentDir));
    let parent = inside.as_deref().and_then(Path::parent);
    parent.map(Path::to_owned).ok_or_else(|| {
        let base = base.map_or("the current folder".into(), |base| base.display().to_string());
        CommandError::Usage(format!(
            "{} is not in {base}; name the folder whose tree is kept with --base",
            path.display()
        ))
    })
}

fn read_list(list: &Path) -> io::Result<Vec<u8>> {
    if list.as_os_str() != STANDARD_INPUT {
        return fs::read(list);
    }
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The paths of a list: one per line, or separated by NUL as `find -print0` does.
fn paths(list: &[u8]) -> Result<Vec<PathBuf>, CommandError> {
    let separator = if list.contains(&0) { 0 } else { b'\n' };
    let lines = list.split(|byte| *byte == separator);
    let lines = lines.map(|line| if separator == 0 { line } else { line.trim_ascii_end() });
    lines.filter(|line| !line.is_empty()).map(|line| Ok(PathBuf::from(os_string(line)?))).collect()
}

#[cfg(unix)]
fn os_string(bytes: &[u8]) -> Result<OsString, CommandError> {
    use std::os::unix::ffi::OsStringExt;
    Ok(OsString::from_vec(bytes.to_vec()))
}

#[cfg(not(unix))]
fn os_string(bytes: &[u8]) -> Result<OsString, CommandError> {
    let text = std::str::from_utf8(bytes);
    let text = text.map_err(|_| CommandError::Usage("the list of reports is not UTF-8".into()));
    text.map(OsString::from)
}

fn no_match(path: &Path) -> CommandError {
    let searched = format!("folders named `{TEMPLATES}` and hidden ones are not searched");
    if path.is_dir() {
        let why = io::Error::other(format!("no report is in it; {searched}"));
        return FileError::new("read", path, why).into();
    }
    CommandError::Usage(format!("no report matches `{}`; {searched}", path.display()))
}

fn unreadable(folder: &Path, error: walkdir::Error) -> CommandError {
    let path = error.path().unwrap_or(folder).to_owned();
    let cause = error.into_io_error().unwrap_or_else(|| io::Error::other("a link leads to itself"));
    FileError::new("read", &path, cause).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder with empty files of these names.
    fn tree(names: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for name in names {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        folder
    }

    /// The reports that arguments in a folder name: the path in it, and the folder of the outputs.
    fn found(folder: &Path, named: &[&str]) -> Vec<(String, String)> {
        let named: Vec<PathBuf> = named.iter().map(|name| folder.join(name)).collect();
        let sources = Sources::find(Request { named: &named, ..Request::default() }).unwrap();
        let shown = |path: &Path| path.display().to_string();
        let report =
            |it: &SourceFile| (shown(it.path.strip_prefix(folder).unwrap()), shown(&it.folder));
        sources.reports.iter().map(report).collect()
    }

    fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
        expected.iter().map(|(path, folder)| (path.to_string(), folder.to_string())).collect()
    }

    const FILES: [&str; 9] = [
        "a/2016/x.yaml",
        "a/2015/y.yaml",
        "a/z.yaml",
        "a/z.review.yaml",
        "a/notes.txt",
        "a/templates/house/template.yaml",
        "a/.git/config.yaml",
        "a/2016/.draft.yaml",
        "[1].yaml",
    ];

    #[test]
    fn patterns_and_folders_keep_their_trees() {
        let folder = tree(&FILES);
        let all = pairs(&[("a/2015/y.yaml", "2015"), ("a/2016/x.yaml", "2016"), ("a/z.yaml", "")]);
        assert_eq!(found(folder.path(), &["a/**/*.yaml"]), all);
        assert_eq!(found(folder.path(), &["a"]), all);
        let deeper = pairs(&[("a/2015/y.yaml", "2015"), ("a/2016/x.yaml", "2016")]);
        assert_eq!(found(folder.path(), &["a/*/*.yaml"]), deeper);
        assert_eq!(found(folder.path(), &["a/201{5,6}/?.yaml"]), deeper);
        let prefix = pairs(&[("a/2016/x.yaml", "a/2016")]);
        assert_eq!(found(folder.path(), &["*/2016/x.yaml"]), prefix);
        // Named twice, read once.
        assert_eq!(
            found(folder.path(), &["a/2016", "a/*/x.yaml"]),
            pairs(&[("a/2016/x.yaml", "")])
        );
    }

    #[test]
    fn the_name_of_a_file_is_no_pattern() {
        let folder = tree(&FILES);
        assert_eq!(found(folder.path(), &["[1].yaml"]), pairs(&[("[1].yaml", "")]));
        let missing = folder.path().join("b/*.yaml");
        let request = Request { named: std::slice::from_ref(&missing), ..Request::default() };
        assert!(Sources::find(request).is_err());
    }

    #[test]
    fn a_pattern_without_reports_is_an_error() {
        let folder = tree(&FILES);
        for pattern in ["a/*.yml", "a/templates*/**/*.yaml", "a/[.yaml"] {
            let named = [folder.path().join(pattern)];
            let found = Sources::find(Request { named: &named, ..Request::default() });
            assert!(matches!(found, Err(CommandError::Usage(_))), "{pattern}: {found:?}");
        }
    }

    #[test]
    fn lists_are_lines_or_separated_by_nul() {
        let named = |list: &[u8]| -> Vec<String> {
            paths(list).unwrap().iter().map(|path| path.display().to_string()).collect()
        };
        assert_eq!(named(b"a.yaml\r\n\nb c.yaml\n"), ["a.yaml", "b c.yaml"]);
        assert_eq!(named(b"a\nb.yaml\0c.yaml\0"), ["a\nb.yaml", "c.yaml"]);
    }

    #[test]
    fn listed_reports_are_in_the_base() {
        let below = |path: &str, base: Option<&str>| {
            let found = below(Path::new(path), base.map(Path::new));
            found.ok().map(|it| it.display().to_string())
        };
        assert_eq!(below("archive/2016/a.yaml", None).as_deref(), Some("archive/2016"));
        assert_eq!(below("./archive/a.yaml", Some("archive/")).as_deref(), Some(""));
        assert_eq!(below("/data/2016/a.yaml", Some("/data")).as_deref(), Some("2016"));
        assert_eq!(below("../a.yaml", None), None);
        assert_eq!(below("archive/../../a.yaml", Some("archive")), None);
        assert_eq!(below("other/a.yaml", Some("archive")), None);
        let here = env::current_dir().unwrap().join("2016/a.yaml");
        assert_eq!(below(here.to_str().unwrap(), None).as_deref(), Some("2016"));
    }
}
