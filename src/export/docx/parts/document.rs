//! `word/document.xml` and `word/footnotes.xml`.

use super::super::compose::Composed;
use super::super::finish::finish;
use super::super::units::{twips, twips_of_mm};
use super::super::xml::{WORD, Xml};
use crate::document::Document;
use crate::export::Failure;
use crate::templates::Style;

/// How the pages of a section of Word are counted.
enum Folios {
    /// Not shown: the cover.
    None,
    /// Roman, from ii.
    Roman,
    /// Arabic, from 1.
    Arabic,
}

/// The main part.
pub fn body(document: &Document, style: &Style, composed: &Composed) -> Result<Vec<u8>, Failure> {
    let mut xml = Xml::part("w:document", WORD);
    xml.open("w:body", &[]);
    let count = composed.body.len();
    for (index, stretch) in composed.body.iter().enumerate() {
        let content = finish(std::slice::from_ref(stretch), &composed.extras)?;
        xml.raw(&String::from_utf8_lossy(&content));
        // Cover, then contents and front matter together, then the text.
        match index {
            0 => section_break(&mut xml, style, Folios::None),
            index if index + 1 == count => section(&mut xml, style, Folios::Arabic),
            index if index + 2 == count && has_front(document, composed) => {
                section_break(&mut xml, style, Folios::Roman);
            }
            _ => {}
        }
    }
    xml.close("w:body");
    Ok(xml.end("w:document"))
}

fn has_front(document: &Document, composed: &Composed) -> bool {
    let front = composed.body.len().checked_sub(2).and_then(|index| composed.body.get(index));
    document.contents.is_some() || front.is_some_and(|front| !front.pieces.is_empty())
}

/// The end of a section of Word: its properties stand in its last paragraph, §17.6.18.
fn section_break(xml: &mut Xml, style: &Style, folios: Folios) {
    xml.open("w:p", &[]).open("w:pPr", &[]).value("w:pStyle", "Separator");
    section(xml, style, folios);
    xml.close("w:pPr").close("w:p");
}

/// The properties of a section, in the order of the schema, §17.6.17.
fn section(xml: &mut Xml, style: &Style, folios: Folios) {
    xml.open("w:sectPr", &[]);
    if !matches!(folios, Folios::None) {
        let reference = |id| [("w:type", "default"), ("r:id", id)];
        xml.leaf("w:headerReference", &reference("rIdHeader"));
        xml.leaf("w:footerReference", &reference("rIdFooter"));
    }
    xml.value("w:type", "nextPage");
    let page = &style.page;
    let (width, height) = (twips_of_mm(page.width_mm), twips_of_mm(page.height_mm));
    xml.leaf("w:pgSz", &[("w:w", &width.to_string()), ("w:h", &height.to_string())]);
    margins(xml, style);
    match folios {
        Folios::None => {}
        Folios::Roman => {
            xml.leaf("w:pgNumType", &[("w:fmt", "lowerRoman"), ("w:start", "2")]);
        }
        Folios::Arabic => {
            xml.leaf("w:pgNumType", &[("w:fmt", "decimal"), ("w:start", "1")]);
        }
    }
    xml.leaf("w:cols", &[("w:space", "708")]).close("w:sectPr");
}

fn margins(xml: &mut Xml, style: &Style) {
    let page = &style.page;
    let header = page.running_head_mm - style.paragraphs.running_head.size_pt * 25.4 / 72.0;
    let [top, right, bottom, left, header, footer] =
        [page.head_mm, page.outer_mm, page.foot_mm, page.inner_mm, header, page.folio_mm]
            .map(|millimetres| twips_of_mm(millimetres).to_string());
    xml.leaf(
        "w:pgMar",
        &[
            ("w:top", top.as_str()),
            ("w:right", &right),
            ("w:bottom", &bottom),
            ("w:left", &left),
            ("w:header", &header),
            ("w:footer", &footer),
            ("w:gutter", "0"),
        ],
    );
}

/// The footnotes, after the two that draw the rule, §17.11.
pub fn notes(document: &Document, composed: &Composed) -> Result<Vec<u8>, Failure> {
    let mut xml = Xml::part("w:footnotes", WORD);
    rule(&mut xml, "separator", "-1", "w:separator");
    rule(&mut xml, "continuationSeparator", "0", "w:continuationSeparator");
    for (index, stretch) in composed.notes.iter().enumerate().take(document.notes.len()) {
        xml.open("w:footnote", &[("w:id", &(index + 1).to_string())]);
        let content = finish(std::slice::from_ref(stretch), &composed.extras)?;
        xml.raw(&String::from_utf8_lossy(&content));
        xml.close("w:footnote");
    }
    Ok(xml.end("w:footnotes"))
}

fn rule(xml: &mut Xml, kind: &str, id: &str, mark: &str) {
    xml.open("w:footnote", &[("w:type", kind), ("w:id", id)]).open("w:p", &[]);
    let line = twips(12.0).to_string();
    let spacing = [("w:before", "0"), ("w:after", "0"), ("w:line", line.as_str())];
    xml.open("w:pPr", &[]).leaf("w:spacing", &spacing).close("w:pPr");
    xml.open("w:r", &[]).leaf(mark, &[]).close("w:r").close("w:p").close("w:footnote");
}
