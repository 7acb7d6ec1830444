//! The cost of a bitmap of a drawing: steps to draw it, and pixels of layers in memory.
//!
//! `resvg` makes a bitmap for each layer, filter step, mask, clipping path and pattern tile, of any size
//! that the file describes. The steps are counted on the tree that `resvg` draws, in the way that it draws.
//! A step is about a nanosecond on a slow computer; the constants were measured with `resvg` 0.49.

mod filters;

use resvg::tiny_skia::{Path, PathSegment, Point, Rect, Transform};
use resvg::usvg::{ClipPath, Group, Image, Mask, Node, Paint, Pattern, Stroke, Tree};

use super::{SvgError, rasters};
use crate::bitmap::{Format, jpeg};
use crate::limits::{Limit, LimitError, Limits};

/// The sides in pixels of bitmaps, longest first.
const SIDES: [u32; 8] = [6000, 5000, 4000, 3200, 2700, 2100, 1600, 1200];

/// The side in pixels at which every drawing can be rendered.
pub const LEAST_SIDE: u32 = 800;

/// The maximum number of steps for a bitmap with a longer side, which is drawn for each format.
const MODERATE: f64 = 800e6;

/// Steps for a path or layer of any size.
const PATH: f64 = 3_000.0;
/// Steps for a pixel of an outline, which is drawn with anti-aliasing.
const OUTLINE: f64 = 100.0;
/// Steps to fill a pixel with a colour.
const COLOUR: f64 = 5.0;
/// Steps to fill a pixel with a gradient.
const GRADIENT: f64 = 15.0;
/// Steps to fill a pixel with a pattern, which may be turned.
const PATTERN: f64 = 65.0;
/// Steps to decode a pixel of a bitmap, and for each scan of a JPEG.
const DECODE: f64 = 40.0;
const SCAN: f64 = 10.0;
/// Steps to clear a pixel of a layer and to draw it on the layer below.
const LAYER: f64 = 8.0;
/// Steps for a dash, besides its outline.
const DASH: f64 = 500.0;

/// The maximum number of pixels on the longer side of a bitmap that is within the limits.
pub fn largest_side(tree: &Tree, limits: &Limits) -> Result<u32, SvgError> {
    let moderate = |side: &u32| {
        let cost = cost(tree, *side);
        cost.work <= MODERATE && check(cost, limits).is_ok()
    };
    if let Some(side) = SIDES.into_iter().find(moderate) {
        return Ok(side);
    }
    check(cost(tree, LEAST_SIDE), limits)?;
    Ok(LEAST_SIDE)
}

/// The steps to draw a bitmap with `side` pixels on the longer side.
pub fn steps(tree: &Tree, side: u32) -> u64 {
    // Casts from floating point saturate.
    cost(tree, side).work as u64
}

fn check(cost: Cost, limits: &Limits) -> Result<(), LimitError> {
    // Casts from floating point saturate.
    limits.check(Limit::SvgLayers, cost.live as usize)?;
    limits.check(Limit::SvgWork, cost.work as usize)
}

/// A cost in floating point, because a hostile file can contain any number of pixels.
#[derive(Clone, Copy, Debug, Default)]
struct Cost {
    /// Steps to draw everything.
    work: f64,
    /// The maximum number of pixels of all bitmaps that exist at the same time.
    live: f64,
}

impl Cost {
    /// Adds the cost of what is drawn afterwards.
    fn then(&mut self, next: Cost) {
        self.work += next.work;
        self.live = self.live.max(next.live);
    }

    /// Adds bitmaps of some pixels that exist while the rest is drawn.
    fn during(&mut self, pixels: f64) {
        self.work += pixels * LAYER + PATH;
        self.live += pixels;
    }
}

fn cost(tree: &Tree, side: u32) -> Cost {
    let (width, height) = (f64::from(tree.size().width()), f64::from(tree.size().height()));
    let scale = f64::from(side) / width.max(height);
    let canvas = Canvas::new(scale, width * scale, height * scale);
    let mut cost = canvas.group(tree.root());
    cost.during(canvas.pixels);
    cost
}

