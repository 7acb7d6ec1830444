//! From the bytes of a file to a report, its pictures and what was recognized.

use std::collections::HashSet;
use std::fmt;
use std::path::Path;

use super::flat::{Flat, Picture};
use super::summary::{MissingEntry, Summary};
use super::tracked::open_changes;
use super::words::{Difference, differences};
use super::write::{self, can_show};
use super::{markdown, recognize, word};
use crate::compile::{Source, check};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::error::Error;
use crate::limits::Limit;
use crate::options::Options;
use crate::review::{SentReport, sent_report};
use crate::source::parse_report;
use crate::word::{OtherFile, View, WordError};
use crate::world::{FilePath, MemoryWorld, World, folder_of};

/// What to do with the open changes of a Word file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrackedChanges {
    /// Take them as made.
    Accept,
    /// Take them as not made.
    Reject,
}

/// How a file is imported.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// What to do with open changes; without it, a file that has any is refused.
    pub tracked: Option<TrackedChanges>,
    /// What the names of saved pictures begin with.
    pub stem: String,
    /// The date of publication in ISO 8601, if the file does not say.
    pub date: String,
}

/// A report that was made of a file.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Imported {
    /// The report as YAML.
    pub yaml: String,
    /// The pictures that it names.
    pub pictures: Vec<SavedPicture>,
    /// What was recognized.
    pub summary: Summary,
}

/// A picture to save beside the report.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SavedPicture {
    /// The name of its file.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Why a file cannot be imported.
#[derive(Debug)]
#[non_exhaustive]
pub enum ImportError {
    /// The file is refused: the reason and what to do, both as clauses.
    File(String, String),
    /// A picture cannot be read.
    Picture(Error),
    /// Words of the file are not in the report, or the other way round. This is a bug.
    Words {
        /// Each word with its place in the file.
        words: Vec<String>,
        /// The report.
        yaml: String,
    },
    /// The report has errors. This is a bug.
    Invalid {
        /// The errors.
        error: Error,
        /// The report.
        yaml: String,
    },
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ImportError::File(reason, hint) => write!(f, "{reason}; {hint}"),
            ImportError::Picture(error) => error.fmt(f),
            ImportError::Words { words, .. } => {
                write!(f, "the report would differ from the file in its words")?;
                words.iter().take(MOST).try_for_each(|word| write!(f, "\n  {word}"))?;
                match words.len().saturating_sub(MOST) {
                    0 => Ok(()),
                    more => write!(f, "\n  and {more} more"),
                }
            }
            ImportError::Invalid { .. } => write!(f, "the report would have errors"),
        }
    }
}

/// The most words that are listed.
const MOST: usize = 50;

impl std::error::Error for ImportError {}

fn refused(error: &WordError) -> ImportError {
    ImportError::File(error.to_string(), error.hint())
}

/// Makes a report of a Word or Markdown file. `path` says which of the two it is, and where the pictures
/// of a Markdown file are.
///
/// # Errors
///
/// If the file is of another format, damaged or over a limit, if it has open changes and `settings` does
/// not say what to do with them, or if a picture cannot be read.
pub fn import(
    path: &Path,
    bytes: &[u8],
    world: &dyn World,
    options: &Options,
    settings: &Settings,
) -> Result<Imported, ImportError> {
    let flat = match is_markdown(path) {
        true => from_markdown(path, bytes, world, options)?,
        false => match from_word(path, bytes, options, settings)? {
            FromWord::Flat(flat) => *flat,
            FromWord::Sent(report) => return as_sent(report, options),
        },
    };
    bounded(&flat, options)?;
    let mut report = recognize::recognize(&flat);
    let references = write::generated_references(&report);
    report.dropped.extend(references);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let pictures = named(&flat.pictures, &settings.stem);
    let setting = write::Setting { from: &name, date: &settings.date, pictures: &pictures };
    let yaml = write::write(&report, &setting);
    let pictures = pictures.into_iter().filter(|it| !it.bytes.is_empty());
    let pictures = pictures.map(|it| SavedPicture { name: it.name, bytes: it.bytes.to_vec() });
    let summary = Summary::of(&flat, &report);
    let imported = Imported { yaml, pictures: pictures.collect(), summary };
    if let Some(parsed) = parse_report(imported.yaml.as_bytes(), &options.limits) {
        let found = differences(&flat, &report.dropped, &parsed);
        if !found.is_empty() {
            let words = found.iter().map(described).collect();
            return Err(ImportError::Words { words, yaml: imported.yaml });
        }
    }
    checked(imported, options)
}

