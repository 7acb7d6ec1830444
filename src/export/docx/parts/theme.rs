//! `word/theme/theme1.xml`: the template's colours and font families, so that a reviewer's
//! additions match the report, ECMA-376 Part 1 §14.2.7 and §20.1.6.9.

use crate::templates::{Colour, Palette, Style};

use super::super::xml::Xml;

const NAMESPACE: &[(&str, &str)] =
    &[("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main")];

/// Writes the part.
pub fn theme(style: &Style) -> Vec<u8> {
    let [drawing] = NAMESPACE else { return Vec::new() };
    let mut xml = Xml::part("a:theme", &[*drawing, ("name", &style.name)]);
    xml.open("a:themeElements", &[]);
    colours(&mut xml, &style.name, &style.colours);
    xml.open("a:fontScheme", &[("name", &style.name)]);
    for (kind, family) in
        [("a:majorFont", &style.fonts.display), ("a:minorFont", &style.fonts.text)]
    {
        xml.open(kind, &[]).leaf("a:latin", &[("typeface", &family.name)]);
        for script in ["a:ea", "a:cs"] {
            xml.leaf(script, &[("typeface", &family.name)]);
        }
        xml.close(kind);
    }
    xml.close("a:fontScheme");
    formats(&mut xml, &style.name);
    xml.close("a:themeElements");
    xml.end("a:theme")
}

fn colours(xml: &mut Xml, name: &str, palette: &Palette) {
    let [ink, primary, accent, tint, paper, link] =
        Colour::ALL.map(|colour| palette.get(colour).screen.hex());
    xml.open("a:clrScheme", &[("name", name)]);
    for (slot, colour) in [
        ("a:dk1", &ink),
        ("a:lt1", &paper),
        ("a:dk2", &primary),
        ("a:lt2", &tint),
        ("a:accent1", &primary),
        ("a:accent2", &accent),
        ("a:accent3", &primary),
        ("a:accent4", &accent),
        ("a:accent5", &primary),
        ("a:accent6", &accent),
        ("a:hlink", &link),
        ("a:folHlink", &link),
    ] {
        xml.open(slot, &[]).leaf("a:srgbClr", &[("val", colour)]).close(slot);
    }
    xml.close("a:clrScheme");
}

/// Writes the three placeholders of each list that the schema requires; reports do not use them.
fn formats(xml: &mut Xml, name: &str) {
    let fill = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>";
    xml.open("a:fmtScheme", &[("name", name)]);
    for (list, item) in [
        ("a:fillStyleLst", fill.to_owned()),
        ("a:lnStyleLst", format!("<a:ln w=\"6350\">{fill}</a:ln>")),
        ("a:effectStyleLst", "<a:effectStyle><a:effectLst/></a:effectStyle>".to_owned()),
        ("a:bgFillStyleLst", fill.to_owned()),
    ] {
        xml.open(list, &[]).raw(&item.repeat(3)).close(list);
    }
    xml.close("a:fmtScheme");
}
