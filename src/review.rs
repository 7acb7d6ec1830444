//! Writes the changes in returned Word drafts back into the source.
//!
//! A returned file is compared with the draft that was sent: `matching` pairs the paragraphs, `script`
//! takes tracked changes as they are and finds the others by comparison, and `proposals` describes the
//! changes as an editor would. `mapping` finds the places in the current source, which may have changed
//! since. `plan` turns the proposals into edits for [`crate::rewrite`], and `change` merges those of all
//! files.
//!
//! Nothing is lost: `coverage` applies the proposals to the draft and compares the result with the returned
//! file. Nothing is misplaced: `agreement` compares the draft of the new source with the expected one.

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
