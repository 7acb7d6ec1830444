//! What `plenary review` shows: a [`Summary`] as list, JSON, page and matrix.

mod csv;
pub mod decisions;
mod docx;
mod json;
mod list;
mod page;

pub use csv::csv;
pub use decisions::{Decisions, Selection};
pub use docx::matrix_docx;
pub use json::json;
pub use list::list;
pub use page::page;

use super::summary::Summary;
