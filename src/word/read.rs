//! The parts of a package → a Word file.

use std::collections::{BTreeMap, HashMap, HashSet};

use roxmltree::Node;

use super::comments::{self, Comments};
use super::error::{OtherFile, WordError};
use super::model::{Comment, Note, WordFile};
use super::package::{Package, Relationship, Target};
use super::shared::Shared;
use super::story::Reader;
use super::{Extras, lists, scan, styles, xml};
use crate::limits::{Limit, Limits};

/// Reads a Word file.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<WordFile, WordError> {
    let mut package = Package::open(bytes, limits)?;
    let parts = Parts::find(&mut package)?;
    let mut file = WordFile::default();
    let mut shared = Shared::default();
    let mut styles = BTreeMap::new();
    parts.with(&mut package, limits, "styles", |_, _, root| {
        (styles, file.default_format, file.language) = styles::read(root, &mut shared);
        Ok(())
    })?;
    parts.with(&mut package, limits, "numbering", |_, _, root| {
        file.lists = lists::read(root, &styles);
        Ok(())
    })?;
    read_settings(&parts, &mut package, limits, &mut file)?;

    let mut comments = Comments::default();
    let mut reader = Reader::new(limits, &styles, shared);
    parts.with(&mut package, limits, "comments", |package, part, root| {
        comments = Comments::list(part, root, limits)?;
        reader.expect_comments(std::mem::take(&mut comments.ids));
        reader.begin_part(links(package.relationships(part)?));
        file.comments = read_comments(root, &mut reader)?;
        Ok(())
    })?;
    parts.with(&mut package, limits, "commentsExtended", |_, part, root| {
        comments.thread(part, root, &mut file.comments)
    })?;
    read_document(&parts, &mut package, limits, &mut reader, &mut file)?;
    for kind in ["header", "footer"] {
        parts.all(kind).for_each(|_| reader.skip(kind));
    }
    file.changes = reader.changes();
    let (anchors, skipped) = reader.finish();
    for (comment, anchor) in file.comments.iter_mut().zip(anchors) {
        comment.anchor = anchor;
    }
    file.skipped = skipped;
    file.styles = styles;
    Ok(file)
}

/// The main part, and the parts to which it and the package refer.
struct Parts {
    document: String,
    relationships: Vec<Relationship>,
    package: Vec<Relationship>,
}

impl Parts {
    fn find(package: &mut Package) -> Result<Parts, WordError> {
        let of_package = package.relationships("")?;
        let document = of_package.iter().find_map(|it| match &it.target {
            Target::Part(part) if it.kind == "officeDocument" => Some(part.clone()),
            Target::Part(_) | Target::External(_) => None,
        });
        let document = document.ok_or(WordError::Other(OtherFile::Unknown))?;
        let relationships = package.relationships(&document)?;
        Ok(Parts { document, relationships, package: of_package })
    }

    /// The parts of a kind to which the main part refers.
    fn all<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a str> {
        parts(&self.relationships, kind)
    }

    /// Parses the part of a kind, if there is one, and passes its name and root to a function.
    fn with(
        &self,
        package: &mut Package,
        limits: &Limits,
        kind: &str,
        read: impl FnOnce(&mut Package, &str, Node) -> Result<(), WordError>,
    ) -> Result<(), WordError> {
        match self.all(kind).next() {
            Some(part) => with_part(package, limits, part, read),
            None => Ok(()),
        }
    }
}

/// The names of the parts of a kind.
fn parts<'a>(relationships: &'a [Relationship], kind: &'a str) -> impl Iterator<Item = &'a str> {
    relationships.iter().filter(move |it| it.kind == kind).filter_map(|it| match &it.target {
        Target::Part(part) => Some(part.as_str()),
        Target::External(_) => None,
    })
}

/// Parses a part, if the package has it, and passes its name and root to a function.
fn with_part(
    package: &mut Package,
    limits: &Limits,
    part: &str,
    read: impl FnOnce(&mut Package, &str, Node) -> Result<(), WordError>,
) -> Result<(), WordError> {
    let Some(text) = package.part(part)? else { return Ok(()) };
    let document = scan::parse(part, &text, limits)?;
    read(package, part, document.root_element())
}

/// The targets of relationships by id.
fn links(relationships: Vec<Relationship>) -> HashMap<String, Target> {
    relationships.into_iter().map(|it| (it.id, it.target)).collect()
}

