//! The words in which two texts differ, and the similarity of two texts.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::scripts::is_unspaced;

/// A difference: bytes of the old text, and bytes of the new text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hunk {
    /// The deleted bytes.
    pub before: Range<usize>,
    /// The inserted bytes.
    pub after: Range<usize>,
}

/// The largest comparison, in words of one text times words of the other. Beyond it, everything
/// between the common beginning and the common end counts as different.
const LARGEST: usize = 16_000_000;

/// Compares two texts word by word. Returns the differences in order.
pub fn differences(before: &str, after: &str) -> Vec<Hunk> {
    if before == after {
        return Vec::new();
    }
    let (first, second) = (words(before), words(after));
    let head = first.iter().zip(&second).take_while(|(a, b)| a.text == b.text).count();
    let fewer = first.len().min(second.len()) - head;
    let ends = first.iter().rev().zip(second.iter().rev());
    let tail = ends.take(fewer).take_while(|(a, b)| a.text == b.text).count();
    let ones = first.get(head..first.len() - tail).unwrap_or_default();
    let others = second.get(head..second.len() - tail).unwrap_or_default();
    let places = Places { first: &first, second: &second, before, after, head };
    if ones.len().saturating_mul(others.len()) > LARGEST {
        return vec![places.hunk(0..ones.len(), 0..others.len())];
    }
    let (ones, others) = (texts(ones), texts(others));
    let found = capture_diff_slices(Algorithm::Myers, &ones, &others);
    let kept = found.iter().filter(|found| matches!(found, DiffOp::Equal { .. }));
    let kept = kept.flat_map(|found| ones.get(found.old_range()).unwrap_or_default());
    // Texts with almost no words in common read best as one replacement.
    if telling(kept) * 4 < telling(ones.iter()).min(telling(others.iter())) {
        return vec![places.hunk(0..ones.len(), 0..others.len())];
    }
    let changed = found.iter().filter(|found| !matches!(found, DiffOp::Equal { .. }));
    let hunks = changed.map(|found| places.hunk(found.old_range(), found.new_range()));
    joined(hunks, before)
}

fn texts<'a>(words: &[Word<'a>]) -> Vec<&'a str> {
    words.iter().map(|word| word.text).collect()
}

/// The number of words, without spaces and punctuation.
fn telling<'a>(words: impl Iterator<Item = &'a &'a str>) -> usize {
    words.filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

/// Joins differences with only a space between them, which read as one.
fn joined(hunks: impl Iterator<Item = Hunk>, before: &str) -> Vec<Hunk> {
    let mut out: Vec<Hunk> = Vec::new();
    for hunk in hunks {
        match out.last_mut() {
            Some(last)
                if before
                    .get(last.before.end..hunk.before.start)
                    .is_some_and(|gap| gap.len() < 3 && gap.chars().all(char::is_whitespace)) =>
            {
                last.before.end = hunk.before.end;
                last.after.end = hunk.after.end;
            }
            Some(_) | None => out.push(hunk),
        }
    }
    out
}

/// Converts indexes of words to bytes.
struct Places<'a> {
    first: &'a [Word<'a>],
    second: &'a [Word<'a>],
    before: &'a str,
    after: &'a str,
    head: usize,
}

impl Places<'_> {
    fn hunk(&self, before: Range<usize>, after: Range<usize>) -> Hunk {
        let bytes = |words: &[Word], text: &str, range: Range<usize>| {
            let at = |index: usize| words.get(index + self.head).map_or(text.len(), |word| word.at);
            at(range.start)..at(range.end)
        };
        Hunk {
            before: bytes(self.first, self.before, before),
            after: bytes(self.second, self.after, after),
        }
    }
}

/// A word, or a single other character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Word<'a> {
    at: usize,
    text: &'a str,
}

/// Splits a text into words and single characters between them. Ideographs and kana are single
/// characters, because they have no spaces between words.
fn words(text: &str) -> Vec<Word<'_>> {
    let mut out: Vec<Word> = Vec::new();
    let mut open = false;
    for (at, c) in text.char_indices() {
        let joins = c.is_alphanumeric() && !is_unspaced(c) || is_mark(c);
        match out.last_mut() {
            Some(last) if open && joins => {
                last.text = text.get(last.at..at + c.len_utf8()).unwrap_or_default();
            }
            Some(_) | None => {
                out.push(Word { at, text: text.get(at..at + c.len_utf8()).unwrap_or_default() });
            }
        }
        open = joins;
    }
    out
}

