//! Written structure elements, by parts of the document.

use std::sync::Arc;

use lopdf::{Object, ObjectId};

use super::super::marked_content::ContentId;
use super::super::serialize::WrittenObjects;

/// The structure elements of a part of the document, and what other objects need to know about them.
#[derive(Default)]
pub struct WrittenPart {
    /// The structure elements.
    pub objects: Arc<WrittenObjects>,
    /// The part as a kid of the document's structure element; `None` if no page shows it.
    pub kid: Option<Object>,
    /// The structure elements of marked-content sequences.
    pub content: Vec<(ContentId, ObjectId)>,
    /// Annotations with their structure elements.
    pub annotations: Vec<(ObjectId, ObjectId)>,
    /// Structure elements by ID (§14.7.2).
    pub identifiers: Vec<(Vec<u8>, ObjectId)>,
}
