//! The outputs of `plenary review`: a [`Summary`] as list, JSON, page and matrix.

mod csv;
mod decisions;
mod docx;
mod json;
pub mod lines;
mod list;
pub mod page;
pub(super) mod rows;
#[cfg(test)]
mod tests;

pub use csv::csv;
pub use decisions::{Decision, Decisions, Mismatch, Selection, UnreadableDecisions, Verdict};
pub use docx::matrix_docx;
pub use json::json;
pub use list::list;
pub use page::page;

use super::summary::Summary;
