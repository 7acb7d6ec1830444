//! The language of a text by its words.

use crate::languages::{self, Language, Term};

/// The language of a text in lower case by its most common words; `None` if they do not tell.
pub fn by_words(text: &str) -> Option<&'static str> {
    let count = |language: &Language| {
        let common = language.terms().of(Term::Common);
        let is_common = |word: &&str| common.contains(word);
        let words = text.split(|it: char| !it.is_alphabetic()).filter(is_common).count();
        // Words of Chinese have no spaces between them.
        let is_character = |it: char| common.iter().any(|word| word.chars().eq([it]));
        let is_chinese = language.code == "zh";
        words + if is_chinese { text.chars().filter(|it| is_character(*it)).count() } else { 0 }
    };
    let mut counts: Vec<_> =
        languages::all().iter().map(|it| (count(it), it.code)).filter(|it| it.0 > 0).collect();
    counts.sort_unstable();
    let (most, code) = counts.pop()?;
    let next = counts.pop().map_or(0, |(count, _)| count);
    let all = text.split(|it: char| !it.is_alphabetic()).filter(|it| !it.is_empty()).count();
    let is_latin = text.chars().filter(|it| it.is_alphabetic()).take(LEAD).all(is_latin);
    // Languages without words here share some: Dutch has the `de` of Spanish.
    let is_frequent = !is_latin || most * LEAST >= all;
    (most >= 8 && most * 2 >= next * 3 && is_frequent).then_some(code)
}

/// How many letters tell the script of a text.
const LEAD: usize = 200;

/// One word of so many is a common one.
const LEAST: usize = 7;

fn is_latin(letter: char) -> bool {
    letter < '\u{250}'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_known_by_their_common_words() {
        let french = "la conférence a réuni les membres du conseil et des experts pour une \
            discussion sur le travail dans les ports; elle est la première";
        let dutch = "de bijeenkomst bracht tweehonderd deelnemers samen in gent. zij spraken over \
            werving van zeelieden, over kosten daarvan voor hun gezinnen en voor reders. sommige reders \
            varen met kleine schepen tussen twee landen en nemen de regels van de haven niet ernstig. "
            .repeat(3);
        assert_eq!(by_words(french), Some("fr"));
        assert_eq!(by_words(&dutch), None);
        assert_eq!(by_words("one two"), None);
    }
}
