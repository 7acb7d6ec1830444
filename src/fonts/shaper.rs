//! Text → glyphs of one face, by HarfBuzz shaping (harfrust).

#![allow(clippy::indexing_slicing, reason = "face ids index both lists")]

use harfrust::{Buffer, ShapeOptions, ShaperFont};

use super::shape_plan::{ShapingOptions, Variant};
use super::{Face, FaceId, Fonts};

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

/// Shapes the runs of one paragraph and reuses its buffer.
pub struct Shaper<'a> {
    fonts: &'a Fonts,
    faces: Vec<Option<ShaperFont<'a, 'static>>>,
    buffer: Buffer,
}

impl<'a> Shaper<'a> {
    /// Creates a shaper for these fonts.
    pub fn new(fonts: &'a Fonts) -> Shaper<'a> {
        Shaper { fonts, faces: vec![None; fonts.faces.len()], buffer: Buffer::new() }
    }

    /// Whether a face has glyphs for a variant.
    pub fn has(&self, face: FaceId, variant: Variant) -> bool {
        self.fonts.face(face).shape_plans.has(variant)
    }

    /// The nominal glyph of a character: from the `cmap` table, without features.
    pub fn glyph(&mut self, face: FaceId, character: char) -> Option<u16> {
        let id = self.font(face).nominal_glyph(u32::from(character))?.to_u32();
        Some(glyph_of(id, self.fonts.face(face))).filter(|id| *id != 0)
    }

    /// Advance width of the nominal glyph of a character, in em.
    pub fn advance(&mut self, face: FaceId, character: char) -> f32 {
        let units = self.fonts.face(face).units_per_em;
        let font = self.font(face);
        let glyph = font.nominal_glyph(u32::from(character)).unwrap_or_default();
        font.glyph_h_advance(glyph) as f32 / units
    }

    /// Shapes characters, given in logical order with their byte offsets, and appends the glyphs in
    /// logical order; a right-to-left run is drawn from the last glyph to the first. `around` is
    /// the text before and after, for letters that join.
    pub fn shape(
        &mut self,
        face: FaceId,
        options: &ShapingOptions,
        characters: impl Iterator<Item = (usize, char)>,
        around: (&str, &str),
        glyphs: &mut Vec<ShapedGlyph>,
    ) {
        let plan = self.fonts.face(face).shape_plans.plan(options);
        self.buffer.reset();
        if !around.0.is_empty() || !around.1.is_empty() {
            self.buffer.set_pre_context(around.0);
            self.buffer.set_post_context(around.1);
        }
        for (index, character) in characters {
            self.buffer.push(u32::from(visible(character)), index as u32);
        }
        self.buffer.set_direction(options.direction());
        self.buffer.set_script(options.script());
        self.font(face);
        let Some(Some(font)) = self.faces.get(face.0) else { return };
        let with_plan = ShapeOptions::new().plan(Some(&plan));
        if harfrust::shape(font, &mut self.buffer, with_plan).is_ok() {
            let first = glyphs.len();
            glyphs.extend(read(&self.buffer, self.fonts.face(face)));
            if options.right_to_left {
                glyphs[first..].reverse();
            }
        }
    }

    fn font(&mut self, face: FaceId) -> &ShaperFont<'a, 'static> {
        let fonts = self.fonts;
        self.faces[face.0]
            .get_or_insert_with(|| ShaperFont::new(fonts.face(face).shape_plans.font()))
    }
}

/// Replaces control characters, which have no glyph in any font, by the invisible zero-width
/// non-joiner.
fn visible(character: char) -> char {
    if character.is_control() { '\u{200C}' } else { character }
}

/// A glyph that a table of the face refers to; 0 if the face has no such glyph.
fn glyph_of(id: u32, face: &Face) -> u16 {
    if id < face.glyph_count { u16::try_from(id).unwrap_or(0) } else { 0 }
}

fn read(buffer: &Buffer, face: &Face) -> impl Iterator<Item = ShapedGlyph> {
    let units = face.units_per_em;
    buffer.glyph_infos().iter().zip(buffer.glyph_positions()).map(move |(info, place)| {
        ShapedGlyph {
            id: glyph_of(info.glyph_id, face),
            cluster: info.cluster as usize,
            advance: place.x_advance as f32 / units,
            offset: (place.x_offset as f32 / units, place.y_offset as f32 / units),
            unsafe_to_break: info.unsafe_to_break(),
        }
    })
}
