//! What a bitmap of a drawing costs: pixels to compute, and pixels of layers in memory.
//!
//! `resvg` makes a bitmap for each layer, filter step, mask, clipping path and pattern tile, of any size
//! that the file describes. The count is made on the tree that it draws, as it draws it.

mod filters;

use resvg::tiny_skia::{Path, PathSegment, Point, Rect, Transform};
use resvg::usvg::{ClipPath, Group, Mask, Node, Paint, Pattern, Stroke, Tree};

use super::{FALLBACK_SIDE_PX, SvgError, invalid};
use crate::limits::{Limit, LimitError, Limits};

/// The sides in pixels of bitmaps, longest first.
const SIDES: [u32; 7] = [6000, 5000, 4000, 3200, 2700, 2100, FALLBACK_SIDE_PX];

/// The most pixels on the longer side of a bitmap that is within the limits.
pub fn largest_side(tree: &Tree, limits: &Limits) -> Result<u32, SvgError> {
    let mut result = Err(invalid("it cannot be drawn"));
    for side in SIDES {
        match check(cost(tree, side), limits) {
            Ok(()) => return Ok(side),
            Err(error) => result = Err(error.into()),
        }
    }
    result
}

fn check(cost: Cost, limits: &Limits) -> Result<(), LimitError> {
    // Casts from floating point saturate.
    limits.check(Limit::SvgLayers, cost.live as usize)?;
    limits.check(Limit::SvgWork, cost.work as usize)
}

/// Pixels, in floating point because a hostile file can contain any number of them.
#[derive(Clone, Copy, Debug, Default)]
struct Cost {
    /// Pixels computed in all.
    work: f64,
    /// Pixels of all bitmaps that exist at the same time, at most.
    live: f64,
}

impl Cost {
    /// Adds what is drawn afterwards.
    fn then(&mut self, next: Cost) {
        self.work += next.work;
        self.live = self.live.max(next.live);
    }

    /// Adds bitmaps of some pixels that exist while the rest is drawn.
    fn during(&mut self, pixels: f64) {
        self.work += pixels;
        self.live += pixels;
    }
}

fn cost(tree: &Tree, side: u32) -> Cost {
    let (width, height) = (f64::from(tree.size().width()), f64::from(tree.size().height()));
    let scale = f64::from(side) / width.max(height);
    let canvas = Canvas { scale, pixels: width * height * scale * scale };
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
}

/// A layer is at most five times as wide and as high as the canvas.
const LAYER_PIXELS: f64 = 25.0;

impl Canvas {
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
                Node::Image(_) => Cost { work: self.pixels, live: self.pixels },
            });
        }
        cost
    }

    fn path(&self, path: &resvg::usvg::Path) -> Cost {
        let mut cost = Cost::default();
        let scale = self.scale * length_scale(path.abs_transform());
        if let Some(fill) = path.fill() {
            cost.work += self.area(path.abs_bounding_box()).min(self.pixels);
            cost.then(self.paint(fill.paint(), path.abs_transform()));
        }
        if let Some(stroke) = path.stroke() {
            let bounds = self.area(path.abs_stroke_bounding_box()).min(self.pixels);
            let length = length(path.data()) * scale;
            let drawn = length * (f64::from(stroke.width().get()) * scale).max(1.0);
            cost.work += bounds.min(drawn) + dashes(stroke, length, scale) * PIXELS_PER_DASH;
            cost.then(self.paint(stroke.paint(), path.abs_transform()));
        }
        cost
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
        let pixels = f64::from(tile.width()) * x * f64::from(tile.height()) * y;
        let mut cost = Canvas { scale: x.max(y), pixels }.group(pattern.root());
        cost.during(pixels);
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

/// A dash takes as long as some pixels.
const PIXELS_PER_DASH: f64 = 100.0;

/// The dashes of a line; `tiny-skia` gives up at a million.
fn dashes(stroke: &Stroke, length: f64, scale: f64) -> f64 {
    let Some(dashes) = stroke.dasharray() else { return 0.0 };
    let period: f64 = dashes.iter().map(|dash| f64::from(*dash)).sum::<f64>() * scale;
    (length / period * dashes.len() as f64).min(1e6)
}

/// The length of a path along its control points, which is at least that of the path.
fn length(path: &Path) -> f64 {
    let (mut first, mut last) = (Point::zero(), Point::zero());
    let mut length = 0.0;
    let mut to = |point: Point| {
        length += f64::from(last.distance(point));
        last = point;
    };
    for segment in path.segments() {
        match segment {
            PathSegment::MoveTo(point) => {
                first = point;
                to(point);
            }
            PathSegment::LineTo(point) => to(point),
            PathSegment::QuadTo(control, point) => [control, point].into_iter().for_each(&mut to),
            PathSegment::CubicTo(one, other, point) => {
                [one, other, point].into_iter().for_each(&mut to)
            }
            PathSegment::Close => to(first),
        }
    }
    length
}

/// How much a transformation enlarges lengths, at most.
fn length_scale(transform: Transform) -> f64 {
    let (x, y) = transform.get_scale();
    f64::from(x.max(y))
}
