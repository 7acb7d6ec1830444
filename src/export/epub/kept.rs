//! Content documents that earlier builds have written.
//!
//! A content document depends on its sections and on what it looks up: anchors and page breaks of elements, targets
//! of links, notes. That is recorded while it is written: if its sections and all that it looked up are the same, it
//! becomes the same again.

use std::mem;
use std::ops::Range;
use std::sync::Arc;

use super::content_document::ContentDocument;
use super::images::image_name;
use crate::cache::{Cache, Key};
use crate::document::{Block, Document, ElementId, ImageId, SectionKind};
use crate::export::xhtml::record::{Record, ranges};
use crate::export::xhtml::spine::SpineItem;
use crate::export::xhtml::writer::Context;

/// The content documents that earlier builds have written.
#[derive(Clone, Copy)]
pub struct KeptDocuments<'a> {
    cache: &'a Cache,
    /// The key of everything that all of them are made from.
    shared: Key,
}

/// What a content document looks up.
#[derive(Hash)]
struct LookedUp {
    elements: Vec<Range<u32>>,
    linked: Vec<Range<u32>>,
    notes: Vec<Range<u32>>,
}

impl<'a> KeptDocuments<'a> {
    /// The content documents of a publication; `None` if nothing is kept.
    pub fn of(context: &Context, cache: &'a Cache) -> Option<KeptDocuments<'a>> {
        if !cache.keeps() {
            return None;
        }
        let Context { document, style, .. } = context;
        let Document { language, words, placements, note_kind, metadata, images, .. } = document;
        let images = images.iter().enumerate().map(|(index, image)| {
            let kind = mem::discriminant(&image.content);
            (image_name(document, ImageId(index)), kind, image.width_px, image.height_px)
        });
        let lists = document.sections.iter().filter(|it| it.kind == SectionKind::Bibliography);
        let blocks = lists.flat_map(|section| &section.blocks);
        let works = blocks.flat_map(Block::works).map(|work| work.id);
        let (images, works): (Vec<_>, Vec<_>) = (images.collect(), works.collect());
        let of_document = (language, words, placements, note_kind, &metadata.title);
        let shared = (of_document, images, works, format!("{style:?}"));
        Some(KeptDocuments { cache, shared: Key::new("content documents", shared) })
    }

    /// A content document, written if no earlier build has written it.
    pub fn get(
        &self,
        context: &Context,
        item: &SpineItem,
        write: impl FnOnce() -> (ContentDocument, Record),
    ) -> Arc<ContentDocument> {
        let own = Key::new("sections of a content document", (self.shared, &item.sections));
        let key = |looked_up: &LookedUp| {
            let known = looked_up.known(context);
            Key::new("content document", (own, &item.name, looked_up, known))
        };
        let looked_up: Option<Arc<LookedUp>> = self.cache.find(own);
        if let Some(known) = looked_up.and_then(|it| self.cache.find(key(&it))) {
            return known;
        }
        let (written, record) = write();
        let written = Arc::new(written);
        if let Some(looked_up) = LookedUp::of(record) {
            self.cache.put(key(&looked_up), written.clone());
            self.cache.put(own, Arc::new(looked_up));
        }
        written
    }
}

impl LookedUp {
    /// What a record has; `None` if it is not complete.
    fn of(record: Record) -> Option<LookedUp> {
        let Record { elements, linked, notes, is_incomplete } = record;
        let [elements, linked, notes] = [elements, linked, notes].map(ranges);
        (!is_incomplete).then_some(LookedUp { elements, linked, notes })
    }

    /// What is known about everything that is looked up.
    fn known<'c>(&self, context: &Context<'c>) -> impl std::hash::Hash + use<'c> {
        let Context { document, breaks, links, .. } = *context;
        let all = |ranges: &[Range<u32>]| ranges.iter().cloned().flatten().collect::<Vec<u32>>();
        let elements = all(&self.elements).into_iter().map(ElementId);
        let elements = elements.map(|it| (document.anchor(it), breaks.of(it)));
        let linked = all(&self.linked).into_iter().map(|it| links.element(ElementId(it)));
        let notes = all(&self.notes).into_iter().map(|it| document.notes.get(it as usize));
        (elements.collect::<Vec<_>>(), linked.collect::<Vec<_>>(), notes.collect::<Vec<_>>())
    }
}