/// The report that a Word file of plenary contains, as it was sent.
fn as_sent(report: SentReport, options: &Options) -> Result<Imported, ImportError> {
    let summary = Summary::of_sent(&report);
    checked(Imported { yaml: report.source, pictures: Vec::new(), summary }, options)
}

/// Checks that every text can be one of a report, and that there are not too many.
fn bounded(flat: &Flat, options: &Options) -> Result<(), ImportError> {
    let size = super::size::of(flat);
    let checked = options.limits.check(Limit::TextLength, size.longest);
    checked.map_err(|error| ImportError::File(format!("a text has {error}"), error.hint()))?;
    let checked = options.limits.check(Limit::ImportParts, size.parts);
    checked.map_err(|error| ImportError::File(error.to_string(), error.hint()))
}

/// Checks that the report has no errors. Those of the files that it uses, such as fonts without a character
/// or damaged pictures, are listed instead: the report is right, but cannot be built yet.
fn checked(mut imported: Imported, options: &Options) -> Result<Imported, ImportError> {
    let Imported { yaml, pictures, .. } = &imported;
    let mut world = MemoryWorld::new();
    for picture in pictures {
        world.insert(&picture.name, picture.bytes.clone());
    }
    let source = Source::new("report.yaml", yaml);
    let options = Options { limits: options.limits.clone(), ..Options::default() };
    match check(&source, &world, &options) {
        Ok(_) => Ok(imported),
        Err(Error::Diagnostics(found)) if found.iter().all(|(it, _)| is_of_files(it)) => {
            let errors = found.iter().map(|it| it.0).filter(|it| it.severity == Severity::Error);
            imported.summary.missing = errors.map(missing).collect();
            Ok(imported)
        }
        Err(error) => Err(match over_limit(&error) {
            Some(over) => {
                ImportError::File(over.message.clone(), over.hint.clone().unwrap_or_default())
            }
            None => ImportError::Invalid { error, yaml: imported.yaml },
        }),
    }
}

/// The error of a report that exceeds a limit: markup and numbers can make it longer than its file.
fn over_limit(error: &Error) -> Option<&Diagnostic> {
    let Error::Diagnostics(found) = error else { return None };
    found.iter().map(|it| it.0).find(|it| it.code == Code::OverLimit)
}

/// Whether a diagnostic concerns something besides the report itself.
fn is_of_files(diagnostic: &Diagnostic) -> bool {
    let of_files = [
        Code::PictureMissing,
        Code::PictureBroken,
        Code::PictureTooLarge,
        Code::PictureRefused,
        Code::TableData,
        Code::WorkData,
        Code::NoLabels,
        Code::NoGlyph,
        Code::FileOverLimit,
    ];
    diagnostic.severity != Severity::Error || of_files.contains(&diagnostic.code)
}

fn missing(diagnostic: &Diagnostic) -> MissingEntry {
    let Diagnostic { code, message, hint, .. } = diagnostic;
    MissingEntry { code: code.id(), message: message.clone(), hint: hint.clone() }
}

fn described(difference: &Difference) -> String {
    let Difference { word, place, is_moved } = difference;
    match place {
        None if *is_moved => format!("the words of `{word}` are in another order in the file"),
        Some(place) => format!("`{word}` is missing; it is in {place}"),
        None => format!("`{word}` is not in the file, or not as often"),
    }
}

fn is_markdown(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    ["md", "markdown", "mdown", "mkd"].contains(&extension.as_str())
}

