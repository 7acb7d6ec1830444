//! Bookmark names and ids. Names are restricted so that other word processors keep them.

use std::collections::HashSet;

use crate::document::{AnchorNames, ElementId};

/// The maximum length of a name in Word; ECMA-376 Part 1 §17.13.6.2 itself sets no limit.
const MAX_LENGTH: usize = 40;

/// The bookmark names of all elements, and the counter for bookmark ids.
#[derive(Debug)]
pub struct Bookmarks {
    names: Vec<String>,
    /// The hashes of all names in lower case. If two names have the same, one of them only gets longer.
    taken: HashSet<u64>,
    last_id: usize,
}

impl Bookmarks {
    /// Chooses a name for each element from its anchor.
    pub fn new(anchors: &AnchorNames) -> Bookmarks {
        let mut taken = HashSet::with_capacity(anchors.len());
        let names = anchors.iter().map(|anchor| unique(anchor, &mut taken)).collect();
        Bookmarks { names, taken, last_id: 0 }
    }

    /// Chooses the name of a bookmark for something that is not an element.
    pub fn named(&mut self, name: &str) -> String {
        unique(name, &mut self.taken)
    }

    /// The name of an element's bookmark.
    pub fn name(&self, element: ElementId) -> &str {
        self.names.get(element.0 as usize).map_or("b_", String::as_str)
    }

    /// The names of all elements, in the order of their ids.
    pub fn into_names(self) -> impl Iterator<Item = String> {
        self.names.into_iter()
    }

    /// The last id used; 0 if none is.
    pub fn last_id(&self) -> usize {
        self.last_id
    }

    /// Skips some ids.
    pub fn skip(&mut self, ids: usize) {
        self.last_id += ids;
    }

    /// Returns an unused bookmark id.
    pub fn next_id(&mut self) -> usize {
        self.last_id += 1;
        self.last_id
    }
}

/// Makes a name unique regardless of case, since bookmark names are case-insensitive in Word.
fn unique(anchor: &str, taken: &mut HashSet<u64>) -> String {
    let mut name = name(anchor);
    let mut salt = 0;
    while !taken.insert(fnv1a_64(name.bytes().map(|byte| byte.to_ascii_lowercase()))) {
        salt += 1;
        name = hashed(&name, &format!("{anchor}{salt}"));
    }
    name
}

/// Returns `b_` and the anchor in the characters that Word allows. The end of a long name is
/// replaced by a hash of the anchor.
fn name(anchor: &str) -> String {
    let allowed = |c: char| if c.is_ascii_alphanumeric() { c } else { '_' };
    let mut name = String::with_capacity(anchor.len() + 2);
    name.push_str("b_");
    name.extend(anchor.chars().map(allowed));
    if name.len() > MAX_LENGTH { hashed(&name, anchor) } else { name }
}

fn hashed(name: &str, whole: &str) -> String {
    let cut: String = name.chars().take(MAX_LENGTH - 9).collect();
    format!("{cut}_{:08x}", fnv1a(whole))
}

/// The 32-bit FNV-1a hash, which is short and the same on every platform.
fn fnv1a(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// The 64-bit FNV-1a hash.
fn fnv1a_64(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_short_ascii_and_unique() {
        let long = "recommendations-on-the-identification-of-victims";
        let anchors = ["panel-2", "Panel-2", long, &format!("{long}-2")].map(String::from);
        let bookmarks = Bookmarks::new(&anchors.into_iter().collect());
        let names: Vec<_> = (0..4).map(|id| bookmarks.name(ElementId(id))).collect();
        assert_eq!(names[0], "b_panel_2");
        let different: HashSet<_> = names.iter().map(|name| name.to_ascii_lowercase()).collect();
        assert_eq!(different.len(), 4, "{names:?}");
        for name in names {
            assert!(name.len() <= 40, "{name}");
            assert!(name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'), "{name}");
        }
    }
}
