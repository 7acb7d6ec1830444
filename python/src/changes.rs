//! The classes `Comparison`, `Review` and `Applied`.

use plenary::comparisons;
use plenary::reviews::{self, ReturnedFile, Settings, Summary};
use plenary::{Options, Source};
use pyo3::prelude::*;
use pyo3::types::PyBytes;

use crate::errors::Failure;
use crate::inputs::Files;
use crate::results;
use crate::work::run;

/// The differences between two revisions.
#[pyclass(frozen, module = "plenary_report")]
pub struct Comparison(comparisons::Comparison);

impl Comparison {
    /// The differences for Python.
    pub fn new(comparison: comparisons::Comparison) -> Comparison {
        Comparison(comparison)
    }
}

#[pymethods]
impl Comparison {
    #[getter]
    fn docx<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, self.0.docx.as_deref().unwrap_or_default())
    }

    #[getter]
    fn summary<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        results::data(py, &self.0.summary.json())
    }

    #[pyo3(signature = (width = 100))]
    fn text(&self, width: usize) -> String {
        comparisons::list(&self.0.summary, width)
    }

    #[pyo3(signature = (old = "old", new = "new"))]
    fn page(&self, old: &str, new: &str) -> String {
        comparisons::page(&self.0.summary, old, new)
    }
}

/// The changes that returned files propose to a report.
#[pyclass(frozen, module = "plenary_report")]
pub struct Review {
    source: Source,
    base: Option<Source>,
    world: Files,
    options: Options,
    returned: Vec<ReturnedFile>,
    untracked: Option<String>,
    summary: Summary,
}

impl Review {
    /// Reads returned files.
    ///
    /// # Errors
    ///
    /// If the report or its base has errors, or a file cannot be read.
    pub fn read(
        source: Source,
        base: Option<Source>,
        world: Files,
        options: Options,
        returned: Vec<ReturnedFile>,
        untracked: Option<String>,
    ) -> Result<Review, Failure> {
        let summary = Summary::default();
        let mut review = Review { source, base, world, options, returned, untracked, summary };
        review.summary = review.session()?.summary().clone();
        Ok(review)
    }

    fn session(&self) -> Result<reviews::Review<'_>, Failure> {
        let settings = Settings { base: self.base.as_ref(), untracked: self.untracked.as_deref() };
        let (source, options) = (&self.source, &self.options);
        Ok(reviews::Review::read(source, &self.world, options, &self.returned, settings)?)
    }
}

#[pymethods]
impl Review {
    #[getter]
    fn summary<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        results::data(py, &reviews::json(&self.summary))
    }

    #[pyo3(signature = (width = 100))]
    fn text(&self, width: usize) -> String {
        reviews::list(&self.summary, width)
    }

    fn page(&self) -> String {
        reviews::page(&self.summary)
    }

    fn csv(&self) -> String {
        reviews::csv(&self.summary)
    }

    fn matrix<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        let name = self.source.path().display().to_string();
        let bytes = run(py, &name, || {
            reviews::matrix_docx(&self.summary).map_err(|error| Failure::Other(error.to_string()))
        })?;
        Ok(PyBytes::new(py, &bytes))
    }

    fn apply(&self, py: Python<'_>, numbers: Vec<usize>) -> PyResult<Applied> {
        let name = self.source.path().display().to_string();
        run(py, &name, || Ok(Applied(self.session()?.apply(&numbers)?)))
    }
}

/// A report into which changes were written.
#[pyclass(frozen, module = "plenary_report")]
pub struct Applied(reviews::Applied);

#[pymethods]
impl Applied {
    #[getter]
    fn source<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, &self.0.bytes)
    }

    #[getter]
    fn made(&self) -> Vec<usize> {
        self.0.made.clone()
    }

    #[getter]
    fn already(&self) -> Vec<usize> {
        self.0.already.clone()
    }

    #[getter]
    fn refused(&self) -> Vec<(usize, String, String)> {
        self.0.refused.clone()
    }
}
