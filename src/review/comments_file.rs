//! The file of comments beside a source, `NAME.review.yaml`, which keeps comments until they are resolved.
//!
//! People read it and may edit it. Each comment is tied to its paragraph by the bookmark and by the path
//! in the source, and to words by a quotation.

mod list;
mod merge;
pub use merge::{Merged, Unresolved};
mod read;
mod write;

use serde::Deserialize;

/// The comments on a report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommentsFile {
    /// The comments by number.
    #[serde(default)]
    pub comments: Vec<KeptComment>,
}

/// A comment with its replies.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeptComment {
    /// Its number, from 1. It never changes.
    pub number: usize,
    /// Whether anything is left to do.
    #[serde(default)]
    pub status: CommentStatus,
    /// The day on which it was added to the file, in ISO 8601.
    #[serde(default)]
    pub came: String,
    /// Who resolved it; empty while it is open.
    #[serde(default)]
    pub resolved_by: String,
    /// The day on which it was resolved, in ISO 8601; empty if unknown.
    #[serde(default)]
    pub resolved_on: String,
    /// The heading above its paragraph.
    #[serde(default)]
    pub section: String,
    /// The paragraph within its section, such as `paragraph 3`.
    #[serde(default)]
    pub part: String,
    /// The path in the source.
    #[serde(default)]
    pub path: String,
    /// The bookmark in the draft.
    #[serde(default)]
    pub bookmark: String,
    /// The words that it is about; empty if it is about a place.
    #[serde(default)]
    pub quotation: String,
    /// The comment and the replies to it, in order.
    pub thread: Vec<KeptRemark>,
}

/// Whether anything is left to do about a comment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CommentStatus {
    /// Something is left to do.
    #[default]
    Open,
    /// Nothing is left to do.
    Resolved,
}

/// A comment, or a reply.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeptRemark {
    /// Who wrote it.
    #[serde(default)]
    pub author: String,
    /// The date and time as given in the returned file; empty if unknown.
    #[serde(default)]
    pub date: String,
    /// The returned file.
    #[serde(default)]
    pub file: String,
    /// The text.
    pub text: String,
}

impl CommentStatus {
    /// Its name in the file and in messages.
    pub fn name(self) -> &'static str {
        match self {
            CommentStatus::Open => "open",
            CommentStatus::Resolved => "resolved",
        }
    }
}
