//! Edits that hints name.

use std::ops::Range;

/// The edits of a diagnostic; boxed as a whole, because most diagnostics have none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Suggestions(pub(super) Vec<Suggestion>);

/// An edit that does what a hint says, for editors that offer it as a button.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Suggestion {
    /// Writes a text in place of what is there, at the place of the diagnostic. An empty text deletes.
    Write(String),
    /// Writes a text at another place.
    WriteAt {
        /// The place as a byte range of the file.
        place: Range<usize>,
        /// The text.
        text: String,
    },
    /// Adds a key to a mapping.
    AddKey {
        /// The place of the mapping as a byte range of the file.
        mapping: Range<usize>,
        /// The key.
        key: String,
        /// Its value; empty if it has to be written by hand.
        value: String,
    },
    /// Adds an entry to a mapping at the top of the report, such as `people`.
    AddEntry {
        /// The key of the mapping.
        register: &'static str,
        /// The id of the entry.
        id: String,
    },
}
