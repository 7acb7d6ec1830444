//! Texts and changes that many runs share.

use std::collections::HashSet;
use std::sync::Arc;

use super::model::Change;

/// Each text and each change once.
#[derive(Debug, Default)]
pub struct Shared {
    texts: HashSet<Arc<str>>,
    changes: HashSet<Arc<Change>>,
}

impl Shared {
    /// The shared copy of a text.
    pub fn text(&mut self, text: &str) -> Arc<str> {
        if let Some(known) = self.texts.get(text) {
            return Arc::clone(known);
        }
        let new: Arc<str> = text.into();
        self.texts.insert(Arc::clone(&new));
        new
    }

    /// The shared copy of a change.
    pub fn change(&mut self, change: Change) -> Arc<Change> {
        if let Some(known) = self.changes.get(&change) {
            return Arc::clone(known);
        }
        let new = Arc::new(change);
        self.changes.insert(Arc::clone(&new));
        new
    }
}
