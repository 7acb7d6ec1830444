//! Relationships and content types, ECMA-376 Part 2 §9.3 and §10.1.2.

use super::super::xml::Xml;

/// A reference from a part to another part or to an external resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relationship {
    /// The id, unique in the source part.
    pub id: String,
    /// The relationship type: a URI, or the last segment of one defined by ECMA-376 Part 1.
    pub kind: &'static str,
    /// The target, relative to the source part.
    pub target: String,
    /// Whether the target is outside the package.
    pub external: bool,
}

impl Relationship {
    /// Creates a reference to a part of the package.
    pub fn part(id: impl Into<String>, kind: &'static str, target: impl Into<String>) -> Self {
        Relationship { id: id.into(), kind, target: target.into(), external: false }
    }

    /// Creates an external hyperlink.
    pub fn link(id: impl Into<String>, url: &str) -> Self {
        Relationship { id: id.into(), kind: "hyperlink", target: url.into(), external: true }
    }
}

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/";

/// Writes a relationships part.
pub fn relationships(relationships: &[Relationship]) -> Vec<u8> {
    let mut xml = Xml::part("Relationships", &[("xmlns", &format!("{PACKAGE}relationships"))]);
    for Relationship { id, kind, target, external } in relationships {
        let kind = match kind.contains("://") {
            true => (*kind).to_owned(),
            false => format!("{OFFICE}{kind}"),
        };
        let mut attributes = vec![("Id", id.as_str()), ("Type", &kind), ("Target", target)];
        if *external {
            attributes.push(("TargetMode", "External"));
        }
        xml.leaf("Relationship", &attributes);
    }
    xml.end("Relationships")
}

/// Writes `[Content_Types].xml` for parts given by name and content type.
pub fn content_types<'a>(parts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<u8> {
    let mut xml = Xml::part("Types", &[("xmlns", &format!("{PACKAGE}content-types"))]);
    for (extension, kind) in [
        ("jpeg", "image/jpeg"),
        ("odttf", "application/vnd.openxmlformats-officedocument.obfuscatedFont"),
        ("png", "image/png"),
        ("svg", "image/svg+xml"),
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
    ] {
        xml.leaf("Default", &[("Extension", extension), ("ContentType", kind)]);
    }
    for (name, kind) in parts {
        xml.leaf("Override", &[("PartName", &format!("/{name}")), ("ContentType", kind)]);
    }
    xml.end("Types")
}
