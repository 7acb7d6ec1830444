//! The tree of a YAML file, each node with its byte range.

use std::borrow::Cow;
use std::ops::Range;

pub use granit_parser::ScalarStyle;

use crate::origin::{Origin, Shift, Shifted};

/// A value of the source.
#[derive(Clone, Debug)]
pub struct Node<'s> {
    /// Its byte range; for a mapping or list in block style, the byte range of its first word.
    pub place: Range<usize>,
    /// For an item of a list, the bytes to delete or move: see [`super::extent`]. For any other node,
    /// its place.
    pub extent: Range<usize>,
    /// Its value.
    pub value: Value<'s>,
}

/// The value of a node.
#[derive(Clone, Debug)]
pub enum Value<'s> {
    /// A text, number or word.
    Scalar(Scalar<'s>),
    /// A list.
    Sequence(Vec<Node<'s>>),
    /// A mapping, in the order of the file.
    Mapping(Vec<Entry<'s>>),
}

/// A text, number or word.
#[derive(Clone, Debug)]
pub struct Scalar<'s> {
    /// The text, with quotes, escapes and folding resolved.
    pub text: Cow<'s, str>,
    /// The style in which it is written.
    pub style: ScalarStyle,
    /// The bytes of the file behind each character of the text.
    pub origin: Origin,
    /// Whether it is a text even if it looks like a number, because it is quoted, or because validation
    /// found that a text is meant.
    pub is_text: bool,
}

/// A key and its value.
#[derive(Clone, Debug)]
pub struct Entry<'s> {
    /// The key.
    pub key: Cow<'s, str>,
    /// The byte range of the key.
    pub key_place: Range<usize>,
    /// The bytes of the file behind each character of the key.
    pub key_origin: Origin,
    /// The value.
    pub value: Node<'s>,
}

impl<'s> Node<'s> {
    /// A node that is not an item of a list.
    pub fn new(place: Range<usize>, value: Value<'s>) -> Self {
        Node { extent: place.clone(), place, value }
    }

    /// The entries of a mapping; none otherwise.
    pub fn entries(&self) -> &[Entry<'s>] {
        match &self.value {
            Value::Mapping(entries) => entries,
            Value::Scalar(_) | Value::Sequence(_) => &[],
        }
    }

    /// An entry of a mapping.
    pub fn entry(&self, key: &str) -> Option<&Entry<'s>> {
        self.entries().iter().find(|entry| entry.key == key)
    }

    /// The value of a key, or the node itself if it has no such key. A shorthand therefore also gives the
    /// fields of the mapping that it abbreviates, and a missing value is reported at its parent.
    pub fn key(&self, key: &str) -> &Node<'s> {
        self.entry(key).map_or(self, |entry| &entry.value)
    }

    /// The entries of the mapping under a key; none if the key is missing.
    pub fn entries_of(&self, key: &str) -> &[Entry<'s>] {
        self.entry(key).map_or(&[], |entry| entry.value.entries())
    }

    /// An item of a list, or the node itself if it is not a list: one value abbreviates a list of
    /// one.
    pub fn item(&self, index: usize) -> &Node<'s> {
        match &self.value {
            Value::Sequence(items) => items.get(index).unwrap_or(self),
            Value::Scalar(_) | Value::Mapping(_) => self,
        }
    }

    /// The bytes of the file from which a part of a scalar's text comes; the whole node if it is not a
    /// scalar.
    pub fn locate(&self, part: Range<usize>) -> Range<usize> {
        match &self.value {
            Value::Scalar(scalar) => scalar.origin.file_range(part),
            Value::Sequence(_) | Value::Mapping(_) => None,
        }
        .unwrap_or(self.place.clone())
    }

    /// The origin of a scalar's text; the whole node if it is not a scalar.
    pub fn origin(&self) -> Origin {
        match &self.value {
            Value::Scalar(scalar) => scalar.origin.clone(),
            Value::Sequence(_) | Value::Mapping(_) => Origin::replaced(self.place.clone()),
        }
    }

    /// The byte range of a key, or of the node if it has no such key.
    pub fn key_place(&self, key: &str) -> Range<usize> {
        self.entry(key).map_or(self.place.clone(), |entry| entry.key_place.clone())
    }
}

impl Shifted for Node<'_> {
    fn shift(&mut self, by: Shift) {
        if by.from == by.to {
            return;
        }
        by.range(&mut self.place);
        by.range(&mut self.extent);
        match &mut self.value {
            Value::Scalar(scalar) => scalar.origin.shift(by),
            Value::Sequence(items) => items.shift(by),
            Value::Mapping(entries) => entries.shift(by),
        }
    }
}

impl Shifted for Entry<'_> {
    fn shift(&mut self, by: Shift) {
        by.range(&mut self.key_place);
        self.key_origin.shift(by);
        self.value.shift(by);
    }
}
