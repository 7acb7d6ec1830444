//! The data that a printer needs, as JSON, for the program and the Python package.

use std::collections::BTreeMap;

use plenary::pdf::{ColourSpace, NearEdge, Preflight, PrintedPicture};
use serde_json::json;

/// Formats one JSON object on a line. Lengths are millimetres.
pub fn json(report: &str, preflight: &Preflight) -> String {
    let picture = |picture: &PrintedPicture| {
        json!({
            "path": picture.path, "page": picture.page, "ppi": picture.ppi().map(f32::floor),
            "width": picture.size.0, "height": picture.size.1,
            "space": space(picture.properties.space), "coverage": picture.properties.coverage,
        })
    };
    let near = |near: &NearEdge| json!({ "page": near.page, "words": near.words, "distance": near.distance });
    let coverage: BTreeMap<&str, f32> = preflight.coverage.iter().copied().collect();
    let object = json!({
        "report": report, "pages": preflight.pages, "blank": preflight.blank,
        "trim": preflight.trim, "sheet": preflight.media, "bleed": preflight.bleed,
        "condition": preflight.condition.0, "inks": preflight.inks,
        "blackOverprints": preflight.overprint, "fonts": preflight.fonts,
        "coverage": coverage,
        "inkLimit": preflight.ink_limit,
        "pictures": preflight.pictures.iter().map(picture).collect::<Vec<_>>(),
        "nearEdge": preflight.near_edge.iter().map(near).collect::<Vec<_>>(),
    });
    format!("{object}\n")
}

/// Names a colour space.
pub fn space(space: ColourSpace) -> &'static str {
    match space {
        ColourSpace::Grey => "grey",
        ColourSpace::Screen => "sRGB by profile",
        ColourSpace::Inks => "CMYK",
    }
}
