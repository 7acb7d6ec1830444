//! `word/settings.xml`, ECMA-376 Part 1 §17.15, in the order of the schema.

use super::super::xml::{WORD, Xml};
use crate::document::Document;
use crate::templates::Style;

/// Writes the part.
pub fn write(document: &Document, style: &Style) -> Vec<u8> {
    let mut xml = Xml::part("w:settings", WORD);
    xml.leaf("w:zoom", &[("w:percent", "100")]);
    if style.page.two_sided {
        xml.leaf("w:mirrorMargins", &[]);
    }
    xml.value("w:defaultTabStop", 708).leaf("w:autoHyphenation", &[]);
    xml.value("w:consecutiveHyphenLimit", 2).leaf("w:doNotHyphenateCaps", &[]);
    xml.value("w:characterSpacingControl", "doNotCompress");
    if !document.notes.is_empty() {
        xml.open("w:footnotePr", &[]);
        xml.leaf("w:footnote", &[("w:id", "-1")]).leaf("w:footnote", &[("w:id", "0")]);
        xml.close("w:footnotePr");
    }
    xml.open("w:compat", &[]);
    xml.leaf(
        "w:compatSetting",
        &[
            ("w:name", "compatibilityMode"),
            ("w:uri", "http://schemas.microsoft.com/office/word"),
            ("w:val", "15"),
        ],
    );
    xml.close("w:compat");
    xml.leaf("w:themeFontLang", &[("w:val", document.language.as_str())]);
    xml.leaf("w:clrSchemeMapping", COLOURS);
    xml.value("w:decimalSymbol", ".").value("w:listSeparator", ",");
    xml.end("w:settings")
}

const COLOURS: &[(&str, &str)] = &[
    ("w:bg1", "light1"),
    ("w:t1", "dark1"),
    ("w:bg2", "light2"),
    ("w:t2", "dark2"),
    ("w:accent1", "accent1"),
    ("w:accent2", "accent2"),
    ("w:accent3", "accent3"),
    ("w:accent4", "accent4"),
    ("w:accent5", "accent5"),
    ("w:accent6", "accent6"),
    ("w:hyperlink", "hyperlink"),
    ("w:followedHyperlink", "followedHyperlink"),
];
