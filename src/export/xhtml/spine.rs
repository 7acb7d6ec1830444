//! The spine: the sections of each content document, in reading order, and the URLs of elements.

use std::collections::{BTreeMap, BTreeSet};

use super::images::image_name;
use crate::document::{Document, ElementId, ImageId, Matter, Note, Section, SectionKind};
use crate::export::xhtml::writer::Links;

/// A content document of the text: a section, and the sections without headings that follow it.
#[derive(Debug)]
pub struct SpineItem<'a> {
    /// The file name: "panel-1.xhtml".
    pub name: String,
    /// The sections. The first one gives the title.
    pub sections: Vec<&'a Section>,
}

impl SpineItem<'_> {
    /// The part of the book that the sections belong to.
    pub fn matter(&self) -> Matter {
        self.sections.first().map_or(Matter::Body, |section| section.matter)
    }
}

/// The content documents of the text in reading order, and the one that contains each element.
#[derive(Debug)]
pub struct Spine<'a> {
    /// The content documents.
    pub items: Vec<SpineItem<'a>>,
    /// The index of the item that contains each top-level section and each note.
    starts: BTreeMap<ElementId, usize>,
}

impl<'a> Spine<'a> {
    /// Splits a document into content documents.
    pub fn new(document: &'a Document) -> Spine<'a> {
        let mut items: Vec<SpineItem> = Vec::new();
        let mut starts = BTreeMap::new();
        let mut taken = BTreeSet::new();
        for section in &document.sections {
            let continues = section.heading.is_none() && !section.kind.precedes_contents();
            match items.last_mut() {
                Some(item) if continues => item.sections.push(section),
                Some(_) | None => {
                    let name = file_name(document, section, &mut taken);
                    items.push(SpineItem { name, sections: vec![section] });
                }
            }
            starts.insert(section.id, items.len() - 1);
        }
        let mut spine = Spine { items, starts };
        let endnotes = document.sections.iter().find(|it| it.kind == SectionKind::Notes);
        let endnotes = endnotes.and_then(|section| spine.index(section.id));
        let note =
            |note: &Note| Some((note.id, endnotes.or_else(|| spine.index(note.first_reference))?));
        let notes: Vec<_> = document.notes.iter().filter_map(note).collect();
        spine.starts.extend(notes);
        spine
    }

    /// The index of the item that contains an element. The numbers of all elements of a section or
    /// note lie between its own number and that of the next.
    pub fn index(&self, element: ElementId) -> Option<usize> {
        self.starts.range(..=element).next_back().map(|(_, item)| *item)
    }
}

/// The links of one content document.
#[derive(Clone, Copy)]
pub struct SpineLinks<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its content documents.
    pub spine: &'a Spine<'a>,
    /// The item that contains the links; `None` for files that are not in [`Spine::items`].
    pub from: Option<usize>,
}

impl Links for SpineLinks<'_> {
    fn element(&self, element: ElementId) -> String {
        let anchor = self.document.anchor(element);
        let item = self.spine.index(element).filter(|item| self.from != Some(*item));
        let item = item.and_then(|item| self.spine.items.get(item));
        format!("{}#{anchor}", item.map_or("", |item| item.name.as_str()))
    }

    fn image(&self, image: ImageId) -> String {
        image_name(self.document, image)
    }
}

/// A file name from the anchor of a section. It is unique and in lower case, so that names differ on
/// every file system.
fn file_name(document: &Document, section: &Section, taken: &mut BTreeSet<String>) -> String {
    let own = document.anchor(section.id).to_ascii_lowercase().replace('_', "-");
    let base = if RESERVED.contains(&own.as_str()) { format!("{own}-text") } else { own };
    let numbered = (1..).map(|number| match number {
        1 => format!("{base}.xhtml"),
        _ => format!("{base}-{number}.xhtml"),
    });
    let name = numbered.into_iter().find(|name| !taken.contains(name)).unwrap_or_default();
    taken.insert(name.clone());
    name
}

/// File names, without extension, of content documents other than sections.
const RESERVED: [&str; 4] = ["cover", "title", "nav", "contents"];
