//! Shapes of an SVG → a form XObject (ISO 32000-1 §8.10), which is drawn like a picture.
//!
//! What the operators of pages can say is said by them: filled and stroked paths in plain colours
//! and gradients, opacity of each, clipping by one path; letters are paths too. A picture with
//! anything else in it, such as a mask or a filter, goes in as pixels.

use std::collections::BTreeMap;

use printpdf::{DictItem, ExternalStream};
use resvg::tiny_skia::{Path, PathSegment, Point, Transform};
use resvg::usvg::{
    self, BlendMode, ClipPath, Fill, FillRule, Group, LineCap, LineJoin, Node, Paint, PaintOrder,
    Stroke,
};

use super::super::operators::Operators;
use super::super::stream::deflate;
use super::gradient;

/// The form of a picture; `None` where it holds more than operators can say.
pub fn form(tree: &usvg::Tree) -> Option<ExternalStream> {
    let (opacities, patterns) = (Vec::new(), Vec::new());
    let mut form = Form { out: Operators::default(), opacities, patterns, fading: 1.0 };
    form.group(tree.root())?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let content = deflate(&form.out.into_bytes())?;
    // A picture is drawn into the unit square, from the foot up.
    let matrix = [1.0 / width, 0.0, 0.0, -1.0 / height, 0.0, 1.0];
    let dict = BTreeMap::from([
        ("Type".to_owned(), name("XObject")),
        ("Subtype".to_owned(), name("Form")),
        ("BBox".to_owned(), reals(&[0.0, 0.0, width, height])),
        ("Matrix".to_owned(), reals(&matrix)),
        ("Resources".to_owned(), resources(&form.opacities, form.patterns)),
        ("Filter".to_owned(), name("FlateDecode")),
    ]);
    Some(ExternalStream { dict, content, compress: false })
}

/// A name.
pub fn name(text: &str) -> DictItem {
    DictItem::Name(text.into())
}

/// An array of numbers.
pub fn reals(numbers: &[f32]) -> DictItem {
    DictItem::Array(numbers.iter().map(|number| DictItem::Real(*number)).collect())
}

/// The states that set opacities, §8.4.5, and the patterns of gradients.
fn resources(opacities: &[Opacities], patterns: Vec<DictItem>) -> DictItem {
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
    DictItem::Dict { map: resources }
}

fn state_name(index: usize) -> String {
    format!("G{index}")
}

fn pattern_name(index: usize) -> String {
    format!("P{index}")
}

/// Opacity of fills and of strokes, in 255 steps.
type Opacities = (u8, u8);

