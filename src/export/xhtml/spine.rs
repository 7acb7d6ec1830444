//! The sections of each file of an e-book or a web site, in reading order.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::unraised::title_line;
use crate::document::{Document, ElementId, Matter, Note, Section, SectionKind};

/// A content document of the text: a section, and the sections without headings that follow it.
#[derive(Debug)]
pub struct SpineItem<'a> {
    /// The file name: "panel-1.xhtml" in an e-book.
    pub name: String,
    /// The sections. The first one gives the title.
    pub sections: Vec<&'a Section>,
}

impl SpineItem<'_> {
    /// The first heading, otherwise the title of the report.
    pub fn title(&self, document: &Document) -> String {
        let heading = self.sections.iter().find_map(|section| section.heading.as_ref());
        heading.map_or_else(
            || document.metadata.title.clone(),
            |heading| title_line(&heading.line(), &document.language),
        )
    }

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
    /// Splits a document into files with an extension.
    pub fn new(document: &'a Document, extension: &str) -> Spine<'a> {
        let mut items: Vec<SpineItem> = Vec::new();
        let mut starts = BTreeMap::new();
        let mut taken = BTreeSet::new();
        for section in &document.sections {
            let continues = section.heading.is_none() && !section.kind.precedes_contents();
            match items.last_mut() {
                Some(item) if continues => item.sections.push(section),
                Some(_) | None => {
                    let name = file_name(document, section, extension, &mut taken);
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

/// A file name from the anchor of a section. It is unique and in lower case, so that names differ on
/// every file system.
fn file_name(
    document: &Document,
    section: &Section,
    extension: &str,
    taken: &mut BTreeSet<String>,
) -> String {
    let own = document.anchor(section.id).to_ascii_lowercase().replace('_', "-");
    let base = if RESERVED.contains(&own.as_str()) { format!("{own}-text") } else { own };
    let numbered = (1..).map(|number| match number {
        1 => format!("{base}.{extension}"),
        _ => format!("{base}-{number}.{extension}"),
    });
    let name = numbered.into_iter().find(|name| !taken.contains(name)).unwrap_or_default();
    taken.insert(name.clone());
    name
}

/// File names, without extension, of content documents other than sections.
const RESERVED: [&str; 5] = ["cover", "title", "nav", "contents", "index"];
