//! Gradients of an SVG → shading patterns (ISO 32000-1 §8.7.4): axial and radial shadings, whose
//! colours are functions stitched together, one between each two stops.

use std::collections::BTreeMap;

use printpdf::DictItem;
use resvg::tiny_skia::Transform;
use resvg::usvg::{BaseGradient, Paint, SpreadMethod, Stop};

use super::vector::{name, reals};

/// Steps between 0 and 1 by which stops are told apart; within one, colours change at once.
const STEPS: f32 = 10_000.0;

/// The pattern of a gradient; `place` leads from its shape to the form. `None` for plain colours,
/// and for what no shading says: gradients that go on beyond their ends otherwise than in the last
/// colour, and patterns.
pub fn pattern(paint: &Paint, place: Transform) -> Option<DictItem> {
    let (gradient, kind, coordinates) = match paint {
        Paint::LinearGradient(it) => (&***it, 2, vec![it.x1(), it.y1(), it.x2(), it.y2()]),
        Paint::RadialGradient(it) => {
            let circles = [it.fx(), it.fy(), it.fr().get(), it.cx(), it.cy(), it.r().get()];
            (&***it, 3, circles.to_vec())
        }
        Paint::Color(_) | Paint::Pattern(_) => return None,
    };
    if gradient.spread_method() != SpreadMethod::Pad {
        return None;
    }
    let place = place.pre_concat(gradient.transform());
    let shading = dictionary([
        ("ShadingType", DictItem::Int(kind)),
        ("ColorSpace", name("DeviceRGB")),
        ("Coords", reals(&coordinates)),
        ("Extend", DictItem::Array(vec![DictItem::Bool(true), DictItem::Bool(true)])),
        ("Function", colours(gradient)?),
    ]);
    Some(dictionary([
        ("Type", name("Pattern")),
        ("PatternType", DictItem::Int(2)),
        ("Matrix", reals(&[place.sx, place.ky, place.kx, place.sy, place.tx, place.ty])),
        ("Shading", shading),
    ]))
}

/// The opacity that a paint adds to that of its shape: 1 for plain colours, for gradients that of
/// their stops; `None` where these differ.
pub fn opacity(paint: &Paint) -> Option<f32> {
    let stops = match paint {
        Paint::LinearGradient(gradient) => gradient.stops(),
        Paint::RadialGradient(gradient) => gradient.stops(),
        Paint::Color(_) | Paint::Pattern(_) => return Some(1.0),
    };
    let first = stops.first()?.opacity();
    stops.iter().all(|stop| stop.opacity() == first).then_some(first.get())
}

/// The colours between 0 and 1 (§7.10.4).
fn colours(gradient: &BaseGradient) -> Option<DictItem> {
    let (first, last) = (gradient.stops().first()?, gradient.stops().last()?);
    let mut ramps: Vec<DictItem> = Vec::new();
    let mut ends = Vec::new();
    let mut add = |from: &Stop, to: &Stop, end: f32| {
        let end = (end * STEPS).round() / STEPS;
        if end > ends.last().copied().unwrap_or(0.0) {
            ramps.push(ramp(from, to));
            ends.push(end);
        }
    };
    add(first, first, first.offset().get());
    for (from, to) in gradient.stops().iter().zip(gradient.stops().iter().skip(1)) {
        add(from, to, to.offset().get());
    }
    add(last, last, 1.0);
    // The last one ends with the domain.
    ends.pop()?;
    let encode = ramps.iter().flat_map(|_| [0.0, 1.0]).collect::<Vec<f32>>();
    Some(dictionary([
        ("FunctionType", DictItem::Int(3)),
        ("Domain", reals(&[0.0, 1.0])),
        ("Bounds", reals(&ends)),
        ("Encode", reals(&encode)),
        ("Functions", DictItem::Array(ramps)),
    ]))
}

/// From one colour to another in a straight line (§7.10.3).
fn ramp(from: &Stop, to: &Stop) -> DictItem {
    let colour = |stop: &Stop| {
        let colour = stop.color();
        reals(&[colour.red, colour.green, colour.blue].map(|part| f32::from(part) / 255.0))
    };
    dictionary([
        ("FunctionType", DictItem::Int(2)),
        ("Domain", reals(&[0.0, 1.0])),
        ("C0", colour(from)),
        ("C1", colour(to)),
        ("N", DictItem::Int(1)),
    ])
}

fn dictionary<const N: usize>(entries: [(&str, DictItem); N]) -> DictItem {
    let map: BTreeMap<String, DictItem> =
        entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    DictItem::Dict { map }
}
