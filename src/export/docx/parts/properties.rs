//! What file managers and catalogues read, ECMA-376 Part 2 §11.

use super::super::xml::Xml;
use crate::document::Document;

const CORE: &[(&str, &str)] = &[
    ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
    ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ("xmlns:dcterms", "http://purl.org/dc/terms/"),
    ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
];

/// `docProps/core.xml`.
pub fn core(document: &Document) -> Vec<u8> {
    let metadata = &document.metadata;
    let mut xml = Xml::part("cp:coreProperties", CORE);
    xml.element("dc:title", &[], &metadata.title);
    if let Some(subtitle) = &metadata.subtitle {
        xml.element("dc:subject", &[], subtitle);
    }
    xml.element("dc:creator", &[], &metadata.creator);
    xml.element("cp:keywords", &[], &metadata.keywords.join("; "));
    if let Some(description) = &metadata.description {
        xml.element("dc:description", &[], description);
    }
    let day = metadata.date.iso_midnight();
    for name in ["dcterms:created", "dcterms:modified"] {
        xml.element(name, &[("xsi:type", "dcterms:W3CDTF")], &day);
    }
    xml.element("dc:identifier", &[], &metadata.identifier);
    xml.element("dc:language", &[], &document.language);
    xml.end("cp:coreProperties")
}

const EXTENDED: &[(&str, &str)] =
    &[("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties")];

/// `docProps/app.xml`.
pub fn app() -> Vec<u8> {
    let mut xml = Xml::part("Properties", EXTENDED);
    xml.element("Application", &[], "plenary");
    xml.end("Properties")
}
