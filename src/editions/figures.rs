//! The figures and months of a text, as values that can be compared between languages.
//!
//! `1,000`, `1.000`, `1 000` and `١٬٠٠٠` are one value, and so are `3 May` and `3 мая`. Where a
//! figure may be read in two ways, it has two readings; where it is not certain that it is one (a
//! number in words, a Roman numeral), it may stand for a figure of another edition, but is not
//! missed itself.

mod number;
mod word;

use std::ops::Range;

use super::lexicon::Lexicon;
pub use number::{Value, digit};

/// A figure or month of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Its bytes in the text.
    pub at: Range<usize>,
    /// What it may mean, the likeliest first.
    pub readings: Vec<Reading>,
    /// Whether it certainly is one, which every edition must have.
    pub certain: bool,
}

/// What a figure may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reading {
    /// A number.
    Number(Value),
    /// A month, 1 to 12.
    Month(u8),
}

impl Figure {
    /// What it most likely means.
    pub fn reading(&self) -> Option<Reading> {
        self.readings.first().copied()
    }

    /// Whether two may mean the same.
    pub fn may_be(&self, other: &Figure) -> bool {
        self.readings.iter().any(|reading| other.readings.contains(reading))
    }

    /// Whether it is a month by name.
    pub fn is_month(&self) -> bool {
        matches!(self.reading(), Some(Reading::Month(_)))
    }

    /// Whether it is a number that languages write in words as often as in figures.
    pub fn is_small(&self) -> bool {
        matches!(self.reading(), Some(Reading::Number(value)) if value.is_small())
    }
}

/// Every figure and month of a text, in its order.
pub fn figures(text: &str, words: &Lexicon) -> Vec<Figure> {
    let mut found: Vec<Figure> = Vec::new();
    let mut at = 0;
    let mut before = None;
    while let Some(next) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let length = if number::digit(next).is_some() {
            number::read(text, at, before, words, &mut found)
        } else if next.is_alphabetic() {
            word::read(text, at, words, &mut found)
        } else {
            next.len_utf8()
        };
        let end = at + length.max(next.len_utf8());
        before = text.get(at..end).and_then(|read| read.chars().next_back());
        at = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn certain(language: &str, text: &str) -> Vec<Reading> {
        let figures = figures(text, Lexicon::of(language));
        figures.iter().filter(|it| it.certain).filter_map(Figure::reading).collect()
    }

    fn number(digits: &str) -> Reading {
        Reading::Number(Value::of(digits, 0))
    }

    #[track_caller]
    fn alike(one: (&str, &str), other: (&str, &str)) {
        let read = |(language, text): (&str, &str)| figures(text, Lexicon::of(language));
        let (ours, theirs) = (read(one), read(other));
        for figure in ours.iter().filter(|it| it.certain) {
            assert!(theirs.iter().any(|it| it.may_be(figure)), "{figure:?} not in {theirs:?}");
        }
        for figure in theirs.iter().filter(|it| it.certain) {
            assert!(ours.iter().any(|it| it.may_be(figure)), "{figure:?} not in {ours:?}");
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
    fn what_may_not_be_a_figure_is_not_missed() {
        assert_eq!(certain("en", "G20, two, XIV, H2O and A4"), []);
        assert_eq!(certain("en", "Article 41, 2015–16"), ["41", "2015", "16"].map(number));
        assert_eq!(certain("en", "in 2016 300 came"), ["2016", "300"].map(number));
        assert_eq!(certain("de", "am 3. und 04."), ["3", "4"].map(number));
    }

    #[test]
    fn any_text_can_be_read() {
        let pieces = ["1", "000", ",", ".", " ", "\u{a0}", "a", "м", "年", "月", "X", "V", "十"];
        let mut random = crate::yaml::random(5);
        for _ in 0..5000 {
            let text: String =
                (0..1 + random() % 12).map(|_| pieces[random() as usize % pieces.len()]).collect();
            for figure in figures(&text, Lexicon::of("zh")) {
                assert!(text.get(figure.at.clone()).is_some_and(|part| !part.is_empty()), "{text}");
                assert!(!figure.readings.is_empty());
            }
        }
    }
}
