//! Structure elements of the document and its sections.

use std::ops::Range;
use std::{iter, vec};

use super::element_content::ElementContent;
use super::tree::{Kid, Node};
use crate::document::{
    Block, Contents, ContentsEntry, Cover, Document, ElementId, Heading, Note, NoteKind, Section,
};
use crate::layout::Part;
use lopdf::dictionary;

use super::super::object::{byte_string, name};
use super::super::settings::Version;

/// Builds the tree in document order.
pub struct Builder<'a> {
    /// The document.
    pub document: &'a Document,
    /// Content not yet in the tree.
    pub content: ElementContent<'a>,
    /// Levels of the enclosing headings, outermost first.
    pub levels: Vec<u8>,
    /// PDF version that determines the structure types.
    pub version: Version,
    /// The elements whose anchors are in the tree.
    pub anchored: Vec<ElementId>,
}

/// The kids of the root, in document order.
pub struct Parts<'a> {
    builder: Builder<'a>,
    /// The parts of the document that are still to come.
    rest: vec::IntoIter<DocumentPart<'a>>,
    /// The elements that the document does not account for, once it has ended.
    remaining: Option<vec::IntoIter<ElementId>>,
}

/// A part of a document that has its own structure element.
#[derive(Clone, Copy)]
pub enum DocumentPart<'a> {
    Cover(&'a Cover),
    Contents(&'a Contents),
    Section(&'a Section),
}

impl<'a> DocumentPart<'a> {
    /// The parts of a document, in order.
    pub fn all(document: &'a Document) -> Vec<DocumentPart<'a>> {
        let (before, after) = document.split_at_contents();
        let contents = document.contents.iter().map(DocumentPart::Contents);
        let before = before.iter().map(|section| DocumentPart::Section(section));
        let after = after.iter().map(|section| DocumentPart::Section(section));
        let cover = iter::once(DocumentPart::Cover(&document.cover));
        cover.chain(before).chain(contents).chain(after).collect()
    }
}

impl<'a> Parts<'a> {
    /// The kids that a builder builds.
    pub fn new(builder: Builder<'a>) -> Parts<'a> {
        let rest = DocumentPart::all(builder.document).into_iter();
        Parts { builder, rest, remaining: None }
    }
}

impl Iterator for Parts<'_> {
    type Item = Kid;

    fn next(&mut self) -> Option<Kid> {
        let builder = &mut self.builder;
        match self.rest.next() {
            Some(part) => Some(builder.part(part)),
            None => {
                let all = || builder.content.remaining().into_iter();
                let element = self.remaining.get_or_insert_with(all).next()?;
                Some(builder.unclaimed(element))
            }
        }
    }
}

impl<'a> Builder<'a> {
    /// A builder at the beginning of a document.
    pub fn new(
        document: &'a Document,
        content: ElementContent<'a>,
        version: Version,
    ) -> Builder<'a> {
        Builder { document, content, levels: Vec::new(), version, anchored: Vec::new() }
    }

    /// A part of the document.
    pub fn part(&mut self, part: DocumentPart) -> Kid {
        match part {
            DocumentPart::Cover(cover) => self.cover(cover),
            DocumentPart::Contents(contents) => self.contents(contents),
            DocumentPart::Section(section) => self.section(section),
        }
    }

    /// The anchor of an element.
    pub fn anchor(&mut self, element: ElementId) -> &'a str {
        self.anchored.push(element);
        self.document.anchor(element)
    }

    /// Content that the document does not account for.
    fn unclaimed(&mut self, element: ElementId) -> Kid {
        let content = self.content.all(element);
        let annotations = self.content.annotations(element);
        let kids = match annotations.is_empty() {
            true => content,
            false => vec![self.link(content, annotations)],
        };
        Node::new("P", kids).into()
    }

    /// Text and pictures of the cover, in page order.
    fn cover(&mut self, cover: &Cover) -> Kid {
        let lines = self.content.all(cover.id).into_iter();
        let mut kids: Vec<Kid> = lines.map(|line| Node::new("P", vec![line]).into()).collect();
        for picture in cover.logo.iter().chain(&cover.picture) {
            kids.extend(self.picture(picture.id, &picture.alternative).map(Kid::from));
        }
        kids.sort_by_key(Kid::first);
        Node::new("Sect", kids).into()
    }

    fn contents(&mut self, contents: &Contents) -> Kid {
        let heading = Node::new("H1", self.inline(contents.id, &contents.heading));
        let entries = self.contents_entries(&contents.entries);
        Node::new("Sect", vec![heading.into(), entries]).into()
    }

    /// Contents entries; those of a deeper level form a nested list.
    fn contents_entries(&mut self, mut entries: &[ContentsEntry]) -> Kid {
        let mut kids = Vec::new();
        while let Some((entry, after)) = entries.split_first() {
            kids.push(self.contents_entry(entry));
            let below = after.iter().take_while(|next| next.level > entry.level).count();
            let (below, rest) = after.split_at_checked(below).unwrap_or_default();
            if !below.is_empty() {
                kids.push(self.contents_entries(below));
            }
            entries = rest;
        }
        Node::new("TOC", kids).into()
    }

    fn contents_entry(&mut self, entry: &ContentsEntry) -> Kid {
        let content = self.content.all(entry.id);
        let annotations = self.content.annotations(entry.id);
        let reference = Node::new("Reference", vec![self.link(content, annotations)]);
        Node::new("TOCI", vec![reference.into()]).refers_to(&[entry.target]).into()
    }

    fn section(&mut self, section: &Section) -> Kid {
        let mut kids = Vec::new();
        if let Some(heading) = &section.heading {
            kids.extend(self.heading(heading));
        }
        kids.extend(self.blocks(&section.blocks));
        kids.extend(section.sections.iter().map(|section| self.section(section)));
        Node::new("Sect", kids).of(section.id).into()
    }

    /// A heading with its prefix, followed by the notes first cited in it.
    pub fn heading(&mut self, heading: &Heading) -> Vec<Kid> {
        let tag = self.heading_tag(heading.level);
        self.with_notes(tag, heading.id, &heading.title)
    }

    /// Heading tags never skip a level (ISO 14289-1 §7.4.2), even if the source does.
    fn heading_tag(&mut self, level: u8) -> &'static str {
        while self.levels.last().is_some_and(|open| *open >= level) {
            self.levels.pop();
        }
        self.levels.push(level);
        match self.levels.len() {
            0 | 1 => "H1",
            2 => "H2",
            3 => "H3",
            4 => "H4",
            5 => "H5",
            6.. => "H6",
        }
    }

    /// A sequence of blocks.
    pub fn blocks(&mut self, blocks: &[Block]) -> Vec<Kid> {
        blocks.iter().flat_map(|block| self.block(block)).collect()
    }

    /// Endnotes, in their order.
    pub fn endnotes(&mut self, notes: Range<usize>) -> Vec<Kid> {
        let document = self.document;
        let notes = document.notes.get(notes).unwrap_or_default();
        notes.iter().map(|note| self.note(note)).collect()
    }

    /// A footnote or endnote. Its number links back to the first reference.
    pub fn note(&mut self, note: &Note) -> Kid {
        let number = self.content.part(note.id, Part::Marker);
        let back = self.content.annotations(note.id);
        let number = match back.is_empty() {
            true => number,
            false => vec![self.link(number, back)],
        };
        let mut kids = vec![Node::new("Lbl", number).into()];
        kids.extend(self.content.all(note.id));
        kids.extend(self.blocks(&note.blocks));
        let mut node = Node::new("Note", kids).of(note.id).refers_to(&note.references);
        node.entries.set("ID", byte_string(self.anchor(note.id)));
        if self.version == Version::Pdf20 {
            let kind = match self.document.note_kind {
                NoteKind::Footnotes => "Footnote",
                NoteKind::Endnotes => "Endnote",
            };
            node.entries.set("A", dictionary! { "O" => "FENote", "NoteType" => kind });
        }
        node.into()
    }

    /// A link element around content and its annotations.
    pub fn link(&self, mut content: Vec<Kid>, annotations: Vec<Kid>) -> Kid {
        content.extend(annotations);
        Node::new("Link", content).into()
    }
}

/// List numbering attribute (§14.8.5.5).
pub fn list_numbering(numbering: &str) -> lopdf::Dictionary {
    dictionary! { "O" => name("List"), "ListNumbering" => name(numbering) }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::super::sample;
    use super::*;

    #[test]
    fn heading_tags_never_skip_a_level() {
        let document = sample::document();
        let content = ElementContent::collect(&[], &[], BTreeMap::new());
        let mut builder = Builder::new(&document, content, Version::Pdf17);
        let tags = [1, 3, 3, 4, 2, 1, 2].map(|level| builder.heading_tag(level));
        assert_eq!(tags, ["H1", "H2", "H2", "H3", "H2", "H1", "H2"]);
    }
}
