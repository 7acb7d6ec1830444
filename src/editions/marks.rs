//! By what an element is known in any language, as small sets that are quickly compared.

use std::hash::{DefaultHasher, Hash, Hasher};

use unicode_normalization::UnicodeNormalization;

use super::address;
use super::wording::Wording;

/// Some things that an element shows, hashed, sorted and each as often as it is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks(Vec<u64>);

/// So many are enough to tell elements apart.
const ENOUGH: usize = 48;

/// How many letters cognates share (Simard, Foster & Isabelle, "Using Cognates to Align Sentences in
/// Bilingual Corpora", 1992).
const BEGINNING: usize = 4;

impl Marks {
    /// Figures, notes, references and addresses of texts. Small numbers are left out: the other
    /// language may have them in words.
    pub fn shown_in(texts: &[Wording], language: &str) -> Marks {
        let mut marks = Vec::new();
        for text in texts {
            let figures = text.figures.iter().filter(|it| it.certain && !it.is_small());
            marks.extend(figures.filter_map(|figure| figure.reading()).map(|it| hash(&it)));
            marks.extend(text.notes.iter().map(|note| hash(&("note", note.name))));
            marks.extend(text.references.iter().map(|it| hash(&("reference", it.name))));
            let address = |name: &str| hash(&address::words(name, language).collect::<Vec<_>>());
            marks.extend(text.addresses.iter().map(|it| address(it.name)));
        }
        Marks(marks)
    }

    /// The beginnings of words in Latin letters, accents taken off.
    pub fn cognates_of(texts: &[Wording]) -> Marks {
        let words = texts.iter().flat_map(|text| text.plain.split(|c: char| !c.is_alphabetic()));
        Marks(words.filter_map(beginning).take(ENOUGH).map(|it| hash(&it)).collect())
    }

    /// Adds something else that is the same in every language.
    pub fn show(&mut self, value: &impl Hash) {
        if self.0.len() < ENOUGH {
            self.0.push(hash(value));
        }
    }

    /// Adds those of something that stands within.
    pub fn add(&mut self, others: &Marks) {
        let room = ENOUGH.saturating_sub(self.0.len());
        self.0.extend(others.0.iter().take(room));
    }

    /// The same, ready to be compared.
    pub fn sorted(mut self) -> Marks {
        self.0.sort_unstable();
        self
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// How many two have in common.
    pub fn shared(&self, others: &Marks) -> usize {
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

/// The first letters of a word that has more, without accents; `None` where they are not Latin.
fn beginning(word: &str) -> Option<[u8; BEGINNING]> {
    let letters = word.nfd().filter(char::is_ascii_alphabetic).take(BEGINNING);
    let mut found = [0; BEGINNING];
    let mut count = 0;
    for (place, letter) in found.iter_mut().zip(letters) {
        *place = letter.to_ascii_lowercase() as u8;
        count += 1;
    }
    (count == BEGINNING && word.chars().nth(BEGINNING).is_some()).then_some(found)
}

/// A number for a value; the same in every build, since its keys are fixed.
fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shared_is_counted() {
        let of = |marks: &[u64]| Marks(marks.to_vec()).sorted();
        assert_eq!(of(&[2, 1, 5, 2]).shared(&of(&[2, 2, 3, 5])), 3);
        assert_eq!(of(&[]).shared(&of(&[1])), 0);
    }

    #[test]
    fn related_words_begin_alike() {
        assert_eq!(beginning("réfugiés"), beginning("Refugees"));
        assert_eq!(beginning("médiateurs"), beginning("mediators"));
        assert_eq!(beginning("four"), None);
        assert_eq!(beginning("вода"), None);
    }
}
