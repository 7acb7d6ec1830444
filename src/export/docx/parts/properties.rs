//! What file managers and catalogues read: ECMA-376 Part 2 §11 and Part 1 §22.2, §22.3.

use crate::document::{Document, Metadata};

use super::super::xml::Xml;

/// `docProps/core.xml`. Every date is that of the publication, never that of the build.
pub fn core(document: &Document) -> Vec<u8> {
    let metadata = &document.metadata;
    let mut xml = Xml::part("cp:coreProperties", CORE);
    let mut say = |name: &str, value: Option<&str>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            xml.element(name, &[], value);
        }
    };
    say("dc:title", Some(&metadata.title));
    say("dc:subject", metadata.subtitle.as_deref());
    say("dc:creator", Some(&metadata.creator));
    say("cp:keywords", Some(&metadata.keywords.join(", ")));
    say("dc:description", metadata.description.as_deref());
    say("dc:identifier", Some(&metadata.identifier));
    say("dc:language", Some(&document.language));
    say("cp:lastModifiedBy", Some(&metadata.creator));
    say("cp:revision", Some("1"));
    let day = metadata.date.iso_midnight();
    for name in ["dcterms:created", "dcterms:modified"] {
        xml.element(name, &[("xsi:type", "dcterms:W3CDTF")], &day);
    }
    xml.end("cp:coreProperties")
}

/// `docProps/app.xml`.
pub fn application(metadata: &Metadata) -> Vec<u8> {
    let mut xml = Xml::part("Properties", &[("xmlns", EXTENDED)]);
    xml.element("Application", &[], "plenary").element("Company", &[], &metadata.publisher);
    xml.end("Properties")
}

/// `docProps/custom.xml`.
pub fn custom(metadata: &Metadata) -> Vec<u8> {
    let mut xml = Xml::part("Properties", &[("xmlns", CUSTOM), ("xmlns:vt", VALUES)]);
    let properties = [
        ("Identifier", Some(&metadata.identifier)),
        ("Publisher", Some(&metadata.publisher)),
        ("Series", metadata.series.as_ref()),
        ("ISBN", metadata.isbn.as_ref()),
        ("Symbol", metadata.symbol.as_ref()),
        ("Rights", metadata.rights.as_ref()),
    ];
    let said = properties.into_iter().filter_map(|(name, value)| Some((name, value?)));
    for (index, (name, value)) in said.filter(|(_, value)| !value.is_empty()).enumerate() {
        // Numbers of properties begin with 2, Part 1 §22.3.2.2.
        let number = (index + 2).to_string();
        xml.open("property", &[("fmtid", FORMAT), ("pid", &number), ("name", name)]);
        xml.element("vt:lpwstr", &[], value).close("property");
    }
    xml.end("Properties")
}

const CORE: &[(&str, &str)] = &[
    ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
    ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ("xmlns:dcterms", "http://purl.org/dc/terms/"),
    ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
];
const EXTENDED: &str = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
const CUSTOM: &str = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties";
const VALUES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes";
const FORMAT: &str = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}";
