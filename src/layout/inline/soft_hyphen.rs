//! A hyphen added at the end of a line: drawn as U+2010 or U+002D, recorded as U+00AD.
//!
//! The text of a line keeps the soft hyphen (U+00AD), so that text extraction and reflow can join
//! the two halves of the word (ISO 32000-1 §14.8.2.2.3).

use super::breakpoint::LineSpan;
use super::glyph::PlacedGlyph;
use crate::fonts::FaceId;
use crate::fonts::shaper::Shaper;

/// The soft hyphen, which marks a place where a word may be broken.
pub(super) const SOFT_HYPHEN: char = '\u{AD}';

/// The hyphen to draw with a face: U+2010 if it has a glyph, otherwise U+002D.
pub(super) fn drawn_hyphen(shaper: &mut Shaper, face: FaceId) -> &'static str {
    match shaper.glyph(face, '\u{2010}') {
        Some(_) => "\u{2010}",
        None => "-",
    }
}

/// Appends the text that a glyph represents on a line to `out`: its characters, except ignorable
/// ones, and U+00AD for a hyphen that was added at the line end.
pub(super) fn push_text(glyph: &PlacedGlyph, span: LineSpan, text: &str, out: &mut String) {
    let shown = text.get(glyph.start..glyph.end.min(span.next)).unwrap_or("");
    out.extend(shown.chars().filter(|character| !is_ignorable(*character)));
    if span.adds_hyphen && glyph.end > span.end {
        out.push(SOFT_HYPHEN);
    }
}

/// Whether a character is neither drawn nor extracted: soft hyphens, invisible break controls and
/// control characters.
pub(super) fn is_ignorable(character: char) -> bool {
    matches!(character, SOFT_HYPHEN | '\u{200B}' | '\u{2060}' | '\u{FEFF}')
        || character.is_control()
}

#[cfg(test)]
mod tests {
    use super::super::glyph::SpacingClass;
    use super::*;

    /// The text of one glyph on a line that ends after it.
    fn text_of(text: &str, adds_hyphen: bool) -> String {
        let end = text.len();
        let span =
            LineSpan { start: 0, end, next: end, adds_hyphen, hyphenated: false, last: false };
        let glyph = PlacedGlyph {
            id: 1,
            advance: 1.0,
            offset: (0.0, 0.0),
            start: 0,
            end: end + usize::from(adds_hyphen),
            unsafe_to_break: false,
            spacing: SpacingClass::Letter,
        };
        let mut out = String::new();
        push_text(&glyph, span, text, &mut out);
        out
    }

    #[test]
    fn an_added_hyphen_is_a_soft_hyphen_in_the_text() {
        assert_eq!(text_of("co", true), "co\u{AD}");
        assert_eq!(text_of("co-", false), "co-");
    }

    #[test]
    fn an_unused_soft_hyphen_leaves_no_trace() {
        assert_eq!(text_of("co\u{AD}op", false), "coop");
    }
}
