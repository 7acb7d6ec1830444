//! Rules of a language, read from `rules.txt`: one rule per line, a key and its words.

use std::ops::RangeInclusive;

/// Rules of a language.
#[derive(Debug, Default)]
pub struct Rules {
    /// The region that programs expect after the language if a tag names none: `FR` for `fr`.
    pub region: Option<&'static str>,
    /// Words that denote the language in web addresses and document symbols, such as `fra`.
    pub addresses: Vec<&'static str>,
    /// Ranges of its letters, for languages that are not written in Latin letters.
    pub letters: Vec<RangeInclusive<char>>,
    /// Whether names of people keep their form in every case, apart from a genitive.
    pub names_are_undeclined: bool,
    /// Whether every noun begins with a capital, as in German.
    pub nouns_are_capitalized: bool,
    /// Titles before names, without full stop.
    pub honorifics: Vec<&'static str>,
    /// Abbreviations that stay on one line with the number after them.
    pub before_number: Vec<&'static str>,
    /// Words that stay on one line with the number before them.
    pub after_number: Vec<&'static str>,
    /// Letters that are raised for looks only, in ordinals and abbreviations: "th" in "16th".
    pub raised: Vec<&'static str>,
}

impl Rules {
    /// Parses a file of rules. Lines with `#` are comments.
    pub fn parse(text: &'static str) -> Rules {
        let mut rules = Rules::default();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            rules.add(line);
        }
        rules
    }

    /// Adds the rule of a line; `None` if it cannot be read.
    pub(super) fn add(&mut self, line: &'static str) -> Option<()> {
        let (key, words) = line.split_once(": ")?;
        let mut words = words.split_whitespace();
        match key {
            "region" => self.region = words.next(),
            "addresses" => self.addresses.extend(words),
            "honorifics" => self.honorifics.extend(words),
            "before-number" => self.before_number.extend(words),
            "after-number" => self.after_number.extend(words),
            "raised" => self.raised.extend(words),
            "names" => self.names_are_undeclined = words.eq(["undeclined"]),
            "nouns" => self.nouns_are_capitalized = words.eq(["capitalized"]),
            "letters" => self.letters = words.map(range).collect::<Option<_>>()?,
            _ => return None,
        }
        Some(())
    }
}

/// A range of characters, written as two hexadecimal numbers: `400-4ff`.
fn range(text: &str) -> Option<RangeInclusive<char>> {
    let character = |digits| char::from_u32(u32::from_str_radix(digits, 16).ok()?);
    let (first, last) = text.split_once('-')?;
    Some(character(first)?..=character(last)?)
}
