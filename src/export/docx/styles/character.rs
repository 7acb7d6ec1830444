//! Character styles and run properties.

use crate::templates::{Colour, FontRole, ParagraphStyle, Style};
use crate::units::{half_points, twips};

use super::super::xml::Xml;

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
        let colour = style.colours.link.screen.hex();
        let theme = theme_colour(Colour::Link);
        xml.leaf("w:color", &[("w:val", &colour), ("w:themeColor", theme)]);
        xml.value("w:u", "single");
    });
    one(xml, FOOTNOTE_REFERENCE, "footnote reference", |xml| {
        xml.value("w:vertAlign", "superscript");
    });
    one(xml, HEADING_TITLE, "Heading Title", |_| {});
    for (id, name, setting) in
        [(PEOPLE_ROLE, "People Role", &paragraphs.people_role), (TERM, "Term", &paragraphs.term)]
    {
        one(xml, id, name, |xml| RunProperties::of(setting).write(xml, style, None));
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
    xml.value("w:name", name).value("w:basedOn", DEFAULT);
    let (priority, in_gallery) = match name {
        "Emphasis" => (20, true),
        "Strong" => (22, true),
        _ => (99, false),
    };
    xml.value("w:uiPriority", priority);
    if in_gallery {
        xml.leaf("w:qFormat", &[]);
    }
    xml.open("w:rPr", &[]);
    properties(xml);
    xml.close("w:rPr").close("w:style");
}

/// The run properties that a style passes on to the styles based on it.
#[derive(Clone, Copy, Debug)]
pub struct RunProperties {
    font: FontRole,
    bold: bool,
    italic: bool,
    small_caps: bool,
    colour: Colour,
    /// Letter spacing, in twips.
    tracking: i32,
    /// The size, in half points.
    size: i32,
}

impl RunProperties {
    /// The run properties of a paragraph of the template.
    pub fn of(setting: &ParagraphStyle) -> RunProperties {
        RunProperties {
            font: setting.family,
            bold: setting.bold,
            italic: setting.italic,
            small_caps: setting.small_caps,
            colour: setting.colour,
            tracking: twips(setting.tracking_em * setting.size_pt),
            size: half_points(setting.size_pt),
        }
    }

    /// The defaults of the document: font and size of the body text.
    pub fn defaults(style: &Style) -> RunProperties {
        RunProperties {
            bold: false,
            italic: false,
            small_caps: false,
            colour: Colour::Ink,
            tracking: 0,
            ..RunProperties::of(&style.paragraphs.body)
        }
    }

    /// Writes the properties in schema order (§17.3.2.28): all, or those that differ from inherited
    /// ones.
    pub fn write(&self, xml: &mut Xml, style: &Style, inherited: Option<&RunProperties>) {
        let plain = RunProperties::defaults(style);
        let base = inherited.unwrap_or(&plain);
        let all = inherited.is_none();
        if all || self.font != base.font {
            fonts(xml, self.font);
        }
        for name in ["w:b", "w:bCs"] {
            toggle(xml, name, self.bold, base.bold);
        }
        for name in ["w:i", "w:iCs"] {
            toggle(xml, name, self.italic, base.italic);
        }
        toggle(xml, "w:smallCaps", self.small_caps, base.small_caps);
        if all || self.colour != base.colour {
            let (hex, theme) =
                (style.colours.get(self.colour).screen.hex(), theme_colour(self.colour));
            xml.leaf("w:color", &[("w:val", &hex), ("w:themeColor", theme)]);
        }
        if self.tracking != base.tracking {
            xml.value("w:spacing", self.tracking);
        }
        if all || self.size != base.size {
            xml.value("w:sz", self.size).value("w:szCs", self.size);
        }
    }
}

/// Writes a property that is on or off, if it differs from the inherited one.
pub fn toggle(xml: &mut Xml, name: &str, own: bool, inherited: bool) {
    match (own, inherited) {
        (true, false) => xml.leaf(name, &[]),
        (false, true) => xml.value(name, 0),
        (true, true) | (false, false) => xml,
    };
}

/// Writes `w:rFonts` with a family of the theme for all scripts, §17.3.2.26.
pub fn fonts(xml: &mut Xml, role: FontRole) {
    let names = match role {
        FontRole::Text => ["minorHAnsi", "minorHAnsi", "minorEastAsia", "minorBidi"],
        FontRole::Display => ["majorHAnsi", "majorHAnsi", "majorEastAsia", "majorBidi"],
    };
    let scripts = ["w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"];
    let attributes: Vec<_> = scripts.into_iter().zip(names).collect();
    xml.leaf("w:rFonts", &attributes);
}

/// The colour of the theme (`ST_ThemeColor`, §17.18.97): see `parts/theme.rs`.
pub fn theme_colour(colour: Colour) -> &'static str {
    match colour {
        Colour::Ink => "text1",
        Colour::Primary => "accent1",
        Colour::Accent => "accent2",
        Colour::Tint => "background2",
        Colour::Paper => "background1",
        Colour::Link => "hyperlink",
    }
}
