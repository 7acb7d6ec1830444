//! The function `import_` and the class `Imported`.

use std::collections::BTreeMap;
use std::sync::Arc;

use plenary::imports::{self, Settings, TrackedChanges};
use plenary::{Limit, MemoryWorld, Options};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict};

use crate::inputs::{FileArgument, FilesArgument, Input};
use crate::options::{date, limits};
use crate::results;
use crate::work::run;

/// A report that was made from a Word or Markdown file.
#[pyclass(frozen, module = "plenary_report")]
pub struct Imported(imports::Imported);

#[pyfunction]
#[pyo3(signature = (
    source, *, name = "report.docx", files = None, tracked = None, date = None, stem = None, limits = None
))]
#[allow(clippy::too_many_arguments, reason = "keyword arguments of Python")]
pub fn import_(
    py: Python<'_>,
    source: FileArgument,
    name: &str,
    files: Option<FilesArgument>,
    tracked: Option<&str>,
    date: Option<String>,
    stem: Option<String>,
    limits: Option<BTreeMap<String, u64>>,
) -> PyResult<Imported> {
    let input = Input::new(source, name);
    let world = input.world(&Arc::new(MemoryWorld::new()), files)?;
    let own = || input.path().file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let settings = Settings {
        tracked: tracked.map(tracked_changes).transpose()?,
        stem: stem.unwrap_or_else(own),
        date: date
            .map(|text| Ok::<_, PyErr>(self::date(&text)?.iso()))
            .transpose()?
            .unwrap_or_default(),
    };
    let mut options = Options::default();
    options.limits = self::limits(&limits.unwrap_or_default())?;
    run(py, &input.name(), || {
        let bytes = input.bytes(options.limits.get(Limit::WordSize))?;
        Ok(Imported(imports::import(input.path(), &bytes, &world, &options, &settings)?))
    })
}

fn tracked_changes(name: &str) -> PyResult<TrackedChanges> {
    match name {
        "accept" => Ok(TrackedChanges::Accept),
        "reject" => Ok(TrackedChanges::Reject),
        other => {
            Err(PyValueError::new_err(format!("tracked is `{other}`; write accept or reject")))
        }
    }
}

#[pymethods]
impl Imported {
    #[getter]
    fn source<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, self.0.yaml.as_bytes())
    }

    #[getter]
    fn pictures<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let pictures = PyDict::new(py);
        for picture in &self.0.pictures {
            pictures.set_item(&picture.name, PyBytes::new(py, &picture.bytes))?;
        }
        Ok(pictures)
    }

    #[getter]
    fn summary<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        results::data(py, &self.0.summary.json())
    }

    #[pyo3(signature = (width = 100))]
    fn text(&self, width: usize) -> String {
        self.0.summary.list(width)
    }
}
