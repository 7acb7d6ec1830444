//! YAML → a tree that knows the bytes of every node, so that each message has its exact place.
//!
//! Reports, templates and labels are all read through it: `preflight` (bytes), `parse` (YAML),
//! `shape` (against a JSON Schema); `locate` finds exact places within scalars, `value` gives what
//! serde reads.

mod json_schema;
mod locate;
mod parse;
mod preflight;
mod shape;
mod syntax;
pub mod tree;
mod value;

use serde::de::DeserializeOwned;
use serde_path_to_error::Segment;

pub use json_schema::schema_settings;
pub use locate::locate;
pub use parse::parse;
pub use preflight::decode;
pub use shape::{Wanted, check as check_shape, did_you_mean};

use crate::diagnostic::{Code, Diagnostic};
use tree::{Node, Value};

/// What serde reads from a tree.
pub fn typed<T: DeserializeOwned>(tree: &Node) -> Result<T, Refused> {
    serde_path_to_error::deserialize(value::value(tree)).map_err(|error| {
        let path = error.path().clone();
        Refused { path, message: error.into_inner().to_string() }
    })
}

/// What serde could not read.
#[derive(Debug)]
pub struct Refused {
    path: serde_path_to_error::Path,
    message: String,
}

impl Refused {
    /// A message about it, at its place in a tree, or the nearest place there is.
    pub fn at(&self, tree: &Node, code: Code) -> Diagnostic {
        let place =
            self.path.iter().fold(tree, |node, segment| step(node, segment).unwrap_or(node));
        code.at(place.place.clone(), self.message.clone())
    }

    /// Whether a tree has a value at its place.
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

/// Pseudo-random numbers for tests: the same each time.
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
