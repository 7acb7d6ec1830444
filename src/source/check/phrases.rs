//! Finds many phrases in texts, in one pass over each text: the names of a register, abbreviations.

use std::collections::HashSet;
use std::ops::Range;

/// Phrases to search for.
///
/// The time for a text grows with the logarithm of their number.
pub struct Phrases<'p> {
    /// Sorted by characters, so that a phrase follows its own prefixes.
    sorted: Vec<Phrase<'p>>,
    /// The first characters of the phrases.
    initials: Initials,
}

/// The characters that phrases begin with.
struct Initials {
    /// Whether a phrase begins with each byte. Each byte of a text is compared with them.
    bytes: [bool; 256],
    /// The characters that are not ASCII.
    others: HashSet<char>,
}

struct Phrase<'p> {
    text: &'p str,
    /// The position of the phrase in the order that was given.
    number: usize,
    /// The longest other phrase that is a prefix of this one, as an index of `sorted`.
    shorter: Option<usize>,
}

/// The bytes of a phrase that are compared.
const COMPARED: usize = 200;

impl<'p> Phrases<'p> {
    /// Numbers the phrases from 0. An empty phrase is never found.
    pub fn new(phrases: impl Iterator<Item = &'p str>) -> Self {
        let cut = |text: &'p str| text.get(..text.floor_char_boundary(COMPARED)).unwrap_or(text);
        let phrases = phrases.enumerate().filter(|(_, text)| !text.is_empty());
        let phrases =
            phrases.map(|(number, text)| Phrase { text: cut(text), number, shorter: None });
        let mut sorted: Vec<Phrase> = phrases.collect();
        sorted.sort_by_key(|phrase| (phrase.text, phrase.number));
        let mut open: Vec<(usize, &str)> = Vec::new();
        for (index, phrase) in sorted.iter_mut().enumerate() {
            while open.pop_if(|(_, shorter)| !phrase.text.starts_with(*shorter)).is_some() {}
            phrase.shorter = open.last().map(|(index, _)| *index);
            open.push((index, phrase.text));
        }
        let initials = sorted.iter().map(|phrase| phrase.text);
        Phrases { initials: Initials::of(initials), sorted }
    }

    /// Every phrase in a text, in the order of the text: its number and its bytes in the text.
    pub fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (usize, Range<usize>)> + 'a {
        let places = text.bytes().enumerate().filter(|(_, byte)| self.initials.have_byte(*byte));
        let rests = places.filter_map(|(at, _)| Some((at, text.get(at..)?)));
        rests.filter(|(_, rest)| self.initials.begin(rest)).flat_map(|(at, rest)| {
            self.beginning(rest).map(move |phrase| (phrase.number, at..at + phrase.text.len()))
        })
    }

    /// The phrases that a text begins with, the longest first.
    fn beginning<'a>(&'a self, text: &'a str) -> impl Iterator<Item = &'a Phrase<'p>> + 'a {
        // Phrases that sort between such a phrase and the text begin with it too.
        let after = self.sorted.partition_point(|phrase| phrase.text <= text);
        let last = after.checked_sub(1);
        let shorter = |index: &usize| self.sorted.get(*index).and_then(|phrase| phrase.shorter);
        let chain = std::iter::successors(last, shorter).filter_map(|it| self.sorted.get(it));
        chain.filter(move |phrase| text.starts_with(phrase.text))
    }
}

impl Initials {
    fn of<'p>(phrases: impl Iterator<Item = &'p str>) -> Initials {
        let mut initials = Initials { bytes: [false; 256], others: HashSet::new() };
        for phrase in phrases {
            let first =
                phrase.bytes().next().and_then(|it| initials.bytes.get_mut(usize::from(it)));
            first.into_iter().for_each(|first| *first = true);
            initials.others.extend(phrase.chars().next().filter(|first| !first.is_ascii()));
        }
        initials
    }

    fn have_byte(&self, byte: u8) -> bool {
        self.bytes.get(usize::from(byte)) == Some(&true)
    }

    /// Whether a text that begins with one of the bytes begins with one of the characters.
    fn begin(&self, text: &str) -> bool {
        text.chars().next().is_some_and(|first| first.is_ascii() || self.others.contains(&first))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(phrases: &[&str], text: &str) -> Vec<(usize, usize)> {
        let phrases = Phrases::new(phrases.iter().copied());
        phrases.find(text).map(|(number, at)| (number, at.start)).collect()
    }

    #[test]
    fn every_phrase_is_found() {
        let phrases = ["Ana", "Žan Kos", "", "Ana Horvat", "Ana", "an"];
        assert_eq!(
            found(&phrases, "Ana Horvath, Žan Koss, Anan"),
            [(3, 0), (4, 0), (0, 0), (1, 13), (5, 15), (4, 24), (0, 24), (5, 26)]
        );
        assert_eq!(found(&phrases, "Žan"), [(5, 2)]);
        assert_eq!(found(&[], "Ana"), []);
    }

    /// The result is the same as searching for each phrase by itself.
    #[test]
    fn phrases_that_overlap_are_found() {
        let mut random = crate::yaml::random(9);
        let mut word = |most: u64| -> String {
            (0..random() % most).map(|_| ['a', 'b', 'č'][random() as usize % 3]).collect()
        };
        for _ in 0..300 {
            let phrases: Vec<String> = (0..8).map(|_| word(5)).collect();
            let text = word(30);
            let phrases: Vec<&str> = phrases.iter().map(String::as_str).collect();
            let mut expected: Vec<(usize, usize)> = Vec::new();
            for (number, phrase) in phrases.iter().enumerate().filter(|(_, it)| !it.is_empty()) {
                let starts = text.char_indices().filter(|(at, _)| text[*at..].starts_with(phrase));
                expected.extend(starts.map(|(at, _)| (number, at)));
            }
            let mut found = found(&phrases, &text);
            found.sort_unstable();
            expected.sort_unstable();
            assert_eq!(found, expected, "{phrases:?} in {text}");
        }
    }
}
