//! Errors and warnings as data: the fault, its place, and what to do about it.
//!
//! A [`Diagnostic`] refers to bytes of a file. [`render`], [`json`] and [`sarif`] turn it into
//! text for people, for scripts and for code-scanning tools. Nothing here prints.

mod code;
mod collection;
mod findings;
mod json;
mod lint_settings;
mod message;
mod printable;
mod related;
mod render;
pub mod sarif;
mod source_text;
mod suggestion;

pub use code::{Code, Severity};
pub use collection::{Diagnostics, Selection};
pub use findings::Findings;
pub use json::json;
pub use lint_settings::LintSettings;
pub use message::Diagnostic;
pub use printable::{escaped_json, printable};
pub use related::Related;
pub use render::{render, render_coloured};
pub use source_text::{Position, SourceText};
pub use suggestion::Suggestion;
