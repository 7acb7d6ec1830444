//! The summary as JSON.

use super::Summary;
use crate::diagnostic::escaped_json;

/// Writes the summary as one JSON object on one line. docs/review.md describes its fields.
pub fn json(summary: &Summary) -> String {
    // Serializing strings and numbers cannot fail.
    escaped_json(serde_json::to_string(summary).unwrap_or_default())
}
