//! Pattern-based hyphenation: F. M. Liang, "Word Hy-phen-a-tion by Com-put-er" (1983).

#![allow(clippy::indexing_slicing, reason = "indices come from building the trie")]

use std::cmp::Ordering;
use std::collections::{BTreeMap, VecDeque};
use std::ops::Range;

/// The longest word that is hyphenated, in bytes.
const LONGEST: usize = 62;

/// The hyphenation patterns of a language, as a trie.
pub(super) struct Patterns {
    /// The class of each byte that occurs in patterns; there are at most 64.
    classes: [Option<u8>; 256],
    /// The nodes of the trie; the first is its root.
    nodes: Vec<Node>,
    /// The levels of all patterns, concatenated.
    levels: Vec<u8>,
    /// Words that the patterns get wrong, with the bytes before which they may be broken.
    exceptions: BTreeMap<String, Vec<usize>>,
}

/// A common prefix of patterns.
#[derive(Clone, Copy, Default)]
struct Node {
    /// The bytes that may follow, one bit per class.
    follow: u64,
    /// The node of the first of these bytes; the others follow it.
    first: u32,
    /// The start of the levels of the pattern that ends here.
    levels: u32,
    /// The number of these levels.
    count: u32,
}

/// A pattern as read: its letters, and the levels before and after each.
struct Pattern<'l> {
    letters: &'l [u8],
    /// The first eight letters as a number, which is compared faster.
    first: u64,
    levels: Range<usize>,
}

impl<'l> Pattern<'l> {
    fn new(letters: &'l [u8], levels: Range<usize>) -> Pattern<'l> {
        let mut first = [0; 8];
        first.iter_mut().zip(letters).for_each(|(byte, letter)| *byte = *letter);
        Pattern { letters, first: u64::from_be_bytes(first), levels }
    }

    fn order(&self, other: &Pattern) -> Ordering {
        self.first.cmp(&other.first).then_with(|| self.letters.cmp(other.letters))
    }
}

/// A line up to its comment. Lines are short, so looking at each byte is faster than a search.
fn without_comment(line: &str) -> &str {
    let end = line.bytes().position(|byte| byte == b'%').unwrap_or(line.len());
    line.get(..end).unwrap_or_default().trim_ascii()
}

impl Patterns {
    /// Reads patterns ("a1b2c") and exceptions ("ta-ble"), one per line; `%` starts a comment.
    pub fn read(text: &str) -> Patterns {
        let mut patterns = Patterns {
            classes: [None; 256],
            nodes: vec![Node::default()],
            levels: Vec::with_capacity(text.len()),
            exceptions: BTreeMap::new(),
        };
        let mut letters = Vec::with_capacity(text.len());
        let mut list = Vec::with_capacity(text.len() / 6);
        for line in text.lines().map(without_comment) {
            if line.bytes().any(|byte| byte == b'-') {
                patterns.add_exception(line);
            } else if !line.is_empty() {
                list.push(patterns.pattern(line, &mut letters));
            }
        }
        patterns.assign_classes(&letters);
        let pattern =
            |(of, levels): (Range<usize>, Range<usize>)| Pattern::new(&letters[of], levels);
        let mut list: Vec<Pattern> = list.into_iter().map(pattern).collect();
        list.sort_by(Pattern::order);
        patterns.grow(&list);
        patterns
    }

