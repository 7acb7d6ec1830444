//! Answers to requests that are refused.

use serde_json::{Value, json};

/// The reason why something was not done, and what to do instead.
pub struct Refusal {
    reason: String,
    hint: String,
}

impl Refusal {
    /// As JSON for the page.
    pub fn json(self) -> Value {
        json!({ "error": self.reason, "hint": self.hint })
    }
}

/// A refusal.
pub fn refusal(reason: impl Into<String>, hint: &str) -> Refusal {
    Refusal { reason: reason.into(), hint: hint.into() }
}
