//! The way in from Word and Markdown: makes the report that an editor would have written.
//!
//! A front ([`word`], [`markdown`]) reads its file into a [`flat::Flat`]: blocks one after the other, as
//! they look. Recognition makes an [`report::ImportedReport`] of it: sections, people, recommendations.
//! That is written as YAML, read again, and compared with the flat blocks word by word.

pub mod flat;
mod language;
mod markdown;
mod recognize;
pub mod report;
mod session;
mod size;
mod styles;
mod summary;
mod tracked;
mod visit;
mod word;
mod words;
mod write;

pub use session::{ImportError, Imported, SavedPicture, Settings, TrackedChanges, import};
pub use summary::{Counts, DroppedEntry, GuessEntry, MissingEntry, SentEntry, Summary};
