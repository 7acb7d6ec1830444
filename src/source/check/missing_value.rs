//! Fields without a value.

use std::collections::HashSet;

use crate::diagnostic::{Code, Findings};
use crate::yaml::tree::{Entry, Node, ScalarStyle, Value};

/// Warns of fields without a value, unless `found` has an error about them already.
pub fn missing_values(tree: &Node, found: &mut Findings) {
    let reported: HashSet<usize> =
        found.iter().filter_map(|found| Some(found.place.as_ref()?.start)).collect();
    let mut empty = Vec::new();
    gather(tree, &mut empty);
    for entry in empty.into_iter().filter(|entry| !reported.contains(&entry.key_place.start)) {
        let message = format!("`{}` has no value", entry.key);
        let warning = Code::NothingWritten.at(entry.key_place.clone(), message);
        found.push(warning.hint("write the value, or delete the line"));
    }
}

/// Whether every key in a tree has a value.
pub fn has_all_values(tree: &Node) -> bool {
    let mut empty = Vec::new();
    gather(tree, &mut empty);
    empty.is_empty()
}

fn gather<'t>(node: &'t Node<'t>, empty: &mut Vec<&'t Entry<'t>>) {
    match &node.value {
        Value::Scalar(_) => {}
        Value::Sequence(items) => items.iter().for_each(|item| gather(item, empty)),
        Value::Mapping(entries) => {
            empty.extend(entries.iter().filter(|entry| is_empty(entry)));
            entries.iter().for_each(|entry| gather(&entry.value, empty));
        }
    }
}

/// Whether the value is missing; `~` and `null` are deliberate.
fn is_empty(entry: &Entry) -> bool {
    match &entry.value.value {
        Value::Scalar(scalar) => scalar.style == ScalarStyle::Plain && scalar.text.is_empty(),
        Value::Sequence(_) | Value::Mapping(_) => false,
    }
}
