//! Rules of a language, read from `rules.txt`: one rule per line, a key and its words.

use std::ops::RangeInclusive;

/// Rules of a language.
#[derive(Debug, Default)]
pub struct Rules {
    /// The name of the language in itself: "Français" (CLDR).
    pub autonym: Option<&'static str>,
    /// The region that programs expect after the language if a tag names none: `FR` for `fr`.
    pub region: Option<&'static str>,
    /// Words that denote the language in web addresses and document symbols, such as `fra`.
    pub addresses: Vec<&'static str>,
    /// Ranges of its letters, for languages that are not written in Latin letters.
    pub letters: Vec<RangeInclusive<char>>,
    /// Whether names of people keep their form in every case, apart from a genitive.
    pub names_are_undeclined: bool,
    /// Whether a comma precedes the decimals of a number, else a full stop (CLDR, number symbols).
    pub decimals_follow_comma: bool,
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
    /// Endings that are raised after every number: "er" in French "1er".
    pub ordinals: Vec<&'static str>,
    /// Abbreviations of "numbers", raised after their first letter before several numbers: "nos" in French "nos 3
    /// et 4".
    pub numbers: Vec<&'static str>,
    /// Words that stay on one line with the Roman number before them: "siècle".
    pub after_roman: Vec<&'static str>,
    /// Words that stay on one line with the name after them: "Mme".
    pub before_name: Vec<&'static str>,
    /// Phrases that stay on one line: "z. B.".
    pub phrases: Vec<Phrase>,
    /// Whether a day stays on one line with the month after it.
    pub days_are_tied: bool,
    /// Whether a surname stays on one line with the initials after it.
    pub names_precede_initials: bool,
    /// Marks with a narrow no-break space before them.
    pub narrow_before: Vec<&'static str>,
    /// Marks with a no-break space before them.
    pub wide_before: Vec<&'static str>,
    /// Whether a hyphen joins the ends of a range of numbers.
    pub ranges_have_hyphens: bool,
    /// The dash between parts of a sentence [default: –].
    pub dash: Option<&'static str>,
    /// Whether guillemets have no-break spaces inside.
    pub guillemets_are_spaced: bool,
}

/// Words that stay on one line.
#[derive(Debug)]
pub struct Phrase {
    /// The words, with plain spaces between them.
    pub words: &'static str,
    /// What is before and after each space.
    pub spaces: Vec<(&'static str, &'static str)>,
}

impl Phrase {
    fn new(words: &'static str) -> Phrase {
        let parts =
            |(at, space): (usize, &str)| Some((words.get(..at)?, words.get(at + space.len()..)?));
        Phrase { words, spaces: words.match_indices(' ').filter_map(parts).collect() }
    }
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

    /// Whether spaces are added that were not typed.
    pub fn adds_spaces(&self) -> bool {
        self.guillemets_are_spaced
            || !(self.narrow_before.is_empty() && self.wide_before.is_empty())
    }

    /// Adds the rule of a line; `None` if it cannot be read.
    pub(super) fn add(&mut self, line: &'static str) -> Option<()> {
        let (key, text) = line.split_once(": ")?;
        let mut words = text.split_whitespace();
        match key {
            "autonym" => self.autonym = Some(text),
            "region" => self.region = words.next(),
            "addresses" => self.addresses.extend(words),
            "honorifics" => self.honorifics.extend(words),
            "before-number" => self.before_number.extend(words),
            "after-number" => self.after_number.extend(words),
            "raised" => self.raised.extend(words),
            "ordinals" => self.ordinals.extend(words),
            "numbers" => self.numbers.extend(words),
            "after-roman" => self.after_roman.extend(words),
            "before-name" => self.before_name.extend(words),
            "phrases" => self.phrases.extend(text.split(", ").map(Phrase::new)),
            "days" => self.days_are_tied = words.eq(["tied"]),
            "initials" => self.names_precede_initials = words.eq(["after-names"]),
            "narrow-before" => self.narrow_before.extend(words),
            "wide-before" => self.wide_before.extend(words),
            "ranges" => self.ranges_have_hyphens = words.eq(["hyphen"]),
            "dash" => self.dash = words.next(),
            "guillemets" => self.guillemets_are_spaced = words.eq(["spaced"]),
            "names" => self.names_are_undeclined = words.eq(["undeclined"]),
            "decimal" => self.decimals_follow_comma = words.eq(["comma"]),
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
