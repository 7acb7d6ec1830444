//! Names of bookmarks: the ids of elements that survive a round through other word processors.

use std::collections::BTreeSet;

use crate::document::ElementId;

/// Word allows 40 characters, ECMA-376 Part 1 §17.13.6.2 and the product's own limit.
const LONGEST: usize = 40;

/// The bookmark of each element.
#[derive(Debug)]
pub struct Bookmarks {
    names: Vec<String>,
    given: usize,
}

impl Bookmarks {
    /// Names for elements with these anchors.
    pub fn new(anchors: &[String]) -> Bookmarks {
        let mut taken = BTreeSet::new();
        let names = anchors.iter().map(|anchor| unique(anchor, &mut taken)).collect();
        Bookmarks { names, given: 0 }
    }

    /// The name of an element's bookmark.
    pub fn name(&self, element: ElementId) -> &str {
        self.names.get(element.0 as usize).map_or("b_", String::as_str)
    }

    /// A number for a bookmark in the text; each is given once.
    pub fn number(&mut self) -> usize {
        self.given += 1;
        self.given
    }
}

/// Word does not tell capitals from small letters in names of bookmarks.
fn unique(anchor: &str, taken: &mut BTreeSet<String>) -> String {
    let mut name = name(anchor);
    let mut salt = 0;
    while !taken.insert(name.to_ascii_lowercase()) {
        salt += 1;
        name = hashed(&name, &format!("{anchor}{salt}"));
    }
    name
}

/// `b_` and the anchor in the characters that Word allows; a long one is cut, and a hash of the
/// whole stands for what is cut.
fn name(anchor: &str) -> String {
    let allowed = |c: char| if c.is_ascii_alphanumeric() { c } else { '_' };
    let name = format!("b_{}", anchor.chars().map(allowed).collect::<String>());
    if name.len() > LONGEST { hashed(&name, anchor) } else { name }
}

fn hashed(name: &str, whole: &str) -> String {
    let cut: String = name.chars().take(LONGEST - 9).collect();
    format!("{cut}_{:08x}", fnv1a(whole))
}

/// The hash FNV-1a of 32 bits: short, and the same on every machine.
fn fnv1a(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_short_plain_and_unique() {
        let long = "recommendations-on-the-identification-of-victims";
        let anchors = ["panel-2", "Panel-2", long, &format!("{long}-2")].map(String::from);
        let bookmarks = Bookmarks::new(&anchors);
        let names: Vec<_> = (0..4).map(|id| bookmarks.name(ElementId(id))).collect();
        assert_eq!(names[0], "b_panel_2");
        let different: BTreeSet<_> = names.iter().map(|name| name.to_ascii_lowercase()).collect();
        assert_eq!(different.len(), 4, "{names:?}");
        for name in names {
            assert!(name.len() <= 40, "{name}");
            assert!(name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'), "{name}");
        }
    }
}
