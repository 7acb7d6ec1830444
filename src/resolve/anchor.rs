//! Anchors: names of elements that stay the same between builds.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::document::{AnchorNames, ElementId};

/// Numbers and names every element.
#[derive(Debug, Default)]
pub struct Anchors {
    /// The names of the sections so far.
    earlier: AnchorNames,
    /// The names after them.
    names: Vec<String>,
    /// The hashes of all names. A name with the hash of another one gets a number as if it were the same.
    taken: HashSet<u64>,
    /// The number for the next element whose name is taken, unless that number is taken too.
    next: HashMap<String, usize>,
    /// The elements whose names were taken, with those names.
    numbered: Vec<(ElementId, String)>,
    /// How many names were tried.
    #[cfg(test)]
    tried: usize,
}

/// The names of the elements of a section.
#[derive(Debug)]
pub struct SectionNames {
    names: Arc<[String]>,
    hashes: Vec<u64>,
    /// Those that have a number because another element had the name, by their position, with that name.
    numbered: Vec<(usize, String)>,
}

impl SectionNames {
    /// The number of names.
    pub fn len(&self) -> usize {
        self.names.len()
    }
}

impl Anchors {
    /// No elements yet, with room for a number of them.
    pub fn with_capacity(count: usize) -> Anchors {
        Anchors { taken: HashSet::with_capacity(count), ..Anchors::default() }
    }

    /// An element named by the author's id, or by another fixed name.
    pub fn named(&mut self, name: &str) -> ElementId {
        self.push(name.to_owned())
    }

    /// An element named by a hash of its kind, its section and its content, so that edits elsewhere do
    /// not change the name.
    pub fn derived(&mut self, kind: &str, scope: &str, content: &str) -> ElementId {
        self.push(hashed(kind, scope, content))
    }

    /// The number of the next element.
    pub fn peek(&self) -> ElementId {
        ElementId((self.earlier.len() + self.names.len()) as u32)
    }

    /// The name of an element.
    pub fn name(&self, id: ElementId) -> &str {
        let recent = (id.0 as usize).checked_sub(self.earlier.len());
        let recent = recent.and_then(|index| self.names.get(index)).map(String::as_str);
        recent.or_else(|| self.earlier.name(id)).unwrap_or_default()
    }

    /// All names.
    pub fn into_names(mut self) -> AnchorNames {
        self.end_section();
        self.earlier
    }

    /// Begins a section whose names are shared. Returns the number of its first element.
    pub fn begin_section(&mut self) -> ElementId {
        self.end_section();
        self.peek()
    }

    /// Ends a section that began with an element.
    pub fn section(&mut self, first: ElementId) -> SectionNames {
        let names = self.end_section();
        let numbered = self.numbered.iter().rev().take_while(|(element, _)| *element >= first);
        let mut numbered: Vec<(usize, String)> =
            numbered.map(|(it, name)| ((it.0 - first.0) as usize, name.clone())).collect();
        numbered.reverse();
        let hashes = names.iter().map(|name| fnv(&[name])).collect();
        SectionNames { names, hashes, numbered }
    }

    fn end_section(&mut self) -> Arc<[String]> {
        let names: Arc<[String]> = std::mem::take(&mut self.names).into();
        self.earlier.extend(Arc::clone(&names));
        names
    }

    /// Names the elements of a section again. Changes nothing and returns `false` if any would get another name.
    pub fn repeat(&mut self, section: &SectionNames) -> bool {
        let mut numbered = section.numbered.iter().peekable();
        let mut changed = Vec::new();
        for (index, (name, hash)) in section.names.iter().zip(&section.hashes).enumerate() {
            let is_free = match numbered.next_if(|(at, _)| *at == index) {
                Some((_, asked)) => {
                    changed.push((asked, self.next.get(asked).copied()));
                    self.is_taken(asked) && self.free(asked.clone()) == *name
                }
                None => true,
            };
            if !is_free || !self.taken.insert(*hash) {
                section.hashes.iter().take(index).for_each(|hash| _ = self.taken.remove(hash));
                changed.into_iter().rev().for_each(|(name, next)| self.restore(name, next));
                return false;
            }
        }
        self.end_section();
        self.earlier.extend(Arc::clone(&section.names));
        true
    }

    fn restore(&mut self, name: &str, next: Option<usize>) {
        match next {
            Some(next) => _ = self.next.insert(name.to_owned(), next),
            None => _ = self.next.remove(name),
        }
    }

    /// Adds an element with a name, or with its lowest free number if the name is taken.
    fn push(&mut self, mut name: String) -> ElementId {
        let id = self.peek();
        if !self.taken.insert(fnv(&[&name])) {
            self.numbered.push((id, name.clone()));
            name = self.free(name);
            self.taken.insert(fnv(&[&name]));
        }
        self.names.push(name);
        id
    }

    /// A name that is taken, with its lowest free number.
    fn free(&mut self, name: String) -> String {
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
        self.taken.contains(&fnv(&[name]))
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
