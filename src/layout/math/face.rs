//! The face of mathematics: glyphs, their measures, and its `MATH` table (OpenType 1.9.1).

use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::raw::TableProvider;
use skrifa::raw::tables::math::{
    GlyphAssembly, MathConstant, MathConstants, MathGlyphConstruction, MathGlyphInfo,
    MathKernCorner, MathVariants, PartFlags, StretchAxis,
};
use skrifa::{FontRef, GlyphId, MetadataProvider};

use crate::fonts::{FaceId, Fonts};

/// The face of mathematics. Lengths are in em.
pub struct MathFace<'a> {
    /// The face among all faces.
    pub id: FaceId,
    font: FontRef<'a>,
    units: f32,
    metrics: GlyphMetrics<'a>,
    constants: MathConstants<'a>,
    info: MathGlyphInfo<'a>,
    variants: MathVariants<'a>,
}

/// The extents of the ink of a glyph, in em.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ink {
    /// From the origin to its left edge.
    pub left: f32,
    /// From the origin to its right edge.
    pub right: f32,
    /// Above the baseline.
    pub top: f32,
    /// Above the baseline; negative if it descends.
    pub foot: f32,
}

/// A glyph of a stretched sign.
#[derive(Clone, Copy, Debug)]
pub struct StretchedPart {
    /// The glyph.
    pub glyph: GlyphId,
    /// Its distance along the axis from the start of the sign: the left edge, or the foot.
    pub at: f32,
}

/// A sign of some length along an axis.
#[derive(Clone, Debug)]
pub struct Stretched {
    /// Its length, in em.
    pub length: f32,
    /// Its glyphs. A single one is drawn from its own origin.
    pub parts: Vec<StretchedPart>,
    /// Whether it is one glyph.
    pub is_single: bool,
}

