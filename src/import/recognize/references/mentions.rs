//! Words that refer to something by its number: "Table 2", "в таблице 2", "表2".

use std::ops::Range;

use super::targets::{Kind, bookmark};
use crate::import::recognize::words::{Words, is_han};

/// What is called how in the language of a report.
pub struct Mentions {
    /// The words before numbers in lower case, for each kind.
    forms: Vec<(Kind, Vec<String>)>,
}

/// The most characters of a word before a number.
const LONGEST: usize = 40;

/// The shortest word of which other forms are known by its beginning, in characters.
const SHORTEST_INFLECTED: usize = 5;

impl Mentions {
    /// The words of a language.
    pub fn of(words: &Words) -> Mentions {
        let forms = Kind::ALL.into_iter().map(|kind| (kind, kind.forms(words)));
        Mentions { forms: forms.collect() }
    }

    /// The places of words with a number, in order, with the bookmark of what they may refer to.
    pub fn find(&self, text: &str) -> Vec<(Range<usize>, String)> {
        let mut found: Vec<(Range<usize>, String)> = Vec::new();
        for token in tokens(text) {
            let number = text.get(token.clone()).unwrap_or_default();
            let Some((kind, length)) = text.get(..token.start).and_then(|it| self.before(it))
            else {
                continue;
            };
            let start = token.start - length;
            if found.last().is_none_or(|(last, _)| last.end <= start) {
                found.push((start..token.end, bookmark(kind, number)));
            }
        }
        found
    }

    /// What the word at the end of a text calls, and how long it is with the space after it.
    fn before(&self, text: &str) -> Option<(Kind, usize)> {
        let word = text.strip_suffix([' ', '\u{a0}']).unwrap_or(text);
        let start = word.char_indices().rev().nth(LONGEST).map_or(0, |(at, _)| at);
        let end = word.get(start..)?.to_lowercase();
        let is_apart = word.len() < text.len();
        let kinds = self.forms.iter().flat_map(|(kind, forms)| forms.iter().map(|it| (*kind, it)));
        let mut kinds = kinds.filter(|(_, form)| is_apart || form.ends_with(is_han));
        let (kind, count) = kinds.find_map(|(kind, form)| Some((kind, ending(&end, form)?)))?;
        let at = word.char_indices().rev().nth(count.checked_sub(1)?)?.0;
        Some((kind, text.len() - at))
    }
}

/// How many characters at the end of a text are a word, or a form of it with another ending.
fn ending(text: &str, word: &str) -> Option<usize> {
    let is_start = |before: &str| {
        before.chars().next_back().is_none_or(|it| !it.is_alphanumeric() || is_han(it))
    };
    if text.strip_suffix(word).is_some_and(is_start) {
        return Some(word.chars().count());
    }
    let last = text.rsplit(|it: char| !it.is_alphabetic()).next().unwrap_or_default();
    let count = word.chars().count();
    let stem = word.char_indices().next_back().and_then(|(at, _)| word.get(..at))?;
    let is_form = count >= SHORTEST_INFLECTED
        && word.chars().all(char::is_alphabetic)
        && last.starts_with(stem)
        && last.chars().count() <= count + 2;
    is_form.then(|| last.chars().count())
}

/// The numbers of a text and the letters that may be ones, in order.
fn tokens(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    for part in text.split_inclusive(|it: char| !(it.is_ascii_alphanumeric() || it == '.')) {
        let start = at;
        at += part.len();
        let word = part.trim_end_matches(|it: char| !it.is_ascii_alphanumeric());
        let number =
            word.split('.').all(|it| !it.is_empty() && it.bytes().all(|b| b.is_ascii_digit()));
        let letters = word.len() <= 6 && word.bytes().all(|it| it.is_ascii_uppercase());
        let is_token = letters || number || is_annexed(word);
        let before = text.get(..start).and_then(|it| it.chars().next_back());
        let is_apart = before.is_none_or(|it| !it.is_alphanumeric() || is_han(it));
        let next = text.get(start + word.len()..).and_then(|it| it.chars().next());
        let ends = next.is_none_or(|it| !it.is_alphanumeric() || is_han(it));
        if !word.is_empty() && is_token && is_apart && ends {
            found.push(start..start + word.len());
        }
    }
    found
}

/// Whether a word is a number within an annex: "A.1".
fn is_annexed(word: &str) -> bool {
    word.split_once('.').is_some_and(|(annex, number)| {
        annex.len() == 1
            && annex.bytes().all(|it| it.is_ascii_uppercase())
            && !number.is_empty()
            && number.bytes().all(|it| it.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_with_numbers_are_found_in_every_language() {
        let cases = [
            ("en", "See Table 2, table 3 and Fig. 4.", &["Table 2", "table 3", "Fig. 4"][..]),
            ("en", "In recommendation 1.1. Timetable 2 and note 12b", &["recommendation 1.1"]),
            ("en", "Annex B, note\u{a0}1 and Panel IV", &["Annex B", "note\u{a0}1", "Panel IV"]),
            ("ru", "в таблице 2 и рекомендации 1.1", &["таблице 2", "рекомендации 1.1"]),
            ("fr", "voir tableau 2 et la recommandation 2.3", &["tableau 2", "recommandation 2.3"]),
            ("zh", "见表2和图3", &["表2", "图3"]),
            ("de", "in Tabelle 2 und Empfehlung 1.1", &["Tabelle 2", "Empfehlung 1.1"]),
        ];
        for (language, text, expected) in cases {
            let found = Mentions::of(&Words::new(language)).find(text);
            let found: Vec<&str> = found.into_iter().map(|(at, _)| &text[at]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
