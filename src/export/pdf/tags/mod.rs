//! Document + marks of the pages → structure tree (ISO 32000-1 §14.7, §14.8; ISO 14289-1).
//!
//! The document is the tree; the pages say where its content stands. A note comes right after the
//! block that holds its first reference.

mod block;
mod build;
mod claim;
mod inline;
mod list;
mod table;
mod tree;
mod write;

pub use claim::Claims;
pub use write::write;

use self::tree::Node;
use crate::document::Document;

/// Builds the tree. Content that no part of the document claims still gets a place, at the end.
pub fn build(document: &Document, claims: Claims) -> Node {
    build::Builder { document, claims }.document()
}
