//! SVG → form XObject (ISO 32000-1 §8.10).
//!
//! Supported are filled and stroked paths, bitmaps, plain colours, gradients, opacity and clipping by one
//! path; text is converted to paths. An SVG with anything else, such as a mask or a filter, is
//! rasterized.

use std::collections::BTreeMap;
use std::sync::Arc;

use printpdf::{DictItem, ExternalStream};
use resvg::tiny_skia::Transform;
use resvg::usvg::{
    self, BlendMode, ClipPath, Fill, FillRule, Group, Node, Paint, PaintOrder, Stroke,
};

use super::super::deflate::deflate_parts;
use super::super::operators::Operators;
use super::xobject::{name, reals};
use super::{Purpose, bitmap, gradient, path};
use crate::svg::rasters;

/// Builds the form of a picture; `None` if operators cannot express it.
pub fn form(tree: &usvg::Tree, purpose: Purpose) -> Option<ExternalStream> {
    let (opacities, patterns, bitmaps) = (Vec::new(), Vec::new(), Vec::new());
    let out = Operators::default();
    let mut form = Form { out, opacities, patterns, bitmaps, purpose, fading: 1.0 };
    form.group(tree.root())?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let content = deflate_parts([form.out.into_bytes()].iter())?;
    // A picture is drawn into the unit square, y upwards.
    let matrix = [1.0 / width, 0.0, 0.0, -1.0 / height, 0.0, 1.0];
    let dict = BTreeMap::from([
        ("Type".to_owned(), name("XObject")),
        ("Subtype".to_owned(), name("Form")),
        ("BBox".to_owned(), reals(&[0.0, 0.0, width, height])),
        ("Matrix".to_owned(), reals(&matrix)),
        ("Resources".to_owned(), resources(&form.opacities, form.patterns, form.bitmaps)),
        ("Filter".to_owned(), name("FlateDecode")),
    ]);
    Some(ExternalStream { dict, content, compress: false })
}

/// Resources: graphics states for opacity (§8.4.5), gradient patterns and bitmaps.
fn resources(
    opacities: &[Opacities],
    patterns: Vec<DictItem>,
    bitmaps: Vec<(Arc<Vec<u8>>, ExternalStream)>,
) -> DictItem {
    let states = opacities.iter().enumerate().map(|(index, (fill, stroke))| {
        let part = |share: &u8| DictItem::Real(f32::from(*share) / 255.0);
        let state = BTreeMap::from([
            ("Type".to_owned(), name("ExtGState")),
            ("ca".to_owned(), part(fill)),
            ("CA".to_owned(), part(stroke)),
        ]);
        (state_name(index), DictItem::Dict { map: state })
    });
    let states = DictItem::Dict { map: states.collect() };
    let mut resources = BTreeMap::from([("ExtGState".to_owned(), states)]);
    if !patterns.is_empty() {
        let patterns = patterns.into_iter().enumerate();
        let map = patterns.map(|(index, pattern)| (pattern_name(index), pattern)).collect();
        resources.insert("Pattern".to_owned(), DictItem::Dict { map });
    }
    if !bitmaps.is_empty() {
        let bitmaps = bitmaps.into_iter().enumerate();
        let bitmaps =
            bitmaps.map(|(index, (_, stream))| (bitmap_name(index), DictItem::Stream { stream }));
        resources.insert("XObject".to_owned(), DictItem::Dict { map: bitmaps.collect() });
    }
    DictItem::Dict { map: resources }
}

fn state_name(index: usize) -> String {
    format!("G{index}")
}

fn pattern_name(index: usize) -> String {
    format!("P{index}")
}

fn bitmap_name(index: usize) -> String {
    format!("B{index}")
}

/// Fill and stroke opacity, 0 to 255.
type Opacities = (u8, u8);

/// A form under construction. Its methods return `None` for unsupported content.
struct Form {
    out: Operators,
    opacities: Vec<Opacities>,
    patterns: Vec<DictItem>,
    /// Each bitmap once, with its bytes in the SVG.
    bitmaps: Vec<(Arc<Vec<u8>>, ExternalStream)>,
    purpose: Purpose,
    /// Opacity inherited from enclosing groups.
    fading: f32,
}

impl Form {
    fn group(&mut self, group: &Group) -> Option<()> {
        let plain = group.blend_mode() == BlendMode::Normal
            && group.mask().is_none()
            && group.filters().is_empty();
        let before = self.fading;
        if group.opacity().get() < 1.0 {
            self.fading *= group.opacity().get();
        }
        if !plain || self.fading < 1.0 && !is_one_stroke(group) {
            return None;
        }
        self.clipped(group)?;
        self.fading = before;
        Some(())
    }

    fn clipped(&mut self, group: &Group) -> Option<()> {
        match group.clip_path() {
            None => self.nodes(group),
            Some(clip) => {
                self.out.line("q");
                self.clip(clip, group.abs_transform())?;
                self.nodes(group)?;
                self.out.line("Q");
                Some(())
            }
        }
    }

    fn nodes(&mut self, group: &Group) -> Option<()> {
        group.children().iter().try_for_each(|node| match node {
            Node::Group(group) => self.group(group),
            Node::Path(path) if path.is_visible() => self.path(path),
            Node::Path(_) => Some(()),
            Node::Text(text) => self.group(text.flattened()),
            Node::Image(image) => self.bitmap(image),
        })
    }

