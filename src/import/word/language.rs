//! The language of a document: that of most of its text, unless its words are of another.

use super::survey::Survey;
use crate::languages::{self, Language, Term};
use crate::source::markup::is_language;

/// The language of a document.
#[derive(Debug, Default)]
pub struct Found {
    /// As a BCP 47 tag.
    pub tag: Option<String>,
    /// Whether the file states languages as they are.
    pub is_reliable: bool,
}

/// The language of a document.
pub fn of(survey: &Survey) -> Found {
    // Word writes `x-none` for text that it does not check.
    let stated = survey.languages.iter().filter(|(tag, _)| is_language(tag));
    let stated = stated.max_by_key(|(_, count)| **count).map(|(tag, _)| tag.as_str());
    let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_owned();
    match (stated, by_words(&survey.sample)) {
        (Some(tag), Some(code)) if primary(tag) != code => {
            Found { tag: Some(code.into()), is_reliable: false }
        }
        (Some(tag), _) => Found { tag: Some(tag.into()), is_reliable: true },
        (None, code) => Found { tag: code.map(Into::into), is_reliable: false },
    }
}

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
    (most >= 8 && most * 2 >= next * 3).then_some(code)
}
