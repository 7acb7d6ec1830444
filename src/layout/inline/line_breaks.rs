//! Where UAX #14 allows a line to end. Most words do not need its tables.

use std::ops::Range;

use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};

const SEGMENTER: LineSegmenterBorrowed<'static> =
    LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default());

/// The bytes before which a line of a text may start, in order; the last is the length of the text.
///
/// A space between a letter, digit or stop and a letter or digit always allows a break (LB18), and the
/// text on one side does not affect the other. So each part between two such spaces is examined alone. A
/// part that has only these characters allows no break (LB13, LB23, LB25, LB28 and LB29).
pub(super) fn line_breaks(text: &str) -> Vec<usize> {
    let mut places = Vec::with_capacity(text.len() / 5 + 1);
    let (mut start, mut is_simple, mut previous) = (0, true, ' ');
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let next = characters.peek().map(|(_, next)| *next);
        if character == ' ' && is_of_word(previous) && next.is_some_and(is_letter_or_digit) {
            within_part(text, start..at + 1, is_simple, &mut places);
            (start, is_simple) = (at + 1, true);
        } else {
            is_simple &= is_of_word(character);
        }
        previous = character;
    }
    within_part(text, start..text.len(), is_simple, &mut places);
    places
}

/// Adds the breaks within a part of a text and at its end.
fn within_part(text: &str, part: Range<usize>, is_simple: bool, places: &mut Vec<usize>) {
    if is_simple {
        places.push(part.end);
        return;
    }
    let start = part.start;
    let found = SEGMENTER.segment_str(text.get(part).unwrap_or_default());
    places.extend(found.skip(1).map(|place| start + place));
}

fn is_of_word(character: char) -> bool {
    is_letter_or_digit(character) || matches!(character, ',' | '.' | ':' | ';')
}

/// Whether a character is a letter (class AL) or digit (NU) of Latin, or a letter of Cyrillic.
fn is_letter_or_digit(character: char) -> bool {
    character.is_ascii_alphanumeric()
        || matches!(character, '\u{c0}'..='\u{24f}' | '\u{410}'..='\u{45f}')
            && !matches!(character, '×' | '÷')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_letter_is_of_its_class() {
        for letter in ('\u{20}'..='\u{500}').filter(|it| is_letter_or_digit(*it)) {
            for text in [format!("a{letter}a"), format!("{letter}1 {letter},{letter}")] {
                let all: Vec<usize> = SEGMENTER.segment_str(&text).skip(1).collect();
                assert_eq!(line_breaks(&text), all, "{text}");
            }
        }
    }

    proptest! {
        #[test]
        fn breaks_are_those_of_the_whole_text(text in "[ab1é.,:;  ()\"«»“”’/\\-–—%$§!?\u{a0}\u{200b}\u{2060}\u{301}я中한אا\u{e01}]{1,24}") {
            let all: Vec<usize> = SEGMENTER.segment_str(&text).skip(1).collect();
            prop_assert_eq!(line_breaks(&text), all);
        }
    }
}
