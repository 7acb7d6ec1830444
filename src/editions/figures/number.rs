//! Figures written in digits of any script.

use std::ops::Range;

use super::super::lexicon::{Lexicon, Meaning};
use super::{Figure, Reading};

/// A decimal number: a whole number and how many powers of ten it is taken by, as few as can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Value {
    mantissa: u128,
    exponent: i32,
}

impl Value {
    /// The value of some ASCII digits taken by powers of ten. Of more digits than fit, those that do
    /// not are folded in: what differs still differs.
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

    /// The same, taken by powers of ten.
    fn scaled(self, by: i32) -> Value {
        match self.mantissa {
            0 => self,
            _ => Value { exponent: self.exponent + by, ..self },
        }
    }

    /// Whether it is a whole number up to twelve.
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

/// Digits, and the sign before them that ties them to those before.
struct Group {
    tie: Option<char>,
    digits: String,
    at: Range<usize>,
}

/// Reads the figure that begins at a byte; how many bytes it takes. `before` is the character that
/// stands before it.
pub fn read(
    text: &str,
    at: usize,
    before: Option<char>,
    words: &Lexicon,
    found: &mut Vec<Figure>,
) -> usize {
    let groups = groups(text, at);
    let end = groups.last().map_or(at, |group| group.at.end);
    // G20, A4, H2O: in another language it may have another name.
    let certain = !before.is_some_and(is_letter_of_code);
    for (at, readings) in interpret(&groups) {
        found.push(Figure { at, readings, certain });
    }
    let (rest, follows) = after(text.get(end..).unwrap_or_default(), words);
    if let Some(last) = found.last_mut() {
        add_readings(last, follows);
    }
    end - at + rest
}

fn is_letter_of_code(character: char) -> bool {
    let latin_or_cyrillic = matches!(character, 'A'..='Z' | 'a'..='z' | '\u{400}'..='\u{4ff}');
    latin_or_cyrillic && character.is_alphabetic()
}

/// What follows a figure.
#[derive(Clone, Copy, Default)]
struct After {
    /// Powers of ten: "million".
    scale: Option<i32>,
    /// The sign of a month: 月.
    month: bool,
    /// Hours after noon.
    afternoon: bool,
}

/// Looks at what follows a figure; how many bytes of it belong to the figure.
fn after(rest: &str, words: &Lexicon) -> (usize, After) {
    let suffix = suffix(rest);
    let word = rest.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let next = word.chars().next().unwrap_or(' ');
    let letters = word.find(|c: char| !c.is_alphabetic()).unwrap_or(word.len());
    let letters = if is_ideograph(next) { next.len_utf8() } else { letters };
    let meaning = word.get(..letters).and_then(|word| words.meaning(&word.to_lowercase()));
    let scale = match meaning {
        Some(Meaning::Scale(scale)) => Some(scale),
        Some(Meaning::Month(_) | Meaning::Number(_)) | None => None,
    };
    let afternoon = ["p.m.", "pm"].iter().any(|sign| word.starts_with(sign));
    (suffix, After { scale, month: next == '月', afternoon })
}

/// The letters of an ordinal, which stand at the figure or behind a hyphen: 16th, 16-я, 1990s. Of a
/// full hour, its minutes, which many languages leave out: 14:00.
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

/// What a figure may also mean, by what follows it.
fn add_readings(figure: &mut Figure, after: After) {
    let Some(Reading::Number(value)) = figure.reading() else { return };
    if let Some(scale) = after.scale {
        let scaled = |reading: &Reading| match reading {
            Reading::Number(value) => Some(Reading::Number(value.scaled(scale))),
            Reading::Month(_) => None,
        };
        let scaled: Vec<Reading> = figure.readings.iter().filter_map(scaled).collect();
        figure.readings.extend(scaled);
    }
    let small = (1..=12).find(|number: &u8| Value::of(&number.to_string(), 0) == value);
    if let Some(number) = small.filter(|_| after.month) {
        figure.readings.insert(0, Reading::Month(number));
    }
    if let Some(hour) = small.filter(|_| after.afternoon) {
        figure.readings.push(Reading::Number(Value::of(&(hour + 12).to_string(), 0)));
    }
}

/// The digits from a byte on that may be one figure.
fn groups(text: &str, at: usize) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut next = Some((None, at));
    while let Some((tie, at)) = next {
        let group = group(text, at, tie);
        let end = group.at.end;
        groups.push(group);
        next = tie_at(text, end, &groups);
    }
    groups
}

fn group(text: &str, at: usize, tie: Option<char>) -> Group {
    let rest = text.get(at..).unwrap_or_default();
    let length = rest.find(|c| digit(c).is_none()).unwrap_or(rest.len());
    let digits = rest.chars().map_while(digit).map(|digit| char::from(b'0' + digit)).collect();
    Group { tie, digits, at: at..at + length }
}

/// The sign that ties further digits to those before, and where they begin. A space does so only
/// where it may stand between thousands.
fn tie_at(text: &str, end: usize, groups: &[Group]) -> Option<(Option<char>, usize)> {
    let rest = text.get(end..)?;
    let tie = rest.chars().next()?;
    let at = end + tie.len_utf8();
    let follows = text.get(at..)?.chars().map_while(digit).take(4).count();
    let first = groups.first()?;
    let ties = match tie {
        '.' | ',' | '٫' => follows > 0,
        '٬' => follows == 3,
        _ if is_space_of_thousands(tie) => {
            let spaced = groups.iter().skip(1).all(|group| group.tie == Some(tie));
            follows == 3 && first.digits.len() <= 3 && spaced
        }
        _ => false,
    };
    ties.then_some((Some(tie), at))
}

fn is_space_of_thousands(character: char) -> bool {
    matches!(character, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '’' | '\'')
}

/// What digits may mean, each figure with its bytes.
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
            let decimal = matches!(only.tie, Some('.' | ','));
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

/// Groups of three digits after the first, between one and the same sign, and perhaps decimals after
/// another.
fn thousands(first: &Group, others: &[Group]) -> Option<Reading> {
    let tie = others.first()?.tie;
    let tied = others.iter().take_while(|group| group.tie == tie).count();
    let (tied, rest) = others.split_at_checked(tied)?;
    if first.digits.len() > 3 || tied.iter().any(|group| group.digits.len() != 3) {
        return None;
    }
    let whole: String = tied.iter().fold(first.digits.clone(), |all, it| all + &it.digits);
    match rest {
        [] => Some(number(&whole, "")),
        [decimals] => Some(number(&whole, &decimals.digits)),
        _ => None,
    }
}

/// A date as `11.04.2016`: day, month, year.
fn date(groups: &[Group]) -> Option<Vec<(Range<usize>, Vec<Reading>)>> {
    let [day, month, year] = groups else { return None };
    let tied = [month, year].iter().all(|group| group.tie == Some('.'));
    let month_number: u8 = month.digits.parse().ok().filter(|month| (1..=12).contains(month))?;
    let fits = day.digits.len() <= 2 && month.digits.len() <= 2 && year.digits.len() == 4;
    (tied && fits).then(|| {
        vec![
            (day.at.clone(), vec![number(&day.digits, "")]),
            (month.at.clone(), vec![Reading::Month(month_number), number(&month.digits, "")]),
            (year.at.clone(), vec![number(&year.digits, "")]),
        ]
    })
}
