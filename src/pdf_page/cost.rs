//! What a page draws, counted before it is written. Forms, patterns and masks can repeat each other so that a small
//! file draws billions of shapes.

use std::collections::HashSet;
use std::panic::resume_unwind;

use hayro_svg::hayro_interpret::encode::EncodedShadingType;
use hayro_svg::hayro_interpret::font::{Glyph, GlyphId, GlyphRun, OutlineGlyph, PositionedGlyph};
use hayro_svg::hayro_interpret::hayro_cmap::BfString;
use hayro_svg::hayro_interpret::kurbo::{Affine, BezPath, Rect, Shape};
use hayro_svg::hayro_interpret::pattern::{Pattern, ShadingPattern};
use hayro_svg::hayro_interpret::shading::ShadingType;
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
    let Counter { count, has_pictures, has_shades, lost_letters, .. } = counter;
    if count > most {
        return Err(LimitError { limit: Limit::PdfShapes, count, most }.into());
    }
    if has_pictures {
        return Err(PdfError::Unsupported("pictures of pixels"));
    }
    if has_shades {
        return Err(PdfError::Unsupported("shades that are not gradients"));
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
    has_shades: bool,
    lost_letters: bool,
    /// The parts that were counted.
    known: HashSet<Part>,
}

/// A part that the SVG contains once, with references to it. The same drawing at another place is another part.
#[derive(PartialEq, Eq, Hash)]
enum Part {
    /// A filled letter of a font with outlines.
    Letter(u128),
    /// A letter of Type 3, with its place and colour.
    DrawnLetter([u128; 4]),
    Mask(u128),
    /// A pattern and the place of what it fills.
    Pattern(u128, u128),
}

/// Stops the interpreter, which has no other way to be stopped.
struct TooMany;

/// What a gradient counts, whose colours are sampled.
const GRADIENT: usize = 100;

/// The precision of the colours of gradients in SVG.
const GRADIENT_TOLERANCE: f32 = 0.01;

impl Counter {
    fn add(&mut self, count: usize) {
        self.count = self.count.saturating_add(count as u64);
        if self.count > self.most {
            resume_unwind(Box::new(TooMany));
        }
    }

    fn mask(&mut self, mask: Option<&SoftMask<'_>>) {
        if let Some(mask) = mask.filter(|mask| self.known.insert(Part::Mask(mask.cache_key()))) {
            self.add(1);
            mask.interpret(self);
        }
    }

    /// Counts the paint of a shape; `transform` places the shape on the page.
    fn paint(&mut self, paint: &Paint<'_>, bounds: impl Fn() -> Rect, transform: Affine) {
        let Paint::Pattern(pattern) = paint else { return };
        match &**pattern {
            Pattern::Shading(shading) => {
                self.add(GRADIENT);
                let bounds = || (transform * bounds().to_path(0.0)).bounding_box();
                self.has_shades |= !is_gradient(shading, bounds);
            }
            Pattern::Tiling(tiling) => {
                let part = Part::Pattern(tiling.cache_key(), transform.cache_key());
                if self.known.insert(part) {
                    self.add(1);
                    let origin = Affine::translate((-tiling.bbox.x0, -tiling.bbox.y0));
                    tiling.interpret(self, origin, false);
                }
            }
        }
    }

    fn glyph<'a>(&mut self, placed: &PositionedGlyph<'a>, props: &DrawProps<'a>, mode: &DrawMode) {
        match &**placed {
            Glyph::Outline(outline) => {
                let points = outline.outline().elements().len();
                let transform = match mode {
                    DrawMode::Fill(_) => {
                        if self.known.insert(Part::Letter(outline.identifier().cache_key())) {
                            self.add(points);
                        }
                        props.transform * placed.transform()
                    }
                    // The outline of a letter with a stroke is written for each place.
                    DrawMode::Stroke(_) | DrawMode::FillAndStroke(..) => {
                        self.add(points);
                        props.transform
                    }
                    DrawMode::Invisible => return,
                };
                self.lost_letters |= is_lost(outline);
                self.paint(&props.paint, || outline.outline().bounding_box(), transform);
            }
            Glyph::Type3(drawn) => {
                let place = (props.transform, placed.transform());
                let keys = [place.0.cache_key(), place.1.cache_key(), props.paint.cache_key()];
                let [outer, inner, paint] = keys;
                let part = Part::DrawnLetter([drawn.cache_key(), outer, inner, paint]);
                if self.known.insert(part) {
                    drawn.interpret(self, place.0, place.1, &props.paint);
                }
            }
        }
    }
}

/// Whether a shading is a gradient in SVG. Others would be bitmaps, drawn pixel by pixel.
fn is_gradient(shading: &ShadingPattern, bounds: impl Fn() -> Rect) -> bool {
    if !matches!(*shading.shading.shading_type, ShadingType::RadialAxial { .. }) {
        return false;
    }
    let encoded = shading.encode();
    match &encoded.shading_type {
        EncodedShadingType::RadialAxial(gradient) => {
            gradient.as_svg_gradient(&encoded, bounds(), GRADIENT_TOLERANCE).is_some()
        }
        _ => false,
    }
}

/// The bounds of a shape with its outline.
fn bounds(path: &BezPath, mode: &DrawMode) -> Rect {
    let width = match mode {
        DrawMode::Stroke(stroke) | DrawMode::FillAndStroke(_, stroke) => stroke.line_width.into(),
        DrawMode::Fill(_) | DrawMode::Invisible => 0.0,
    };
    path.bounding_box().inflate(width, width)
}

impl<'a> Device<'a> for Counter {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.add(1 + path.elements().len());
        self.mask(props.soft_mask.as_ref());
        self.paint(&props.paint, || bounds(path, mode), props.transform);
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.add(1 + clip.path.elements().len());
    }

    fn push_transparency_group(&mut self, _: f32, mask: Option<SoftMask<'a>>, _: BlendMode) {
        self.add(1);
        self.mask(mask.as_ref());
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        self.mask(props.soft_mask.as_ref());
        for placed in run.glyphs() {
            self.add(1);
            self.glyph(placed, &props, mode);
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