    /// Clips to a single path (§8.5.4).
    fn clip(&mut self, clip: &ClipPath, around: Transform) -> Option<()> {
        let [Node::Path(path)] = clip.root().children() else { return None };
        if clip.clip_path().is_some() {
            return None;
        }
        let place = around.pre_concat(clip.transform()).pre_concat(path.abs_transform());
        path::write(&mut self.out, &path.data().clone().transform(place)?);
        let even_odd = path.fill().is_some_and(|fill| fill.rule() == FillRule::EvenOdd);
        self.out.line(if even_odd { "W* n" } else { "W n" });
        Some(())
    }

    fn path(&mut self, path: &usvg::Path) -> Option<()> {
        self.out.word("q");
        let place = path.abs_transform();
        self.out.numbers(&[place.sx, place.ky, place.kx, place.sy, place.tx, place.ty]);
        self.out.line("cm");
        let parts = [path.fill().map(Part::Fill), path.stroke().map(Part::Stroke)];
        let [first, second] = match path.paint_order() {
            PaintOrder::FillAndStroke => parts,
            PaintOrder::StrokeAndFill => {
                let [fill, stroke] = parts;
                [stroke, fill]
            }
        };
        for part in [first, second].into_iter().flatten() {
            self.part(part, path)?;
        }
        self.out.line("Q");
        Some(())
    }

    /// Draws a bitmap, which fills the unit square (§8.9.5.1).
    fn bitmap(&mut self, image: &usvg::Image) -> Option<()> {
        if !image.is_visible() {
            return Some(());
        }
        let index = self.bitmap_index(image)?;
        self.out.word("q");
        let (width, height) = (image.size().width(), image.size().height());
        let square = Transform::from_row(width, 0.0, 0.0, -height, 0.0, height);
        let place = image.abs_transform().pre_concat(square);
        self.out.numbers(&[place.sx, place.ky, place.kx, place.sy, place.tx, place.ty]);
        self.out.line("cm");
        self.opacity(((self.fading * 255.0).round() as u8, u8::MAX));
        self.out.line(&format!("/{} Do", bitmap_name(index)));
        self.out.line("Q");
        Some(())
    }

    fn bitmap_index(&mut self, image: &usvg::Image) -> Option<usize> {
        let (bytes, format) = rasters::bytes(image.kind())?;
        if let Some(index) = self.bitmaps.iter().position(|(known, _)| known == bytes) {
            return Some(index);
        }
        let stream = bitmap(bytes, format, self.purpose).ok()?;
        self.bitmaps.push((Arc::clone(bytes), stream));
        Some(self.bitmaps.len() - 1)
    }

    fn part(&mut self, part: Part, path: &usvg::Path) -> Option<()> {
        self.opacity(part.opacity(self.fading)?);
        match part {
            Part::Fill(fill) => self.paint(fill.paint(), path, ["rg", "cs", "scn"])?,
            Part::Stroke(stroke) => {
                self.paint(stroke.paint(), path, ["RG", "CS", "SCN"])?;
                path::pen(&mut self.out, stroke);
            }
        }
        path::write(&mut self.out, path.data());
        self.out.line(match part {
            Part::Fill(fill) if fill.rule() == FillRule::EvenOdd => "f*",
            Part::Fill(_) => "f",
            Part::Stroke(_) => "S",
        });
        Some(())
    }

    fn opacity(&mut self, opacities: Opacities) {
        let known = self.opacities.iter().position(|known| *known == opacities);
        let index = known.unwrap_or_else(|| {
            self.opacities.push(opacities);
            self.opacities.len() - 1
        });
        self.out.line(&format!("/{} gs", state_name(index)));
    }

    /// Sets a paint with the operators for colours, colour spaces and patterns.
    fn paint(&mut self, paint: &Paint, path: &usvg::Path, operators: [&str; 3]) -> Option<()> {
        let [colours, spaces, patterns] = operators;
        match paint {
            Paint::Color(colour) => {
                let parts = [colour.red, colour.green, colour.blue];
                self.out.numbers(&parts.map(|part| f32::from(part) / 255.0));
                self.out.line(colours);
            }
            Paint::LinearGradient(_) | Paint::RadialGradient(_) => {
                let pattern = pattern_name(self.patterns.len());
                self.patterns.push(gradient::pattern(paint, path.abs_transform())?);
                self.out.line(&format!("/Pattern {spaces} /{pattern} {patterns}"));
            }
            Paint::Pattern(_) => return None,
        }
        Some(())
    }
}

/// Whether a group has a single fill, stroke or bitmap, so that group opacity equals paint opacity.
/// Overlapping shapes would show through each other.
fn is_one_stroke(group: &Group) -> bool {
    match group.children() {
        [Node::Group(group)] => is_one_stroke(group),
        [Node::Path(path)] => path.fill().is_none() || path.stroke().is_none(),
        [Node::Image(_)] => true,
        _ => false,
    }
}

/// Fill or stroke of a path.
#[derive(Clone, Copy)]
enum Part<'a> {
    Fill(&'a Fill),
    Stroke(&'a Stroke),
}

impl Part<'_> {
    /// Opacity of the paint; `None` if a gradient varies in opacity.
    fn opacity(self, fading: f32) -> Option<Opacities> {
        let steps = |opacity: usvg::Opacity, paint: &Paint| {
            Some((opacity.get() * gradient::opacity(paint)? * fading * 255.0).round() as u8)
        };
        match self {
            Part::Fill(fill) => Some((steps(fill.opacity(), fill.paint())?, u8::MAX)),
            Part::Stroke(stroke) => Some((u8::MAX, steps(stroke.opacity(), stroke.paint())?)),
        }
    }
}

#[cfg(test)]
mod tests;
