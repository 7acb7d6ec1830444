//! The class `Compiler`.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use plenary::comparisons::{self, Settings as CompareSettings};
use plenary::reviews::ReturnedFile;
use plenary::{CheckedReport, Edition, Format, Limit, MemoryWorld, Options};
use pyo3::prelude::*;
use pyo3::types::PyList;

use crate::changes::{Comparison, Review};
use crate::errors::{Failure, messages};
use crate::inputs::{FileArgument, FilesArgument, Input, in_memory};
use crate::options::{self, Arguments};
use crate::preflight_json;
use crate::results;
use crate::work::run;

/// Compiles, checks, compares and reviews reports with the same options and the same shared files.
#[pyclass(frozen, module = "plenary_report")]
pub struct Compiler {
    options: Options,
    shared: Arc<MemoryWorld>,
}

#[pymethods]
impl Compiler {
    #[new]
    #[pyo3(signature = (
        template = PathBuf::from("conference"), *, formats = None, files = None, strict = false, date = None,
        pdf_standards = None, pages_multiple = 1, docx_source = true, embed_fonts = false, ascii = false,
        limits = None
    ))]
    #[allow(clippy::too_many_arguments, reason = "keyword arguments of Python")]
    fn new(
        template: PathBuf,
        formats: Option<Vec<String>>,
        files: Option<FilesArgument>,
        strict: bool,
        date: Option<String>,
        pdf_standards: Option<Vec<String>>,
        pages_multiple: u16,
        docx_source: bool,
        embed_fonts: bool,
        ascii: bool,
        limits: Option<BTreeMap<String, u64>>,
    ) -> PyResult<Compiler> {
        let default = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let arguments = Arguments {
            template,
            formats: formats.unwrap_or_else(|| default(&["pdf", "docx", "epub", "txt"])),
            strict,
            date,
            pdf_standards: pdf_standards.unwrap_or_else(|| default(&["ua-1", "a-2a"])),
            pages_multiple,
            docx_source,
            embed_fonts,
            ascii,
            limits: limits.unwrap_or_default(),
        };
        let shared = Arc::new(in_memory(files.unwrap_or_default()));
        Ok(Compiler { options: arguments.options()?, shared })
    }

    #[pyo3(signature = (source, *, files = None, formats = None, name = "report.yaml", editions = None))]
    fn build<'py>(
        &self,
        py: Python<'py>,
        source: FileArgument,
        files: Option<FilesArgument>,
        formats: Option<Vec<String>>,
        name: &str,
        editions: Option<BTreeMap<String, String>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let input = Input::new(source, name);
        let world = input.world(&self.shared, files)?;
        let mut options = self.options.clone();
        if let Some(formats) = formats {
            options.formats = options::formats(&formats)?;
        }
        let editions = editions.unwrap_or_default().into_iter();
        options.editions = editions.map(|(language, file)| Edition { language, file }).collect();
        let outputs = run(py, &input.name(), || {
            let source = input.source(&options.limits)?;
            Ok(plenary::compile(&source, &world, &options)?)
        })?;
        results::outputs(py, &outputs.files, &messages(&outputs.warnings))
    }

    #[pyo3(signature = (source, *, files = None, name = "report.yaml"))]
    fn check<'py>(
        &self,
        py: Python<'py>,
        source: FileArgument,
        files: Option<FilesArgument>,
        name: &str,
    ) -> PyResult<Bound<'py, PyList>> {
        let input = Input::new(source, name);
        let world = input.world(&self.shared, files)?;
        let found = run(py, &input.name(), || {
            let source = input.source(&self.options.limits)?;
            Ok(messages(&plenary::check(&source, &world, &self.options)?))
        })?;
        results::messages(py, &found)
    }

    #[pyo3(signature = (source, *, files = None, name = "report.yaml"))]
    fn preflight<'py>(
        &self,
        py: Python<'py>,
        source: FileArgument,
        files: Option<FilesArgument>,
        name: &str,
    ) -> PyResult<Bound<'py, PyAny>> {
        let input = Input::new(source, name);
        let world = input.world(&self.shared, files)?;
        let options = self.options_for(Format::PdfPrint);
        let (json, found) = run(py, &input.name(), || {
            let source = input.source(&options.limits)?;
            let report = CheckedReport::read(&source, &world, &options)?;
            let mut found = report.warnings().clone();
            let (preflight, others) = report.preflight()?;
            if others.has_errors() {
                return Err(others.into());
            }
            found.append(others);
            Ok((preflight_json::json(&input.name(), &preflight), messages(&found)))
        })?;
        results::preflight(py, &json, &found)
    }

    #[pyo3(signature = (old, new, *, files = None, name = "report.yaml", author = "plenary", date = None))]
    #[allow(clippy::too_many_arguments, reason = "keyword arguments of Python")]
    fn compare(
        &self,
        py: Python<'_>,
        old: FileArgument,
        new: FileArgument,
        files: Option<FilesArgument>,
        name: &str,
        author: &str,
        date: Option<&str>,
    ) -> PyResult<Comparison> {
        let (old, new) = (Input::new(old, name), Input::new(new, name));
        let world = new.world(&self.shared, files)?;
        let date = date.map(options::date).transpose()?;
        let settings = CompareSettings { author, date, draft: true };
        let options = self.options_for(Format::Docx);
        let comparison = run(py, &new.name(), || {
            let old = old.source(&options.limits)?;
            let new = new.source(&options.limits)?;
            Ok(comparisons::compare(&old, &new, &world, &options, settings)?)
        })?;
        Ok(Comparison::new(comparison))
    }

    #[pyo3(signature = (source, returned, *, files = None, name = "report.yaml", base = None, untracked = None))]
    #[allow(clippy::too_many_arguments, reason = "keyword arguments of Python")]
    fn review(
        &self,
        py: Python<'_>,
        source: FileArgument,
        returned: BTreeMap<String, FileArgument>,
        files: Option<FilesArgument>,
        name: &str,
        base: Option<FileArgument>,
        untracked: Option<String>,
    ) -> PyResult<Review> {
        let input = Input::new(source, name);
        let world = input.world(&self.shared, files)?;
        let returned = returned.into_iter().map(|(name, file)| (name, Input::new(file, "")));
        let (returned, base) =
            (returned.collect::<Vec<_>>(), base.map(|base| Input::new(base, name)));
        let options = self.options_for(Format::Docx);
        run(py, &input.name(), || {
            let limits = &options.limits;
            let most = limits.get(Limit::WordSize);
            let read = |(name, file): (String, Input)| -> Result<_, Failure> {
                Ok(ReturnedFile { name, bytes: file.bytes(most)? })
            };
            let source = input.source(limits)?;
            let base = base.map(|base| base.source(limits)).transpose()?;
            let returned = returned.into_iter().map(read).collect::<Result<_, _>>()?;
            Review::read(source, base, world, options.clone(), returned, untracked)
        })
    }
}

impl Compiler {
    fn options_for(&self, format: Format) -> Options {
        let mut options = self.options.clone();
        options.formats = vec![format];
        options
    }
}
