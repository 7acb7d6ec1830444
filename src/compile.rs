//! The façade: from a source file to outputs, diagnostics or measurements.

mod checked_report;
mod reader;

use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostics, SourceText};
use crate::error::Error;
use crate::export::Format;
use crate::layout::statistics::Statistics;
use crate::limits::{Limit, LimitError, Limits};
use crate::options::Options;
use crate::world::{FilePath, World, folder_of};

pub use checked_report::CheckedReport;

/// The source of a report: its path and its YAML text.
#[derive(Clone, Debug)]
pub struct Source {
    path: PathBuf,
    text: SourceText,
}

impl Source {
    /// A source in memory. Templates, fonts and pictures are looked up relative to its path.
    pub fn new(path: impl Into<PathBuf>, text: impl AsRef<[u8]>) -> Source {
        Source { path: path.into(), text: SourceText::new(text.as_ref()) }
    }

    /// Reads a source.
    ///
    /// # Errors
    ///
    /// If the file cannot be read or exceeds the limit on its size.
    pub fn read(path: &Path, world: &dyn World, limits: &Limits) -> Result<Source, Error> {
        let most = limits.get(Limit::FileSize);
        let read = world.read(&FilePath::typed(path), most);
        let source = |bytes| Source { path: path.into(), text: SourceText::from_bytes(bytes) };
        read.map(source).map_err(|error| match error.excess() {
            Some(count) => {
                let error = LimitError { limit: Limit::FileSize, count, most };
                too_large(path.display().to_string(), error)
            }
            None => Error::File(error),
        })
    }

    /// The path as given.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The text of the file.
    pub fn text(&self) -> &SourceText {
        &self.text
    }

    fn name(&self) -> String {
        self.path.display().to_string()
    }

    /// The folder of the report. The paths in the report must not lead out of it.
    fn folder(&self) -> FilePath {
        FilePath::beneath(folder_of(&self.path), "")
    }
}

/// The error for a report over the limit on its size.
fn too_large(file: String, error: LimitError) -> Error {
    let error = Code::OverLimit.of_limit("the report", error).in_file(file);
    Diagnostics::from((error, SourceText::default())).into()
}

/// The outputs of a report.
#[derive(Debug)]
#[non_exhaustive]
pub struct Outputs {
    /// The outputs in the order of [`Options::formats`].
    pub files: Vec<Output>,
    /// The warnings about the report, then those about its pages.
    pub warnings: Diagnostics,
}

/// The output in one format.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Output {
    /// The format.
    pub format: Format,
    /// The content of the file.
    pub bytes: Vec<u8>,
}

/// Compiles a report into the formats of [`Options::formats`].
///
/// # Errors
///
/// If the report or a file that it uses has errors or cannot be read, if the template does not exist,
/// or if a format cannot be written.
pub fn compile(source: &Source, world: &dyn World, options: &Options) -> Result<Outputs, Error> {
    let report = CheckedReport::read(source, world, options)?;
    let mut warnings = report.warnings().clone();
    let (files, others) = report.write_each(|output| output)?;
    if others.has_errors() {
        return Err(others.into());
    }
    warnings.append(others);
    Ok(Outputs { files, warnings })
}

/// Checks a report and returns its warnings.
///
/// # Errors
///
/// As [`compile`].
pub fn check(source: &Source, world: &dyn World, options: &Options) -> Result<Diagnostics, Error> {
    CheckedReport::read(source, world, options).map(|report| report.warnings)
}

/// Lays out a report and measures the quality of its pages.
///
/// # Errors
///
/// As [`compile`].
pub fn measure(source: &Source, world: &dyn World, options: &Options) -> Result<Statistics, Error> {
    CheckedReport::read(source, world, options).map(CheckedReport::measure)
}
