//! SVG pictures: checks, limits, shape tree and pixels.
//!
//! A [`Drawing`] is the parsed tree of shapes. No output contains the file itself: the PDF has the shapes or
//! a bitmap of them; the EPUB and the Word file have SVG that is written from the tree.

mod check;
mod cost;
mod elements;
mod numbers;
mod outline;
pub mod rasters;
mod scan;
mod text_fonts;

use std::cell::Cell;
use std::fmt;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::roxmltree::{Document, ParsingOptions};
use resvg::usvg::{Indent, Options, Tree, WriteOptions};

use crate::limits::{Limit, LimitError, Limits};

pub use outline::{Outline, outline};
pub use text_fonts::TextFonts;

/// Why an SVG is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SvgError {
    /// The file is not valid SVG; the parser's reason.
    Invalid(String),
    /// An element, attribute or style that not every output format can show.
    Unsupported(String),
    /// A part of it exceeds a limit.
    OverLimit(SvgPart, LimitError),
}

/// The part of an SVG picture that exceeds a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SvgPart {
    /// The whole picture.
    Picture,
    /// An element.
    Element,
    /// The value of an attribute.
    Attribute,
    /// The style sheets.
    Style,
    /// A bitmap in it.
    Bitmap,
    /// All drawings of the report.
    Report,
}

/// Pixels on the longer side of the bitmap that accompanies a drawing in Word: 190 per inch across the text of an
/// A4 page. A costly drawing has fewer.
pub const FALLBACK_SIDE_PX: u32 = 1200;

/// An SVG picture: its shapes and bitmaps, with text as the outlines of letters.
#[derive(Clone)]
pub struct Drawing {
    tree: Tree,
    /// The maximum number of pixels on the longer side of a bitmap of it.
    most_side: u32,
    /// The only bitmap of a costly drawing, so that it is drawn once.
    only: Option<Arc<Pixmap>>,
}

impl Drawing {
    /// Parses a file and checks that every output can show it. Adds the steps to draw it to those of the
    /// drawings before it in the report. Without `is_drawn`, it is not drawn to test it, unless it has only
    /// one bitmap.
    pub fn read(
        bytes: &[u8],
        fonts: &TextFonts,
        limits: &Limits,
        steps: &Cell<u64>,
        is_drawn: bool,
    ) -> Result<Drawing, SvgError> {
        let document = parse(std::str::from_utf8(bytes).map_err(invalid)?, limits)?;
        elements::check(&document, limits)?;
        let image_href_resolver = rasters::resolver();
        let fontdb = fonts.database();
        let options = Options { fontdb, image_href_resolver, ..Options::default() };
        let tree = guarded(|| Tree::from_xmltree(&document, &options))
            .ok_or_else(|| invalid("it cannot be drawn"))?
            .map_err(invalid)?;
        numbers::check(&tree)?;
        let most_side = cost::largest_side(&tree, limits)?;
        let side = FALLBACK_SIDE_PX.min(most_side);
        steps.set(steps.get().saturating_add(cost::steps(&tree, side)));
        let all = limits.check(Limit::SvgTotal, usize::try_from(steps.get()).unwrap_or(usize::MAX));
        all.map_err(|it| SvgPart::Report.over(it))?;
        let drawing = Drawing { tree, most_side, only: None };
        let has_one_bitmap = most_side == cost::LEAST_SIDE;
        if !is_drawn && !has_one_bitmap {
            return Ok(drawing);
        }
        // Some panics of the renderer cannot be foreseen, but they are reproducible.
        let pixmap = drawing.render(FALLBACK_SIDE_PX);
        let pixmap = pixmap.ok_or_else(|| invalid("it cannot be drawn"))?;
        let only = has_one_bitmap.then(|| pixmap.into());
        Ok(Drawing { only, ..drawing })
    }

    /// The shapes.
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// Width and height in CSS pixels (96 per inch), at least 1 and at most 100,000.
    pub fn size(&self) -> (u32, u32) {
        let (width, height) = (self.tree.size().width(), self.tree.size().height());
        let scale = (LONGEST_SIDE / width.max(height)).min(1.0);
        let pixels = |length: f32| (length * scale).round().max(1.0) as u32;
        (pixels(width), pixels(height))
    }

    /// The drawing as SVG: only shapes and bitmaps, so that nothing else in the file can reach an output. Texts are
    /// outlines, because an `img` does not use the fonts of the e-book, and screen readers take its words
    /// from the alternative text.
    pub fn to_svg(&self) -> String {
        let svg = self.tree.to_string(&WriteOptions {
            preserve_text: false,
            coordinates_precision: PRECISION,
            indent: Indent::None,
            ..WriteOptions::default()
        });
        // Without a view box, some readers crop the drawing instead of scaling it.
        let (width, height) = (self.tree.size().width(), self.tree.size().height());
        svg.replacen("<svg ", &format!("<svg viewBox=\"0 0 {width} {height}\" "), 1)
    }