/// A form under way. Its functions give `None` for what it cannot say.
struct Form {
    out: Operators,
    opacities: Vec<Opacities>,
    patterns: Vec<DictItem>,
    /// The opacity of the groups around.
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
            Node::Image(_) => None,
        })
    }

    /// Clips to one path, §8.5.4.
    fn clip(&mut self, clip: &ClipPath, around: Transform) -> Option<()> {
        let [Node::Path(path)] = clip.root().children() else { return None };
        if clip.clip_path().is_some() {
            return None;
        }
        let place = around.pre_concat(clip.transform()).pre_concat(path.abs_transform());
        self.outline(&path.data().clone().transform(place)?);
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

    fn part(&mut self, part: Part, path: &usvg::Path) -> Option<()> {
        self.opacity(part.opacity(self.fading)?);
        match part {
            Part::Fill(fill) => self.paint(fill.paint(), path, ["rg", "cs", "scn"])?,
            Part::Stroke(stroke) => {
                self.paint(stroke.paint(), path, ["RG", "CS", "SCN"])?;
                self.pen(stroke);
            }
        }
        self.outline(path.data());
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

    /// Sets a paint by the operators for colours, for spaces, and for patterns in these.
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

    /// Width, ends, corners and dashes of a line, §8.4.3.
    fn pen(&mut self, stroke: &Stroke) {
        self.out.number(stroke.width().get());
        let cap = match stroke.linecap() {
            LineCap::Butt => "0",
            LineCap::Round => "1",
            LineCap::Square => "2",
        };
        let join = match stroke.linejoin() {
            LineJoin::Miter | LineJoin::MiterClip => "0",
            LineJoin::Round => "1",
            LineJoin::Bevel => "2",
        };
        self.out.line(&format!("w {cap} J {join} j"));
        self.out.number(stroke.miterlimit().get());
        self.out.word("M [");
        self.out.numbers(stroke.dasharray().unwrap_or_default());
        self.out.word("]");
        self.out.number(stroke.dashoffset());
        self.out.line("d");
    }

    /// The operators of a path, §8.5.2. PDF has no curves of the second degree: each becomes one of
    /// the third that is the same.
    fn outline(&mut self, path: &Path) {
        let mut last = Point::zero();
        for segment in path.segments() {
            match segment {
                PathSegment::MoveTo(to) => self.points(&[to], "m"),
                PathSegment::LineTo(to) => self.points(&[to], "l"),
                PathSegment::QuadTo(by, to) => {
                    let toward = |from: Point| {
                        Point::from_xy(
                            from.x + (by.x - from.x) * 2.0 / 3.0,
                            from.y + (by.y - from.y) * 2.0 / 3.0,
                        )
                    };
                    self.points(&[toward(last), toward(to), to], "c");
                }
                PathSegment::CubicTo(first, second, to) => self.points(&[first, second, to], "c"),
                PathSegment::Close => self.out.line("h"),
            }
            last = end(segment).unwrap_or(last);
        }
    }

    fn points(&mut self, points: &[Point], operator: &str) {
        for point in points {
            self.out.numbers(&[point.x, point.y]);
        }
        self.out.line(operator);
    }
}

/// Whether a group paints once, so that its opacity is that of the paint: where shapes lie on each
/// other, what lies below must not show through.
fn is_one_stroke(group: &Group) -> bool {
    match group.children() {
        [Node::Group(group)] => is_one_stroke(group),
        [Node::Path(path)] => path.fill().is_none() || path.stroke().is_none(),
        _ => false,
    }
}

fn end(segment: PathSegment) -> Option<Point> {
    match segment {
        PathSegment::MoveTo(to)
        | PathSegment::LineTo(to)
        | PathSegment::QuadTo(_, to)
        | PathSegment::CubicTo(_, _, to) => Some(to),
        PathSegment::Close => None,
    }
}

/// What is painted of a path.
#[derive(Clone, Copy)]
enum Part<'a> {
    Fill(&'a Fill),
    Stroke(&'a Stroke),
}

impl Part<'_> {
    /// `None` where a gradient has several opacities.
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
mod tests {
    use super::*;
    use crate::fonts::Fonts;
    use crate::svg;

    fn drawn(inner: &str) -> Option<(String, BTreeMap<String, DictItem>)> {
        let svg =
            format!("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 20'>{inner}</svg>");
        let tree = svg::tree(svg.as_bytes(), &Fonts::bundled().unwrap()).unwrap();
        let form = form(&tree)?;
        let stream =
            lopdf::Stream::new(lopdf::dictionary! { "Filter" => "FlateDecode" }, form.content);
        let content = stream.decompressed_content().unwrap();
        Some((String::from_utf8(content).unwrap(), form.dict))
    }

    #[test]
    fn shapes_read_as_operators() {
        let (content, dict) = drawn(
            "<g transform='translate(2 3)'><path d='M0 0 H10 V5 Z' fill='#ff0000' \
             fill-opacity='.5'/><path d='M0 0 Q 3 0 3 3' fill='none' stroke='#000' \
             stroke-dasharray='2 1'/></g>",
        )
        .unwrap();
        assert_eq!(
            content,
            "q 1 0 0 1 2 3 cm\n/G0 gs\n1 0 0 rg\n0 0 m\n10 0 l\n10 5 l\nh\nf\nQ\n\
             q 1 0 0 1 2 3 cm\n/G1 gs\n0 0 0 RG\n1 w 0 J 0 j\n4 M [ 2 1 ] 0 d\n\
             0 0 m\n2 0 3 1 3 3 c\nS\nQ\n"
        );
        let DictItem::Array(matrix) = &dict["Matrix"] else { panic!("{dict:?}") };
        assert_eq!(matrix[3], DictItem::Real(-0.05));
    }

    #[test]
    fn letters_are_paths_and_clips_are_clipped() {
        let (letters, _) = drawn("<text y='15' font-family='serif'>Wet</text>").unwrap();
        assert!(letters.matches(" c\n").count() > 3, "{letters}");
        let clip = "<clipPath id='c'><rect width='5' height='5'/></clipPath>\
                    <g clip-path='url(#c)'><rect width='9' height='9'/></g>";
        assert!(drawn(clip).unwrap().0.contains("W n\n"));
    }

    #[test]
    fn gradients_are_shadings() {
        let stops = "<stop offset='.25' stop-color='#f00'/><stop offset='.5' stop-color='#00f'/>\
                     <stop offset='.5' stop-color='#0f0'/><stop offset='1' stop-color='#fff'/>";
        let (content, dict) = drawn(&format!(
            "<linearGradient id='g'>{stops}</linearGradient><radialGradient id='r'>{stops}\
             </radialGradient><g transform='translate(2 3)'><rect width='8' height='4' \
             fill='url(#g)' stroke='url(#r)' fill-opacity='.5'/></g>"
        ))
        .unwrap();
        assert!(content.contains("/Pattern cs /P0 scn\n0 0 m"), "{content}");
        assert!(content.contains("/Pattern CS /P1 SCN\n1 w"), "{content}");
        let inner = |item: &DictItem, key: &str| match item {
            DictItem::Dict { map } => map[key].clone(),
            other => panic!("{other:?}"),
        };
        let patterns = inner(&dict["Resources"], "Pattern");
        let axial = inner(&patterns, "P0");
        // The box of the shape, moved as the shape is.
        assert_eq!(inner(&axial, "Matrix"), reals(&[8.0, 0.0, 0.0, 4.0, 2.0, 3.0]));
        let shading = inner(&axial, "Shading");
        assert_eq!(inner(&shading, "Coords"), reals(&[0.0, 0.0, 1.0, 0.0]));
        let function = inner(&shading, "Function");
        let DictItem::Array(bounds) = inner(&function, "Bounds") else { panic!() };
        assert_eq!(bounds[..2], [DictItem::Real(0.25), DictItem::Real(0.5)]);
        let DictItem::Array(ramps) = inner(&function, "Functions") else { panic!() };
        assert_eq!((bounds.len(), ramps.len()), (2, 3));
        assert_eq!(inner(&ramps[2], "C0"), reals(&[0.0, 1.0, 0.0]));
        let radial = inner(&inner(&patterns, "P1"), "Shading");
        assert_eq!(inner(&radial, "ShadingType"), DictItem::Int(3));
    }

    #[test]
    fn a_group_of_one_shape_gives_it_its_opacity() {
        let shape = "<rect width='9' height='9' fill-opacity='.5'/>";
        let (_, dict) =
            drawn(&format!("<g opacity='.8'><g opacity='.5'>{shape}</g></g>{shape}")).unwrap();
        let DictItem::Dict { map } = &dict["Resources"] else { panic!() };
        let DictItem::Dict { map } = &map["ExtGState"] else { panic!() };
        let opacity = |state: &str| match &map[state] {
            DictItem::Dict { map } => map["ca"].clone(),
            other => panic!("{other:?}"),
        };
        assert_eq!(opacity("G0"), DictItem::Real(51.0 / 255.0));
        assert_eq!(opacity("G1"), DictItem::Real(128.0 / 255.0));
    }

    #[test]
    fn what_operators_cannot_say_is_left_to_pixels() {
        let gradient = |attributes: &str, opacity: &str| {
            format!(
                "<linearGradient id='g' {attributes}><stop stop-color='red'/><stop offset='1' \
                 stop-color='blue' stop-opacity='{opacity}'/></linearGradient>\
                 <rect width='9' height='9' fill='url(#g)'/>"
            )
        };
        assert!(drawn(&gradient("", "1")).is_some());
        for more in [
            &gradient("", ".5"),
            &gradient("spreadMethod='repeat' x2='.2'", "1"),
            "<g opacity='.5'><rect width='9' height='9'/><rect x='5' width='9' height='9'/></g>",
            "<g opacity='.5'><rect width='9' height='9' stroke='red'/></g>",
            "<mask id='m'><rect width='5' height='5' fill='#fff'/></mask>\
             <g mask='url(#m)'><rect width='9' height='9'/></g>",
        ] {
            assert!(drawn(more).is_none(), "{more}");
        }
    }
}
