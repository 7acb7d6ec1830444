//! Document → Word file (ECMA-376, transitional).
//!
//! `compose` says the document in the typed paragraphs and tables of a builder and keeps beside
//! them what those types cannot say; `finish` makes of both what the schema demands; `styles` and
//! `parts` write everything else from the template. No word, number or order is decided here.

mod bookmark;
mod compose;
mod finish;
mod line;
mod links;
mod numbering;
mod numeral;
mod parts;
mod picture;
mod piece;
mod styles;
#[cfg(test)]
mod tests;
mod units;
mod xml;

use super::ExportError;
use super::package::Package;
use crate::document::Document;
use crate::fonts::Fonts;
use crate::layout::PageMap;
use crate::templates::Style;
use compose::{Composed, EdgeKind};
use parts::Relationship;
use xml::{WORD, Xml};

/// Writes the document for Word. `map` fills the page numbers of the contents; `fonts` set the words
/// in pictures.
pub fn write(
    document: &Document,
    style: &Style,
    fonts: &Fonts,
    map: &PageMap,
) -> Result<Vec<u8>, ExportError> {
    let composed = compose::compose(document, style, map);
    let mut file = File::default();
    text(&mut file, &composed)?;
    notes(&mut file, &composed)?;
    edges(&mut file, &composed)?;
    picture::add(&mut file, document, fonts, &composed)?;
    let language = xml::clean(&document.language);
    file.word("styles", styles::styles(style, &language));
    file.word("settings", parts::settings(style, &language));
    file.word("numbering", parts::numbering(&composed.numbering, style));
    file.word("fontTable", parts::fonts(style));
    file.related.push(Relationship::part("theme", "theme", "theme/theme1.xml"));
    file.part("word/theme/theme1.xml", THEME, parts::theme(style));
    let links = composed.links.iter().map(|(id, url)| Relationship::link(id, url));
    file.related.extend(links);
    properties(&mut file, document);
    file.finish(&composed)
}

const WORD_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
const THEME: &str = "application/vnd.openxmlformats-officedocument.theme+xml";
const CORE: &str = "application/vnd.openxmlformats-package.core-properties+xml";
const EXTENDED: &str = "application/vnd.openxmlformats-officedocument.extended-properties+xml";
const CUSTOM: &str = "application/vnd.openxmlformats-officedocument.custom-properties+xml";
const CORE_RELATIONSHIP: &str =
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";

/// A Word file under way.
#[derive(Default)]
struct File {
    /// Name, type of the content (none where the extension says it) and bytes of each part.
    parts: Vec<(String, Option<String>, Vec<u8>)>,
    /// What the main part refers to.
    related: Vec<Relationship>,
}

impl File {
    fn part(&mut self, name: &str, content_type: &str, bytes: Vec<u8>) {
        self.parts.push((name.into(), Some(content_type.into()), bytes));
    }

    /// A part beside the main one, which refers to it.
    fn word(&mut self, kind: &'static str, bytes: Vec<u8>) {
        let file = format!("{kind}.xml");
        self.related.push(Relationship::part(kind, kind, &file));
        self.part(&format!("word/{file}"), &format!("{WORD_TYPE}{kind}+xml"), bytes);
    }

    /// Packs the parts, those that say what the others are first.
    fn finish(self, composed: &Composed) -> Result<Vec<u8>, ExportError> {
        let types =
            self.parts.iter().filter_map(|(name, kind, _)| Some((name.as_str(), kind.as_deref()?)));
        let mut package = Package::new();
        package.add("[Content_Types].xml", parts::content_types(types));
        package.add("_rels/.rels", parts::relationships(&root()));
        package.add("word/_rels/document.xml.rels", parts::relationships(&self.related));
        let note_links: Vec<_> =
            composed.note_links.iter().map(|(id, url)| Relationship::link(id, url)).collect();
        if !note_links.is_empty() {
            package.add("word/_rels/footnotes.xml.rels", parts::relationships(&note_links));
        }
        for (name, content_type, bytes) in self.parts {
            match content_type {
                Some(_) => package.add(&name, bytes),
                None => package.add_stored(&name, bytes),
            };
        }
        package.finish()
    }
}

fn root() -> [Relationship; 4] {
    [
        Relationship::part("rId1", "officeDocument", "word/document.xml"),
        Relationship::part("rId2", CORE_RELATIONSHIP, "docProps/core.xml"),
        Relationship::part("rId3", "extended-properties", "docProps/app.xml"),
        Relationship::part("rId4", "custom-properties", "docProps/custom.xml"),
    ]
}

fn text(file: &mut File, composed: &Composed) -> Result<(), ExportError> {
    let body = finish::finish(&composed.body, &composed.extras, composed.direction)?;
    let mut part = opened("w:document");
    part.extend_from_slice(b"<w:body>");
    part.extend_from_slice(&body);
    part.extend_from_slice(b"</w:body></w:document>");
    file.part("word/document.xml", &format!("{WORD_TYPE}document.main+xml"), part);
    Ok(())
}

/// The rule above the notes, and above those that go on from the page before, §17.11.23.
const SEPARATORS: &str = "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:pPr><w:spacing \
    w:before=\"0\" w:after=\"60\" w:line=\"240\" w:lineRule=\"auto\"/></w:pPr><w:r><w:separator/>\
    </w:r></w:p></w:footnote><w:footnote w:type=\"continuationSeparator\" w:id=\"0\"><w:p><w:pPr>\
    <w:spacing w:before=\"0\" w:after=\"60\" w:line=\"240\" w:lineRule=\"auto\"/></w:pPr><w:r>\
    <w:continuationSeparator/></w:r></w:p></w:footnote>";

/// The part is there even without notes: the settings name its separators.
fn notes(file: &mut File, composed: &Composed) -> Result<(), ExportError> {
    let mut part = opened("w:footnotes");
    part.extend_from_slice(SEPARATORS.as_bytes());
    part.extend_from_slice(&finish::finish(&composed.notes, &composed.extras, composed.direction)?);
    part.extend_from_slice(b"</w:footnotes>");
    file.word("footnotes", part);
    Ok(())
}

fn edges(file: &mut File, composed: &Composed) -> Result<(), ExportError> {
    for edge in &composed.headers {
        let (kind, root) = match edge.kind {
            EdgeKind::Header => ("header", "w:hdr"),
            EdgeKind::Footer => ("footer", "w:ftr"),
        };
        let mut part = opened(root);
        part.extend_from_slice(&finish::pieces(
            &edge.pieces,
            &composed.extras,
            composed.direction,
        )?);
        part.extend_from_slice(format!("</{root}>").as_bytes());
        let name = format!("{}.xml", edge.name);
        file.related.push(Relationship::part(edge.name, kind, &name));
        file.part(&format!("word/{name}"), &format!("{WORD_TYPE}{kind}+xml"), part);
    }
    Ok(())
}

fn properties(file: &mut File, document: &Document) {
    file.part("docProps/core.xml", CORE, parts::core(document));
    file.part("docProps/app.xml", EXTENDED, parts::application(&document.metadata));
    file.part("docProps/custom.xml", CUSTOM, parts::custom(&document.metadata));
}

fn opened(root: &str) -> Vec<u8> {
    Xml::part(root, WORD).into_string().into_bytes()
}
