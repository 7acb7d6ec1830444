//! What spaces and letters may give and take, and what may hang over the edge.

use super::shape::PlacedGlyph;

/// How far a space may be stretched and shrunk, as a share of its width.
const SPACE_STRETCH: f32 = 1.0 / 2.0;
const SPACE_SHRINK: f32 = 1.0 / 3.0;
/// How far letters may move apart or together, as a share of their width.
const LETTERS: f32 = 0.02;
/// How far signs hang over the edge, as a share of their width.
const HANG: f32 = 0.5;

/// How far a width may be stretched and shrunk, some of it spaces.
pub(super) fn give(width: f32, spaces: f32) -> (f32, f32) {
    (spaces * SPACE_STRETCH + width * LETTERS, spaces * SPACE_SHRINK + width * LETTERS)
}

/// How much of a sign at the end of a justified line hangs over the edge.
pub(super) fn hang(sign: char) -> f32 {
    match sign {
        '-' | '\u{2010}' | '\u{AD}' | '.' | ',' | '’' | '”' | '‘' | '“' | '\'' | '"' => {
            HANG
        }
        _ => 0.0,
    }
}

/// Whether a space that may be stretched begins at a byte of a text.
pub(super) fn is_space(text: &str, byte: usize) -> bool {
    match text.as_bytes().get(byte..) {
        Some([b' ', ..] | [0xC2, 0xA0, ..]) => true,
        Some(_) | None => false,
    }
}

/// Spreads what a line lacks, or has too much, over its spaces and letters.
pub(super) fn justify(glyphs: &mut [PlacedGlyph], text: &str, measure: f32, hyphen: bool) {
    let natural: f32 = glyphs.iter().map(|glyph| glyph.advance).sum();
    let (mut spaces, mut letters) = (0.0, 0.0);
    let Some((last, others)) = glyphs.split_last_mut() else { return };
    for glyph in others.iter() {
        let share = if is_space(text, glyph.start) { &mut spaces } else { &mut letters };
        *share += glyph.advance;
    }
    let sign = text.get(last.start..).and_then(|rest| rest.chars().next());
    let sign = if hyphen { Some('-') } else { sign };
    let hanging = last.advance * sign.map_or(0.0, hang);
    let short = measure + hanging - natural;
    let (stretch, shrink) = give(natural, spaces);
    let limit = LETTERS * letters;
    let ratio = short / if short > 0.0 { stretch } else { shrink }.max(1e-3);
    let mut by_letters = (ratio * limit).clamp(-limit, limit);
    if spaces == 0.0 && short < 0.0 {
        by_letters = short;
    }
    let per_space = if spaces > 0.0 { (short - by_letters) / spaces } else { 0.0 };
    let per_letter = if letters > 0.0 { by_letters / letters } else { 0.0 };
    for glyph in others {
        let share = if is_space(text, glyph.start) { per_space } else { per_letter };
        glyph.advance += glyph.advance * share;
    }
}
