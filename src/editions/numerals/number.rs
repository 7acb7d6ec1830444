//! Reads numbers in digits of any script.

use std::ops::Range;

use super::{Numeral, Reading};
use crate::languages::{Lexicon, Meaning};

/// A decimal number: `mantissa` times ten to the power of `exponent`, without trailing zeros.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Value {
    mantissa: u128,
    exponent: i32,
}

impl Value {
    /// The value of some ASCII digits times a power of ten. Digits that overflow the mantissa wrap
    /// around, so that different numbers still differ.
    pub fn of(digits: &str, exponent: i32) -> Value {
        let kept = digits.trim_end_matches('0');
        let fold = |value: u128, digit: u8| {
            value.wrapping_mul(10).wrapping_add(u128::from(digit.wrapping_sub(b'0')))
        };
        let mantissa = kept.bytes().fold(0, fold);
        match mantissa {
            0 => Value { mantissa, exponent: 0 },
            _ => Value { mantissa, exponent: exponent + (digits.len() - kept.len()) as i32 },
        }
    }

    /// The same value times a power of ten.
    fn scaled(self, by: i32) -> Value {
        match self.mantissa {
            0 => self,
            _ => Value { exponent: self.exponent + by, ..self },
        }
    }

    /// Whether it is an integer up to twelve.
    pub fn is_small(self) -> bool {
        self.exponent == 0 && self.mantissa <= 12 || self.exponent == 1 && self.mantissa == 1
    }
}

/// The value of a digit: Latin, Arabic, Persian, full-width.
pub fn digit(character: char) -> Option<u8> {
    let zero = match character {
        '0'..='9' => '0',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6f0}'..='\u{6f9}' => '\u{6f0}',
        '\u{ff10}'..='\u{ff19}' => '\u{ff10}',
        _ => return None,
    };
    u8::try_from(character as u32 - zero as u32).ok()
}

/// A run of digits, with the separator before it.
struct Group {
    separator: Option<char>,
    digits: String,
    at: Range<usize>,
}

/// Reads the number that begins at byte `at`, and returns its length in bytes. `before` is the
/// preceding character.
pub fn read(
    text: &str,
    at: usize,
    before: Option<char>,
    words: &Lexicon,
    numerals: &mut Vec<Numeral>,
) -> usize {
    let groups = groups(text, at);
    let end = groups.last().map_or(at, |group| group.at.end);
    // G20, A4, H2O: names may differ in another language.
    let certain = !before.is_some_and(is_letter_of_code);
    for (at, readings) in interpret(&groups) {
        numerals.push(Numeral { at, readings, certain, scaled: Vec::new() });
    }
    let (rest, follows) = after(text.get(end..).unwrap_or_default(), words);
    if let Some(last) = numerals.last_mut() {
        // Messages show "2.5 million", which the digits of "2.5 billion" resemble.
        last.at.end += follows.scale.map_or(0, |(_, length)| length);
        add_readings(last, follows);
    }
    end - at + rest
}

fn is_letter_of_code(character: char) -> bool {
    let latin_or_cyrillic = matches!(character, 'A'..='Z' | 'a'..='z' | '\u{400}'..='\u{4ff}');
    latin_or_cyrillic && character.is_alphabetic()
}

/// The words after a number that change its meaning.
#[derive(Clone, Copy, Default)]
struct After {
    /// A power of ten, "million", and the bytes up to the end of its words.
    scale: Option<(i32, usize)>,
    /// The character for "month": 月.
    month: bool,
    /// Hours after noon: "p.m.".
    afternoon: bool,
}

/// Reads the words after a number; returns the length of its suffix in bytes as well.
fn after(rest: &str, words: &Lexicon) -> (usize, After) {
    let suffix = suffix(rest);
    let word = trimmed(rest);
    let next = word.chars().next().unwrap_or(' ');
    // "mil millones" is a thousand millions.
    let scale = scale(word, words).map(|(first, length)| {
        let behind = word.get(length..).unwrap_or_default();
        let spaced = trimmed(behind);
        let (second, end) = match scale(spaced, words) {
            Some((second, more)) => (second, length + (behind.len() - spaced.len()) + more),
            None => (0, length),
        };
        (first + second, rest.len() - word.len() + end)
    });
    let afternoon = ["p.m.", "pm"].iter().any(|sign| word.starts_with(sign));
    (suffix, After { scale, month: next == '月', afternoon })
}

fn trimmed(rest: &str) -> &str {
    rest.trim_start_matches([' ', '\u{a0}', '\u{202f}'])
}

/// The power of ten of the word that a text begins with, and the length of the word in bytes.
fn scale(text: &str, words: &Lexicon) -> Option<(i32, usize)> {
    let letters = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    let sign = text.chars().next().filter(|sign| is_ideograph(*sign));
    let length = sign.map_or(letters, char::len_utf8);
    match words.meaning(&text.get(..length)?.to_lowercase())? {
        Meaning::Scale(scale) => Some((scale, length)),
        Meaning::Month(_) | Meaning::Number(_) => None,
    }
}

/// The length of an ordinal suffix, directly or after a hyphen (16th, 16-я, 1990s), or of the
/// minutes of a full hour (14:00), which many languages omit.
fn suffix(rest: &str) -> usize {
    if rest.strip_prefix(":00").is_some_and(|behind| !behind.starts_with(|c| digit(c).is_some())) {
        return ":00".len();
    }
    let letters = |text: &str| {
        let is_letter = |c: char| c.is_alphabetic() && !is_ideograph(c) && c as u32 <= 0x4ff;
        text.find(|c| !is_letter(c)).unwrap_or(text.len())
    };
    match rest.strip_prefix(['-', '\u{2011}']) {
        Some(behind) if (1..=6).contains(&letters(behind)) => {
            rest.len() - behind.len() + letters(behind)
        }
        Some(_) => 0,
        None => letters(rest),
    }
}

