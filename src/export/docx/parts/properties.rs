//! The property parts, which file managers and catalogues read: ECMA-376 Part 2 §11 and Part 1
//! §22.2, §22.3.

use uuid::Uuid;

use super::super::xml::Xml;
use crate::document::{Document, Metadata, Period};
use crate::draft::{DIGEST_PROPERTY, NAMESPACE as DRAFT_NAMESPACE};

/// Writes `docProps/core.xml`. Every date is the date of publication, so that builds are
/// reproducible.
pub fn core(document: &Document) -> Vec<u8> {
    let metadata = &document.metadata;
    let mut xml = Xml::part("cp:coreProperties", CORE);
    let mut property = |name: &str, value: Option<&str>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            xml.element(name, &[], value);
        }
    };
    property("dc:title", Some(&metadata.title));
    property("dc:subject", metadata.subtitle.as_deref());
    property("dc:creator", Some(&metadata.creators_line()));
    property("cp:keywords", Some(&metadata.keywords.join(", ")));
    property("dc:description", metadata.description.as_deref());
    property("dc:identifier", Some(&metadata.identifier));
    property("dc:language", Some(&document.language));
    property("cp:lastModifiedBy", Some(&metadata.creator));
    property("cp:revision", Some("1"));
    property("cp:contentStatus", metadata.status.as_deref());
    let day = metadata.date.first().iso_midnight();
    for name in ["dcterms:created", "dcterms:modified"] {
        xml.element(name, &[("xsi:type", "dcterms:W3CDTF")], &day);
    }
    xml.end("cp:coreProperties")
}

/// Writes `docProps/app.xml`.
pub fn application(metadata: &Metadata) -> Vec<u8> {
    let mut xml = Xml::part("Properties", &[("xmlns", EXTENDED)]);
    xml.element("Application", &[], "plenary").element("Company", &[], &metadata.publisher);
    xml.end("Properties")
}

/// Writes `docProps/core.xml` with a title only.
pub fn core_title(title: &str) -> Vec<u8> {
    let mut xml = Xml::part("cp:coreProperties", CORE);
    xml.element("dc:title", &[], title);
    xml.end("cp:coreProperties")
}

/// Writes `docProps/app.xml` with the name of the program only.
pub fn application_name() -> Vec<u8> {
    let mut xml = Xml::part("Properties", &[("xmlns", EXTENDED)]);
    xml.element("Application", &[], "plenary");
    xml.end("Properties")
}

/// Writes `docProps/custom.xml` without properties.
pub fn no_custom() -> Vec<u8> {
    Xml::part("Properties", &[("xmlns", CUSTOM), ("xmlns:vt", VALUES)]).end("Properties")
}

/// Writes `customXml/itemProps1.xml`: the id of the custom XML part, a GUID made from the draft's digest.
pub fn custom_xml(digest: &str) -> Vec<u8> {
    let id = Uuid::parse_str(digest).unwrap_or_default().braced().to_string().to_uppercase();
    let attributes = [("ds:itemID", id.as_str()), ("xmlns:ds", CUSTOM_XML)];
    let mut xml = Xml::part("ds:datastoreItem", &attributes);
    xml.open("ds:schemaRefs", &[]).leaf("ds:schemaRef", &[("ds:uri", DRAFT_NAMESPACE)]);
    xml.close("ds:schemaRefs");
    xml.end("ds:datastoreItem")
}

/// Writes `docProps/custom.xml`.
pub fn custom(metadata: &Metadata, digest: Option<&str>) -> Vec<u8> {
    let mut xml = Xml::part("Properties", &[("xmlns", CUSTOM), ("xmlns:vt", VALUES)]);
    let published = metadata.catalogue.published.map(Period::iso);
    let properties = [
        ("Identifier", Some(metadata.identifier.as_str())),
        ("Publisher", Some(&metadata.publisher)),
        ("Event", metadata.event.as_deref()),
        ("Published", published.as_deref()),
        ("ISBN", metadata.isbn.as_deref()),
        ("Symbol", metadata.symbol.as_deref()),
        ("Rights", metadata.rights.as_deref()),
        (DIGEST_PROPERTY, digest),
    ];
    let known = properties.into_iter().filter_map(|(name, value)| Some((name, value?)));
    for (index, (name, value)) in known.filter(|(_, value)| !value.is_empty()).enumerate() {
        // Property ids start at 2, Part 1 §22.3.2.2.
        let id = (index + 2).to_string();
        xml.open("property", &[("fmtid", FORMAT), ("pid", &id), ("name", name)]);
        xml.element("vt:lpwstr", &[], value).close("property");
    }
    xml.end("Properties")
}

const CUSTOM_XML: &str = "http://schemas.openxmlformats.org/officeDocument/2006/customXml";
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