/// Whether a character is a combining mark, which continues a word.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// Whether two texts are the same apart from the typography that plenary adds.
pub fn alike(one: &str, other: &str) -> bool {
    one == other || plain(one) == plain(other)
}

/// A text without the typography that plenary adds.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // French has spaces before these marks, whether they were typed or not.
            ';' | ':' | '!' | '?' | '»' => plain.truncate(plain.trim_end_matches(' ').len()),
            ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' if plain.ends_with('«') => continue,
            _ => {}
        }
        plain.push(if matches!(c, '\u{a0}' | '\u{202f}' | '\u{2009}') { ' ' } else { c });
    }
    // Which marks are within others depends on the language.
    let marks = |c| match c {
        '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '‚' | '‹' | '›' | '\'' => '"',
        c => c,
    };
    plain.chars().map(marks).collect()
}

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// The words of a text, for comparison with those of many others.
#[derive(Clone, Debug, Default)]
pub struct Bag(Vec<u64>);

impl Bag {
    /// The words of a text in lower case.
    pub fn of(text: &str) -> Bag {
        let words = words(text);
        let telling = words.iter().filter(|word| word.text.chars().all(char::is_alphanumeric));
        let mut hashes: Vec<u64> = telling.map(|word| hash(&word.text.to_lowercase())).collect();
        hashes.sort_unstable();
        Bag(hashes)
    }

    /// The share of words that two texts have in common, from 0 to 1 (Dice 1945).
    pub fn likeness(&self, other: &Bag) -> f32 {
        let (mut at, mut common) = (0, 0);
        for word in &self.0 {
            while other.0.get(at).is_some_and(|it| it < word) {
                at += 1;
            }
            if other.0.get(at) == Some(word) {
                (at, common) = (at + 1, common + 1);
            }
        }
        let all = self.0.len() + other.0.len();
        if all == 0 { 0.0 } else { 2.0 * common as f32 / all as f32 }
    }

    /// The share of its words that another text has, from 0 to 1.
    pub fn share_in(&self, other: &Bag) -> f32 {
        let all = (self.0.len() + other.0.len()) as f32;
        if self.0.is_empty() { 0.0 } else { self.likeness(other) * all / 2.0 / self.0.len() as f32 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(before: &str, after: &str) -> Vec<(String, String)> {
        let hunks = differences(before, after);
        hunks
            .iter()
            .map(|it| (before[it.before.clone()].into(), after[it.after.clone()].into()))
            .collect()
    }

    #[test]
    fn words_are_compared_whole() {
        assert_eq!(shown("a small port", "a large port"), [("small".into(), "large".into())]);
        assert_eq!(shown("one two", "one two three"), [(String::new(), " three".into())]);
        assert_eq!(
            shown("the old small ports", "the new large ports"),
            [("old small".into(), "new large".into())]
        );
        assert!(shown("same", "same").is_empty());
    }

    #[test]
    fn a_new_text_replaces_the_old_as_a_whole() {
        let (before, after) =
            ("It met in the port of Lisbon.", "Nobody was there, and a new date is set.");
        assert_eq!(shown(before, after).len(), 1);
    }

    #[test]
    fn ideographs_are_words() {
        assert_eq!(shown("会议报告", "会议新报告"), [(String::new(), "新".into())]);
    }

    #[test]
    fn a_long_comparison_is_cut_short() {
        let before: String = (0..5000).map(|n| format!("a{n} ")).collect();
        let after: String = (0..5000).map(|n| format!("b{n} ")).collect();
        assert_eq!(differences(&before, &after).len(), 1);
    }

    #[test]
    fn quotation_marks_are_typography() {
        assert!(alike("die ‚Flut‘", "die 'Flut'"));
        assert!(alike("гость „без приглашения“", "гость 'без приглашения'"));
        assert!(!alike("a “flood”", "a flood"));
    }

    #[test]
    fn likeness_counts_words_of_both() {
        let bag = Bag::of("One two three four");
        assert_eq!(bag.likeness(&Bag::of("four three two one")), 1.0);
        assert_eq!(bag.likeness(&Bag::of("one two five six")), 0.5);
        assert_eq!(bag.likeness(&Bag::of("")), 0.0);
        assert_eq!(Bag::of("one two").share_in(&bag), 1.0);
    }
}
