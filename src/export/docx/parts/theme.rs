//! Theme and font table: the template's colours and families where Word looks for them.

use super::super::xml::{WORD, Xml};
use crate::templates::{FontFamily, GenericFamily, Style};

/// `word/fontTable.xml`, ECMA-376 Part 1 §17.8.
pub fn font_table(style: &Style) -> Vec<u8> {
    let mut xml = Xml::part("w:fonts", WORD);
    font(&mut xml, &style.fonts.text);
    font(&mut xml, &style.fonts.display);
    xml.end("w:fonts")
}

fn font(xml: &mut Xml, family: &FontFamily) {
    xml.open("w:font", &[("w:name", family.name.as_str())]);
    if let Some(fallback) = family.fallback.first() {
        xml.value("w:altName", fallback);
    }
    let generic = match family.generic {
        GenericFamily::Serif => "roman",
        GenericFamily::SansSerif => "swiss",
    };
    xml.value("w:family", generic).value("w:pitch", "variable").close("w:font");
}

const DRAWING: &[(&str, &str)] =
    &[("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main"), ("name", "plenary")];

/// `word/theme/theme1.xml`, ECMA-376 Part 1 §20.1.6.
pub fn theme(style: &Style) -> Vec<u8> {
    let mut xml = Xml::part("a:theme", DRAWING);
    xml.open("a:themeElements", &[]);
    colours(&mut xml, style);
    xml.open("a:fontScheme", &[("name", "plenary")]);
    family(&mut xml, "a:majorFont", &style.fonts.display.name);
    family(&mut xml, "a:minorFont", &style.fonts.text.name);
    xml.close("a:fontScheme").raw(FORMATS).close("a:themeElements");
    xml.end("a:theme")
}

fn colours(xml: &mut Xml, style: &Style) {
    let palette = &style.colours;
    let [ink, primary, accent, tint] =
        [&palette.ink, &palette.primary, &palette.accent, &palette.tint]
            .map(|ink| ink.screen.hex());
    xml.open("a:clrScheme", &[("name", "plenary")]);
    for (name, colour) in [
        ("a:dk1", &ink),
        ("a:lt1", &"FFFFFF".to_owned()),
        ("a:dk2", &primary),
        ("a:lt2", &tint),
        ("a:accent1", &primary),
        ("a:accent2", &accent),
        ("a:accent3", &primary),
        ("a:accent4", &accent),
        ("a:accent5", &primary),
        ("a:accent6", &accent),
        ("a:hlink", &primary),
        ("a:folHlink", &primary),
    ] {
        xml.open(name, &[]).leaf("a:srgbClr", &[("val", colour.as_str())]).close(name);
    }
    xml.close("a:clrScheme");
}

fn family(xml: &mut Xml, element: &str, name: &str) {
    xml.open(element, &[]).leaf("a:latin", &[("typeface", name)]);
    xml.leaf("a:ea", &[("typeface", "")]).leaf("a:cs", &[("typeface", "")]).close(element);
}

/// Three of each format that the schema demands; nothing in the document uses them.
const FORMATS: &str = "<a:fmtScheme name=\"plenary\"><a:fillStyleLst>\
<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill><a:solidFill><a:schemeClr val=\"phClr\"/>\
</a:solidFill><a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill></a:fillStyleLst>\
<a:lnStyleLst><a:ln w=\"6350\"><a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill></a:ln>\
<a:ln w=\"6350\"><a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill></a:ln>\
<a:ln w=\"6350\"><a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill></a:ln></a:lnStyleLst>\
<a:effectStyleLst><a:effectStyle><a:effectLst/></a:effectStyle><a:effectStyle><a:effectLst/>\
</a:effectStyle><a:effectStyle><a:effectLst/></a:effectStyle></a:effectStyleLst>\
<a:bgFillStyleLst><a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill><a:solidFill>\
<a:schemeClr val=\"phClr\"/></a:solidFill><a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>\
</a:bgFillStyleLst></a:fmtScheme>";
