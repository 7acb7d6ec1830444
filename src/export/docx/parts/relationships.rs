//! How parts refer to each other and what each is, ECMA-376 Part 2 §9.3 and §10.1.2.

use super::super::xml::Xml;

/// A reference of one part to another, or to the world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relationship {
    /// Its id in the part.
    pub id: String,
    /// What it is: the end of its address, or a whole one.
    pub kind: &'static str,
    /// Where it leads.
    pub target: String,
    /// Whether that is outside of the package.
    pub external: bool,
}

impl Relationship {
    /// A reference to a part of the package.
    pub fn part(id: impl Into<String>, kind: &'static str, target: impl Into<String>) -> Self {
        Relationship { id: id.into(), kind, target: target.into(), external: false }
    }

    /// A link to the world outside.
    pub fn link(id: impl Into<String>, url: &str) -> Self {
        Relationship { id: id.into(), kind: "hyperlink", target: url.into(), external: true }
    }
}

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/";

/// Writes the relationships of a part.
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

/// Writes `[Content_Types].xml`: the name of each part with the type of its content.
pub fn content_types<'a>(parts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<u8> {
    let mut xml = Xml::part("Types", &[("xmlns", &format!("{PACKAGE}content-types"))]);
    for (extension, kind) in [
        ("jpeg", "image/jpeg"),
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
