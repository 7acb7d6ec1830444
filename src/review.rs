//! Takes the changes of returned Word drafts back into the source.
//!
//! A returned file is compared with the draft that was sent: `matching` finds the paragraphs, `script`
//! takes tracked changes as they are and finds the others by comparison, and `proposals` says what was
//! done, as an editor would. `mapping` finds the places in today's source, which may have changed since,
//! `plan` makes edits for [`crate::rewrite`] of the proposals, and `change` puts those of all files
//! together.
//!
//! Nothing is lost: `coverage` compares what the proposals make of the draft with what came back. Nothing is
//! misplaced: `agreement` compares the draft of the new source with what the changes should make of it.

mod agreement;
mod change;
mod comments;
pub mod comments_file;
mod coverage;
mod describe;
mod error;
mod lines;
mod mapping;
pub mod matching;
pub mod output;
pub mod paragraphs;
mod places;
mod plan;
mod prediction;
mod proposals;
mod returned;
mod returned_file;
mod reviewers;
mod script;
mod session;
pub mod summary;
#[cfg(test)]
mod tests;
mod today;
pub mod words;

pub use error::{ReviewError, UnreadableFile};
pub use returned_file::{SentReport, sent_report};
pub use session::{Applied, ReturnedFile, Review, Settings};
