//! YAML → a tree that knows the bytes of every node, so that each message has its exact place.
//!
//! Reports, templates and labels are all read this way: `preflight` decodes the bytes, `parse`
//! builds the tree, `validate` checks it against a JSON Schema, `value` feeds it to serde, and
//! `scalar` traces the characters of a text to their bytes.

pub mod extent;
mod json_schema;
mod parse;
mod preflight;
mod scalar;
mod suggest;
mod syntax;
pub mod tree;
mod validate;
mod value;

use serde::de::DeserializeOwned;
use serde_path_to_error::Segment;

pub use json_schema::schema_settings;
pub use parse::{parse, parse_within};
pub use preflight::decode;
pub use suggest::{Suggestions, did_you_mean};
pub use validate::{Subject, validate};
pub use value::{EXTENT, TRACED, is_text};

use crate::diagnostic::{Code, Diagnostic};
use tree::{Node, Value};

/// Deserializes a tree.
pub fn typed<T: DeserializeOwned>(tree: &Node) -> Result<T, DeserializeError> {
    serde_path_to_error::deserialize(tree).map_err(|error| {
        let path = error.path().clone();
        DeserializeError { path, message: error.into_inner().to_string() }
    })
}

/// An error of deserializing a tree.
#[derive(Debug)]
pub struct DeserializeError {
    path: serde_path_to_error::Path,
    message: String,
}

impl DeserializeError {
    /// The diagnostic for it, at its place in a tree or the nearest node that exists.
    pub fn at(&self, tree: &Node, code: Code) -> Diagnostic {
        let place =
            self.path.iter().fold(tree, |node, segment| step(node, segment).unwrap_or(node));
        code.at(place.place.clone(), self.message.clone())
    }

    /// Whether a tree has a value at the place of the error.
    pub fn is_in(&self, tree: &Node) -> bool {
        self.path.iter().try_fold(tree, step).is_some()
    }
}

fn step<'t>(node: &'t Node<'t>, segment: &Segment) -> Option<&'t Node<'t>> {
    match (segment, &node.value) {
        (Segment::Seq { index }, Value::Sequence(items)) => items.get(*index),
        (Segment::Map { key } | Segment::Enum { variant: key }, Value::Mapping(_)) => {
            node.entry(key).map(|entry| &entry.value)
        }
        (Segment::Seq { .. } | Segment::Map { .. } | Segment::Enum { .. }, _) => None,
        (Segment::Unknown, _) => Some(node),
    }
}

/// Reproducible pseudo-random numbers for tests.
#[cfg(test)]
pub(crate) fn random(seed: u64) -> impl FnMut() -> u64 {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state >> 16
    }
}
