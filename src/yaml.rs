//! YAML → a tree that records the bytes of every node, so that each message has an exact place.
//!
//! Reports, templates and labels are all read this way: `preflight` decodes the bytes, `parse`
//! builds the tree, `validate` checks it against a JSON Schema, `value` feeds it to serde, and
//! `scalar` traces the characters of a text to their bytes.

mod access;
mod error;
pub mod extent;
pub mod json_schema;
mod parse;
mod parts;
mod preflight;
mod scalar;
mod suggest;
mod syntax;
pub mod tree;
mod validate;
mod value;

use serde::de::DeserializeOwned;

pub use access::{EXTENT, TRACED};
pub use error::DeserializeError;
pub use json_schema::schema_settings;
pub use parse::{parse, parse_within};
pub use parts::{PartKeys, parse_cached};
pub use preflight::decode;
pub use suggest::{Suggestions, did_you_mean};
pub use validate::{Subject, validate};
pub use value::is_text;

use tree::Node;

/// Deserializes a tree.
pub fn typed<T: DeserializeOwned>(tree: &Node) -> Result<T, DeserializeError> {
    T::deserialize(tree)
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
