//! Reads numerals in letters: months, small numbers, Roman numerals, Chinese numbers.

use super::number::{Value, digit, is_ideograph};
use super::{Numeral, Reading};
use crate::languages::{Lexicon, Meaning};

/// The length of the longest word in the lexicons, in bytes.
const LONGEST: usize = 40;

/// The distance in bytes up to which a number before a month makes a date: "3 мая", "11 de abril".
const NEAR: usize = 10;

/// Reads the word that begins at byte `at`, and returns its length in bytes.
pub fn read(text: &str, at: usize, words: &Lexicon, numerals: &mut Vec<Numeral>) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    if rest.starts_with(is_ideograph) {
        return ideographs(rest, at, numerals);
    }
    let is_letter = |c: char| c.is_alphabetic() && !is_ideograph(c);
    let length = rest.find(|c| !is_letter(c)).unwrap_or(rest.len());
    if length > LONGEST {
        return length;
    }
    let word = rest.get(..length).unwrap_or_default();
    let near = || near_number(text, at, at + length, numerals);
    let (reading, certain) = match words.meaning(&word.to_lowercase()) {
        Some(Meaning::Month(month)) => (Some(Reading::Month(month)), near()),
        Some(Meaning::Number(number)) => (Some(small(u32::from(number))), false),
        Some(Meaning::Scale(_)) | None => (roman(word).map(small), false),
    };
    numerals.extend(reading.map(|reading| {
        let mut readings = vec![reading];
        if let Reading::Month(month) = reading {
            readings.push(small(u32::from(month)));
        }
        Numeral { at: at..at + length, readings, certain, scaled: Vec::new() }
    }));
    length
}

fn small(number: u32) -> Reading {
    Reading::Number(Value::of(&number.to_string(), 0))
}

/// Whether a number in digits is just before or after a word, with at most a short word such as
/// `de` between them.
fn near_number(text: &str, start: usize, end: usize, numerals: &[Numeral]) -> bool {
    let before = numerals.last().is_some_and(|last| last.certain && last.at.end + NEAR >= start);
    let between = text.get(end..).unwrap_or_default().chars().take(5);
    let mut between = between.take_while(|c| !c.is_alphabetic() || "de".contains(*c));
    before || between.any(|c| digit(c).is_some())
}

/// The value of an upper-case Roman numeral of two letters or more.
fn roman(word: &str) -> Option<u32> {
    if !(2..=7).contains(&word.len()) {
        return None;
    }
    let values: Option<Vec<u32>> = word.bytes().map(roman_digit).collect();
    let values = values?;
    let next = values.iter().skip(1).copied().chain([0]);
    let signed = values.iter().zip(next);
    let number: i64 = signed
        .map(|(&value, next)| if value < next { -i64::from(value) } else { i64::from(value) })
        .sum();
    u32::try_from(number).ok()
}

fn roman_digit(letter: u8) -> Option<u32> {
    match letter {
        b'I' => Some(1),
        b'V' => Some(5),
        b'X' => Some(10),
        b'L' => Some(50),
        b'C' => Some(100),
        _ => None,
    }
}

/// Reads a Chinese number, or one ideograph if there is none.
fn ideographs(rest: &str, at: usize, numerals: &mut Vec<Numeral>) -> usize {
    let length = rest.find(|c| numeral_value(c).is_none()).unwrap_or(rest.len());
    let number = rest.get(..length).filter(|signs| !signs.is_empty());
    let Some(signs) = number else { return rest.chars().next().map_or(1, char::len_utf8) };
    let number = chinese(signs);
    // 二十六 is certainly a number, 一 and 两 may be part of a word.
    let certain = number > 12 && signs.chars().count() > 1 && signs.contains(['十', '百', '千']);
    let (readings, scaled) = (vec![small(number)], Vec::new());
    numerals.push(Numeral { at: at..at + length, readings, certain, scaled });
    length
}

/// The value of a Chinese numeral: a digit, or 10, 100 or 1000.
fn numeral_value(sign: char) -> Option<u32> {
    Some(match sign {
        '〇' | '零' => 0,
        '一' => 1,
        '二' | '两' | '兩' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        '十' => 10,
        '百' => 100,
        '千' => 1000,
        _ => return None,
    })
}

/// 三百二十五 is 325; 二〇一六 is 2016.
fn chinese(signs: &str) -> u32 {
    let mut sum: u32 = 0;
    let mut last: Option<u32> = None;
    for value in signs.chars().filter_map(numeral_value) {
        last = match (value, last) {
            (10.., multiplier) => {
                sum = sum.saturating_add(value * multiplier.unwrap_or(1).min(9));
                None
            }
            (digit, Some(before)) => Some(before.saturating_mul(10).saturating_add(digit)),
            (digit, None) => Some(digit),
        };
    }
    sum.saturating_add(last.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roman_and_chinese_numerals_have_values() {
        for (roman_numeral, number) in [("XXI", 21), ("IV", 4), ("XIX", 19), ("MC", 0)] {
            let expected = (number > 0).then_some(number);
            assert_eq!(roman(roman_numeral), expected, "{roman_numeral}");
        }
        assert_eq!(roman("I"), None);
        for (signs, number) in [("十二", 12), ("三百二十五", 325), ("二〇一六", 2016), ("两", 2)]
        {
            assert_eq!(chinese(signs), number, "{signs}");
        }
    }
}
