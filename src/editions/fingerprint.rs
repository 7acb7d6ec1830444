//! Fingerprints: small multisets of hashes by which an element is recognized in another language.

use std::hash::{DefaultHasher, Hash, Hasher};

use unicode_normalization::UnicodeNormalization;

use super::address;
use super::wording::Wording;

/// The hashes of some features of an element, sorted, with repetitions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fingerprint(Vec<u64>);

/// The number of hashes that is enough to tell elements apart.
const CAPACITY: usize = 48;

/// The number of initial letters that cognates share (Simard, Foster & Isabelle, "Using Cognates to
/// Align Sentences in Bilingual Corpora", 1992).
const STEM: usize = 4;

impl Fingerprint {
    /// The numbers, notes, references and addresses of some texts. Small numbers are left out, as the
    /// other language may spell them out.
    pub fn invariants_of(texts: &[Wording], language: &str) -> Fingerprint {
        let mut hashes = Vec::new();
        for text in texts {
            let numerals = text.numerals.iter().filter(|it| it.certain && !it.is_small());
            hashes.extend(numerals.filter_map(|numeral| numeral.reading()).map(|it| hash(&it)));
            hashes.extend(text.notes.iter().map(|note| hash(&("note", note.name))));
            hashes.extend(text.references.iter().map(|it| hash(&("reference", it.name))));
            let address = |name: &str| hash(&address::words(name, language).collect::<Vec<_>>());
            hashes.extend(text.addresses.iter().map(|it| address(it.name)));
        }
        // Pairs are compared by all hashes, and a text may have a hundred thousand numbers.
        hashes.truncate(CAPACITY * 4);
        Fingerprint(hashes)
    }

    /// The stems of the words in Latin script, without accents.
    pub fn cognates_of(texts: &[Wording]) -> Fingerprint {
        let words = texts.iter().flat_map(|text| text.plain.split(|c: char| !c.is_alphabetic()));
        Fingerprint(words.filter_map(stem).take(CAPACITY).map(|it| hash(&it)).collect())
    }

    /// Adds another feature that is the same in every language.
    pub fn insert(&mut self, value: &impl Hash) {
        if self.0.len() < CAPACITY {
            self.0.push(hash(value));
        }
    }

    /// Adds the fingerprint of a child element.
    pub fn merge(&mut self, others: &Fingerprint) {
        let room = CAPACITY.saturating_sub(self.0.len());
        self.0.extend(others.0.iter().take(room));
    }

    /// Sorts the hashes, as [`shared`](Self::shared) expects.
    pub fn sorted(mut self) -> Fingerprint {
        self.0.sort_unstable();
        self
    }

    /// The number of hashes.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// The number of hashes that two fingerprints have in common.
    pub fn shared(&self, others: &Fingerprint) -> usize {
        let (mut first, mut second) = (self.0.as_slice(), others.0.as_slice());
        let mut count = 0;
        while let ([one, ones @ ..], [other, others @ ..]) = (first, second) {
            count += usize::from(one == other);
            if one <= other {
                first = ones;
            }
            if other <= one {
                second = others;
            }
        }
        count
    }
}

/// The stem of a longer word, without accents; `None` if the word is short or not Latin.
fn stem(word: &str) -> Option<[u8; STEM]> {
    let letters = word.nfd().filter(char::is_ascii_alphabetic).take(STEM);
    let mut found = [0; STEM];
    let mut count = 0;
    for (place, letter) in found.iter_mut().zip(letters) {
        *place = letter.to_ascii_lowercase() as u8;
        count += 1;
    }
    (count == STEM && word.chars().nth(STEM).is_some()).then_some(found)
}

/// A hash that is the same in every build, since the keys of the hasher are fixed.
fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shared_hashes_are_counted() {
        let of = |hashes: &[u64]| Fingerprint(hashes.to_vec()).sorted();
        assert_eq!(of(&[2, 1, 5, 2]).shared(&of(&[2, 2, 3, 5])), 3);
        assert_eq!(of(&[]).shared(&of(&[1])), 0);
    }

    #[test]
    fn cognates_have_one_stem() {
        assert_eq!(stem("réfugiés"), stem("Refugees"));
        assert_eq!(stem("médiateurs"), stem("mediators"));
        assert_eq!(stem("four"), None);
        assert_eq!(stem("вода"), None);
    }
}
