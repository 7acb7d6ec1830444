//! Common slips of a language and their corrections, read from `slips.txt`: `coeur > cœur` on each line.
//!
//! `#` in a slip is a number of any length, which the correction repeats: `#ème > #e`. `@` is a digit:
//! `#,@@@,@@@ > # @@@ @@@`.

use std::ops::Range;

use crate::scripts::is_unspaced;

/// The slips of one language.
#[derive(Debug, Default)]
pub struct Slips {
    /// The slips, sorted by the character that they begin with: [`NUMBER`] for any digit.
    sorted: Vec<Slip>,
    /// For each ASCII character, the slips that begin with it, as indices of `sorted`.
    ascii: Vec<Range<usize>>,
}

/// A number in a slip.
const NUMBER: char = '#';
/// A digit in a slip.
const DIGIT: char = '@';

#[derive(Debug)]
struct Slip {
    first: char,
    /// The character after it, if it is the same in all texts.
    second: Option<char>,
    wrong: &'static str,
    right: &'static str,
}

impl Slips {
    /// Parses a file of slips. Lines with `#` and a space are comments.
    pub fn parse(text: &'static str) -> Slips {
        let lines = text.lines().filter(|line| !line.starts_with("# "));
        let mut sorted: Vec<Slip> = lines.filter_map(line).collect();
        sorted.sort_by_key(|slip| slip.first);
        let mut slips = Slips { sorted, ascii: Vec::new() };
        slips.ascii = ('\0'..='\x7f').map(|first| slips.range(first)).collect();
        slips
    }

    /// The slips in a text, in order, with their corrections. Addresses are skipped.
    pub fn find(&self, text: &str) -> Vec<(Range<usize>, String)> {
        let mut found: Vec<(Range<usize>, String)> = Vec::new();
        let (mut at, mut before, mut word) = (0, None, Word::default());
        while let Some(first) = text.get(at..).and_then(|rest| rest.chars().next()) {
            let slips = self.beginning_with(first);
            let begins_word =
                !slips.is_empty() && !before.is_some_and(|before| joins(before, first));
            if begins_word && found.last().is_none_or(|(last, _)| last.end <= at) {
                let longest = longest(slips, text, at);
                found.extend(longest.filter(|_| !word.is_address(text, at)));
            }
            at += first.len_utf8();
            before = Some(first);
            if first.is_ascii_alphanumeric() {
                // No slip begins within a word.
                let rest = text.bytes().skip(at);
                at += rest.take_while(u8::is_ascii_alphanumeric).count();
            }
        }
        found
    }

    /// The slips that begin with a character of a text.
    fn beginning_with(&self, first: char) -> &[Slip] {
        let first = key(first);
        let range = match self.ascii.get(u32::from(first) as usize) {
            Some(range) => range.clone(),
            None => self.range(first),
        };
        self.sorted.get(range).unwrap_or_default()
    }

    /// The slips with a key, as indices of `sorted`.
    fn range(&self, first: char) -> Range<usize> {
        let start = self.sorted.partition_point(|slip| slip.first < first);
        start..self.sorted.partition_point(|slip| slip.first <= first)
    }
}

/// The longest of some slips at a byte of a text, at which a word begins with their first character.
fn longest(slips: &[Slip], text: &str, at: usize) -> Option<(Range<usize>, String)> {
    let next = text.get(at..)?.chars().nth(1);
    let may_be = |slip: &&Slip| slip.second.is_none() || slip.second == next;
    let found = slips.iter().filter(may_be).filter_map(|slip| slip.at(text, at));
    found.max_by_key(|(range, _)| range.end)
}

/// What is between white space around the last slip: a long word may have many.
#[derive(Default)]
struct Word {
    end: usize,
    is_address: bool,
}

impl Word {
    /// Whether the word around a byte of a text is an address. The bytes of a text are asked about in order.
    fn is_address(&mut self, text: &str, at: usize) -> bool {
        if at >= self.end {
            let (before, after) = text.split_at_checked(at).unwrap_or_default();
            let start = before.trim_end_matches(|c: char| !c.is_whitespace()).len();
            self.end = at + after.find(char::is_whitespace).unwrap_or(after.len());
            self.is_address = is_address(text.get(start..self.end).unwrap_or_default());
        }
        self.is_address
    }
}

/// The key of the slips that begin with a character.
fn key(first: char) -> char {
    if first.is_ascii_digit() { NUMBER } else { first }
}

/// Whether two characters belong to one word. Scripts without spaces do not show where one ends.
fn joins(one: char, other: char) -> bool {
    // Most pairs of most texts.
    if one == ' ' || other == ' ' {
        return false;
    }
    if one.is_ascii_alphanumeric() && other.is_ascii_alphanumeric() {
        return true;
    }
    let is_of_word = |c: char| c.is_alphanumeric() && !is_unspaced(c);
    is_of_word(one) && is_of_word(other) || one == other && one == '.'
}

/// The slip of a line; `None` if it cannot be read.
fn line(line: &'static str) -> Option<Slip> {
    let (wrong, right) = line.split_once(" > ")?;
    let mut characters = wrong.chars();
    let first = key(characters.next()?);
    let second = characters.next().filter(|second| first != NUMBER && !is_number(*second));
    (wrong != right).then_some(Slip { first, second, wrong, right })
}

