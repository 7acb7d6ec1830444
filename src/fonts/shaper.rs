//! Text → glyphs of one face, by HarfBuzz shaping (harfrust).

#![allow(clippy::indexing_slicing, reason = "face ids index both lists")]

use harfrust::{Buffer, BufferFlags, GlyphInfo, ShapeOptions, ShapePlan, ShaperFont};

pub use super::placed_text::PlacedText;
use super::shape_plan::{Plan, ShapingOptions, Variant};
pub use super::shaped_glyph::ShapedGlyph;
use super::word_cache::{Kept, Sides, Word};
use super::{Face, FaceId, Fonts};

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

    /// Shapes a text in logical order and appends its glyphs in logical order; a right-to-left run is drawn
    /// from the last glyph to the first. `around` is the text before and after, for letters that join.
    pub fn shape(
        &mut self,
        face: FaceId,
        options: &ShapingOptions,
        text: &PlacedText,
        around: (&str, &str),
        glyphs: &mut Vec<ShapedGlyph>,
    ) {
        let plan = self.fonts.face(face).shape_plans.plan(options);
        let alone = around == ("", "") && !options.right_to_left;
        let together = plan.words.as_ref().filter(|_| alone).is_some_and(|words| {
            let shape = |word: &str, sides| self.word(face, (&plan, options), word, sides);
            words.shape(text, glyphs, shape)
        });
        if !together {
            self.whole(face, (&plan, options), text, around, glyphs);
        }
    }

    /// Shapes a text without regard to its words.
    fn whole(
        &mut self,
        face: FaceId,
        (plan, options): (&Plan, &ShapingOptions),
        text: &PlacedText,
        around: (&str, &str),
        glyphs: &mut Vec<ShapedGlyph>,
    ) {
        self.buffer.reset();
        if around != ("", "") {
            self.buffer.set_pre_context(around.0);
            self.buffer.set_post_context(around.1);
        }
        for (byte, character) in text.as_str().char_indices() {
            self.buffer.push(u32::from(character), text.place(byte) as u32);
        }
        if self.shape_buffer(face, &plan.features, options) {
            let first = glyphs.len();
            glyphs.extend(read(&self.buffer, self.fonts.face(face)));
            if options.right_to_left {
                glyphs[first..].reverse();
            }
        }
    }

    /// Shapes a word between two spaces, or at an end of its text.
    fn word(
        &mut self,
        face: FaceId,
        (plan, options): (&Plan, &ShapingOptions),
        word: &str,
        sides: Sides,
    ) -> Kept {
        if !self.is_independent(face, (plan, options), word, sides) {
            return None;
        }
        self.fill(word, sides, " ");
        if !self.shape_buffer(face, &plan.features, options) {
            return None;
        }
        let start = usize::from(sides.before);
        let end = start + word.len();
        let mut glyphs: Vec<_> = read(&self.buffer, self.fonts.face(face)).collect();
        let after = glyphs.iter().position(|glyph| glyph.cluster == end);
        let unsafe_after = after.and_then(|at| glyphs.get(at)).is_some_and(|at| at.unsafe_to_break);
        // A combining mark at the start of a word joins the space before it.
        let joined = start < end && !glyphs.iter().any(|glyph| glyph.cluster == start);
        if joined || after.is_none() && sides.after {
            return None;
        }
        glyphs.truncate(after.unwrap_or(glyphs.len()));
        Some(Word { glyphs: glyphs.into(), unsafe_after })
    }

    /// Whether lookups besides kerning look only at a word and the spaces beside it.
    fn is_independent(
        &mut self,
        face: FaceId,
        (plan, options): (&Plan, &ShapingOptions),
        word: &str,
        sides: Sides,
    ) -> bool {
        self.fill(word, sides, "  ");
        self.buffer.set_flags(BufferFlags::PRODUCE_UNSAFE_TO_CONCAT);
        let shaped = self.shape_buffer(face, &plan.unkerned, options);
        let outer = |side: bool, glyph: Option<&GlyphInfo>| {
            !side || glyph.is_some_and(|glyph| !glyph.unsafe_to_concat())
        };
        let glyphs = self.buffer.glyph_infos();
        shaped && outer(sides.before, glyphs.first()) && outer(sides.after, glyphs.last())
    }

    /// Fills the buffer with a word and spaces beside it.
    fn fill(&mut self, word: &str, sides: Sides, spaces: &str) {
        let spaces = |side| if side { spaces } else { "" };
        self.buffer.reset();
        let mut start = 0;
        for part in [spaces(sides.before), word, spaces(sides.after)] {
            for (byte, character) in part.char_indices() {
                self.buffer.push(u32::from(character), (start + byte) as u32);
            }
            start += part.len();
        }
    }

    /// Shapes the content of the buffer. Returns whether this succeeded.
    fn shape_buffer(&mut self, face: FaceId, plan: &ShapePlan, options: &ShapingOptions) -> bool {
        self.buffer.set_direction(options.direction());
        self.buffer.set_script(options.script());
        self.font(face);
        let Some(Some(font)) = self.faces.get(face.0) else { return false };
        let with_plan = ShapeOptions::new().plan(Some(plan));
        harfrust::shape(font, &mut self.buffer, with_plan).is_ok()
    }

    fn font(&mut self, face: FaceId) -> &ShaperFont<'a, 'static> {
        let fonts = self.fonts;
        self.faces[face.0]
            .get_or_insert_with(|| ShaperFont::new(fonts.face(face).shape_plans.font()))
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Texts with kerning, ligatures, figures, combining marks, runs of spaces and a word too long to keep.
    const TEXTS: [&str; 9] = [
        "The efficient office offers five figures: 1,024 of 10,000 (To AVAIL).",
        "“Quoted” T. Yoffe, V. Wall – AV Ta 1st 2nd 3/4 fi",
        " leading and trailing  spaces   T ",
        "Règlement n° 5 : l’Union européenne « agit »",
        "Доклад о работе конференции, Тбилиси",
        "Μαΐου και προϋπολογισμός",
        "a\u{301} o\u{302} \u{301}x",
        "x",
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft T",
    ];

    fn options(variant: Variant) -> ShapingOptions<'static> {
        ShapingOptions {
            script: *b"Latn",
            language: "en".into(),
            ligatures: true,
            variant,
            figures: [Some(*b"onum"), None],
            right_to_left: false,
        }
    }

    /// Whether a text could be assembled from its words. Its glyphs are the same either way.
    fn is_put_together(fonts: &Fonts, face: FaceId, variant: Variant, text: &str) -> bool {
        let (mut shaper, options) = (Shaper::new(fonts), options(variant));
        let plan = fonts.face(face).shape_plans.plan(&options);
        let text = &PlacedText::starting_at(7, text);
        let mut whole = Vec::new();
        shaper.whole(face, (&plan, &options), text, ("", ""), &mut whole);
        for _ in 0..3 {
            let mut words = Vec::new();
            shaper.shape(face, &options, text, ("", ""), &mut words);
            assert_eq!(words, whole, "{:?} in {}", text.as_str(), fonts.face(face).file);
        }
        let unknown = |word: &str, _| panic!("{word:?} is not kept");
        plan.words.as_ref().unwrap().shape(text, &mut Vec::new(), unknown)
    }

    #[test]
    fn texts_put_together_of_words_equal_whole_texts() {
        let fonts = Fonts::bundled().unwrap();
        for face in (0..fonts.faces.len()).map(FaceId) {
            for variant in [Variant::Plain, Variant::SmallCapitals, Variant::Superscript] {
                let together = |text: &&&str| is_put_together(&fonts, face, variant, text);
                // Not the one with a mark after a space, and not the one with the long word.
                assert_eq!(TEXTS.iter().filter(together).count(), TEXTS.len() - 2);
            }
        }
    }
}