/// Reads settings, custom properties and custom XML.
fn read_settings(
    parts: &Parts,
    package: &mut Package,
    limits: &Limits,
    file: &mut WordFile,
) -> Result<(), WordError> {
    parts.with(package, limits, "settings", |_, _, root| {
        file.track_revisions = xml::child(root, "trackRevisions").is_some_and(xml::is_on);
        Ok(())
    })?;
    for item in parts.all("customXml") {
        file.custom_xml.extend(package.part(item)?);
    }
    let properties = |it: &&Relationship| {
        // The kind in transitional files, and in strict ones.
        it.kind == "custom-properties" || it.kind == "customProperties"
    };
    if let Some(Target::Part(part)) = parts.package.iter().find(properties).map(|it| &it.target) {
        with_part(package, limits, part, |_, _, root| {
            file.properties = xml::elements(root).filter_map(property).collect();
            Ok(())
        })?;
    }
    Ok(())
}

/// The name and value of a custom property.
fn property(node: Node) -> Option<(String, String)> {
    let value = xml::elements(node).next().map(xml::content).unwrap_or_default();
    Some((node.attribute("name")?.into(), value))
}

fn read_comments(root: Node, reader: &mut Reader) -> Result<Vec<Comment>, WordError> {
    let read = |node| {
        let blocks = reader.story(node)?;
        Ok(Comment { blocks, ..comments::comment(node) })
    };
    comments::nodes(root).map(read).collect()
}

/// Reads the body and the notes.
fn read_document(
    parts: &Parts,
    package: &mut Package,
    limits: &Limits,
    reader: &mut Reader,
    file: &mut WordFile,
) -> Result<(), WordError> {
    let missing = || WordError::damaged("", format!("the part `{}` is missing", parts.document));
    let text = package.part(&parts.document)?.ok_or_else(missing)?;
    let document = scan::parse(&parts.document, &text, limits)?;
    let root = document.root_element();
    if xml::word_name(root) != "document" {
        let is_office = ["workbook", "presentation"].contains(&root.tag_name().name());
        let other = if is_office { OtherFile::Office } else { OtherFile::Unknown };
        return Err(WordError::Other(other));
    }
    if let Some(body) = xml::child(root, "body") {
        reader.begin_part(links(parts.relationships.clone()));
        file.body = reader.story(body)?;
    }
    drop(document);
    for (kind, notes) in [("footnotes", &mut file.footnotes), ("endnotes", &mut file.endnotes)] {
        parts.with(package, limits, kind, |package, part, root| {
            reader.begin_part(links(package.relationships(part)?));
            *notes = read_notes(part, root, limits, reader)?;
            Ok(())
        })?;
    }
    Ok(())
}

/// Reads the notes of a part, except the separators between text and notes.
fn read_notes(
    part: &str,
    root: Node,
    limits: &Limits,
    reader: &mut Reader,
) -> Result<Vec<Note>, WordError> {
    let mut ids = HashSet::new();
    let mut notes = Vec::new();
    let is_note = |node: &Node| matches!(xml::attribute(*node, "type"), None | Some("normal"));
    for node in xml::elements(root).filter(is_note) {
        limits.check(Limit::Notes, notes.len() + 1)?;
        let id = xml::attribute(node, "id").unwrap_or_default();
        if !ids.insert(id) {
            return Err(WordError::damaged(part, format!("two notes have the id {id}")));
        }
        notes.push(Note { id: id.into(), blocks: reader.story(node)? });
    }
    Ok(notes)
}

/// Reads pictures, headers, footers and properties.
pub fn extras<'a>(
    bytes: &[u8],
    pictures: impl IntoIterator<Item = &'a str>,
    limits: &Limits,
) -> Result<Extras<'a>, WordError> {
    let mut package = Package::open(bytes, limits)?;
    let parts = Parts::find(&mut package)?;
    let (mut extras, mut unpacked) = (Extras::default(), 0);
    for part in pictures {
        if !extras.pictures.contains_key(part) {
            let picture = package.picture(part, &mut unpacked)?;
            extras.pictures.extend(picture.map(|picture| (part, picture)));
        }
    }
    for part in parts.all("header").chain(parts.all("footer")) {
        with_part(&mut package, limits, part, |_, _, root| {
            extras.running_heads.push(all_text(root));
            Ok(())
        })?;
    }
    if let Some(part) = self::parts(&parts.package, "core-properties").next() {
        with_part(&mut package, limits, part, |_, _, root| {
            let property = |node: Node| (node.tag_name().name().into(), xml::content(node));
            extras.properties = xml::elements(root).map(property).collect();
            Ok(())
        })?;
    }
    Ok(extras)
}

/// The text in an element, its paragraphs separated by spaces.
fn all_text(root: Node) -> String {
    let mut text = String::new();
    for node in root.descendants() {
        match xml::word_name(node) {
            "t" => text += &xml::content(node),
            "p" | "tab" if !text.is_empty() => text.push(' '),
            _ => {}
        }
    }
    text
}
