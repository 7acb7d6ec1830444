//! YAML → [`Report`]: what the editor wrote, checked.

pub mod code;
mod forms;
mod json_schema;
mod locate;
pub mod markup;
mod parse;
mod preflight;
pub mod schema;
mod shape;
mod syntax;
mod tree;
mod value;

pub use json_schema::schema_json;
pub use schema::Report;

use crate::diagnostic::{Diagnostic, Severity};

/// What reading a source gives: the report, unless it has errors, and every message about it.
#[derive(Debug)]
pub struct Reading {
    /// The report; `None` when there is an error.
    pub report: Option<Report>,
    /// Errors and warnings in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads and checks a source. `file` names it in messages.
pub fn read(file: &str, bytes: &[u8]) -> Reading {
    match serde_yaml::from_slice(bytes) {
        Ok(report) => Reading { report: Some(report), diagnostics: Vec::new() },
        Err(error) => {
            let place = error.location().map(|location| location.index()..location.index());
            let diagnostic = Diagnostic {
                severity: Severity::Error,
                code: "P0001",
                message: error.to_string(),
                file: file.into(),
                place,
                hint: None,
            };
            Reading { report: None, diagnostics: vec![diagnostic] }
        }
    }
}

/// Pseudo-random numbers for tests: the same each time.
#[cfg(test)]
fn random(seed: u64) -> impl FnMut() -> u64 {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state >> 16
    }
}
