//! What a printer asks, as printed; and what of it is worth a warning.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use plenary::diagnostic::{Code, Diagnostic};
use plenary::export::pdf::{Preflight, PrintedPicture, Space};
use serde_json::json;

use super::prepare::{About, Findings, counted};

/// What a person should look at before the file goes to a printer.
pub fn warnings(preflight: &Preflight, about: &About) -> Findings {
    let coarse = preflight.coarse().map(|picture| coarse(picture, preflight, about));
    let mut found = Findings::of(coarse.collect(), &about.source);
    preflight.heavy().for_each(|(colour, total)| {
        let message = format!(
            "the inks of the colour `{colour}` cover {total:.0} % together, more than {:.0} %",
            preflight.ink_limit
        );
        let heavy = Code::HeavyInks.of_file(message).hint("lower its `cmyk` in the template");
        found.push(about.template.placed(heavy, &["colours", colour, "cmyk"]));
    });
    found
}

/// The contents show page numbers that are not those of the pages.
pub fn unsettled(about: &About) -> Findings {
    let message = "the contents do not settle: some of their page numbers are wrong".to_owned();
    let warning = warning(Code::PagesUnsettled, message, about, None)
        .hint("shorten a title in the contents, or begin what follows them on a new page");
    Findings::of(vec![warning], &about.source)
}

fn coarse(picture: &PrintedPicture, preflight: &Preflight, about: &About) -> Diagnostic {
    let message = format!(
        "the picture {} is printed at {:.0} pixels an inch, fewer than {:.0}",
        picture.path,
        picture.ppi.floor(),
        preflight.wanted_ppi
    );
    let wanted = picture.size.0 / 25.4 * preflight.wanted_ppi;
    let hint = format!("give one that is {} pixels wide, or a smaller `width`", wanted.ceil());
    warning(Code::CoarsePicture, message, about, Some(&picture.path)).hint(hint)
}

fn warning(code: Code, message: String, about: &About, picture: Option<&str>) -> Diagnostic {
    let place = about.pictures.iter().find(|it| Some(it.path.as_str()) == picture);
    let place = place.map(|picture| picture.place.clone());
    Diagnostic { file: about.file.clone(), place, ..code.of_file(message) }
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
    preflight.pictures.iter().for_each(|picture| line("picture", describe_picture(picture)));
    text
}

/// What a printer asks, as one JSON object on a line; lengths are millimetres.
pub fn json(report: &str, preflight: &Preflight) -> String {
    let picture = |picture: &PrintedPicture| {
        json!({
            "path": picture.path, "page": picture.page, "ppi": picture.ppi.floor(),
            "width": picture.size.0, "height": picture.size.1, "space": space(picture.space),
        })
    };
    let coverage: BTreeMap<&str, f32> = preflight.coverage.iter().copied().collect();
    let object = json!({
        "report": report, "pages": preflight.pages, "blank": preflight.blank,
        "trim": preflight.trim, "sheet": preflight.media, "bleed": preflight.bleed,
        "condition": preflight.condition.0, "inks": preflight.inks,
        "blackOverprints": preflight.overprint, "fonts": preflight.fonts,
        "coverage": coverage,
        "inkLimit": preflight.ink_limit,
        "pictures": preflight.pictures.iter().map(picture).collect::<Vec<_>>(),
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

fn describe_picture(picture: &PrintedPicture) -> String {
    let (width, height) = picture.size;
    format!(
        "{}, page {}, {width:.0} × {height:.0} mm, {:.0} ppi, {}",
        picture.path,
        picture.page,
        picture.ppi.floor(),
        space(picture.space)
    )
}

fn space(space: Space) -> &'static str {
    match space {
        Space::Grey => "grey",
        Space::Screen => "sRGB by profile",
        Space::Inks => "CMYK, coverage not measured",
    }
}
