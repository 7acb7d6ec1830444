//! Errors in reading values from a tree, with the path to their place.

use std::fmt;

use super::tree::{Node, Value};
use crate::diagnostic::{Code, Diagnostic};

/// An error of deserializing a tree.
#[derive(Debug)]
pub struct DeserializeError {
    /// The fault, for the person who writes the file.
    pub message: String,
    /// The path to the value, from the inside out.
    path: Vec<Step>,
}

/// A step from a node to one within it.
#[derive(Debug)]
pub enum Step {
    /// To an item of a list.
    Item(usize),
    /// To the value of a key.
    Key(String),
}

impl DeserializeError {
    /// The same error, seen from a node that contains the node in question.
    pub fn within(mut self, step: Step) -> Self {
        self.path.push(step);
        self
    }

    /// The diagnostic for it, at its place in a tree or the nearest node that exists.
    pub fn at(&self, tree: &Node, code: Code) -> Diagnostic {
        let place = self.path.iter().rev().fold(tree, |node, step| step.from(node).unwrap_or(node));
        code.at(place.place.clone(), self.message.clone())
    }

    /// Whether a tree has a value at the place of the error.
    pub fn is_in(&self, tree: &Node) -> bool {
        self.path.iter().rev().try_fold(tree, |node, step| step.from(node)).is_some()
    }
}

impl Step {
    fn from<'t>(&self, node: &'t Node<'t>) -> Option<&'t Node<'t>> {
        match (self, &node.value) {
            (Step::Item(index), Value::Sequence(items)) => items.get(*index),
            (Step::Key(key), Value::Mapping(_)) => node.entry(key).map(|entry| &entry.value),
            (Step::Item(_) | Step::Key(_), _) => None,
        }
    }
}

impl serde::de::Error for DeserializeError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        DeserializeError { message: message.to_string(), path: Vec::new() }
    }
}

impl fmt::Display for DeserializeError {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for DeserializeError {}