/// A bitmap that is drawn on.
#[derive(Clone, Copy)]
struct Canvas {
    /// Pixels per user unit of the tree, or of the pattern whose tile this is.
    scale: f64,
    /// Width times height.
    pixels: f64,
    /// The longer of width and height in pixels.
    side: f64,
}

/// The maximum size of a layer relative to the canvas: five times as wide and as high.
const LAYER_PIXELS: f64 = 25.0;

impl Canvas {
    /// A bitmap of a size in pixels.
    fn new(scale: f64, width: f64, height: f64) -> Canvas {
        Canvas { scale, pixels: width * height, side: width.max(height) }
    }

    fn group(&self, group: &Group) -> Cost {
        if !group.should_isolate() {
            return self.children(group);
        }
        let bounds = group.abs_layer_bounding_box().to_rect();
        let pixels = self.area(bounds).min(self.pixels * LAYER_PIXELS);
        let layer = Canvas { pixels, ..*self };
        let mut cost = layer.children(group);
        let scale = self.scale * length_scale(group.abs_transform());
        for filter in group.filters() {
            cost.then(layer.filter(filter, scale));
        }
        if let Some(clip) = group.clip_path() {
            cost.then(layer.clip(clip));
        }
        if let Some(mask) = group.mask() {
            cost.then(layer.mask(mask));
        }
        cost.during(pixels);
        cost
    }

    fn children(&self, group: &Group) -> Cost {
        let mut cost = Cost::default();
        for node in group.children() {
            cost.then(match node {
                Node::Group(group) => self.group(group),
                Node::Path(path) if path.is_visible() => self.path(path),
                Node::Path(_) => Cost::default(),
                Node::Text(text) => self.group(text.flattened()),
                Node::Image(image) => self.bitmap(image),
            });
        }
        cost
    }

    /// Decodes a bitmap and draws it.
    fn bitmap(&self, image: &Image) -> Cost {
        let (width, height) = (image.size().width(), image.size().height());
        let pixels = f64::from(width) * f64::from(height);
        let scans = match rasters::bytes(image.kind()) {
            Some((bytes, Format::Jpeg)) => jpeg::scans(bytes).unwrap_or_default(),
            Some((_, Format::Png)) | None => 0,
        };
        let drawn = self.area(image.abs_bounding_box()).min(self.pixels);
        let decoded = pixels * (DECODE + SCAN * scans as f64);
        Cost { work: PATH + decoded + drawn * PATTERN, live: pixels * 2.0 }
    }

    fn path(&self, path: &resvg::usvg::Path) -> Cost {
        let mut cost = Cost { work: PATH, live: 0.0 };
        let scale = self.scale * length_scale(path.abs_transform());
        let outline = self.outline(path.data(), scale);
        if let Some(fill) = path.fill() {
            let area = self.area(path.abs_bounding_box()).min(self.pixels);
            cost.work += outline * OUTLINE + area * per_pixel(fill.paint());
            cost.then(self.paint(fill.paint(), path.abs_transform()));
        }
        if let Some(stroke) = path.stroke() {
            let bounds = self.area(path.abs_stroke_bounding_box()).min(self.pixels);
            let width = f64::from(stroke.width().get()) * scale;
            let area = bounds.min(outline * width);
            // A stroke has two edges, and so has each end of a dash.
            cost.work += outline * 2.0 * OUTLINE + area * per_pixel(stroke.paint());
            cost.work += dashes(stroke, path.data()) * (DASH + width * 2.0 * OUTLINE);
            cost.then(self.paint(stroke.paint(), path.abs_transform()));
        }
        cost
    }

    /// The maximum length, in pixels, of the part of an outline that can be on the bitmap.
    fn outline(&self, path: &Path, scale: f64) -> f64 {
        lengths(path).map(|length| (length * scale).min(self.side * 2.0)).sum()
    }