    /// Reads a pattern. Returns where its letters and its levels are.
    fn pattern(&mut self, line: &str, letters: &mut Vec<u8>) -> (Range<usize>, Range<usize>) {
        let (first, start) = (letters.len(), self.levels.len());
        self.levels.push(0);
        for byte in line.bytes() {
            match self.levels.last_mut() {
                Some(level) if byte.is_ascii_digit() => *level = byte - b'0',
                _ => {
                    letters.push(byte);
                    self.levels.push(0);
                }
            }
        }
        (first..letters.len(), start..self.levels.len())
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

    /// Assigns classes to the bytes that occur in patterns, in byte order.
    fn assign_classes(&mut self, letters: &[u8]) {
        let mut used = [false; 256];
        letters.iter().for_each(|byte| used[usize::from(*byte)] = true);
        let classes = self.classes.iter_mut().zip(used).filter(|(_, used)| *used).take(64);
        for (number, (class, _)) in (0..).zip(classes) {
            *class = Some(number);
        }
    }

    /// Builds the trie from sorted patterns, breadth first, so that the children of a node are
    /// consecutive.
    fn grow(&mut self, list: &[Pattern]) {
        let mut pending = VecDeque::from([(list, 0)]);
        for index in 0.. {
            let Some((part, depth)) = pending.pop_front() else { return };
            let mut node = Node { first: self.nodes.len() as u32, ..Node::default() };
            let ends = part.iter().take_while(|pattern| pattern.letters.len() == depth).count();
            let (ending, others) = part.split_at(ends);
            for pattern in ending {
                node.levels = pattern.levels.start as u32;
                node.count = pattern.levels.len() as u32;
            }
            for group in others.chunk_by(|one, other| one.letters[depth] == other.letters[depth]) {
                if let Some(class) = self.classes[usize::from(group[0].letters[depth])] {
                    node.follow |= 1 << class;
                    self.nodes.push(Node::default());
                    pending.push_back((group, depth + 1));
                }
            }
            self.nodes[index] = node;
        }
    }

    fn step(&self, node: &Node, byte: u8) -> Option<&Node> {
        let bit = 1 << self.classes[usize::from(byte)]?;
        let before = (node.follow & (bit - 1)).count_ones();
        let next = (node.follow & bit != 0).then_some(node.first + before)?;
        self.nodes.get(next as usize)
    }

    /// The bytes before which a word in lower case may be broken.
    pub fn breaks(&self, word: &str) -> Vec<usize> {
        if let Some(breaks) = self.exceptions.get(word) {
            return breaks.clone();
        }
        let mut dotted = [b'.'; LONGEST + 2];
        let Some(letters) = dotted.get_mut(1..=word.len()).filter(|_| word.len() <= LONGEST) else {
            return Vec::new();
        };
        letters.copy_from_slice(word.as_bytes());
        let dotted = &dotted[..word.len() + 2];
        let mut best = [0; LONGEST + 3];
        for start in 0..dotted.len() {
            self.apply(&dotted[start..], &mut best[start..]);
        }
        let places = word.char_indices().map(|(byte, _)| byte).skip(1);
        places.filter(|byte| best[byte + 1] % 2 == 1).collect()
    }

    /// Raises the levels to those of every pattern that is a prefix of the text.
    fn apply(&self, text: &[u8], best: &mut [u8]) {
        let mut node = &self.nodes[0];
        for &byte in text {
            let Some(next) = self.step(node, byte) else { return };
            node = next;
            let levels = node.levels as usize..(node.levels + node.count) as usize;
            for (best, level) in best.iter_mut().zip(&self.levels[levels]) {
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
        // Patterns and word from Liang's thesis, p. 37.
        let patterns = "hy3ph he2n hena4 hen5at 1na n2at 1tio 2io o2n".replace(' ', "\n");
        assert_eq!(Patterns::read(&patterns).breaks("hyphenation"), [2, 6]);
    }

    #[test]
    fn exceptions_override_patterns() {
        let patterns = Patterns::read("% a comment\na1b\ntab-le % another\n");
        assert_eq!(patterns.breaks("table"), [3]);
        assert_eq!(patterns.breaks("cab"), [2]);
    }

    #[test]
    fn non_ascii_letters_and_overlong_words_are_handled() {
        let patterns = Patterns::read("a1é\né1a\n.ж2а");
        assert_eq!(patterns.breaks("aéa"), [1, 3]);
        assert_eq!(patterns.breaks(&"aé".repeat(40)), [0; 0]);
        assert_eq!(patterns.breaks(""), [0; 0]);
    }
}
