//! The numbers and months in a text, as values that can be compared between languages.
//!
//! `1,000`, `1.000`, `1 000` and `١٬٠٠٠` have one value, and so have `3 May` and `3 мая`. An
//! ambiguous numeral has several readings. An uncertain one, such as a number in words or a Roman
//! numeral, may match a numeral of another edition, but is not reported as missing.

mod number;
mod word;

use std::ops::Range;

use crate::languages::Lexicon;
pub use number::{Value, digit};

/// A number or the name of a month in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numeral {
    /// Its byte range in the text.
    pub at: Range<usize>,
    /// Its possible meanings, the likeliest first.
    pub readings: Vec<Reading>,
    /// Whether it is certainly a number or month, so that every edition must have it.
    pub certain: bool,
    /// Its value, if words such as "million" follow: in some languages they may have another meaning, so it
    /// is also among the readings without them.
    pub scaled: Vec<Reading>,
}

/// The meaning of a numeral.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reading {
    /// A number.
    Number(Value),
    /// A month, 1 to 12.
    Month(u8),
}

impl Numeral {
    /// Its likeliest meaning.
    pub fn reading(&self) -> Option<Reading> {
        self.readings.first().copied()
    }

    /// Whether two numerals may have the same meaning. With "million" after one and "billion" after the
    /// other, the same digits do not.
    pub fn may_equal(&self, other: &Numeral) -> bool {
        match (self.scaled.as_slice(), other.scaled.as_slice()) {
            ([], _) | (_, []) => self.readings.iter().any(|it| other.readings.contains(it)),
            (ours, theirs) => ours.iter().any(|it| theirs.contains(it)),
        }
    }

    /// Whether two numerals have the same likeliest meaning.
    pub fn is_alike(&self, other: &Numeral) -> bool {
        self.reading() == other.reading() && self.may_equal(other)
    }

    /// Whether it is a number whose words have no other meaning: "one" and "two" have, and "ten" is a part of
    /// larger numbers in Arabic.
    pub fn is_telling(&self) -> bool {
        let few = [0, 1, 2, 10].map(|few| Reading::Number(Value::of(&few.to_string(), 0)));
        self.reading().is_some_and(|reading| !few.contains(&reading)) && !self.is_month()
    }

    /// Whether it is the name of a month.
    pub fn is_month(&self) -> bool {
        matches!(self.reading(), Some(Reading::Month(_)))
    }

    /// Whether it is a number that is spelled out as often as written in digits.
    pub fn is_small(&self) -> bool {
        matches!(self.reading(), Some(Reading::Number(value)) if value.is_small())
    }
}

/// The numerals of a text, in order.
pub fn numerals(text: &str, words: &Lexicon) -> Vec<Numeral> {
    let mut numerals: Vec<Numeral> = Vec::new();
    let mut at = 0;
    let mut before = None;
    while let Some(next) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let is_number = number::digit(next).is_some();
        let length = if is_number {
            number::read(text, at, before, words, &mut numerals)
        } else if next.is_alphabetic() {
            word::read(text, at, words, &mut numerals)
        } else {
            next.len_utf8()
        };
        let end = at + length.max(next.len_utf8());
        before = text.get(at..end).and_then(|read| read.chars().next_back());
        // In 9h30, the letter belongs to the time: it does not make 30 part of a name.
        before = before.filter(|last| !is_number || *last != 'h');
        at = end;
    }
    numerals
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::languages;

    fn certain(language: &str, text: &str) -> Vec<Reading> {
        let all = numerals(text, languages::lexicon(language));
        all.iter().filter(|it| it.certain).filter_map(Numeral::reading).collect()
    }

    fn number(digits: &str) -> Reading {
        Reading::Number(Value::of(digits, 0))
    }

    #[track_caller]
    fn alike(one: (&str, &str), other: (&str, &str)) {
        let read = |(language, text): (&str, &str)| numerals(text, languages::lexicon(language));
        let (ours, theirs) = (read(one), read(other));
        for numeral in ours.iter().filter(|it| it.certain) {
            assert!(theirs.iter().any(|it| it.may_equal(numeral)), "{numeral:?} not in {theirs:?}");
        }
        for numeral in theirs.iter().filter(|it| it.certain) {
            assert!(ours.iter().any(|it| it.may_equal(numeral)), "{numeral:?} not in {ours:?}");
        }
    }

    #[test]
    fn numbers_are_alike_in_every_language() {
        for other in [
            ("de", "1.234.567,5"),
            ("fr", "1\u{202f}234\u{202f}567,5"),
            ("ru", "1\u{a0}234\u{a0}567,50"),
            ("ar", "١٬٢٣٤٬٥٦٧٫٥"),
            ("de", "1’234’567.5"),
        ] {
            alike(("en", "1,234,567.5"), other);
        }
        alike(("en", "the 16th"), ("fr", "la 16e"));
        alike(("en", "the 16th"), ("ru", "16-я"));
        alike(("en", "the 16th"), ("es", "la 16.ª"));
        alike(("en", "15.5 per cent"), ("fr", "15,5 %"));
        alike(("en", "the 21st century"), ("ru", "XXI век"));
        alike(("en", "5 million"), ("zh", "500万"));
        alike(("en", "5 million"), ("ru", "5 млн"));
        alike(("en", "12,340"), ("zh", "1.234万"));
        alike(("en", "5,000,000"), ("es", "5 millones"));
        alike(("en", "3 p.m."), ("de", "15 Uhr"));
        alike(("en", "3 p.m."), ("ru", "15:00"));
        alike(("en", "11 partners"), ("ru", "одиннадцать партнёров"));
        alike(("en", "12 partners"), ("zh", "十二个伙伴"));
    }

    #[test]
    fn dates_are_alike_in_every_language() {
        for other in [
            ("fr", "11 avril 2016"),
            ("de", "11. April 2016"),
            ("de", "11.04.2016"),
            ("ru", "11 апреля 2016 года"),
            ("es", "11 de abril de 2016"),
            ("zh", "2016年4月11日"),
            ("ar", "١١ نيسان/أبريل ٢٠١٦"),
            ("en", "2016-04-11"),
        ] {
            alike(("en", "11 April 2016"), other);
        }
        assert_eq!(certain("en", "3 May")[1], Reading::Month(5));
        assert_eq!(certain("ru", "в мае 2016 года")[0], Reading::Month(5));
        assert_eq!(certain("en", "It may be so; March on"), []);
    }

    #[test]
    fn uncertain_numerals_are_not_required() {
        assert_eq!(certain("en", "G20, two, XIV, H2O and A4"), []);
        assert_eq!(certain("en", "Article 41, 2015–16"), ["41", "2015", "16"].map(number));
        assert_eq!(certain("en", "in 2016 300 came"), ["2016", "300"].map(number));
        assert_eq!(certain("fr", "à 9h30"), ["9", "30"].map(number));
        assert_eq!(certain("de", "am 3. und 04."), ["3", "4"].map(number));
    }

    #[test]
    fn any_text_can_be_read() {
        let pieces = ["1", "000", ",", ".", " ", "\u{a0}", "a", "м", "年", "月", "X", "V", "十"];
        let mut random = crate::yaml::random(5);
        for _ in 0..5000 {
            let text: String =
                (0..1 + random() % 12).map(|_| pieces[random() as usize % pieces.len()]).collect();
            for numeral in numerals(&text, languages::lexicon("zh")) {
                assert!(
                    text.get(numeral.at.clone()).is_some_and(|part| !part.is_empty()),
                    "{text}"
                );
                assert!(!numeral.readings.is_empty());
            }
        }
    }
}
