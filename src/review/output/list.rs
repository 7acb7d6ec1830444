//! The list for the terminal.

use super::Summary;

/// Writes the list, in lines of at most `width` columns.
pub fn list(summary: &Summary, width: usize) -> String {
    let _ = (summary, width);
    String::new()
}
