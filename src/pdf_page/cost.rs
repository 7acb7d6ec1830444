//! What a page draws, counted before it is written. Forms, patterns and masks can repeat each other so that a small
//! file draws billions of shapes.

use std::collections::HashSet;
use std::panic::resume_unwind;

use hayro_svg::hayro_interpret::font::{Glyph, GlyphId, GlyphRun, OutlineGlyph};
use hayro_svg::hayro_interpret::hayro_cmap::BfString;
use hayro_svg::hayro_interpret::kurbo::{Affine, BezPath, Rect};
use hayro_svg::hayro_interpret::pattern::Pattern;
use hayro_svg::hayro_interpret::{
    BlendMode, CacheKey, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, Paint, SoftMask, TransformExt, interpret_page,
};
use hayro_svg::hayro_syntax::page::Page;

use super::PdfError;
use crate::limits::{Limit, LimitError, Limits};
use crate::svg::guarded;

/// Checks that a page draws nothing but shapes and letters, and not too many.
pub fn check(page: &Page, settings: &InterpreterSettings, limits: &Limits) -> Result<(), PdfError> {
    let most = limits.get(Limit::PdfShapes);
    let mut counter = Counter { most, ..Counter::default() };
    let finished = guarded(|| {
        let (width, height) = page.render_dimensions();
        let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let transform = page.initial_transform(true).to_kurbo();
        let (cache, settings) = (InterpreterCache::new(), settings.clone());
        let mut context = Context::new(transform, bounds, &cache, page.xref(), settings);
        interpret_page(page, &mut context, &mut counter);
    });
    let Counter { count, has_pictures, lost_letters, .. } = counter;
    if count > most {
        return Err(LimitError { limit: Limit::PdfShapes, count, most }.into());
    }
    if has_pictures {
        return Err(PdfError::Unsupported("pictures of pixels"));
    }
    if lost_letters {
        return Err(PdfError::Unsupported("letters that their font does not have"));
    }
    finished.ok_or(PdfError::Damaged)
}

/// Counts points of shapes, letters, clips and groups.
#[derive(Default)]
struct Counter {
    most: u64,
    count: u64,
    has_pictures: bool,
    lost_letters: bool,
    /// Patterns and glyphs that were counted; each is drawn once and then repeated.
    known: HashSet<u128>,
}

/// Stops the interpreter, which has no other way to be stopped.
struct TooMany;

impl Counter {
    fn add(&mut self, count: usize) {
        self.count = self.count.saturating_add(count as u64);
        if self.count > self.most {
            resume_unwind(Box::new(TooMany));
        }
    }

    fn props<'a>(&mut self, props: &DrawProps<'a>) {
        self.mask(props.soft_mask.as_ref());
        self.paint(&props.paint);
    }

    fn mask(&mut self, mask: Option<&SoftMask<'_>>) {
        if let Some(mask) = mask.filter(|mask| self.known.insert(mask.cache_key())) {
            mask.interpret(self);
        }
    }

    fn paint(&mut self, paint: &Paint<'_>) {
        let Paint::Pattern(pattern) = paint else { return };
        match &**pattern {
            // A gradient is a bitmap in SVG unless it is linear or radial; the check of SVG finds it.
            Pattern::Shading(_) => {}
            Pattern::Tiling(tiling) => {
                if self.known.insert(tiling.cache_key()) {
                    tiling.interpret(self, Affine::IDENTITY, false);
                }
            }
        }
    }

    fn glyph<'a>(&mut self, glyph: &Glyph<'a>, paint: &Paint<'a>) {
        match glyph {
            Glyph::Outline(outline) => {
                if self.known.insert(outline.identifier().cache_key()) {
                    self.add(outline.outline().elements().len());
                }
                self.lost_letters |= is_lost(outline);
            }
            Glyph::Type3(drawn) => {
                if self.known.insert(drawn.cache_key()) {
                    drawn.interpret(self, Affine::IDENTITY, Affine::IDENTITY, paint);
                }
            }
        }
    }
}

impl<'a> Device<'a> for Counter {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, _: &DrawMode) {
        self.add(1 + path.elements().len());
        self.props(&props);
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.add(1 + clip.path.elements().len());
    }

    fn push_transparency_group(&mut self, _: f32, mask: Option<SoftMask<'a>>, _: BlendMode) {
        self.add(1);
        self.mask(mask.as_ref());
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        self.props(&props);
        for placed in run.glyphs() {
            self.add(1);
            self.glyph(placed, &props.paint);
        }
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.add(1);
        self.has_pictures = true;
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}

/// Whether a letter would be invisible because its font does not have it. The standard fonts of the interpreter have
/// fewer letters than an encoding can name.
fn is_lost(glyph: &OutlineGlyph) -> bool {
    let is_visible = |letter: char| !letter.is_whitespace() && !letter.is_control();
    let is_letter = || match glyph.as_unicode() {
        Some(BfString::Char(letter)) => is_visible(letter),
        Some(BfString::String(letters)) => letters.chars().any(is_visible),
        None => false,
    };
    let is_empty = || glyph.outline().elements().is_empty();
    glyph.glyph_id() == GlyphId::NOTDEF && is_empty() && is_letter()
}
