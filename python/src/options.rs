//! The options of a compiler, by the names of the command line.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::ValueEnum;
use plenary::{Charset, Date, Format, Limit, Limits, Options};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::formats::{FormatName, PdfStandard, standards};

/// The arguments of a compiler that become options.
pub struct Arguments {
    /// A template name or folder.
    pub template: PathBuf,
    /// Names of formats.
    pub formats: Vec<String>,
    /// Whether warnings are errors.
    pub strict: bool,
    /// The date stored in outputs, in ISO 8601.
    pub date: Option<String>,
    /// Names of PDF standards.
    pub pdf_standards: Vec<String>,
    /// The number of pages of the PDF for print is a multiple of this.
    pub pages_multiple: u16,
    /// Whether a DOCX file stores its source.
    pub docx_source: bool,
    /// Whether a DOCX file contains its fonts.
    pub embed_fonts: bool,
    /// Whether plain text is ASCII.
    pub ascii: bool,
    /// Limits by name.
    pub limits: BTreeMap<String, u64>,
}

impl Arguments {
    /// The options.
    ///
    /// # Errors
    ///
    /// If a name is unknown, a date is invalid, or standards exclude each other.
    pub fn options(self) -> PyResult<Options> {
        let named = named::<PdfStandard>("PDF standard", &self.pdf_standards)?;
        let exclusive = "these PDF standards exclude each other; combine ua-1 with a-2a or a-3a, or ua-2 with a-4";
        let mut options = Options::default();
        options.template = self.template;
        options.formats = formats(&self.formats)?;
        options.strict = self.strict;
        options.date = self.date.as_deref().map(date).transpose()?;
        options.pdf_standards =
            standards(&named).ok_or_else(|| PyValueError::new_err(exclusive))?;
        options.pages_multiple = self.pages_multiple;
        options.docx_source = self.docx_source;
        options.embed_fonts = self.embed_fonts;
        options.charset = if self.ascii { Charset::Ascii } else { Charset::Unicode };
        options.limits = limits(&self.limits)?;
        Ok(options)
    }
}

/// The formats with these names, each once.
///
/// # Errors
///
/// If a name is unknown, or there is none.
pub fn formats(names: &[String]) -> PyResult<Vec<Format>> {
    let asked: Vec<Format> =
        named::<FormatName>("format", names)?.into_iter().map(Format::from).collect();
    if asked.is_empty() {
        return Err(PyValueError::new_err("name at least one format"));
    }
    Ok(Format::ALL.into_iter().filter(|format| asked.contains(format)).collect())
}

/// A date in ISO 8601.
///
/// # Errors
///
/// If it is not one.
pub fn date(text: &str) -> PyResult<Date> {
    Date::parse(text).ok_or_else(|| PyValueError::new_err(format!("`{text}` is not a valid date")))
}

/// Limits by name.
///
/// # Errors
///
/// If a name is unknown.
pub fn limits(named: &BTreeMap<String, u64>) -> PyResult<Limits> {
    let mut limits = Limits::default();
    for (name, most) in named {
        let limit = Limit::find(name);
        limits.set(
            limit.ok_or_else(|| PyValueError::new_err(format!("unknown limit `{name}`")))?,
            *most,
        );
    }
    Ok(limits)
}

fn named<T: ValueEnum>(kind: &str, names: &[String]) -> PyResult<Vec<T>> {
    let known = || {
        let known = T::value_variants().iter().filter_map(T::to_possible_value);
        known.map(|it| it.get_name().to_owned()).collect::<Vec<_>>().join(", ")
    };
    let unknown =
        |name| PyValueError::new_err(format!("unknown {kind} `{name}`; known: {}", known()));
    names.iter().map(|name| T::from_str(name, false).map_err(|_| unknown(name))).collect()
}
