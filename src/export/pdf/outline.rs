//! Section headings → document outline, shown as bookmarks (ISO 32000-1 §12.3.3).

use std::borrow::Borrow;

use lopdf::{Document as Pdf, ObjectId};

use super::destinations::Destinations;
use super::object::{Entries, byte_string, name, text_string};
use super::serialize::WrittenObjects;
use crate::document::unraised::title_line;
use crate::document::{Document, Section};

/// An outline item and its descendants.
#[derive(Debug, PartialEq, Eq)]
struct Entry {
    title: String,
    destination: String,
    entries: Vec<Entry>,
}

impl Entry {
    /// Number of descendants, all of them visible because every item is open.
    fn count(&self) -> i64 {
        self.entries.iter().map(|entry| 1 + entry.count()).sum()
    }
}

/// Writes the outline and returns its root; `None` if no section has a heading.
pub fn write(
    pdf: &mut Pdf,
    written: &mut WrittenObjects,
    document: &Document,
    destinations: &Destinations,
) -> Option<ObjectId> {
    let entries = entries(document, &document.sections, destinations);
    let count: i64 = entries.iter().map(|entry| 1 + entry.count()).sum();
    let root = pdf.new_object_id();
    let (first, last) = write_level(pdf, written, &entries, root)?;
    let outlines: Entries = vec![
        (b"Type", name("Outlines")),
        (b"First", first.into()),
        (b"Last", last.into()),
        (b"Count", count.into()),
    ];
    written.write_dictionary(root, &outlines);
    Some(root)
}

/// Collects the items of some sections. The items of a section without heading move up one level.
fn entries(
    document: &Document,
    sections: &[impl Borrow<Section>],
    known: &Destinations,
) -> Vec<Entry> {
    let mut all = Vec::new();
    for section in sections.iter().map(Borrow::borrow) {
        let below = entries(document, &section.sections, known);
        match section.heading.as_ref().filter(|heading| known.is_named(heading.id)) {
            Some(heading) => all.push(Entry {
                title: title_line(&heading.line(), &document.language),
                destination: document.anchor(heading.id).to_owned(),
                entries: below,
            }),
            None => all.extend(below),
        }
    }
    all
}

/// Writes the items of one level and returns the first and the last.
fn write_level(
    pdf: &mut Pdf,
    written: &mut WrittenObjects,
    entries: &[Entry],
    parent: ObjectId,
) -> Option<(ObjectId, ObjectId)> {
    let ids: Vec<ObjectId> = entries.iter().map(|_| pdf.new_object_id()).collect();
    for (index, (entry, id)) in entries.iter().zip(&ids).enumerate() {
        let mut item: Entries = vec![
            (b"Title", text_string(&entry.title)),
            (b"Parent", parent.into()),
            (b"Dest", byte_string(&entry.destination)),
        ];
        if let Some(before) = index.checked_sub(1).and_then(|index| ids.get(index)) {
            item.push((b"Prev", (*before).into()));
        }
        if let Some(after) = ids.get(index + 1) {
            item.push((b"Next", (*after).into()));
        }
        if let Some((first, last)) = write_level(pdf, written, &entry.entries, *id) {
            item.push((b"First", first.into()));
            item.push((b"Last", last.into()));
            item.push((b"Count", entry.count().into()));
        }
        written.write_dictionary(*id, &item);
    }
    Some((*ids.first()?, *ids.last()?))
}
