//! The elements of drawings that docx-rs writes without the extra properties of their picture.

use super::super::extras::PictureExtra;
use super::super::media::svg_blip;
use super::super::xml::escape;

/// Marks a picture as decorative, [MS-ODRAWXML] §2.35.
const DECORATIVE: &str = "<a:extLst><a:ext uri=\"{C183D7F6-B498-43B3-948B-1728B52AA6E4}\">\
    <adec:decorative xmlns:adec=\"http://schemas.microsoft.com/office/drawing/2017/decorative\" \
    val=\"1\"/></a:ext></a:extLst>";

/// Returns what replaces an element of a drawing; `None` if the element stays as it is.
pub fn replacement(name: &[u8], picture: &PictureExtra) -> Option<String> {
    match name {
        b"wp:docPr" => Some(properties("wp:docPr", picture)),
        b"pic:cNvPr" => Some(properties("pic:cNvPr", picture)),
        b"a:blip" => picture.svg_fallback.as_deref().map(svg_blip),
        b"a:srcRect" => picture.crop.map(source_rectangle),
        _ => None,
    }
}

fn properties(element: &str, picture: &PictureExtra) -> String {
    let PictureExtra { number, name, alternative, decorative, svg_fallback: _, crop: _ } = picture;
    let (name, alternative) = (escape(name), escape(alternative));
    let head = format!("<{element} id=\"{number}\" name=\"{name}\" descr=\"{alternative}\"");
    match (element, decorative) {
        ("wp:docPr", true) => format!("{head}>{DECORATIVE}</{element}>"),
        (_, true | false) => format!("{head}/>"),
    }
}

/// The crop in thousandths of a percent (ECMA-376 Part 1 §20.1.8.55).
fn source_rectangle((sides, ends): (f32, f32)) -> String {
    let [sides, ends] = [sides, ends].map(|part| (part * 100_000.0).round() as u32);
    format!("<a:srcRect l=\"{sides}\" t=\"{ends}\" r=\"{sides}\" b=\"{ends}\"/>")
}
