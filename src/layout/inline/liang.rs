//! Hyphenation by patterns: F. M. Liang, "Word Hy-phen-a-tion by Com-put-er" (1983).

#![allow(clippy::indexing_slicing, reason = "the indices are those that building the tree gave")]

use std::collections::BTreeMap;

/// The patterns of one language.
pub(super) struct Patterns {
    /// For each byte, the node of patterns that begin with it; 0 for none.
    roots: [u32; 256],
    nodes: Vec<Node>,
    /// The levels of all patterns, one after the other.
    levels: Vec<u8>,
    exceptions: BTreeMap<String, Vec<usize>>,
}

/// What patterns share that begin alike. Number 0 stands for no node.
#[derive(Clone, Copy, Default)]
struct Node {
    byte: u8,
    /// How many levels the pattern that ends here has.
    count: u8,
    /// Where they begin.
    levels: u32,
    /// The first of the nodes that go on from here.
    child: u32,
    /// The next node that goes on from the same node.
    sibling: u32,
}

impl Patterns {
    /// Reads patterns ("a1b2c"), exceptions ("ta-ble") and comments (from `%` on), a line each.
    pub fn read(text: &str) -> Patterns {
        let mut patterns = Patterns {
            roots: [0; 256],
            nodes: vec![Node::default()],
            levels: Vec::with_capacity(text.len()),
            exceptions: BTreeMap::new(),
        };
        for line in text.lines() {
            let line = line.split('%').next().unwrap_or("").trim();
            if line.contains('-') {
                patterns.add_exception(line);
            } else if !line.is_empty() {
                patterns.add(line);
            }
        }
        patterns
    }

    fn add(&mut self, pattern: &str) {
        let start = self.levels.len();
        self.levels.push(0);
        let mut node = 0;
        for byte in pattern.bytes() {
            if let (b'0'..=b'9', Some(level)) = (byte, self.levels.last_mut()) {
                *level = byte - b'0';
            } else {
                self.levels.push(0);
                node = self.step_or_grow(node, byte);
            }
        }
        let count = (self.levels.len() - start) as u8;
        if let Some(node) = self.nodes.get_mut(node as usize) {
            (node.levels, node.count) = (start as u32, count);
        }
    }

    fn add_exception(&mut self, word: &str) {
        let mut breaks = Vec::new();
        let mut bytes = 0;
        for part in word.split('-') {
            bytes += part.len();
            breaks.push(bytes);
        }
        breaks.pop();
        self.exceptions.insert(word.replace('-', ""), breaks);
    }

    fn step(&self, node: u32, byte: u8) -> u32 {
        if node == 0 {
            return self.roots[usize::from(byte)];
        }
        let mut next = self.nodes[node as usize].child;
        while next != 0 && self.nodes[next as usize].byte != byte {
            next = self.nodes[next as usize].sibling;
        }
        next
    }

    /// The newest child is the first, so that sorted patterns are read without a search.
    fn step_or_grow(&mut self, node: u32, byte: u8) -> u32 {
        let known = self.step(node, byte);
        if known != 0 {
            return known;
        }
        let new = self.nodes.len() as u32;
        let parent = match node {
            0 => &mut self.roots[usize::from(byte)],
            _ => &mut self.nodes[node as usize].child,
        };
        let sibling = if node == 0 { 0 } else { *parent };
        *parent = new;
        self.nodes.push(Node { byte, sibling, ..Node::default() });
        new
    }

    /// The bytes before which a word may be broken. It is given in lower case.
    pub fn breaks(&self, word: &str) -> Vec<usize> {
        if let Some(breaks) = self.exceptions.get(word) {
            return breaks.clone();
        }
        let dotted: Vec<u8> = [b"." as &[u8], word.as_bytes(), b"."].concat();
        let mut best = vec![0; dotted.len() + 1];
        for start in 0..dotted.len() {
            self.apply(&dotted[start..], &mut best[start..]);
        }
        let places = word.char_indices().map(|(byte, _)| byte).skip(1);
        places.filter(|byte| best[byte + 1] % 2 == 1).collect()
    }

    /// Raises the levels to those of each pattern with which the text begins.
    fn apply(&self, text: &[u8], best: &mut [u8]) {
        let mut node = 0;
        for &byte in text {
            node = self.step(node, byte);
            let Some(Node { levels, count, .. }) = self.nodes.get(node as usize) else { return };
            if node == 0 {
                return;
            }
            let levels = self.levels.iter().skip(*levels as usize).take(usize::from(*count));
            for (best, level) in best.iter_mut().zip(levels) {
                *best = (*best).max(*level);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_level_between_two_letters_wins() {
        // The patterns and the word of Liang's thesis, p. 37.
        let patterns = "hy3ph he2n hena4 hen5at 1na n2at 1tio 2io o2n".replace(' ', "\n");
        assert_eq!(Patterns::read(&patterns).breaks("hyphenation"), [2, 6]);
    }

    #[test]
    fn exceptions_go_before_patterns() {
        let patterns = Patterns::read("% a comment\na1b\ntab-le % another\n");
        assert_eq!(patterns.breaks("table"), [3]);
        assert_eq!(patterns.breaks("cab"), [2]);
    }
}
