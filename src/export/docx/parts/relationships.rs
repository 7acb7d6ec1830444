//! Content types and relationships, ECMA-376 Part 2 §9 and §10.

use super::super::compose::Composed;
use super::super::xml::Xml;
use super::image_name;
use crate::document::{Document, ImageId};

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const NAMESPACE: &[(&str, &str)] =
    &[("xmlns", "http://schemas.openxmlformats.org/package/2006/relationships")];

/// The relationship id of a picture.
pub fn image_relationship(image: ImageId) -> String {
    format!("rIdImage{}", image.0 + 1)
}

/// `[Content_Types].xml`.
pub fn content_types(document: &Document) -> Vec<u8> {
    let namespace = ("xmlns", "http://schemas.openxmlformats.org/package/2006/content-types");
    let mut xml = Xml::part("Types", &[namespace]);
    for (extension, kind) in [
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
        ("png", "image/png"),
        ("jpeg", "image/jpeg"),
    ] {
        xml.leaf("Default", &[("Extension", extension), ("ContentType", kind)]);
    }
    for (part, kind) in parts(document) {
        xml.leaf("Override", &[("PartName", part), ("ContentType", &kind)]);
    }
    xml.end("Types")
}

fn parts(document: &Document) -> Vec<(&'static str, String)> {
    let word = |kind: &str| format!("{WORD}.{kind}+xml");
    let mut parts = vec![
        ("/word/document.xml", word("document.main")),
        ("/word/styles.xml", word("styles")),
        ("/word/numbering.xml", word("numbering")),
        ("/word/settings.xml", word("settings")),
        ("/word/fontTable.xml", word("fontTable")),
        ("/word/header1.xml", word("header")),
        ("/word/footer1.xml", word("footer")),
        (
            "/word/theme/theme1.xml",
            "application/vnd.openxmlformats-officedocument.theme+xml".into(),
        ),
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml".into()),
        (
            "/docProps/app.xml",
            "application/vnd.openxmlformats-officedocument.extended-properties+xml".into(),
        ),
    ];
    if !document.notes.is_empty() {
        parts.push(("/word/footnotes.xml", word("footnotes")));
    }
    parts
}

/// `_rels/.rels`.
pub fn package() -> Vec<u8> {
    let mut xml = Xml::part("Relationships", NAMESPACE);
    let core =
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    one(&mut xml, "rIdDocument", &format!("{OFFICE}/officeDocument"), "word/document.xml");
    one(&mut xml, "rIdCore", core, "docProps/core.xml");
    one(&mut xml, "rIdApp", &format!("{OFFICE}/extended-properties"), "docProps/app.xml");
    xml.end("Relationships")
}

/// `word/_rels/document.xml.rels`.
pub fn document(document: &Document, composed: &Composed) -> Vec<u8> {
    let mut xml = Xml::part("Relationships", NAMESPACE);
    let parts = [
        ("rIdStyles", "styles", "styles.xml"),
        ("rIdNumbering", "numbering", "numbering.xml"),
        ("rIdSettings", "settings", "settings.xml"),
        ("rIdFonts", "fontTable", "fontTable.xml"),
        ("rIdTheme", "theme", "theme/theme1.xml"),
        ("rIdHeader", "header", "header1.xml"),
        ("rIdFooter", "footer", "footer1.xml"),
    ];
    for (id, kind, target) in parts {
        one(&mut xml, id, &format!("{OFFICE}/{kind}"), target);
    }
    if !document.notes.is_empty() {
        one(&mut xml, "rIdFootnotes", &format!("{OFFICE}/footnotes"), "footnotes.xml");
    }
    for index in 0..document.images.len() {
        let image = ImageId(index);
        let name = image_name(document, image);
        one(&mut xml, &image_relationship(image), &format!("{OFFICE}/image"), &name);
    }
    composed.links.iter().for_each(|(id, url)| external(&mut xml, &id, url));
    xml.end("Relationships")
}

/// `word/_rels/footnotes.xml.rels`.
pub fn notes(composed: &Composed) -> Vec<u8> {
    let mut xml = Xml::part("Relationships", NAMESPACE);
    composed.note_links.iter().for_each(|(id, url)| external(&mut xml, &id, url));
    xml.end("Relationships")
}

fn one(xml: &mut Xml, id: &str, kind: &str, target: &str) {
    xml.leaf("Relationship", &[("Id", id), ("Type", kind), ("Target", target)]);
}

fn external(xml: &mut Xml, id: &str, url: &str) {
    let kind = format!("{OFFICE}/hyperlink");
    let attributes =
        [("Id", id), ("Type", kind.as_str()), ("Target", url), ("TargetMode", "External")];
    xml.leaf("Relationship", &attributes);
}
