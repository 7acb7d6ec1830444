//! Errors on their way to Python.

use std::fmt::Display;

use plenary::diagnostics::{Diagnostics, json};
use plenary::imports::ImportError;
use plenary::reviews::ReviewError;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::results;

/// An error that becomes an exception once the interpreter is locked again.
#[derive(Debug)]
pub enum Failure {
    /// A `ReportError`: its text, and each message as JSON.
    Report(String, Vec<String>),
    /// An `Error` with its text: a file that cannot be read, an unknown template, a damaged Word file.
    Other(String),
    /// A `ValueError`: an argument is invalid.
    Argument(String),
    /// An `InternalError`: a bug in plenary.
    Bug(String),
}

impl Failure {
    /// The exception.
    pub fn into_exception(self, py: Python<'_>) -> PyErr {
        let raised = match self {
            Failure::Report(text, messages) => results::report_error(py, &text, &messages),
            Failure::Other(text) => results::error(py, "Error", &text),
            Failure::Bug(text) => results::error(py, "InternalError", &text),
            Failure::Argument(text) => return PyValueError::new_err(text),
        };
        raised.map_or_else(|error| error, PyErr::from_value)
    }

    fn other(error: impl Display) -> Failure {
        Failure::Other(error.to_string())
    }
}

/// Each diagnostic as JSON.
pub fn messages(diagnostics: &Diagnostics) -> Vec<String> {
    diagnostics.iter().map(|(diagnostic, source)| json(diagnostic, source)).collect()
}

impl From<Diagnostics> for Failure {
    fn from(diagnostics: Diagnostics) -> Failure {
        Failure::Report(diagnostics.to_string(), messages(&diagnostics))
    }
}

impl From<plenary::Error> for Failure {
    fn from(error: plenary::Error) -> Failure {
        match error {
            plenary::Error::Diagnostics(diagnostics) => diagnostics.into(),
            other => Failure::other(other),
        }
    }
}

impl From<ReviewError> for Failure {
    fn from(error: ReviewError) -> Failure {
        match error {
            ReviewError::Report(error) => error.into(),
            other => Failure::other(other),
        }
    }
}

impl From<ImportError> for Failure {
    fn from(error: ImportError) -> Failure {
        match error {
            ImportError::Picture(error) => error.into(),
            bug @ (ImportError::Words { .. } | ImportError::Invalid { .. }) => {
                Failure::Bug(bug.to_string())
            }
            other => Failure::other(other),
        }
    }
}
