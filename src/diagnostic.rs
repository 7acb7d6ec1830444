//! What is wrong with an input, where, and what to do about it. Errors are data: nothing here
//! prints.

mod code;
mod excerpt;
mod json;
mod lined;
mod lint;
mod position;
mod related;
mod render;
pub mod sarif;

use std::ops::Range;

pub use code::Code;
pub use json::json;
pub use lined::{IndexedText, Lined};
pub use lint::Lint;
pub use position::{Position, position};
pub use related::Related;
pub use render::{render, render_coloured};

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Something to look at; outputs are written.
    Warning,
    /// The report cannot be built; nothing is written for it.
    Error,
}

impl Severity {
    /// As it is printed: `warning`, `error`.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// One message about one place in one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// A stable code such as `P0012`.
    pub code: &'static str,
    /// What is wrong: lower case, no full stop.
    pub message: String,
    /// The file, as the user named it.
    pub file: String,
    /// The place as a byte range of the file; `None` when the whole file is meant.
    pub place: Option<Range<usize>>,
    /// What to write instead: lower case, no full stop.
    pub hint: Option<String>,
    /// Another place that the message is about.
    pub related: Option<Box<Related>>,
}

impl Diagnostic {
    /// The same, with what to write instead.
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }

    /// The same, with what to write instead where that is known.
    pub fn hint_if(self, hint: Option<String>) -> Self {
        Self { hint: hint.or(self.hint), ..self }
    }

    /// The same, with another place that it is about.
    pub fn related(self, related: Related) -> Self {
        Self { related: Some(Box::new(related)), ..self }
    }
}
