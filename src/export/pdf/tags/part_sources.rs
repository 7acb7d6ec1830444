//! The parts of a document with their notes, and the pages that show them.

use std::ops::Range;
use std::sync::Arc;

use super::super::page_summary::PageSummary;
use super::build::DocumentPart;
use crate::cache::Key;
use crate::document::{Document, ElementId, Note, NoteKind, SectionKind};

/// A part of a document, its notes, and where they are shown.
pub struct PartSources<'a> {
    /// The part.
    pub part: DocumentPart<'a>,
    /// The notes first cited in it, or listed in it.
    pub notes: Vec<&'a Note>,
    /// The elements of the part and of its notes, in order.
    pub elements: Vec<Range<u32>>,
    /// The indexes of the pages that show any of them, in order.
    pub pages: Vec<usize>,
}

impl<'a> PartSources<'a> {
    /// The parts of a document; `None` if a page shows an element of none of them.
    pub fn of_all(
        document: &'a Document,
        summaries: &[Arc<PageSummary>],
    ) -> Option<Vec<PartSources<'a>>> {
        let parts = DocumentPart::all(document).into_iter();
        let new = |part| PartSources { part, notes: vec![], elements: vec![], pages: vec![] };
        let mut parts: Vec<PartSources> = parts.map(new).collect();
        let owners = Owners::of(document, &mut parts);
        for (range, owner) in owners.ranges() {
            parts.get_mut(owner)?.elements.push(range);
        }
        for (index, summary) in summaries.iter().enumerate() {
            let mut current = (0..0, 0);
            for element in summary.elements() {
                if !current.0.contains(&element.0) {
                    current = owners.range_of(element)?;
                    let pages = &mut parts.get_mut(current.1)?.pages;
                    if pages.last() != Some(&index) {
                        pages.push(index);
                    }
                }
            }
        }
        Some(parts)
    }

    /// The key of the part and its notes; `None` for the cover, which has few elements.
    pub fn key(&self) -> Option<Key> {
        let key = |part: &dyn Fn() -> Key| Some(Key::new("part", (part(), &self.notes)));
        match self.part {
            DocumentPart::Cover(_) => None,
            DocumentPart::Contents(contents) => key(&|| Key::new("contents", contents)),
            DocumentPart::Section(section) => key(&|| Key::new("section of a tree", section)),
        }
    }
}

/// The parts that elements belong to: the first element of each range with its part. Elements are numbered in the order
/// in which they are resolved: sections one after the other, then notes.
struct Owners(Vec<(u32, usize)>);

impl Owners {
    fn of<'a>(document: &'a Document, parts: &mut [PartSources<'a>]) -> Owners {
        let first = |part: &PartSources| match part.part {
            DocumentPart::Cover(cover) => cover.id.0,
            DocumentPart::Contents(contents) => contents.id.0,
            DocumentPart::Section(section) => section.id.0,
        };
        let mut owners = Owners(parts.iter().map(first).zip(0..).collect());
        owners.0.sort_unstable();
        let endnotes = parts.iter().position(|it| match it.part {
            DocumentPart::Section(section) => section.kind == SectionKind::Notes,
            DocumentPart::Cover(_) | DocumentPart::Contents(_) => false,
        });
        for note in &document.notes {
            let owner = match document.note_kind {
                NoteKind::Footnotes => owners.range_of(note.first_reference).map(|it| it.1),
                NoteKind::Endnotes => endnotes,
            };
            let Some(owner) = owner else { continue };
            parts.get_mut(owner).into_iter().for_each(|part| part.notes.push(note));
            let place = owners.0.partition_point(|(first, _)| *first <= note.id.0);
            owners.0.insert(place, (note.id.0, owner));
        }
        owners
    }

    /// The elements before the next range, and their part.
    fn range_of(&self, element: ElementId) -> Option<(Range<u32>, usize)> {
        let next = self.0.partition_point(|(first, _)| *first <= element.0);
        let (first, owner) = *self.0.get(next.checked_sub(1)?)?;
        let end = self.0.get(next).map_or(u32::MAX, |(first, _)| *first);
        Some((first..end, owner))
    }

    /// All ranges with their parts, in order.
    fn ranges(&self) -> impl Iterator<Item = (Range<u32>, usize)> {
        let ends = self.0.iter().skip(1).map(|(first, _)| *first).chain([u32::MAX]);
        self.0.iter().zip(ends).map(|((first, owner), end)| (*first..end, *owner))
    }
}
