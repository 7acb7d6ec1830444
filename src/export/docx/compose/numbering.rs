//! The lists of the document: what they look like, and where each begins to count.

use indexmap::IndexMap;

/// The deepest level of a list in Word, counted from 0.
pub const DEEPEST: u8 = 8;

/// What a list looks like: one `w:abstractNum`, ECMA-376 Part 1 §17.9.1.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Abstract {
    /// Bullets.
    Bullets { recommendation: bool },
    /// 1. 2. 3.
    Decimal { recommendation: bool },
    /// (a) (b) (c)
    LowerAlpha { recommendation: bool },
    /// (i) (ii) (iii)
    LowerRoman { recommendation: bool },
    /// 3.1 3.2 after a prefix "3."; 1. 2. without one.
    Recommendations { prefix: String },
    /// Numbers of paragraphs for citing.
    Paragraphs,
}

/// One list: one `w:num`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instance {
    /// What it looks like: an index among the abstracts.
    pub looks: usize,
    /// Where it begins to count: level and first number; `None` for bullets.
    pub start: Option<(u8, u32)>,
    /// The bullet of a level, where it differs from the look's own.
    pub bullet: Option<(u8, String)>,
}

/// All lists of a document.
#[derive(Debug, Default)]
pub struct Numbering {
    looks: IndexMap<Abstract, ()>,
    /// The lists; numbers of Word count from 1.
    pub instances: Vec<Instance>,
    bullets: IndexMap<(usize, u8, String), usize>,
    paragraphs: Option<usize>,
}

impl Numbering {
    /// What lists look like, in order.
    pub fn looks(&self) -> impl Iterator<Item = &Abstract> {
        self.looks.keys()
    }

    /// A numbered list that begins to count anew.
    pub fn list(&mut self, looks: Abstract, level: u8, start: u32) -> usize {
        let looks = self.look(looks);
        self.push(Instance { looks, start: Some((level, start)), bullet: None })
    }

    /// Bullets; lists with the same bullet are one.
    pub fn bullets(&mut self, looks: Abstract, level: u8, mark: &str) -> usize {
        let looks = self.look(looks);
        let key = (looks, level, mark.to_owned());
        if let Some(known) = self.bullets.get(&key) {
            return *known;
        }
        let bullet = Some((level, mark.to_owned()));
        let number = self.push(Instance { looks, start: None, bullet });
        self.bullets.insert(key, number);
        number
    }

    /// The one list of numbered paragraphs.
    pub fn paragraphs(&mut self, start: u32) -> usize {
        if let Some(known) = self.paragraphs {
            return known;
        }
        let number = self.list(Abstract::Paragraphs, 0, start);
        self.paragraphs = Some(number);
        number
    }

    fn look(&mut self, looks: Abstract) -> usize {
        self.looks.insert_full(looks, ()).0
    }

    fn push(&mut self, instance: Instance) -> usize {
        self.instances.push(instance);
        self.instances.len()
    }
}
