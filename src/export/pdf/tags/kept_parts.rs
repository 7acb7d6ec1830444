//! Structure elements that earlier builds have written.
//!
//! The elements of a part of the document depend on the part and its notes, on the pages that show them, and on the
//! numbers of objects. An edit of a word changes these for a few parts.

use std::collections::BTreeSet;
use std::mem;
use std::sync::Arc;

use lopdf::ObjectId;

use super::super::page_summary::PageSummary;
use super::super::settings::{Standards, Version};
use super::build::{Builder, DocumentPart};
use super::element_content::{ElementContent, NumberedPage};
use super::formula_boxes::{formula_boxes, note_equations, section_equations};
use super::part_sources::PartSources;
use super::tree::LinkAnnotation;
use super::write::Writer;
use super::written_part::WrittenPart;
use crate::cache::{Cache, Key};
use crate::document::{Document, ElementId};
use crate::fonts::Fonts;
use crate::layout::Page;

/// What shows the document.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    /// The pages in order.
    pub pages: &'a [Arc<Page>],
    /// Their objects.
    pub ids: &'a [ObjectId],
    /// Their elements.
    pub summaries: &'a [Arc<PageSummary>],
    /// Their link annotations, in order.
    pub links: &'a [LinkAnnotation],
}

/// The structure elements of the parts of a document, as far as earlier builds have written them.
pub struct KeptParts<'a> {
    document: &'a Document,
    shown: Shown<'a>,
    fonts: &'a Fonts,
    cache: &'a Cache,
    /// The key of everything that all parts are made from.
    shared: Key,
    parts: Vec<PartSources<'a>>,
}

/// The structure elements of a part.
struct KeptPart {
    written: Arc<WrittenPart>,
    /// The greatest number of an object among them.
    last: u32,
    /// The levels of the headings that enclose the next part.
    levels: Vec<u8>,
    /// The anchors that they contain.
    anchors: Vec<(ElementId, String)>,
}

