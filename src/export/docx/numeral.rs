//! Numbers as Word writes them, read: `ST_NumberFormat`, ECMA-376 Part 1 §17.18.59.

use crate::document::ListKind;

/// Whether a character is part of numbers of a kind; all of them are ASCII.
pub fn is_sign(kind: ListKind, c: char) -> bool {
    match kind {
        ListKind::Bulleted => false,
        ListKind::Decimal => c.is_ascii_digit(),
        ListKind::LowerAlpha => c.is_ascii_lowercase(),
        ListKind::LowerRoman => "ivxlcdm".contains(c),
    }
}

/// What a number says; `None` where Word would write it otherwise: after z, it goes on with aa, bb.
pub fn read(kind: ListKind, number: &str) -> Option<u32> {
    match kind {
        ListKind::Bulleted => None,
        ListKind::Decimal => {
            let value: u32 = number.parse().ok()?;
            (!number.starts_with('0')).then_some(value)
        }
        ListKind::LowerAlpha => match number.as_bytes() {
            [letter @ b'a'..=b'z'] => Some(u32::from(letter - b'a') + 1),
            _ => None,
        },
        ListKind::LowerRoman => roman(number),
    }
}

/// What a roman number says, in its usual form and small letters.
pub fn roman(number: &str) -> Option<u32> {
    const SIGNS: [(&str, u32, usize); 13] = [
        ("m", 1000, 3),
        ("cm", 900, 1),
        ("d", 500, 1),
        ("cd", 400, 1),
        ("c", 100, 3),
        ("xc", 90, 1),
        ("l", 50, 1),
        ("xl", 40, 1),
        ("x", 10, 3),
        ("ix", 9, 1),
        ("v", 5, 1),
        ("iv", 4, 1),
        ("i", 1, 3),
    ];
    let (mut rest, mut value) = (number, 0);
    for (sign, worth, most) in SIGNS {
        for _ in 0..most {
            let Some(after) = rest.strip_prefix(sign) else { break };
            (rest, value) = (after, value + worth);
        }
    }
    (rest.is_empty() && value > 0).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roman_numbers_are_read_in_their_usual_form_only() {
        let read = ["i", "iv", "ix", "xiv", "xl", "mcmxciv", "iiii", "", "Cover"].map(roman);
        let expected = [1, 4, 9, 14, 40, 1994].map(Some).into_iter().chain([None; 3]);
        assert!(read.into_iter().eq(expected), "{read:?}");
    }
}
