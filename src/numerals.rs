//! Alphabetic and roman numerals.

use std::sync::Arc;

/// The letters, or other signs, with which a language numbers items and annexes; Latin letters by default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Alphabet(Option<Arc<[String]>>);

impl Alphabet {
    /// The letters in a text, separated by spaces. Latin without any.
    pub fn of(letters: &str) -> Alphabet {
        let letters: Vec<String> = letters.split_whitespace().map(str::to_owned).collect();
        Alphabet((!letters.is_empty()).then(|| letters.into()))
    }

    /// The numeral of a number from 1: а, б, … я, аа, аб, …
    pub fn numeral(&self, number: u32) -> String {
        let Some(letters) = self.0.as_deref() else { return self::letters(number) };
        let places = places(number, letters.len() as u32);
        places.into_iter().filter_map(|place| letters.get(place as usize)).cloned().collect()
    }

    /// The numeral in capitals.
    pub fn capital(&self, number: u32) -> String {
        self.numeral(number).to_uppercase()
    }
}

/// Alphabetic numeral: a, b, … z, aa, ab, …
pub fn letters(number: u32) -> String {
    places(number, 26).into_iter().map(|place| char::from(b'a' + place as u8)).collect()
}

/// The letters of an alphabetic numeral, as positions in an alphabet of some letters.
fn places(number: u32, letters: u32) -> Vec<u32> {
    let mut rest = number;
    let mut places = Vec::new();
    while rest > 0 && letters > 0 {
        rest -= 1;
        places.push(rest % letters);
        rest /= letters;
        // With one letter, the numeral would be as long as the number.
        if letters == 1 {
            break;
        }
    }
    places.reverse();
    places
}

/// Lower-case roman numeral: i, ii, iii, iv, …
pub fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut rest = number;
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            out.push_str(sign);
            rest -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_are_written() {
        assert_eq!([1, 26, 27, 52, 703].map(letters), ["a", "z", "aa", "az", "aaa"]);
        let own = Alphabet::of("а б в");
        assert_eq!([1, 3, 4, 13].map(|it| own.numeral(it)), ["а", "в", "аа", "ааа"]);
        assert_eq!(Alphabet::of("一").numeral(9), "一");
        assert_eq!((own.capital(2), Alphabet::default().capital(28)), ("Б".into(), "AB".into()));
        assert_eq!([1, 4, 9, 14, 40, 1994].map(roman), ["i", "iv", "ix", "xiv", "xl", "mcmxciv"]);
    }
}