impl<'a> KeptParts<'a> {
    /// The parts of a document; `None` if they cannot be kept. In PDF 2.0 elements refer to those of other parts, and
    /// embedded files are numbered through the report.
    pub fn of(
        document: &'a Document,
        shown: Shown<'a>,
        (fonts, cache): (&'a Fonts, &'a Cache),
        standards: Standards,
    ) -> Option<KeptParts<'a>> {
        let (version, mathml) = (standards.version, standards.embeds_mathml());
        if !cache.keeps() || version != Version::Pdf17 || mathml {
            return None;
        }
        let parts = PartSources::of_all(document, shown.summaries)?;
        let shared = Key::new("structure elements", (fonts.key(), document.note_kind));
        Some(KeptParts { document, shown, fonts, cache, shared, parts })
    }

    /// Writes the parts of the document that no earlier build has written. `None` if a part has content that its
    /// elements do not account for, or if it takes that of another part.
    pub fn write(&self, writer: &mut Writer, parent: ObjectId) -> Option<Vec<Arc<WrittenPart>>> {
        let (first, mut levels) = (writer.last_number(), Vec::new());
        let parts = self.parts.iter().map(|part| self.part(part, writer, parent, &mut levels));
        let parts: Option<Vec<_>> = parts.collect();
        if parts.is_none() {
            writer.continue_after(first);
        }
        parts
    }

    /// Writes a part unless an earlier build has. `levels` are those of the headings that enclose it, then those
    /// that enclose the next one.
    fn part(
        &self,
        part: &PartSources,
        writer: &mut Writer,
        parent: ObjectId,
        levels: &mut Vec<u8>,
    ) -> Option<Arc<WrittenPart>> {
        let key = self.key(part, (writer.last_number(), parent, levels));
        let kept = match key.and_then(|key| self.find(key)) {
            Some(known) => known,
            None => {
                let made = self.written(part, key, writer, (parent, mem::take(levels)))?;
                let made = Arc::new(made);
                key.into_iter().for_each(|key| self.cache.put(key, Arc::clone(&made)));
                made
            }
        };
        writer.continue_after(kept.last);
        levels.clone_from(&kept.levels);
        Some(Arc::clone(&kept.written))
    }

    /// Writes a part whose headings are enclosed by those of some levels.
    fn written(
        &self,
        part: &PartSources,
        key: Option<Key>,
        writer: &mut Writer,
        (parent, levels): (ObjectId, Vec<u8>),
    ) -> Option<KeptPart> {
        let content = self.content(part);
        let builder = Builder::new(self.document, content, Version::Pdf17);
        let mut builder = Builder { levels, ..builder };
        let kid = builder.part(part.part);
        if !builder.content.is_used_up() {
            return None;
        }
        let anchor = |element: ElementId| (element, self.document.anchor(element).to_owned());
        let anchors: Vec<_> = builder.anchored.into_iter().map(anchor).collect();
        let key = key.map(|key| Key::new("structure elements with anchors", (key, &anchors)));
        let written = Arc::new(writer.part(kid, parent, key));
        Some(KeptPart { written, last: writer.last_number(), levels: builder.levels, anchors })
    }

    /// The elements that an earlier build has written, unless anchors that they contain have changed.
    fn find(&self, key: Key) -> Option<Arc<KeptPart>> {
        let anchors = &self.document.anchors;
        let is_same = |(element, anchor): &(ElementId, String)| {
            anchors.name(*element) == Some(anchor.as_str())
        };
        let known: Option<Arc<KeptPart>> = self.cache.find(key);
        known.filter(|known| known.anchors.iter().all(is_same))
    }

    /// The key of everything that a part is made from, except anchors; `None` if it is not kept. `before` is what the
    /// parts before it determine.
    fn key(&self, part: &PartSources, before: (u32, ObjectId, &Vec<u8>)) -> Option<Key> {
        let own = part.key()?;
        let page = |index: &usize| {
            let (page, id) = (self.shown.pages.get(*index)?, self.shown.ids.get(*index)?);
            let links = self.links_of(*index).iter().map(|link| (link.element, link.object));
            Some((*index, page.key?, *id, links.collect::<Vec<_>>()))
        };
        let pages: Vec<_> = part.pages.iter().map(page).collect::<Option<_>>()?;
        Some(Key::new("structure elements of a part", (self.shared, own, pages, before)))
    }

    /// The link annotations of a page.
    fn links_of(&self, page: usize) -> &[LinkAnnotation] {
        let links = self.shown.links;
        let start = links.partition_point(|link| link.page < page);
        let links = links.get(start..).unwrap_or_default();
        links.get(..links.partition_point(|link| link.page == page)).unwrap_or_default()
    }

    /// What the pages show of a part.
    fn content<'p>(&self, part: &'p PartSources) -> ElementContent<'p> {
        let page = |index: &usize| Some((*index, self.shown.pages.get(*index)?));
        let pages: Vec<NumberedPage> = part.pages.iter().filter_map(page).collect();
        let links = part.pages.iter().flat_map(|page| self.links_of(*page)).copied();
        let formulas = formula_boxes(&equations(part), pages.iter().map(|(_, it)| *it), self.fonts);
        ElementContent::of_elements(&part.elements, &pages, &links.collect::<Vec<_>>(), formulas)
    }
}

/// The equations of a part and its notes.
fn equations(part: &PartSources) -> BTreeSet<ElementId> {
    let mut equations = BTreeSet::new();
    match part.part {
        DocumentPart::Section(section) => section_equations(section, &mut equations),
        DocumentPart::Cover(_) | DocumentPart::Contents(_) => {}
    }
    part.notes.iter().for_each(|note| note_equations(note, &mut equations));
    equations
}

#[cfg(test)]
mod tests {
    use lopdf::Document as Pdf;

    use super::super::super::sample;
    use super::super::write;
    use super::*;
    use crate::document::{Block, Inline, Note, NoteReference, Paragraph, Section, SectionKey};
    use crate::layout::{Item, Owner, Part};

    /// Two sections of a paragraph each, whose elements are 1 to 3 and 4 to 6. The second one has a note, 8 and 9.
    fn document() -> Document {
        let mut document = sample::document();
        let paragraph = |id, content| {
            let (id, number) = (ElementId(id), None);
            vec![Block::Paragraph(Paragraph { id, number, leads_in: false, content })]
        };
        let mut second = Section::clone(&document.sections[0]);
        second.id = ElementId(4);
        second.heading.as_mut().unwrap().id = ElementId(5);
        let mark = NoteReference { id: ElementId(7), note: 0, number: "1".into(), first: true };
        second.blocks = paragraph(6, vec![Inline::NoteReference(mark)]);
        Arc::make_mut(&mut document.sections[0]).blocks = paragraph(3, Vec::new());
        document.sections.push(Arc::new(second));
        document.anchors = (0..10).map(|number| format!("e{number}")).collect();
        document.notes = vec![Note {
            id: ElementId(8),
            author_id: "n".into(),
            number: "1".into(),
            restarts_in: None,
            first_reference: ElementId(7),
            references: vec![ElementId(7)],
            blocks: paragraph(9, Vec::new()),
        }];
        document
    }

