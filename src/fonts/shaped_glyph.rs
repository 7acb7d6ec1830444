//! A glyph as the shaping library returns it, with its place in the text.

/// A shaped glyph; lengths in em.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ShapedGlyph {
    /// Glyph id; 0 if the face has no glyph for the text.
    pub id: u16,
    /// Byte offset in the shaped text at which the glyph's cluster begins.
    pub cluster: usize,
    /// Advance width.
    pub advance: f32,
    /// Offset from the pen position, y upwards.
    pub offset: (f32, f32),
    /// Whether the text must be shaped again if a line breaks before this glyph.
    pub unsafe_to_break: bool,
}
