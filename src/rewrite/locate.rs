//! From a byte of the file to the nodes around it.

use std::fmt;
use std::ops::Range;

use crate::yaml::tree::{Entry, Node, Value};

/// The nodes from the root down to the innermost one around a byte.
#[derive(Clone, Debug)]
pub struct Located<'t> {
    /// The steps from the root to the node.
    pub steps: Vec<Step<'t>>,
}

/// A step from a list or mapping to one of its items or entries.
#[derive(Clone, Copy, Debug)]
pub struct Step<'t> {
    /// The list or mapping.
    pub parent: &'t Node<'t>,
    /// The position of the item or entry in it.
    pub index: usize,
    /// The entry, if the parent is a mapping.
    pub entry: Option<&'t Entry<'t>>,
    /// The item, or the value of the entry.
    pub node: &'t Node<'t>,
}

impl<'t> Located<'t> {
    /// The innermost item of a list around the byte, with its step.
    pub fn item(&self) -> Option<&Step<'t>> {
        self.steps.iter().rfind(|step| step.entry.is_none())
    }

    /// The innermost node.
    pub fn node(&self) -> Option<&'t Node<'t>> {
        self.steps.last().map(|step| step.node)
    }
}

/// The path: `body[2].content[4].items[1]`.
impl fmt::Display for Located<'_> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        for (depth, step) in self.steps.iter().enumerate() {
            match step.entry {
                Some(entry) if depth > 0 => write!(f, ".{}", entry.key)?,
                Some(entry) => write!(f, "{}", entry.key)?,
                None => write!(f, "[{}]", step.index)?,
            }
        }
        Ok(())
    }
}

/// The nodes around a byte of the file. Bytes between two items or entries belong to the first.
pub fn locate<'t>(root: &'t Node<'t>, at: usize) -> Located<'t> {
    let mut steps = Vec::new();
    let mut parent = root;
    while let Some(step) = step(parent, at) {
        steps.push(step);
        parent = step.node;
    }
    Located { steps }
}

fn step<'t>(parent: &'t Node<'t>, at: usize) -> Option<Step<'t>> {
    match &parent.value {
        Value::Scalar(_) => None,
        Value::Sequence(items) => {
            let index = items.partition_point(|item| start(item) <= at).checked_sub(1)?;
            Some(Step { parent, index, entry: None, node: items.get(index)? })
        }
        Value::Mapping(entries) => {
            let index = entries.partition_point(|entry| entry.key_place.start <= at);
            let index = index.checked_sub(1)?;
            let entry = entries.get(index)?;
            Some(Step { parent, index, entry: Some(entry), node: &entry.value })
        }
    }
}

/// The first byte of an item, including its dash and its comments.
fn start(item: &Node) -> usize {
    let Range { start, .. } = item.extent;
    start.min(item.place.start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::parse;

    #[track_caller]
    fn check(source: &str, words: &str, path: &str) {
        let tree = parse(source).0.unwrap();
        let located = locate(&tree, source.find(words).unwrap());
        assert_eq!(located.to_string(), path);
    }

    #[test]
    fn a_byte_has_a_path() {
        let source = "a: x\nb:\n  # of c\n  - c\n  - d: [e, {f: g}]\n    h: i\n    # end\n  - j\n";
        check(source, "x", "a");
        check(source, "b:", "b");
        check(source, "# of", "b[0]");
        check(source, "- c", "b[0]");
        check(source, "- d", "b[1]");
        check(source, "e,", "b[1].d[0]");
        check(source, "g}", "b[1].d[1].f");
        check(source, "# end", "b[1].h");
        check(source, "j", "b[2]");
    }
}