    /// Pages with a line for each of some elements.
    fn pages(elements: &[&[u32]]) -> Vec<Arc<Page>> {
        let fonts = Fonts::bundled().unwrap();
        let line = |(index, element): (usize, &u32)| {
            let mut run = sample::run(&fonts, "a", 0.0, index as f32 * 10.0);
            run.owner = Owner::Element(ElementId(*element), Part::Content);
            Item::Glyphs(run)
        };
        let page = |elements: &&[u32]| {
            let mut page = sample::page(elements.iter().enumerate().map(line).collect());
            page.key = Some(Key::new("page", &page));
            Arc::new(page)
        };
        elements.iter().map(page).collect()
    }

    /// The parts of a document, unless they cannot be kept.
    fn parts(
        document: &Document,
        elements: &[&[u32]],
        cache: &Cache,
    ) -> Option<Vec<Arc<WrittenPart>>> {
        let (fonts, pages) = (Fonts::bundled().unwrap(), pages(elements));
        let ids: Vec<ObjectId> = (1..).zip(&pages).map(|(number, _)| (number, 0)).collect();
        let summaries = PageSummary::of_pages(&pages, (&fonts, Cache::NONE));
        let shown = Shown { pages: &pages, ids: &ids, summaries: &summaries, links: &[] };
        let standards = Standards::default();
        let kept = KeptParts::of(document, shown, (&fonts, cache), standards).unwrap();
        let (mut pdf, mut parts) = (Pdf::with_version("1.7"), None);
        let written = write(&mut pdf, &ids, standards, |writer, parent| {
            parts = kept.write(writer, parent);
            parts.clone().unwrap_or_default()
        });
        written.unwrap();
        parts
    }

    /// Which parts are kept when a document and its pages change.
    fn kept(change: impl FnOnce(&mut Document), elements: &[&[u32]]) -> Vec<bool> {
        let (mut document, cache) = (document(), Cache::new());
        let before = parts(&document, PAGES, &cache).unwrap();
        change(&mut document);
        let sections = document.sections.iter_mut().map(Arc::make_mut);
        sections.for_each(|section| section.key = SectionKey::default());
        let after = parts(&document, elements, &cache).unwrap();
        before.iter().zip(&after).map(|(one, other)| Arc::ptr_eq(one, other)).collect()
    }

    const PAGES: &[&[u32]] = &[&[0], &[2, 3], &[5, 6, 7, 8, 9]];

    #[test]
    fn only_changed_parts_are_written() {
        // The cover is written every time.
        assert_eq!(kept(|_| (), PAGES), [false, true, true]);
        let leads_in = |document: &mut Document| {
            let section = Arc::make_mut(&mut document.sections[1]);
            let Block::Paragraph(block) = &mut section.blocks[0] else { panic!() };
            block.leads_in = true;
        };
        assert_eq!(kept(leads_in, PAGES), [false, true, false]);
        let in_note = |document: &mut Document| {
            let Block::Paragraph(block) = &mut document.notes[0].blocks[0] else { panic!() };
            block.leads_in = true;
        };
        assert_eq!(kept(in_note, PAGES), [false, true, false]);
        let anchor = |document: &mut Document| {
            let names = (0..10).map(|number| match number {
                8 => "other".into(),
                number => format!("e{number}"),
            });
            document.anchors = names.collect();
        };
        assert_eq!(kept(anchor, PAGES), [false, true, false]);
        assert_eq!(kept(|_| (), &[&[0], &[2, 3], &[5, 6], &[7, 8, 9]]), [false, true, false]);
        // The paragraph moves to another page.
        assert_eq!(kept(|_| (), &[&[0], &[2], &[3, 5, 6, 7, 8, 9]]), [false, false, false]);
        // The heading has no element any more, so the numbers of the following objects change.
        let heading = |document: &mut Document| {
            Arc::make_mut(&mut document.sections[0]).heading = None;
        };
        assert_eq!(kept(heading, &[&[0], &[3], &[5, 6, 7, 8, 9]]), [false, false, false]);
    }

    #[test]
    fn parts_with_content_of_no_element_are_not_kept() {
        let (document, cache) = (document(), Cache::new());
        assert!(parts(&document, &[&[0], &[1, 2, 3], &[5, 6]], &cache).is_none());
    }
}
