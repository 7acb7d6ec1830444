//! The YAML of a source as it stands in the file: every node with its bytes.

use std::borrow::Cow;
use std::ops::Range;

pub use granit_parser::ScalarStyle;

/// A value of the source.
#[derive(Clone, Debug)]
pub struct Node<'s> {
    /// Its bytes; of a mapping or list in block style, those of its first line's first word.
    pub place: Range<usize>,
    /// What it is.
    pub value: Value<'s>,
}

/// What a node is.
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
    /// The text, quotes and folding undone.
    pub text: Cow<'s, str>,
    /// How it is written.
    pub style: ScalarStyle,
    /// Whether it is a text whatever it looks like: it is quoted, or was found to be meant so.
    pub is_text: bool,
}

/// A key and its value.
#[derive(Clone, Debug)]
pub struct Entry<'s> {
    /// The key.
    pub key: Cow<'s, str>,
    /// The bytes of the key.
    pub key_place: Range<usize>,
    /// The value.
    pub value: Node<'s>,
}

impl<'s> Node<'s> {
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

    /// The value of a key. Where there is none, the node itself: a short form stands for the
    /// mapping that it abbreviates, and what is absent is reported where it should be.
    pub fn key(&self, key: &str) -> &Node<'s> {
        self.entry(key).map_or(self, |entry| &entry.value)
    }

    /// The entries of the mapping under a key; none where it is absent.
    pub fn entries_of(&self, key: &str) -> &[Entry<'s>] {
        self.entry(key).map_or(&[], |entry| entry.value.entries())
    }

    /// An item of a list. Where there is no list, the node itself: one stands for a list of one.
    pub fn item(&self, index: usize) -> &Node<'s> {
        match &self.value {
            Value::Sequence(items) => items.get(index).unwrap_or(self),
            Value::Scalar(_) | Value::Mapping(_) => self,
        }
    }

    /// The bytes of a key, else those of the node.
    pub fn key_place(&self, key: &str) -> Range<usize> {
        self.entry(key).map_or(self.place.clone(), |entry| entry.key_place.clone())
    }
}