    fn paint(&self, paint: &Paint, place: Transform) -> Cost {
        match paint {
            Paint::Color(_) | Paint::LinearGradient(_) | Paint::RadialGradient(_) => {
                Cost::default()
            }
            Paint::Pattern(pattern) => self.pattern(pattern, place),
        }
    }

    /// Draws a tile for one shape.
    fn pattern(&self, pattern: &Pattern, place: Transform) -> Cost {
        let (x, y) = place.pre_concat(pattern.transform()).get_scale();
        let (x, y) = (f64::from(x) * self.scale, f64::from(y) * self.scale);
        let tile = pattern.rect();
        let (width, height) = (f64::from(tile.width()) * x, f64::from(tile.height()) * y);
        let canvas = Canvas::new(x.max(y), width, height);
        let mut cost = canvas.group(pattern.root());
        cost.during(canvas.pixels);
        cost
    }

    fn clip(&self, clip: &ClipPath) -> Cost {
        let mut cost = self.clip_shapes(clip.root());
        if let Some(clip) = clip.clip_path() {
            cost.then(self.clip(clip));
        }
        cost.during(self.pixels);
        cost
    }

    /// Shapes of a clipping path that is clipped itself have a bitmap of the size of the canvas.
    fn clip_shapes(&self, group: &Group) -> Cost {
        let mut cost = Cost::default();
        for node in group.children() {
            cost.then(match node {
                Node::Group(group) => self.clip_shapes(group),
                Node::Path(path) => self.path(path),
                Node::Text(text) => self.clip_shapes(text.flattened()),
                Node::Image(_) => Cost::default(),
            });
        }
        if let Some(clip) = group.clip_path() {
            cost.then(self.clip(clip));
            cost.during(self.pixels);
        }
        cost
    }

    fn mask(&self, mask: &Mask) -> Cost {
        let mut cost = self.group(mask.root());
        if let Some(mask) = mask.mask() {
            cost.then(self.mask(mask));
        }
        // The bitmap of the mask, and a quarter as much for its opacity, twice.
        cost.during(self.pixels * 1.5);
        cost
    }

    fn area(&self, bounds: Rect) -> f64 {
        let side = |length: f32| f64::from(length) * self.scale + 4.0;
        side(bounds.width()) * side(bounds.height())
    }
}

/// Steps to fill a pixel.
fn per_pixel(paint: &Paint) -> f64 {
    match paint {
        Paint::Color(_) => COLOUR,
        Paint::LinearGradient(_) | Paint::RadialGradient(_) => GRADIENT,
        Paint::Pattern(_) => PATTERN,
    }
}

/// The number of dashes; `tiny-skia` draws none if there are more than a million.
fn dashes(stroke: &Stroke, path: &Path) -> f64 {
    let Some(dashes) = stroke.dasharray() else { return 0.0 };
    let period: f64 = dashes.iter().map(|dash| f64::from(*dash)).sum();
    let count = lengths(path).sum::<f64>() / period * dashes.len() as f64;
    if count > 2e6 { 0.0 } else { count }
}

/// The lengths of the segments of a path. For a curve, it is the length of the line through its control
/// points, which is not shorter.
fn lengths(path: &Path) -> impl Iterator<Item = f64> {
    let (mut first, mut last) = (Point::zero(), Point::zero());
    path.segments().map(move |segment| {
        let mut to = |point: Point| f64::from(std::mem::replace(&mut last, point).distance(point));
        match segment {
            PathSegment::MoveTo(point) => {
                first = point;
                to(point);
                0.0
            }
            PathSegment::LineTo(point) => to(point),
            PathSegment::QuadTo(control, point) => to(control) + to(point),
            PathSegment::CubicTo(one, other, point) => to(one) + to(other) + to(point),
            PathSegment::Close => to(first),
        }
    })
}

/// How much a transformation enlarges lengths, at most.
fn length_scale(transform: Transform) -> f64 {
    let (x, y) = transform.get_scale();
    f64::from(x.max(y))
}
