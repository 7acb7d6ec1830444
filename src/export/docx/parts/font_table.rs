//! `word/fontTable.xml`: the font families and their substitutes, ECMA-376 Part 1 §17.8.

use crate::templates::{FontFamily, GenericFamily, Style};

use super::super::xml::{WORD, Xml};

/// Writes the part.
pub fn font_table(style: &Style) -> Vec<u8> {
    let mut xml = Xml::part("w:fonts", WORD);
    family(&mut xml, &style.fonts.text);
    if style.fonts.display.name != style.fonts.text.name {
        family(&mut xml, &style.fonts.display);
    }
    xml.end("w:fonts")
}

fn family(xml: &mut Xml, family: &FontFamily) {
    xml.open("w:font", &[("w:name", &family.name)]);
    if !family.fallback.is_empty() {
        xml.value("w:altName", family.fallback.join(","));
    }
    xml.value("w:charset", "00");
    let class = match family.generic {
        GenericFamily::Serif => "roman",
        GenericFamily::SansSerif => "swiss",
    };
    xml.value("w:family", class).value("w:pitch", "variable").close("w:font");
}
