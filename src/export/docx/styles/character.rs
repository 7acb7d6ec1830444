//! Character styles and run properties.

use crate::templates::{FontRole, Palette, ParagraphStyle, Style};
use crate::units::{half_points, twips};

use super::super::xml::Xml;

/// The prefix of a heading: "Panel 1".
pub const HEADING_PREFIX: &str = "PanelLabel";
/// The title of a heading without its prefix, which running heads repeat.
pub const HEADING_TITLE: &str = "HeadingTitle";
/// The number of a footnote.
pub const FOOTNOTE_REFERENCE: &str = "FootnoteReference";
/// A hyperlink.
pub const HYPERLINK: &str = "Hyperlink";
/// The role of people: "Moderator".
pub const PEOPLE_ROLE: &str = "PeopleRole";
/// Strong emphasis.
pub const STRONG: &str = "Strong";
/// A term with a definition.
pub const TERM: &str = "Term";

/// Writes the character styles.
pub fn write(xml: &mut Xml, style: &Style) {
    let paragraphs = &style.paragraphs;
    let kind = [("w:type", "character"), ("w:default", "1"), ("w:styleId", DEFAULT)];
    xml.open("w:style", &kind).value("w:name", "Default Paragraph Font").value("w:uiPriority", 1);
    xml.leaf("w:semiHidden", &[]).leaf("w:unhideWhenUsed", &[]).close("w:style");
    one(xml, STRONG, "Strong", |xml| {
        xml.leaf("w:b", &[]).leaf("w:bCs", &[]);
    });
    one(xml, "Emphasis", "Emphasis", |xml| {
        xml.leaf("w:i", &[]).leaf("w:iCs", &[]);
    });
    one(xml, HYPERLINK, "Hyperlink", |xml| {
        let colour = style.colours.primary.screen.hex();
        xml.value("w:color", colour).value("w:u", "single");
    });
    one(xml, FOOTNOTE_REFERENCE, "footnote reference", |xml| {
        xml.value("w:vertAlign", "superscript");
    });
    one(xml, HEADING_TITLE, "Heading Title", |_| {});
    for (id, name, setting) in [
        (HEADING_PREFIX, "Panel Label", &paragraphs.heading_prefix),
        (PEOPLE_ROLE, "People Role", &paragraphs.people_role),
        (TERM, "Term", &paragraphs.term),
    ] {
        one(xml, id, name, |xml| properties(xml, style, setting));
    }
}

const DEFAULT: &str = "DefaultParagraphFont";

fn one(xml: &mut Xml, id: &str, name: &str, properties: impl FnOnce(&mut Xml)) {
    let built_in = ["Strong", "Emphasis", "Hyperlink", "footnote reference"].contains(&name);
    let kind = [("w:type", "character"), ("w:customStyle", "1"), ("w:styleId", id)];
    match (built_in, kind) {
        (false, kind) => xml.open("w:style", &kind),
        (true, [kind, _, id]) => xml.open("w:style", &[kind, id]),
    };
    xml.value("w:name", name).value("w:basedOn", DEFAULT).leaf("w:qFormat", &[]);
    xml.open("w:rPr", &[]);
    properties(xml);
    xml.close("w:rPr").close("w:style");
}

/// Writes `w:rFonts` with one family for all scripts.
pub fn fonts(xml: &mut Xml, family: &str) {
    let names = ["w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"].map(|script| (script, family));
    xml.leaf("w:rFonts", &names);
}

/// Writes the run properties of a style, in schema order (§17.3.2.28).
pub fn properties(xml: &mut Xml, style: &Style, setting: &ParagraphStyle) {
    let family = match setting.family {
        FontRole::Text => &style.fonts.text.name,
        FontRole::Display => &style.fonts.display.name,
    };
    fonts(xml, family);
    for (on, names) in [(setting.bold, ["w:b", "w:bCs"]), (setting.italic, ["w:i", "w:iCs"])] {
        if on {
            names.iter().for_each(|name| {
                xml.leaf(name, &[]);
            });
        }
    }
    if setting.small_caps {
        xml.leaf("w:smallCaps", &[]);
    }
    xml.value("w:color", colour(&style.colours, setting));
    let tracking = twips(setting.tracking_em * setting.size_pt);
    if tracking != 0 {
        xml.value("w:spacing", tracking);
    }
    let size = half_points(setting.size_pt);
    xml.value("w:sz", size).value("w:szCs", size);
}

fn colour(palette: &Palette, setting: &ParagraphStyle) -> String {
    palette.get(setting.colour).screen.hex()
}
