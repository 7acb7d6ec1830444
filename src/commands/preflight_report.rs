//! What a printer asks, as printed; and what of it is worth a warning.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use plenary::diagnostic::{Code, Diagnostic, Diagnostics};
use plenary::export::pdf::{ColourSpace, NearEdge, Preflight, PrintedPicture};
use serde_json::json;

use super::prepare::About;
use crate::messages::counted;

/// What a person should look at before the file goes to a printer.
pub fn warnings(preflight: &Preflight, about: &About) -> Diagnostics {
    let coarse = preflight.coarse().map(|(it, ppi)| coarse(it, ppi, preflight, about));
    let pictures = preflight.heavy_pictures();
    let pictures = pictures.map(|(it, total)| heavy_picture(it, total, preflight, about));
    let near = preflight.near_edge.iter().take(SHOWN).map(|near| near_edge(near, about));
    let mut found = Diagnostics::new(coarse.chain(pictures).chain(near), &about.source);
    for (colour, total) in preflight.heavy() {
        let heavy = heavy(colour, total, preflight);
        let (heavy, source) = about.template.placed(heavy, &["colours", colour, "cmyk"]);
        found.push(heavy, source);
    }
    found
}

/// So many texts near an edge are warned of: if there are more, a margin is wrong.
const SHOWN: usize = 10;

/// The contents show page numbers that are not those of the pages.
pub fn unsettled(about: &About) -> Diagnostics {
    let message = "the contents do not settle: some of their page numbers are wrong".to_owned();
    let warning = warning(Code::PagesUnsettled, message, about, None)
        .hint("shorten a title in the contents, or begin what follows them on a new page");
    Diagnostics::new([warning], &about.source)
}

fn coarse(picture: &PrintedPicture, ppi: f32, preflight: &Preflight, about: &About) -> Diagnostic {
    let message = format!(
        "the picture {} is printed at {:.0} pixels an inch, fewer than {:.0}",
        picture.path,
        ppi.floor(),
        preflight.wanted_ppi
    );
    let wanted = picture.width_at(preflight.wanted_ppi);
    let hint = format!("give one that is {} pixels wide, or a smaller `width`", wanted.ceil());
    warning(Code::CoarsePicture, message, about, Some(&picture.path)).hint(hint)
}

fn heavy(colour: &str, total: f32, preflight: &Preflight) -> Diagnostic {
    let message = format!(
        "the inks of the colour `{colour}` cover {total:.0} % together, more than {:.0} %",
        preflight.ink_limit
    );
    Code::HeavyInks.of_file(message).hint("lower its `cmyk` in the template")
}

fn heavy_picture(
    picture: &PrintedPicture,
    total: f32,
    preflight: &Preflight,
    about: &About,
) -> Diagnostic {
    let message = format!(
        "the inks of the picture {} cover {total:.0} % together, more than {:.0} %",
        picture.path, preflight.ink_limit
    );
    warning(Code::HeavyInks, message, about, Some(&picture.path))
        .hint("give it in RGB, or converted for this condition of printing")
}

/// Text that would be cut off, at the place of its words in the source, should they stand there
/// once.
fn near_edge(near: &NearEdge, about: &About) -> Diagnostic {
    let NearEdge { page, words, distance } = near;
    let how = match *distance < 0.0 {
        true => format!("passes the edge of page {page} by {:.1} mm", -distance),
        false => format!("comes within {distance:.1} mm of the edge of page {page}"),
    };
    let message = format!("the text “{words}” {how}, where the sheet is cut");
    let place = place_of(words, about.source.bytes());
    let near = Code::NearEdge.of_file(message).in_file(about.file.as_str()).at(place);
    near.hint("shorten it, let it break, or give the template wider margins")
}

/// Where the longest word of a text stands in the source; `None` where that is not certain.
fn place_of(words: &str, source: &[u8]) -> Option<Range<usize>> {
    let source = str::from_utf8(source).ok()?;
    let word = words.split_whitespace().max_by_key(|word| word.len())?;
    // A number or a short word stands in many places, in whatever spelling.
    if word.len() < 4 || !word.contains(char::is_alphabetic) {
        return None;
    }
    let mut found = source.match_indices(word);
    let (start, _) = found.next()?;
    found.next().is_none().then_some(start..start + word.len())
}

fn warning(code: Code, message: String, about: &About, picture: Option<&str>) -> Diagnostic {
    let place = about.pictures.iter().find(|it| Some(it.path.as_str()) == picture);
    let place = place.map(|picture| picture.place.clone());
    code.of_file(message).in_file(about.file.as_str()).at(place)
}

/// What a printer asks, one thing a line.
pub fn describe(report: &str, preflight: &Preflight) -> String {
    let mut text = format!("{report}\n");
    let mut line = |name: &str, value: String| {
        let _ = writeln!(text, "  {name:<11}{value}");
    };
    line("pages", pages(preflight));
    line("trimmed", size(preflight.trim));
    line("sheet", format!("{}, bleed {} mm", size(preflight.media), preflight.bleed));
    line("condition", format!("{} ({})", preflight.condition.0, preflight.condition.1));
    line("inks", preflight.inks.join(", "));
    line("black", black(preflight).into());
    for (colour, total) in &preflight.coverage {
        line("coverage", format!("{colour} {total:.0} % of {:.0} %", preflight.ink_limit));
    }
    line("fonts", format!("{}, all embedded", preflight.fonts.join(", ")));
    for picture in &preflight.pictures {
        line("picture", describe_picture(picture, preflight.ink_limit));
    }
    line("edges", edges(&preflight.near_edge));
    text
}

/// What a printer asks, as one JSON object on a line; lengths are millimetres.
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

fn pages(preflight: &Preflight) -> String {
    let pages = counted(preflight.pages, "page");
    match preflight.blank {
        0 => pages,
        blank => format!("{pages}, the last {blank} of them blank"),
    }
}

fn size(size: Option<(f32, f32)>) -> String {
    let size = size.map(|(width, height)| format!("{width:.0} × {height:.0} mm"));
    size.unwrap_or_else(|| "several sizes".into())
}

fn black(preflight: &Preflight) -> &'static str {
    match preflight.overprint {
        true => "100 % K, overprints",
        false => "does not overprint",
    }
}

fn edges(near: &[NearEdge]) -> String {
    match near.len() {
        0 => "no text comes too near".into(),
        count => format!("{} too near", counted(count, "text")),
    }
}

fn describe_picture(picture: &PrintedPicture, ink_limit: f32) -> String {
    let (width, height) = picture.size;
    let ppi = match picture.ppi() {
        Some(ppi) => format!("{:.0} ppi", ppi.floor()),
        None => "shapes".into(),
    };
    let coverage = match picture.properties.coverage {
        Some(total) => format!("{total:.0} % of {ink_limit:.0} %"),
        None => "converted by the printer".into(),
    };
    format!(
        "{}, page {}, {width:.0} × {height:.0} mm, {ppi}, {}, {coverage}",
        picture.path,
        picture.page,
        space(picture.properties.space)
    )
}

fn space(space: ColourSpace) -> &'static str {
    match space {
        ColourSpace::Grey => "grey",
        ColourSpace::Screen => "sRGB by profile",
        ColourSpace::Inks => "CMYK",
    }
}
