//! The summary as JSON.

use super::Summary;

/// Writes the summary as one JSON object. docs/review.md describes its fields.
pub fn json(summary: &Summary) -> String {
    // Serializing strings and numbers cannot fail.
    serde_json::to_string_pretty(summary).unwrap_or_default() + "\n"
}
