//! Shaped glyphs with their text.

/// A glyph with the text that it represents; lengths in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct PlacedGlyph {
    /// The glyph id in its face.
    pub id: u16,
    /// The advance width, tracking included.
    pub advance: f32,
    /// The offset from the pen position, y upwards.
    pub offset: (f32, f32),
    /// The start of its cluster, as a byte of the text.
    pub start: usize,
    /// The end of its cluster. All glyphs of a cluster have the same range.
    pub end: usize,
    /// Whether text broken before it must be shaped again.
    pub unsafe_to_break: bool,
    /// How justification may change its advance.
    pub spacing: SpacingClass,
}

/// How justification may change the advance of a glyph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SpacingClass {
    /// A space between words.
    WordSpace,
    /// A letter or punctuation mark, which allows some letter spacing.
    Letter,
    /// An ideograph or kana, which allows space after it.
    Ideograph,
    /// A letter of a cursive script: fixed, since it joins its neighbours.
    Cursive,
}

/// Whether a space that can stretch starts at a byte of a text: U+0020 or U+00A0.
pub(super) fn is_word_space(text: &str, byte: usize) -> bool {
    match text.as_bytes().get(byte..) {
        Some([b' ', ..] | [0xC2, 0xA0, ..]) => true,
        Some(_) | None => false,
    }
}
