//! `word/styles.xml`: the template as Word styles, ECMA-376 Part 1 §17.7.

mod border;
mod character;
mod gallery;
mod indents;
mod numbering;
mod paragraph;
mod table;
mod word_style;

use crate::document::Direction;
use crate::templates::{FontRole, Style};

use super::language::of_document;
use super::xml::{WORD, Xml};
pub use border::{
    Border, BoxEdges, Enclosure, background, borders, enclosing, enclosure_of, hex,
    paragraph_borders,
};
pub use character::{
    FOOTNOTE_REFERENCE, HEADING_TITLE, HYPERLINK, PEOPLE_ROLE, RunProperties, STRONG, TERM,
};
pub use indents::indents_pt;
pub use numbering::{
    format_of, heading_instance, heading_style, numbering_of, numberings, prefix_position,
    style_of, unbreakable,
};
pub use table::REPORT_TABLE;
pub use word_style::{SUB_HEADING, WordStyle};

/// Writes the part.
pub fn styles(style: &Style, language: &str) -> Vec<u8> {
    let mut xml = Xml::part("w:styles", WORD);
    defaults(&mut xml, style, language);
    latent(&mut xml);
    for word_style in WordStyle::all() {
        paragraph::write(&mut xml, style, word_style, Direction::of(language));
    }
    character::write(&mut xml, style);
    table::write(&mut xml, style);
    no_list(&mut xml);
    xml.end("w:styles")
}

/// The document defaults, §17.7.5.
fn defaults(xml: &mut Xml, style: &Style, language: &str) {
    xml.open("w:docDefaults", &[]).open("w:rPrDefault", &[]).open("w:rPr", &[]);
    character::fonts(xml, FontRole::Text);
    let size = crate::units::half_points(style.paragraphs.body.size_pt);
    xml.value("w:sz", size).value("w:szCs", size);
    let languages = of_document(language);
    xml.leaf("w:lang", &languages.each_ref().map(|(name, tag)| (*name, tag.as_str())));
    xml.close("w:rPr").close("w:rPrDefault").open("w:pPrDefault", &[]).open("w:pPr", &[]);
    xml.leaf("w:widowControl", &[]);
    if Direction::of(language) == Direction::RightToLeft {
        xml.leaf("w:bidi", &[]);
    }
    xml.close("w:pPr").close("w:pPrDefault").close("w:docDefaults");
}

/// Hides Word's own styles that the file does not define, §17.7.4.5.
fn latent(xml: &mut Xml) {
    let hidden = [
        ("w:defLockedState", "0"),
        ("w:defUIPriority", "99"),
        ("w:defSemiHidden", "1"),
        ("w:defUnhideWhenUsed", "1"),
        ("w:defQFormat", "0"),
        ("w:count", "376"),
    ];
    xml.leaf("w:latentStyles", &hidden);
}

fn no_list(xml: &mut Xml) {
    let kind = [("w:type", "numbering"), ("w:default", "1"), ("w:styleId", "NoList")];
    xml.open("w:style", &kind).value("w:name", "No List").value("w:uiPriority", 99);
    xml.leaf("w:semiHidden", &[]).leaf("w:unhideWhenUsed", &[]).close("w:style");
}
