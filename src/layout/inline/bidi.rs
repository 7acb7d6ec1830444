//! The direction of each part of a paragraph, and the visual order of the parts of a line: the
//! Unicode Bidirectional Algorithm (UAX #9).

#![allow(clippy::indexing_slicing, reason = "indices are positions in the list of levels")]

use std::ops::Range;

use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};

use super::collect::Collected;
use crate::document::is_right_to_left;

/// An embedding level; odd levels run from right to left (UAX #9 BD2).
pub(super) type EmbeddingLevel = u8;

/// The directions of a paragraph.
pub(super) struct Directions {
    /// The level of each byte; empty if all text runs from left to right.
    levels: Vec<Level>,
    /// Whether the paragraph runs from right to left.
    pub paragraph: bool,
    /// Whether the report runs from right to left.
    pub report: bool,
}

impl Directions {
    /// Resolves the directions of a paragraph in a report of a language.
    pub fn of(collected: &Collected, language: &str) -> Directions {
        let report = is_right_to_left(language);
        if !report && !may_turn(&collected.text) {
            return Directions { levels: Vec::new(), paragraph: false, report };
        }
        let paragraph = base(collected, language);
        let base = if paragraph { Level::rtl() } else { Level::ltr() };
        // Rule L1 has no effect: spaces at line ends have no width.
        let levels = BidiInfo::new(&collected.text, Some(base)).levels;
        Directions { levels, paragraph, report }
    }

    /// Splits a range where the level changes.
    pub fn split(&self, range: Range<usize>) -> Vec<(Range<usize>, EmbeddingLevel)> {
        let Some(levels) = self.levels.get(range.clone()) else { return vec![(range, 0)] };
        let mut start = range.start;
        let part = |part: &[Level]| {
            let range = start..start + part.len();
            start = range.end;
            (range, part[0].number())
        };
        levels.chunk_by(|one, next| one == next).map(part).collect()
    }
}

/// Whether any character may run from right to left: a fast path for nearly every text.
fn may_turn(text: &str) -> bool {
    let lead_byte = |byte: u8| byte >= 0xD6;
    text.bytes().any(lead_byte) && text.chars().any(turns)
}

/// Whether a character is in a block of right-to-left scripts, or a control that embeds text.
fn turns(character: char) -> bool {
    matches!(
        character,
        '\u{590}'..='\u{8FF}'
            | '\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2066}'..='\u{2069}'
            | '\u{FB1D}'..='\u{FDFF}'
            | '\u{FE70}'..='\u{FEFC}'
            | '\u{10800}'..='\u{10FFF}'
            | '\u{1E800}'..='\u{1EFFF}'
    )
}

/// Whether a paragraph runs from right to left. It follows its language: the language of the report,
/// unless all of it is in another one. If all its letters run the other way, it follows them.
fn base(collected: &Collected, language: &str) -> bool {
    let mut languages = collected.spans.iter().map(|span| span.language);
    let first = languages.next().unwrap_or(language);
    let own = if languages.all(|other| other == first) { first } else { language };
    let by_language = is_right_to_left(own);
    let strong = collected.text.chars().filter_map(|character| match bidi_class(character) {
        BidiClass::L => Some(false),
        BidiClass::R | BidiClass::AL => Some(true),
        _ => None,
    });
    let mut letters = strong.peekable();
    let any = letters.peek().is_some();
    if any && letters.all(|leftward| leftward != by_language) { !by_language } else { by_language }
}

/// The visual order of the parts of a line from left to right, by their levels (rule L2).
pub(super) fn visual_order(levels: &[EmbeddingLevel]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..levels.len()).collect();
    let most = levels.iter().copied().max().unwrap_or(0);
    let least_odd = levels.iter().copied().filter(|level| level % 2 == 1).min();
    for least in (least_odd.unwrap_or(most + 1)..=most).rev() {
        for part in order.chunk_by_mut(|a, b| (levels[*a] >= least) == (levels[*b] >= least)) {
            if part.first().is_some_and(|first| levels[*first] >= least) {
                part.reverse();
            }
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::super::collect::{CharacterStyle, Span};
    use super::*;
    use crate::document::ElementId;
    use crate::layout::page::{Owner, Part};

    fn collected<'a>(parts: &[(&'a str, &str)]) -> Collected<'a> {
        let style = CharacterStyle::default();
        let owner = Owner::Element(ElementId(0), Part::Content);
        let mut out = Collected::default();
        for (language, text) in parts {
            let start = out.text.len();
            out.text.push_str(text);
            out.spans.push(Span { range: start..out.text.len(), style, language, owner });
        }
        out
    }

    /// Whether a paragraph in a report of a language runs from right to left.
    fn is_leftward(report: &str, parts: &[(&str, &str)]) -> bool {
        Directions::of(&collected(parts), report).paragraph
    }

    #[test]
    fn paragraphs_follow_their_language_or_letters() {
        assert!(is_leftward("he", &[("he", "שלום OSCE")]) && is_leftward("he", &[("he", "1.1")]));
        assert!(!is_leftward("en", &[("en", "Peace (שלום)")]));
        assert!(is_leftward("en", &[("he", "OSCE שלום")]));
        assert!(!is_leftward("he", &[("he", "OSCE 2016")]));
        assert!(!is_leftward("en", &[("en", "a "), ("he", "שלום")]));
    }

    #[test]
    fn numbers_run_from_left_to_right_within_hebrew() {
        let text = "שנת 2016 OK";
        let directions = Directions::of(&collected(&[("he", text)]), "he");
        let parts = directions.split(0..text.len());
        let parts: Vec<(&str, u8)> =
            parts.iter().map(|(part, level)| (&text[part.clone()], *level)).collect();
        assert_eq!(parts, [("שנת ", 1), ("2016", 2), (" ", 1), ("OK", 2)]);
        let plain = Directions::of(&collected(&[("en", "plain")]), "en");
        assert_eq!(plain.split(1..3), [(1..3, 0)]);
    }

    #[test]
    fn parts_are_reordered_from_the_deepest_level_up() {
        assert_eq!(visual_order(&[0, 0, 0]), [0, 1, 2]);
        assert_eq!(visual_order(&[0, 1, 1, 0]), [0, 2, 1, 3]);
        assert_eq!(visual_order(&[1, 2, 1]), [2, 1, 0]);
        assert_eq!(visual_order(&[0, 2, 1, 2, 0]), [0, 3, 2, 1, 4]);
        assert_eq!(visual_order(&[1, 2, 2, 1]), [3, 1, 2, 0]);
    }
}
