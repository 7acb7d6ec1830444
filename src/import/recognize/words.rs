//! The words by which parts of a report are recognized.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::languages::{self, Language, Lexicon, Meaning, Term};
use crate::templates::{Labels, load};

/// The words of the language of a report, and of the others.
pub struct Words {
    /// The language of the report.
    own: Option<&'static Language>,
    /// The generated words of the language.
    labels: Option<Labels>,
}

impl Words {
    /// The words for a report in a language, as a BCP 47 tag.
    pub fn new(tag: &str) -> Words {
        let own = languages::find(tag).filter(|language| language.labels.is_some());
        let labels = own.and_then(|own| load::labels(own.code, own.labels?).ok());
        Words { own, labels }
    }

    /// The language of the report, then the others.
    fn languages(&self) -> impl Iterator<Item = &'static Language> {
        self.own.into_iter().chain(languages::all())
    }

    /// Whether a text is a term, such as a title in any language.
    pub fn is(&self, term: Term, text: &str) -> bool {
        let text = normalized(text);
        self.languages().any(|language| language.terms().of(term).contains(&text.as_str()))
    }

    /// The rest of a text that begins with a term, and the term as it is there.
    pub fn after<'t>(&self, term: Term, text: &'t str) -> Option<(&'t str, &'t str)> {
        let fits = |word: &&str| {
            let length = begins(text, word)?;
            let next = text.get(length..)?.chars().next();
            let ends = next.is_none_or(|it| !it.is_alphabetic()) || word.chars().any(is_han);
            ends.then_some(length)
        };
        let of =
            |language: &'static Language| language.terms().of(term).iter().filter_map(fits).max();
        let length = self.languages().find_map(of)?;
        text.split_at_checked(length).map(|(word, rest)| (rest, word))
    }

    /// Whether a word is one of the most common of the language, such as an article.
    pub fn is_common(&self, word: &str) -> bool {
        self.own(Term::Common).contains(&word)
    }

    /// The generated words of the language.
    pub fn labels(&self) -> Option<&Labels> {
        self.labels.as_ref()
    }

    /// Whether a text in the language of the report contains a word of a term.
    pub fn contains(&self, term: Term, text: &str) -> bool {
        let text = text.to_lowercase();
        self.own(term).iter().any(|word| match word.strip_suffix('*') {
            Some(start) => starts(&text, start).next().is_some(),
            None => starts(&text, word).any(|at| is_word(&text, at + word.len())),
        })
    }

    /// Whether a sentence before a list has a word of a term: a verb such as "should" at its end only.
    pub fn leads(&self, term: Term, text: &str) -> bool {
        let end = text.char_indices().rev().nth(END_OF_LEAD).map_or(0, |(at, _)| at);
        let lower = text.to_lowercase();
        let end = lower.char_indices().map(|(at, _)| at).find(|at| *at >= end).unwrap_or_default();
        let last = lower.get(end..).unwrap_or_default();
        self.own(term).iter().any(|word| match word.strip_suffix('*') {
            Some(start) => starts(&lower, start).next().is_some(),
            None if word.contains(' ') => lower.contains(word),
            None => starts(last, word).any(|at| is_word(last, at + word.len())),
        })
    }

    /// The words for a term in the language of the report.
    pub fn own(&self, term: Term) -> &'static [&'static str] {
        self.own.map(|own| own.terms().of(term)).unwrap_or_default()
    }

    /// Months and numbers in words.
    pub fn lexicon(&self) -> &'static Lexicon {
        languages::lexicon(self.own.map_or("en", |language| language.code))
    }

    /// The month that a word names.
    pub fn month(&self, word: &str) -> Option<u8> {
        let word = word.to_lowercase();
        match self.lexicon().meaning(&word)? {
            Meaning::Month(month) => Some(month),
            Meaning::Number(_) | Meaning::Scale(_) => None,
        }
    }

    /// What follows a title before a name, such as "Prof.". Titles of other languages count if they are not
    /// as short as an initial.
    pub fn after_honorific<'t>(&self, text: &'t str) -> Option<&'t str> {
        let first = text.chars().next()?.to_lowercase().next()?;
        let others = HONORIFICS.get(&first).map_or(&[][..], Vec::as_slice);
        let rest = |word: &&str| {
            let rest = text.get(begins(text, word)?..)?;
            let name = rest.strip_prefix('.').unwrap_or(rest);
            let is_apart = name.len() < rest.len() || name.starts_with(char::is_whitespace);
            is_apart.then(|| name.trim_start()).filter(|name| !name.is_empty())
        };
        self.own(Term::Honorific).iter().chain(others).filter_map(rest).min_by_key(|it| it.len())
    }
}

/// The titles before names in all languages that are not as short as an initial, by their first letters.
static HONORIFICS: LazyLock<HashMap<char, Vec<&'static str>>> = LazyLock::new(|| {
    let all = languages::all().iter().flat_map(|it| it.terms().of(Term::Honorific));
    let mut out: HashMap<char, Vec<&'static str>> = HashMap::new();
    for word in all.filter(|it| it.chars().count() > 2) {
        let words = word.chars().next().map(|first| out.entry(first).or_default());
        words.into_iter().for_each(|words| words.push(word));
    }
    out
});

/// How many characters of a sentence are its end.
const END_OF_LEAD: usize = 40;

/// Whether a word ends at a place.
fn is_word(text: &str, end: usize) -> bool {
    let rest = text.get(end..).unwrap_or_default();
    rest.chars().next().is_none_or(|it| !it.is_alphabetic() || is_han(it))
}

/// What follows a word in lower case that a text begins with.
pub fn after_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let rest = text.get(begins(text, word)?..)?;
    rest.chars().next().is_none_or(|it| !it.is_alphabetic()).then_some(rest)
}

/// How many bytes of a text a word is that it begins with, in any case and with any spaces.
fn begins(text: &str, word: &str) -> Option<usize> {
    let mut characters = text.char_indices();
    for expected in word.chars() {
        let (_, found) = characters.next()?;
        let is_same = found == expected
            || expected == ' ' && found.is_whitespace()
            || found.to_lowercase().eq(std::iter::once(expected));
        if !is_same {
            return None;
        }
    }
    Some(characters.next().map_or(text.len(), |(at, _)| at))
}

/// The places where words begin with some letters.
fn starts<'t>(text: &'t str, start: &'t str) -> impl Iterator<Item = usize> + 't {
    text.match_indices(start).map(|(at, _)| at).filter(move |at| {
        let before = text.get(..*at).and_then(|it| it.chars().next_back());
        before.is_none_or(|it| !it.is_alphabetic() || is_han(it))
    })
}

/// Whether a character is a Han ideograph, as words in Chinese are.
pub fn is_han(character: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&character)
}

/// A title in lower case, without colon, number or spaces around it.
pub fn normalized(text: &str) -> String {
    let is_edge = |it: char| it.is_whitespace() || ":.：-–—*".contains(it);
    text.trim_matches(is_edge).to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}