impl Slip {
    /// The slip at a byte of a text at which a word begins, with its correction. It ends with a word.
    fn at(&self, text: &str, start: usize) -> Option<(Range<usize>, String)> {
        let rest = text.get(start..)?;
        let mut numbers = Vec::new();
        let mut length = 0;
        for part in self.wrong.chars() {
            let here = rest.get(length..)?;
            let found = match part {
                NUMBER => digits(here),
                DIGIT => digits(here).get(..1)?,
                literal => here.get(..literal.len_utf8()).filter(|it| it.starts_with(literal))?,
            };
            if found.is_empty() {
                return None;
            }
            numbers.extend(is_number(part).then_some(found));
            length += found.len();
        }
        let end = start + length;
        let (before, after) = (text.get(..start)?, text.get(end..)?);
        let last = text.get(start..end)?.chars().next_back()?;
        let goes_on = after.chars().next().is_some_and(|after| joins(last, after));
        // Groups of digits are whole numbers only: no addresses of networks, no dates.
        let is_part = self.wrong.contains(DIGIT)
            && (ends_in_sign(before) || last.is_ascii_digit() && begins_with_sign(after));
        (!goes_on && !is_part).then(|| (start..end, self.corrected(&numbers)))
    }

    fn corrected(&self, numbers: &[&str]) -> String {
        let mut numbers = numbers.iter();
        let mut out = String::new();
        for part in self.right.chars() {
            match is_number(part) {
                true => out.push_str(numbers.next().copied().unwrap_or_default()),
                false => out.push(part),
            }
        }
        out
    }
}

/// Whether a character of a slip is a number or a digit.
fn is_number(part: char) -> bool {
    matches!(part, NUMBER | DIGIT)
}

/// Whether a text ends with a digit and a sign that could join it to digits after it: "1." of "1.200".
fn ends_in_sign(text: &str) -> bool {
    let mut last = text.chars().rev();
    last.next().is_some_and(|c| ".,".contains(c)) && last.next().is_some_and(|c| c.is_ascii_digit())
}

/// Whether a text begins with a sign that joins digits to those before it.
fn begins_with_sign(text: &str) -> bool {
    let mut first = text.chars();
    first.next().is_some_and(|c| ".,".contains(c))
        && first.next().is_some_and(|c| c.is_ascii_digit())
}

/// The number that a text begins with.
fn digits(text: &str) -> &str {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    text.get(..text.len() - rest.len()).unwrap_or_default()
}

/// Whether a word has a web or mail address, to which the rules of languages do not apply.
pub fn is_address(word: &str) -> bool {
    word.contains("://") || word.contains("www.") || word.contains('@')
}

#[cfg(test)]
mod tests {
    use super::super::{all, find};
    use super::*;

    fn mended(language: &str, text: &str) -> String {
        let mut out = text.to_owned();
        for (at, right) in find(language).unwrap().slips().find(text).into_iter().rev() {
            out.replace_range(at, &right);
        }
        out
    }

    #[test]
    fn slips_are_corrected() {
        for (language, text, wanted) in [
            ("fr", "La 1ère et la 12ème, A l'Etat", "La 1re et la 12e, À l'État"),
            ("fr", "à 20h30... coeur, Mr Noël", "à 20 h 30… cœur, M. Noël"),
            ("fr", "https://a.org/Etat, Etats-Unis.", "https://a.org/Etat, États-Unis."),
            ("fr", "Etatique .... A la", ""),
            (
                "fr",
                "1,200,000 et 1,144,822,600, soit 3.5 %",
                "1 200 000 et 1 144 822 600, soit 3,5 %",
            ),
            ("fr", "192.168.100.200, 12.04.2016, 1,200, 5.1,200,300", ""),
            ("en", "1.200.000 people in 2.1.3", "1,200,000 people in 2.1.3"),
            ("de", "z.B. Standart, d.h. 5%", "z. B. Standard, d. h. 5 %"),
            ("ru", "5-ый, т.д., №5", "5-й, т. д., № 5"),
            ("es", "EE.UU. y EEUU, la 3ra y el 1er", "EE. UU. y EE. UU., la 3.ª y el 1.er"),
            ("uk", "приймали участь, 5-ий, 3.5%", "брали участь, 5-й, 3,5%"),
            ("it", "perchè un pò, qual'è", "perché un po’, qual è"),
            ("en", "seperate, Recieve", "separate, Recieve"),
            ("pt", "A excessão, concerteza.", "A exceção, com certeza."),
            ("ar", "ولاكن هاذا", "ولكن هذا"),
            ("zh", "他们一如继往地工作", "他们一如既往地工作"),
        ] {
            let wanted = if wanted.is_empty() { text } else { wanted };
            assert_eq!(mended(language, text), wanted);
        }
    }

    /// A correction is not a slip itself, so that one pass is enough.
    #[test]
    fn corrections_stay() {
        for language in all() {
            for slip in &language.slips().sorted {
                let right = slip.right.replace([NUMBER, DIGIT], "7");
                assert_eq!(mended(language.code, &right), right);
                let wrong = slip.wrong.replace([NUMBER, DIGIT], "7");
                assert_eq!(mended(language.code, &wrong), right, "{}", language.code);
            }
        }
    }

    #[test]
    fn every_line_is_understood() {
        for language in all() {
            let lines = language.slips_text.lines().filter(|line| !line.starts_with("# "));
            lines.for_each(|text| assert!(line(text).is_some(), "{}: {text}", language.code));
        }
    }
}
