//! The data that a printer needs, as text.

use std::fmt::Write as _;

use plenary::pdf::{NearEdge, Preflight, PrintedPicture};

use super::preflight_json::space;
use crate::messages::counted;

/// Formats one item per line.
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
        0 => "no text too near".into(),
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