fn from_markdown(
    path: &Path,
    bytes: &[u8],
    world: &dyn World,
    options: &Options,
) -> Result<Flat, ImportError> {
    let refused = |reason: &str, hint: String| ImportError::File(reason.into(), hint);
    let text = std::str::from_utf8(bytes)
        .map_err(|_| refused("the file is not encoded as UTF-8", "save it as UTF-8".into()))?;
    let text = text.trim_start_matches('\u{feff}');
    let flat = markdown::read(text, &options.limits);
    let mut flat = flat.map_err(|error| refused(&error.to_string(), error.hint()))?;
    let most = options.limits.get(Limit::PictureSize);
    for picture in &mut flat.pictures {
        let file = FilePath::beneath(folder_of(path), &picture.name);
        let is_local = !picture.name.contains("://");
        if is_local && world.is_file(&file) {
            let bytes = world.read(&file, most);
            picture.bytes = bytes.map_err(|error| ImportError::Picture(error.into()))?.into();
        }
    }
    Ok(flat)
}

/// What a Word file becomes.
enum FromWord {
    /// Blocks in which a report is to be recognized.
    Flat(Box<Flat>),
    /// The report that the file contains.
    Sent(SentReport),
}

fn from_word(
    path: &Path,
    bytes: &[u8],
    options: &Options,
    settings: &Settings,
) -> Result<FromWord, ImportError> {
    let limits = &options.limits;
    let file = crate::word::read(bytes, limits).map_err(|error| match error {
        WordError::Other(other) => {
            let hint = conversion(path, other).unwrap_or_else(|| WordError::Other(other).hint());
            ImportError::File(WordError::Other(other).to_string(), hint)
        }
        error => refused(&error),
    })?;
    if let Some(report) = sent_report(&file, limits) {
        return Ok(FromWord::Sent(report));
    }
    let view = match (settings.tracked, open_changes(&file)) {
        (Some(TrackedChanges::Reject), _) => View::Rejected,
        (Some(TrackedChanges::Accept), _) | (None, 0) => View::Accepted,
        (None, changes) => {
            return Err(ImportError::File(
                format!("the file has open tracked changes ({changes})"),
                "add `--tracked accept` or `--tracked reject`".into(),
            ));
        }
    };
    let flat = word::read(bytes, &file, view, limits).map_err(|error| refused(&error))?;
    Ok(FromWord::Flat(Box::new(flat)))
}

/// The command that makes a Word file of a file that pandoc reads. One that is called a Word file would
/// replace itself.
fn conversion(path: &Path, other: OtherFile) -> Option<String> {
    let is_called_word = path.extension().is_some_and(|it| it.eq_ignore_ascii_case("docx"));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let is_readable = match other {
        OtherFile::OpenDocument | OtherFile::Html | OtherFile::RichText | OtherFile::Unknown => {
            true
        }
        OtherFile::OldWord
        | OtherFile::Encrypted
        | OtherFile::Pdf
        | OtherFile::FlatXml
        | OtherFile::Office
        | OtherFile::Pages => false,
    };
    (is_readable && !is_called_word)
        .then(|| format!("convert it with `pandoc \"{name}\" -o \"{stem}.docx\"`"))
}

/// The pictures under the names with which they are saved: each once, beside the report.
fn named(pictures: &[Picture], stem: &str) -> Vec<Picture> {
    let mut taken = HashSet::new();
    let named = pictures.iter().map(|picture| {
        let file = picture.name.rsplit(['/', '\\']).next().unwrap_or_default();
        let fits = |sign: char| sign.is_alphanumeric() || ['.', '-', '_'].contains(&sign);
        let safe: String = file.chars().map(|it| if fits(it) { it } else { '-' }).collect();
        let name = format!("{stem}-{safe}");
        let (base, extension) = name.rsplit_once('.').unwrap_or((name.as_str(), "bin"));
        let mut unique = name.clone();
        let mut number = 2;
        while !taken.insert(unique.to_lowercase()) {
            unique = format!("{base}-{number}.{extension}");
            number += 1;
        }
        // What is missing cannot be shown.
        let name = if picture.bytes.is_empty() && can_show(&unique) {
            format!("{unique} (missing)")
        } else {
            unique
        };
        Picture { name, bytes: picture.bytes.clone() }
    });
    named.collect()
}
