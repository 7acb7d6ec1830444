//! Anchors: names of elements that stay the same between builds.

use std::collections::{HashMap, HashSet};

use crate::document::ElementId;

/// Numbers and names every element.
#[derive(Debug, Default)]
pub struct Anchors {
    names: Vec<String>,
    taken: HashSet<String>,
    /// The number for the next element whose name is taken, unless that number is taken too.
    next: HashMap<String, usize>,
    /// How many names were tried.
    #[cfg(test)]
    tried: usize,
}

impl Anchors {
    /// No elements yet, with room for a number of them.
    pub fn with_capacity(count: usize) -> Anchors {
        let (names, taken) = (Vec::with_capacity(count), HashSet::with_capacity(count));
        Anchors { names, taken, ..Anchors::default() }
    }

    /// An element named by the author's id, or by another fixed name.
    pub fn named(&mut self, name: &str) -> ElementId {
        let name = self.free(name.to_owned());
        self.push(name)
    }

    /// An element named by a hash of its kind, its section and its content, so that edits elsewhere do
    /// not change the name.
    pub fn derived(&mut self, kind: &str, scope: &str, content: &str) -> ElementId {
        let name = self.free(hashed(kind, scope, content));
        self.push(name)
    }

    /// The number of the next element.
    pub fn peek(&self) -> ElementId {
        ElementId(self.names.len() as u32)
    }

    /// The name of an element.
    pub fn name(&self, id: ElementId) -> &str {
        self.names.get(id.0 as usize).map_or("", String::as_str)
    }

    /// All names, indexed by [`ElementId`].
    pub fn into_names(self) -> Vec<String> {
        self.names
    }

    fn push(&mut self, name: String) -> ElementId {
        let id = ElementId(self.names.len() as u32);
        self.taken.insert(name.clone());
        self.names.push(name);
        id
    }

    /// The name, with the lowest free number if it is taken.
    fn free(&mut self, name: String) -> String {
        if !self.is_taken(&name) {
            return name;
        }
        let mut number = self.next.get(&name).copied().unwrap_or(2);
        let mut free = format!("{name}-{number}");
        while self.is_taken(&free) {
            number += 1;
            free = format!("{name}-{number}");
        }
        self.next.insert(name, number + 1);
        free
    }

    fn is_taken(&mut self, name: &str) -> bool {
        #[cfg(test)]
        {
            self.tried += 1;
        }
        self.taken.contains(name)
    }
}

/// The name made from a kind, a section and a content.
pub fn hashed(kind: &str, scope: &str, content: &str) -> String {
    let hash = fnv(&[kind, scope, content]);
    format!("{kind}-{:08x}", (hash >> 32) ^ (hash & 0xffff_ffff))
}

/// The FNV-1a hash of some texts, each terminated by a zero byte.
fn fnv(texts: &[&str]) -> u64 {
    let bytes = texts.iter().flat_map(|text| text.bytes().chain([0]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_content_gets_numbered_names() {
        let mut anchors = Anchors::default();
        let first = anchors.derived("p", "intro", "Yes.");
        let second = anchors.derived("p", "intro", "Yes.");
        assert_eq!(anchors.name(second), format!("{}-2", anchors.name(first)));
        assert_eq!((first, second), (ElementId(0), ElementId(1)));
    }

    #[test]
    fn a_name_taken_often_is_numbered_in_few_steps() {
        let mut anchors = Anchors::default();
        for name in ["x", "x-3", "x", "x", "x-3"] {
            anchors.named(name);
        }
        assert_eq!(anchors.names, ["x", "x-3", "x-2", "x-4", "x-3-2"]);
        for _ in 0..1000 {
            anchors.named("x");
        }
        assert!(anchors.tried < 2100, "{}", anchors.tried);
    }
}