    /// The width and height in pixels of a bitmap with `side` pixels on its longer side. A costly drawing
    /// has fewer; the most costly ones have only one bitmap.
    pub fn pixel_size(&self, side: u32) -> (u32, u32) {
        let scale = self.scale(side);
        let count = |length: f32| (length * scale).round().clamp(1.0, self.most_side as f32) as u32;
        (count(self.tree.size().width()), count(self.tree.size().height()))
    }

    /// Pixels per CSS pixel.
    fn scale(&self, side: u32) -> f32 {
        let size = self.tree.size();
        let side = if self.only.is_some() { self.most_side } else { side.min(self.most_side) };
        side as f32 / size.width().max(size.height())
    }

    /// Renders the drawing with `side` pixels on its longer side; a costly drawing has fewer. If the renderer
    /// fails, the bitmap has the size at which the drawing was tested when it was read.
    pub fn pixels(&self, side: u32) -> Option<Pixels> {
        let render = || self.render(side).or_else(|| self.render(FALLBACK_SIDE_PX));
        let pixmap = match &self.only {
            Some(only) => Pixmap::clone(only),
            None => render()?,
        };
        let (width, height) = (pixmap.width(), pixmap.height());
        Some(Pixels { width, height, rgba: pixmap.take_demultiplied() })
    }

    fn render(&self, side: u32) -> Option<Pixmap> {
        let (width, height) = self.pixel_size(side);
        let scale = Transform::from_scale(self.scale(side), self.scale(side));
        guarded(|| {
            let mut pixmap = Pixmap::new(width, height)?;
            resvg::render(&self.tree, scale, &mut pixmap.as_mut());
            Some(pixmap)
        })?
    }
}

/// Parses a file, and checks that it has nothing but shapes, texts and bitmaps.
fn parse<'t>(text: &'t str, limits: &Limits) -> Result<Document<'t>, SvgError> {
    limits.check(Limit::SvgSize, text.len())?;
    scan::scan(text, limits)?;
    let nodes_limit = u32::try_from(limits.get(Limit::SvgElements)).unwrap_or(u32::MAX);
    // Texts and comments between elements count as nodes too.
    let nodes_limit = nodes_limit.saturating_mul(4);
    let options = ParsingOptions { allow_dtd: true, nodes_limit, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(invalid)?;
    check::check(&document)?;
    rasters::check(&document, limits)?;
    Ok(document)
}

impl fmt::Debug for Drawing {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        // The tree contains the fonts.
        f.debug_tuple("Drawing").field(&self.size()).finish()
    }
}

/// Upper limit of the width and height reported for a picture, in pixels.
const LONGEST_SIDE: f32 = 100_000.0;

/// Decimal places of coordinates: a thousandth of a pixel where the drawing is enlarged a hundred times.
const PRECISION: u8 = 5;

/// Runs the SVG libraries; `None` if they panic. They have panics that no check of the input can foresee,
/// such as resvg #940, and a picture must not affect the other reports of a run.
pub fn guarded<T>(work: impl FnOnce() -> T) -> Option<T> {
    let before = GUARDED.replace(true);
    let result = panic::catch_unwind(AssertUnwindSafe(work)).ok();
    GUARDED.set(before);
    result
}

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Whether the library handles a panic of the current thread by reporting the SVG picture that caused it.
/// A panic hook can then be silent.
pub fn handles_panic() -> bool {
    GUARDED.get()
}

fn invalid(reason: impl ToString) -> SvgError {
    SvgError::Invalid(reason.to_string())
}

impl SvgPart {
    /// The error of this part.
    fn over(self, error: LimitError) -> SvgError {
        SvgError::OverLimit(self, error)
    }
}

impl From<LimitError> for SvgError {
    fn from(error: LimitError) -> SvgError {
        SvgError::OverLimit(SvgPart::Picture, error)
    }
}

/// An RGBA bitmap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pixels {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Non-premultiplied red, green, blue and alpha, row by row from the top.
    pub rgba: Vec<u8>,
}

/// Parses a drawing with the bundled fonts and the default limits.
#[cfg(test)]
pub fn drawing(bytes: &[u8]) -> Result<Drawing, SvgError> {
    let fonts = crate::fonts::Fonts::bundled().unwrap();
    Drawing::read(bytes, &TextFonts::new(&fonts), &Limits::default(), &Cell::default(), true)
}

/// A drawing of some elements, 40 pixels wide and 20 high.
#[cfg(test)]
pub fn sample(inner: &str) -> Result<Drawing, SvgError> {
    let names = "xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'";
    drawing(format!("<svg {names} viewBox='0 0 40 20'>{inner}</svg>").as_bytes())
}

#[cfg(test)]
mod tests;