pub(super) fn is_ideograph(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9fff}')
}

/// Adds the readings that the words after a number suggest.
fn add_readings(numeral: &mut Numeral, after: After) {
    let Some(Reading::Number(value)) = numeral.reading() else { return };
    if let Some((scale, _)) = after.scale {
        let scaled = |reading: &Reading| match reading {
            Reading::Number(value) => Some(Reading::Number(value.scaled(scale))),
            Reading::Month(_) => None,
        };
        numeral.scaled = numeral.readings.iter().filter_map(scaled).collect();
        numeral.readings.extend(&numeral.scaled);
    }
    let small = (1..=12).find(|number: &u8| Value::of(&number.to_string(), 0) == value);
    if let Some(number) = small.filter(|_| after.month) {
        numeral.readings.insert(0, Reading::Month(number));
    }
    if let Some(hour) = small.filter(|_| after.afternoon) {
        numeral.readings.push(Reading::Number(Value::of(&(hour + 12).to_string(), 0)));
    }
}

/// The groups of digits from byte `at` on that may form one number.
fn groups(text: &str, at: usize) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut next = Some((None, at));
    while let Some((separator, at)) = next {
        let group = group(text, at, separator);
        let end = group.at.end;
        groups.push(group);
        next = separator_at(text, end, &groups);
    }
    groups
}

fn group(text: &str, at: usize, separator: Option<char>) -> Group {
    let rest = text.get(at..).unwrap_or_default();
    let length = rest.find(|c| digit(c).is_none()).unwrap_or(rest.len());
    let digits = rest.chars().map_while(digit).map(|digit| char::from(b'0' + digit)).collect();
    Group { separator, digits, at: at..at + length }
}

/// The separator at byte `end` and the byte after it, if more digits of the same number may follow.
/// A space separates thousands only.
fn separator_at(text: &str, end: usize, groups: &[Group]) -> Option<(Option<char>, usize)> {
    let rest = text.get(end..)?;
    let separator = rest.chars().next()?;
    let at = end + separator.len_utf8();
    let follows = text.get(at..)?.chars().map_while(digit).take(4).count();
    let first = groups.first()?;
    let continues = match separator {
        '.' | ',' | '٫' => follows > 0,
        '٬' => follows == 3,
        _ if is_thousands_space(separator) => {
            let spaced = groups.iter().skip(1).all(|group| group.separator == Some(separator));
            follows == 3 && first.digits.len() <= 3 && spaced
        }
        _ => false,
    };
    continues.then_some((Some(separator), at))
}

fn is_thousands_space(character: char) -> bool {
    matches!(character, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '’' | '\'')
}

/// The possible readings of groups of digits, with the byte range of each number.
fn interpret(groups: &[Group]) -> Vec<(Range<usize>, Vec<Reading>)> {
    let [first, others @ ..] = groups else { return Vec::new() };
    if let Some(date) = date(groups) {
        return date;
    }
    let at = first.at.start..groups.last().map_or(first.at.end, |last| last.at.end);
    let readings: Vec<Reading> = match others {
        [] => vec![number(&first.digits, "")],
        [only] if only.digits.len() == 3 && first.digits.len() <= 3 => {
            let whole = number(&format!("{}{}", first.digits, only.digits), "");
            let decimal = matches!(only.separator, Some('.' | ','));
            let decimal = decimal.then(|| number(&first.digits, &only.digits));
            [whole].into_iter().chain(decimal).collect()
        }
        [only] => vec![number(&first.digits, &only.digits)],
        _ => thousands(first, others).into_iter().collect(),
    };
    if !readings.is_empty() {
        return vec![(at, readings)];
    }
    groups.iter().map(|group| (group.at.clone(), vec![number(&group.digits, "")])).collect()
}

fn number(whole: &str, decimals: &str) -> Reading {
    Reading::Number(Value::of(&format!("{whole}{decimals}"), -(decimals.len() as i32)))
}

/// A number with groups of three digits after one separator, and decimals after another.
fn thousands(first: &Group, others: &[Group]) -> Option<Reading> {
    let separator = others.first()?.separator;
    let grouped = others.iter().take_while(|group| group.separator == separator).count();
    let (grouped, rest) = others.split_at_checked(grouped)?;
    if first.digits.len() > 3 || grouped.iter().any(|group| group.digits.len() != 3) {
        return None;
    }
    let whole: String = grouped.iter().fold(first.digits.clone(), |all, it| all + &it.digits);
    match rest {
        [] => Some(number(&whole, "")),
        [decimals] => Some(number(&whole, &decimals.digits)),
        _ => None,
    }
}

/// A date as `11.04.2016`: day, month, year.
fn date(groups: &[Group]) -> Option<Vec<(Range<usize>, Vec<Reading>)>> {
    let [day, month, year] = groups else { return None };
    let grouped = [month, year].iter().all(|group| group.separator == Some('.'));
    let month_number: u8 = month.digits.parse().ok().filter(|month| (1..=12).contains(month))?;
    let fits = day.digits.len() <= 2 && month.digits.len() <= 2 && year.digits.len() == 4;
    (grouped && fits).then(|| {
        vec![
            (day.at.clone(), vec![number(&day.digits, "")]),
            (month.at.clone(), vec![Reading::Month(month_number), number(&month.digits, "")]),
            (year.at.clone(), vec![number(&year.digits, "")]),
        ]
    })
}
