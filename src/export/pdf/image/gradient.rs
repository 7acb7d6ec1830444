//! SVG gradients → shading patterns (ISO 32000-1 §8.7.4): axial or radial shadings with a stitching
//! function over the stops.

use printpdf::DictItem;
use resvg::tiny_skia::Transform;
use resvg::usvg::{BaseGradient, Paint, SpreadMethod, Stop};

use super::xobject::{dictionary, name, reals};

/// Resolution of stop offsets. Stops closer than one step form a sharp edge.
const STEPS: f32 = 10_000.0;

/// Builds the pattern of a gradient; `place` maps its shape to the form. Returns `None` for plain
/// colours, patterns, and gradients that repeat or reflect.
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

/// Opacity of a paint: 1 for plain colours, that of the stops for gradients; `None` if stops
/// differ.
pub fn opacity(paint: &Paint) -> Option<f32> {
    let stops = match paint {
        Paint::LinearGradient(gradient) => gradient.stops(),
        Paint::RadialGradient(gradient) => gradient.stops(),
        Paint::Color(_) | Paint::Pattern(_) => return Some(1.0),
    };
    let first = stops.first()?.opacity();
    stops.iter().all(|stop| stop.opacity() == first).then_some(first.get())
}

/// The stitching function (§7.10.4).
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
    // The end of the domain is not one of the bounds.
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

/// Linear interpolation between two stops (§7.10.3).
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
