//! The text of a file, shared by the diagnostics about it.

use std::path::Path;
use std::sync::Arc;

use plenary::diagnostic::{IndexedText, Lined};

use super::{FileError, read};

/// The text that diagnostics quote; empty if there is nothing to quote.
#[derive(Clone, Debug, Default)]
pub struct Source(Arc<IndexedText>);

impl Source {
    /// Wraps the bytes of a file.
    pub fn new(bytes: &[u8]) -> Source {
        Source(Arc::new(IndexedText::new(bytes)))
    }

    /// Reads a file.
    pub fn read(path: &Path) -> Result<Source, FileError> {
        read(path).map(|bytes| Source::new(&bytes))
    }

    /// The text with an index of its lines.
    pub fn text(&self) -> &IndexedText {
        &self.0
    }

    /// The bytes of the file.
    pub fn bytes(&self) -> &[u8] {
        self.0.whole()
    }
}
