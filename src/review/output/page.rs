//! The page on which an editor decides.

use super::Summary;

/// Writes a self-contained HTML page.
pub fn page(summary: &Summary) -> String {
    let _ = summary;
    String::new()
}
