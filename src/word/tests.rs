//! Word files made of a few parts, and files of other programs.

mod constructs;
mod describe;
mod hostile;
mod lists;
mod package;
mod word_files;

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{WordError, WordFile, read};
use crate::limits::Limits;

/// The namespaces that the small files use.
const NAMESPACES: &str = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' \
    xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships' \
    xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math' \
    xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' \
    xmlns:w14='http://schemas.microsoft.com/office/word/2010/wordml' \
    xmlns:w15='http://schemas.microsoft.com/office/word/2012/wordml' \
    xmlns:v='urn:schemas-microsoft-com:vml' xmlns:wp='urn:wp' xmlns:a='urn:a'";

/// The base of the types of relationships.
const TYPES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The parts of a small file.
#[derive(Clone)]
struct Parts(Vec<(String, Vec<u8>)>);

impl Parts {
    /// A file whose body has this content.
    fn of(body: &str) -> Parts {
        Parts(Vec::new())
            .with("[Content_Types].xml", "<Types/>")
            .with("_rels/.rels", relationships(&[("officeDocument", "word/document.xml")]))
            .with("word/document.xml", root("document", &format!("<w:body>{body}</w:body>")))
            .with(
                "word/_rels/document.xml.rels",
                relationships(&[
                    ("styles", "styles.xml"),
                    ("settings", "settings.xml"),
                    ("footnotes", "footnotes.xml"),
                    ("endnotes", "endnotes.xml"),
                    ("comments", "comments.xml"),
                    ("commentsExtended", "commentsExtended.xml"),
                    ("customXml", "../customXml/item1.xml"),
                    ("image", "media/image1.png"),
                ]),
            )
    }

    /// With another part, or other content of one.
    fn with(mut self, name: &str, content: impl AsRef<[u8]>) -> Parts {
        self.0.retain(|(part, _)| part != name);
        self.0.push((name.into(), content.as_ref().to_vec()));
        self
    }

    fn zip(&self) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in &self.0 {
            writer.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
            writer.write_all(content).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn read(&self) -> Result<WordFile, WordError> {
        read(&self.zip(), &Limits::default())
    }
}

/// A part of WordprocessingML.
fn root(name: &str, content: &str) -> String {
    format!("<?xml version='1.0'?><w:{name} {NAMESPACES}>{content}</w:{name}>")
}

/// Relationships `rId1`, `rId2`… with type and target.
fn relationships(list: &[(&str, &str)]) -> String {
    let relationship = |(index, (kind, target)): (usize, &(&str, &str))| {
        let id = index + 1;
        format!("<Relationship Id='rId{id}' Type='{TYPES}/{kind}' Target='{target}'/>")
    };
    let list: String = list.iter().enumerate().map(relationship).collect();
    format!("<Relationships>{list}</Relationships>")
}