impl<'a> MathFace<'a> {
    /// The first face that has a `MATH` table.
    pub fn of(fonts: &'a Fonts) -> Option<MathFace<'a>> {
        let id = fonts.mathematics()?;
        let face = fonts.face(id);
        let font = FontRef::new(&face.bytes).ok()?;
        let table = font.math().ok()?;
        Some(MathFace {
            id,
            units: face.units_per_em,
            metrics: font.glyph_metrics(Size::unscaled(), LocationRef::default()),
            constants: table.math_constants().ok()?,
            info: table.math_glyph_info().ok()?,
            variants: table.math_variants().ok()?,
            font,
        })
    }

    /// A constant, in em.
    pub fn constant(&self, constant: MathConstant) -> f32 {
        self.constants.constant(constant) as f32 / self.units
    }

    /// A constant that is a percentage, as a share.
    pub fn share(&self, constant: MathConstant) -> f32 {
        self.constants.constant(constant) as f32 / 100.0
    }

    /// The glyph of a character.
    pub fn glyph(&self, character: char) -> Option<GlyphId> {
        self.font.charmap().map(character).filter(|glyph| *glyph != GlyphId::NOTDEF)
    }

    /// The advance width of a glyph.
    pub fn advance(&self, glyph: GlyphId) -> f32 {
        self.metrics.advance_width(glyph).unwrap_or(0.0) / self.units
    }

    /// The ink of a glyph.
    pub fn ink(&self, glyph: GlyphId) -> Ink {
        let Some(bounds) = self.metrics.bounds(glyph) else { return Ink::default() };
        let em = |units: f32| units / self.units;
        let (left, right) = (em(bounds.x_min), em(bounds.x_max));
        Ink { left, right, top: em(bounds.y_max), foot: em(bounds.y_min) }
    }

    /// How far the top of a slanted glyph leans over its advance width.
    pub fn italic_correction(&self, glyph: GlyphId) -> f32 {
        let table = self.info.math_italics_correction_info();
        let correction = table.and_then(|table| table.ok()?.correction(glyph));
        correction.unwrap_or(0) as f32 / self.units
    }

    /// Where the middle of an accent goes, from the origin of a glyph.
    pub fn accent_attachment(&self, glyph: GlyphId) -> Option<f32> {
        let table = self.info.math_top_accent_attachment()?.ok()?;
        Some(table.attachment(glyph)? as f32 / self.units)
    }

    /// The kerning of a script at a corner of a glyph, at a height above the baseline.
    pub fn kerning(&self, glyph: GlyphId, corner: MathKernCorner, height: f32) -> f32 {
        let kern = self.info.math_kern_info().and_then(|info| info.ok()?.kern(glyph, corner));
        let kern = kern.and_then(|kern| kern.kerning((height * self.units) as i32));
        kern.unwrap_or(0) as f32 / self.units
    }

    /// A sign of at least some length along an axis: its shortest form that is long enough, otherwise its
    /// parts put together, otherwise its longest form.
    pub fn stretched(&self, glyph: GlyphId, axis: StretchAxis, length: f32) -> Stretched {
        let Some(construction) = self.variants.glyph_construction(glyph, axis) else {
            return self.single(glyph, axis);
        };
        let forms = construction.math_glyph_variant_records();
        let is_long_enough = |length_in_units: f32| length_in_units / self.units >= length;
        let form =
            forms.iter().find(|it| is_long_enough(f32::from(it.advance_measurement().to_u16())));
        if let Some(form) = form {
            return self.single(form.variant_glyph().into(), axis);
        }
        let assembly = construction.glyph_assembly().and_then(|assembly| assembly.ok());
        let assembled = assembly.and_then(|assembly| self.assembled(&assembly, length));
        assembled.unwrap_or_else(|| self.longest(&construction, glyph, axis))
    }

    /// A sign of at most some length along an axis, or its shortest form.
    pub fn shrunk(&self, glyph: GlyphId, axis: StretchAxis, length: f32) -> GlyphId {
        let Some(construction) = self.variants.glyph_construction(glyph, axis) else {
            return glyph;
        };
        let forms = construction.math_glyph_variant_records().iter();
        let fits = |length_in_units: f32| length_in_units / self.units <= length;
        let mut forms = forms.take_while(|it| fits(f32::from(it.advance_measurement().to_u16())));
        let last = forms.by_ref().last();
        last.map_or(glyph, |form| form.variant_glyph().into())
    }

    fn longest(
        &self,
        construction: &MathGlyphConstruction,
        glyph: GlyphId,
        axis: StretchAxis,
    ) -> Stretched {
        let last = construction.math_glyph_variant_records().last();
        self.single(last.map_or(glyph, |form| form.variant_glyph().into()), axis)
    }

    fn single(&self, glyph: GlyphId, axis: StretchAxis) -> Stretched {
        let ink = self.ink(glyph);
        let length = match axis {
            StretchAxis::Vertical => ink.top - ink.foot,
            StretchAxis::Horizontal => ink.right - ink.left,
        };
        Stretched { length, parts: vec![StretchedPart { glyph, at: 0.0 }], is_single: true }
    }

    /// Puts the parts of a sign together: repeats the extenders as often as necessary, and overlaps the
    /// connectors more or less to get the length.
    fn assembled(&self, assembly: &GlyphAssembly, length: f32) -> Option<Stretched> {
        let parts = assembly.part_records();
        let least = f32::from(self.variants.min_connector_overlap().to_u16()) / self.units;
        (0..=MOST_EXTENDERS).find_map(|repeats| {
            let repeated = parts.iter().flat_map(|part| {
                let is_extender = part.part_flags().contains(PartFlags::EXTENDER_FLAG);
                std::iter::repeat_n(part, if is_extender { repeats } else { 1 })
            });
            let em = |units: u16| f32::from(units) / self.units;
            let pieces: Vec<(GlyphId, f32, f32, f32)> = repeated
                .map(|part| {
                    let start = em(part.start_connector_length().to_u16());
                    let end = em(part.end_connector_length().to_u16());
                    (part.glyph_id().into(), start, end, em(part.full_advance().to_u16()))
                })
                .collect();
            let joints = pieces.len().checked_sub(1)? as f32;
            let full: f32 = pieces.iter().map(|piece| piece.3).sum();
            if full - joints * least < length && repeats < MOST_EXTENDERS {
                return None;
            }
            let connectors = pieces.windows(2).map(|pair| match pair {
                [one, next] => one.2.min(next.1),
                _ => least,
            });
            let most = connectors.fold(f32::INFINITY, f32::min).max(least);
            let overlap = match joints > 0.0 {
                true => ((full - length) / joints).clamp(least, most),
                false => 0.0,
            };
            let mut at = 0.0;
            let mut placed = Vec::with_capacity(pieces.len());
            for (glyph, _, _, advance) in pieces {
                placed.push(StretchedPart { glyph, at });
                at += advance - overlap;
            }
            Some(Stretched { length: at + overlap, parts: placed, is_single: false })
        })
    }
}

/// The most repetitions of the extenders of a sign: enough for a page.
const MOST_EXTENDERS: usize = 200;
