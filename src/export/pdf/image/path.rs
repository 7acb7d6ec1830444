//! SVG paths → path operators (ISO 32000-1 §8.5.2).

use resvg::tiny_skia::{Path, PathSegment, Point};
use resvg::usvg::{LineCap, LineJoin, Stroke};

use super::super::operators::Operators;

/// Sets line width, cap, join, miter limit and dash pattern (§8.4.3).
pub fn pen(out: &mut Operators, stroke: &Stroke) {
    out.number(stroke.width().get());
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
    out.line(&format!("w {cap} J {join} j"));
    out.number(stroke.miterlimit().get());
    out.word("M [");
    out.numbers(stroke.dasharray().unwrap_or_default());
    out.word("]");
    out.number(stroke.dashoffset());
    out.line("d");
}

/// Writes a path. Quadratic curves become equivalent cubic ones, since PDF has only these.
pub fn write(out: &mut Operators, path: &Path) {
    let mut last = Point::zero();
    for segment in path.segments() {
        match segment {
            PathSegment::MoveTo(to) => points(out, &[to], "m"),
            PathSegment::LineTo(to) => points(out, &[to], "l"),
            PathSegment::QuadTo(by, to) => {
                points(out, &[toward(last, by), toward(to, by), to], "c");
            }
            PathSegment::CubicTo(first, second, to) => points(out, &[first, second, to], "c"),
            PathSegment::Close => out.line("h"),
        }
        last = end(segment).unwrap_or(last);
    }
}

/// Control point of the cubic curve: two thirds of the way from an end point to the quadratic
/// control point.
fn toward(from: Point, by: Point) -> Point {
    let part = |from: f32, by: f32| from + (by - from) * 2.0 / 3.0;
    Point::from_xy(part(from.x, by.x), part(from.y, by.y))
}

fn points(out: &mut Operators, points: &[Point], operator: &str) {
    for point in points {
        out.numbers(&[point.x, point.y]);
    }
    out.line(operator);
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
