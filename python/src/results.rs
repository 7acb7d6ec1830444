//! The classes of plain data in `plenary_report._results`.

use plenary::Output;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyList};

fn class<'py>(py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
    py.import("plenary_report._results")?.getattr(name)
}

/// Messages from their JSON.
pub fn messages<'py>(py: Python<'py>, messages: &[String]) -> PyResult<Bound<'py, PyList>> {
    let message = class(py, "message_from_json")?;
    let each = messages.iter().map(|text| message.call1((text,)));
    PyList::new(py, each.collect::<PyResult<Vec<_>>>()?)
}

/// The data of a JSON text.
pub fn data<'py>(py: Python<'py>, json: &str) -> PyResult<Bound<'py, PyAny>> {
    py.import("json")?.call_method1("loads", (json,))
}

/// An exception with a text.
pub fn error<'py>(py: Python<'py>, name: &str, text: &str) -> PyResult<Bound<'py, PyAny>> {
    class(py, name)?.call1((text,))
}

/// A `ReportError`.
pub fn report_error<'py>(
    py: Python<'py>,
    text: &str,
    found: &[String],
) -> PyResult<Bound<'py, PyAny>> {
    class(py, "ReportError")?.call1((text, messages(py, found)?))
}

/// `Outputs` from the files and the JSON of the messages.
pub fn outputs<'py>(
    py: Python<'py>,
    outputs: &[Output],
    found: &[String],
) -> PyResult<Bound<'py, PyAny>> {
    let files = PyDict::new(py);
    for output in outputs {
        files.set_item(output.format.name(), PyBytes::new(py, &output.bytes))?;
    }
    class(py, "Outputs")?.call1((files, messages(py, found)?))
}

/// `Preflight` from the JSON of the data and of the messages.
pub fn preflight<'py>(
    py: Python<'py>,
    json: &str,
    found: &[String],
) -> PyResult<Bound<'py, PyAny>> {
    class(py, "Preflight")?.call1((data(py, json)?, messages(py, found)?))
}
