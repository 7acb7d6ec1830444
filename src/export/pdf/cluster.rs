//! Groups the glyphs of a run by the text that they stand for.

use crate::layout::{Glyph, GlyphRun};

/// Neighbouring glyphs that stand for the same text: a letter and an accent drawn apart, or simply
/// one glyph.
pub struct Cluster<'a> {
    /// The glyphs in visual order.
    pub glyphs: &'a [Glyph],
    /// The text.
    pub text: &'a str,
}

/// The clusters of a run in visual order.
pub fn clusters(run: &GlyphRun) -> impl Iterator<Item = Cluster<'_>> {
    run.glyphs.chunk_by(|one, next| one.range() == next.range()).map(|glyphs| {
        let range = glyphs.first().map_or(0..0, Glyph::range);
        Cluster { glyphs, text: run.text.get(range).unwrap_or_default() }
    })
}
