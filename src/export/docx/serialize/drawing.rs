//! Drawings, and the elements in them that docx-rs writes without the extra properties of their picture.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::super::extras::{BackgroundExtra, PictureExtra};
use super::super::media::svg_blip;
use super::super::xml::escape;
use super::property_element::broken;
use crate::export::ExportError;
use crate::units::emu;

/// Marks a picture as decorative, [MS-ODRAWXML] §2.35.
const DECORATIVE: &str = "<a:extLst><a:ext uri=\"{C183D7F6-B498-43B3-948B-1728B52AA6E4}\">\
    <adec:decorative xmlns:adec=\"http://schemas.microsoft.com/office/drawing/2017/decorative\" \
    val=\"1\"/></a:ext></a:extLst>";

/// Appends XML of docx-rs, with the extra properties of the picture that it shows, and without spaces in tags.
///
/// # Errors
///
/// If it is not well-formed, which is a bug in docx-rs.
pub fn copy(
    xml: &[u8],
    picture: Option<&PictureExtra>,
    out: &mut Vec<u8>,
) -> Result<(), ExportError> {
    let mut reader = Reader::from_reader(xml);
    loop {
        match reader.read_event().map_err(broken)? {
            Event::Start(start) => delimited(out, ["<", ">"], start.trim_ascii_end()),
            Event::Empty(start) => {
                match picture.and_then(|picture| replacement(start.name().as_ref(), picture)) {
                    Some(xml) => out.extend_from_slice(xml.as_bytes()),
                    None => delimited(out, ["<", "/>"], start.trim_ascii_end()),
                }
            }
            Event::End(end) => delimited(out, ["</", ">"], end.name().as_ref()),
            Event::Text(text) => out.extend_from_slice(&text),
            Event::GeneralRef(name) => delimited(out, ["&", ";"], &name),
            Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_) => {}
            Event::Eof => return Ok(()),
        }
    }
}

/// Appends a tag or a reference, between its delimiters.
fn delimited(out: &mut Vec<u8>, [before, after]: [&str; 2], content: &[u8]) {
    out.extend_from_slice(before.as_bytes());
    out.extend_from_slice(content);
    out.extend_from_slice(after.as_bytes());
}

/// Returns what replaces an element of a drawing; `None` if the element stays as it is.
fn replacement(name: &[u8], picture: &PictureExtra) -> Option<String> {
    match name {
        b"wp:docPr" => Some(properties("wp:docPr", picture)),
        b"pic:cNvPr" => Some(properties("pic:cNvPr", picture)),
        b"a:blip" => picture.svg_fallback.as_deref().map(svg_blip),
        b"a:srcRect" => picture.crop.map(source_rectangle),
        _ => None,
    }
}

fn properties(element: &str, picture: &PictureExtra) -> String {
    let PictureExtra { number, name, alternative, decorative, .. } = picture;
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

/// A rectangle behind the text (ECMA-376 Part 1 §20.4.2.3, [MS-ODRAWXML] §2.27), with its form in VML for
/// applications without shapes in DrawingML (Part 4 §19.1.2.16).
pub fn background(extra: &BackgroundExtra) -> String {
    let BackgroundExtra { number, size_pt: (width_pt, height_pt), hex } = extra;
    let (width, height) = (emu(*width_pt), emu(*height_pt));
    format!(
        "<w:r><mc:AlternateContent xmlns:mc=\"{COMPATIBILITY}\"><mc:Choice xmlns:wps=\"{SHAPE}\" \
         Requires=\"wps\"><w:drawing><wp:anchor distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\" \
         simplePos=\"0\" relativeHeight=\"0\" behindDoc=\"1\" locked=\"0\" layoutInCell=\"1\" \
         allowOverlap=\"1\"><wp:simplePos x=\"0\" y=\"0\"/><wp:positionH relativeFrom=\"page\">\
         <wp:posOffset>0</wp:posOffset></wp:positionH><wp:positionV relativeFrom=\"page\">\
         <wp:posOffset>0</wp:posOffset></wp:positionV><wp:extent cx=\"{width}\" cy=\"{height}\"/>\
         <wp:effectExtent l=\"0\" t=\"0\" r=\"0\" b=\"0\"/><wp:wrapNone/><wp:docPr id=\"{number}\" \
         name=\"Background {number}\" descr=\"\">{DECORATIVE}</wp:docPr><wp:cNvGraphicFramePr/>\
         <a:graphic><a:graphicData uri=\"{SHAPE}\"><wps:wsp><wps:cNvSpPr/><wps:spPr><a:xfrm>\
         <a:off x=\"0\" y=\"0\"/><a:ext cx=\"{width}\" cy=\"{height}\"/></a:xfrm><a:prstGeom \
         prst=\"rect\"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val=\"accent1\"/>\
         </a:solidFill><a:ln><a:noFill/></a:ln></wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData>\
         </a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:rect \
         xmlns:v=\"urn:schemas-microsoft-com:vml\" id=\"background{number}\" alt=\"\" \
         style=\"position:absolute;margin-left:0;margin-top:0;width:{width_pt:.2}pt;\
         height:{height_pt:.2}pt;z-index:-1;mso-position-horizontal-relative:page;\
         mso-position-vertical-relative:page\" fillcolor=\"#{hex}\" stroked=\"f\"/></w:pict>\
         </mc:Fallback></mc:AlternateContent></w:r>"
    )
}

/// The namespace of markup compatibility, ECMA-376 Part 3.
const COMPATIBILITY: &str = "http://schemas.openxmlformats.org/markup-compatibility/2006";

/// The namespace of shapes, [MS-ODRAWXML] §2.27.
const SHAPE: &str = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape";
