//! Running head and folio.

use super::super::compose::Composed;
use super::super::xml::{WORD, Xml};
use crate::document::Document;

/// The short title, and the section at hand, which Word finds by the style of headings.
pub fn header(document: &Document, composed: &Composed) -> Vec<u8> {
    let mut xml = Xml::part("w:hdr", WORD);
    begin(&mut xml, "Header");
    run(&mut xml, &document.words.running_title);
    xml.open("w:r", &[]).leaf("w:tab", &[]).close("w:r");
    let title = HEADING_NAME;
    field(&mut xml, &format!("STYLEREF \"{title}\""), &composed.first_running_head);
    xml.close("w:p");
    xml.end("w:hdr")
}

/// The name of the style that holds the titles of headings, as STYLEREF wants it.
const HEADING_NAME: &str = "Heading Title";

/// The folio.
pub fn footer() -> Vec<u8> {
    let mut xml = Xml::part("w:ftr", WORD);
    begin(&mut xml, "Footer");
    xml.open("w:r", &[]).leaf("w:tab", &[]).close("w:r");
    field(&mut xml, "PAGE", "1");
    xml.close("w:p");
    xml.end("w:ftr")
}

fn begin(xml: &mut Xml, style: &str) {
    xml.open("w:p", &[]).open("w:pPr", &[]).value("w:pStyle", style).close("w:pPr");
}

fn run(xml: &mut Xml, text: &str) {
    xml.open("w:r", &[]).element("w:t", &[("xml:space", "preserve")], text).close("w:r");
}

fn field(xml: &mut Xml, instruction: &str, result: &str) {
    let character = |xml: &mut Xml, kind| {
        xml.open("w:r", &[]).leaf("w:fldChar", &[("w:fldCharType", kind)]).close("w:r");
    };
    character(xml, "begin");
    let code = format!(" {instruction} ");
    xml.open("w:r", &[]).element("w:instrText", &[("xml:space", "preserve")], &code).close("w:r");
    character(xml, "separate");
    run(xml, result);
    character(xml, "end");
}
