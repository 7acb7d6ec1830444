//! Keys of kept sections.

use std::hash::Hash;
use std::ops::Range;
use std::sync::Arc;

use super::references::{Record, References};
use crate::cache::{Cache, Key};
use crate::document::{Document, ElementId, Note};
use crate::draft::SourceParts;
use crate::export::xhtml::record::ranges;
use crate::fonts::Fonts;
use crate::origin::TracedString;
use crate::templates::Style;

/// The sections that earlier builds have written.
#[derive(Clone, Copy)]
pub struct KeptSections<'a> {
    cache: &'a Cache,
    document: &'a Document,
    /// The parts of the source, from which positions are counted.
    pub(super) parts: &'a SourceParts,
    /// The key of everything that all sections are made from.
    pub(super) shared: Key,
}

impl<'a> KeptSections<'a> {
    /// The sections of a document; `None` if nothing is kept.
    pub fn of(
        document: &'a Document,
        style: &Style,
        fonts: &Fonts,
        (cache, parts): (&'a Cache, &'a SourceParts),
    ) -> Option<KeptSections<'a>> {
        if !cache.keeps() {
            return None;
        }
        let Document { language, hyphenation, words, placements, images, .. } = document;
        let images = images
            .iter()
            .map(|image| (std::mem::discriminant(&image.content), image.width_px, image.height_px));
        let of_document = (language, hyphenation, words, placements);
        let images: Vec<_> = images.collect();
        let of_template = (format!("{style:?}"), fonts.key());
        let shared = Key::new("sections of docx", (of_document, images, of_template));
        Some(KeptSections { cache, document, parts, shared })
    }
}

/// What a section looks up.
#[derive(Debug, Hash)]
pub(super) struct LookedUp {
    elements: Vec<Range<u32>>,
    /// The addresses of links, in order.
    pub(super) urls: Vec<String>,
    notes: Vec<usize>,
}

/// The keys of one section or of the contents.
pub(super) struct Keys<'k> {
    /// What is kept.
    pub(super) kept: &'k KeptSections<'k>,
    /// The key of its content.
    pub(super) own: Key,
    /// The key of everything else that is known before it is written.
    pub(super) before: (Key, Key),
    /// The number of links before it.
    pub(super) links: usize,
}

impl Keys<'_> {
    /// The key of what it becomes, given what it looks up.
    fn whole(&self, looked_up: &LookedUp, references: &References) -> Key {
        let known = (known(looked_up, references, self.links), self.notes(looked_up));
        Key::new("part of docx", (self.own, self.before, looked_up, known))
    }

    /// What the references to notes depend on.
    fn notes(&self, looked_up: &LookedUp) -> impl Hash + use<> {
        let notes = looked_up.notes.iter().filter_map(|index| self.kept.document.notes.get(*index));
        let of_note = |note: &Note| (note.id, note.author_id.clone(), note.first_reference);
        notes.map(of_note).collect::<Vec<_>>()
    }

    /// What an earlier build has made of it, and what it looks up.
    pub(super) fn find<T: Send + Sync + 'static>(
        &self,
        references: &References,
    ) -> Option<(Arc<T>, Arc<LookedUp>)> {
        let cache = self.kept.cache;
        let looked_up: Arc<LookedUp> = cache.find(self.own)?;
        let made = cache.find(self.whole(&looked_up, references))?;
        Some((made, looked_up))
    }

    /// Keeps what it has become. The same content may look up something else in another build, because that can
    /// depend on what is found.
    pub(super) fn keep<T: Send + Sync + 'static>(
        &self,
        record: Record,
        references: &References,
        made: T,
    ) {
        let looked_up = Arc::new(LookedUp::of(record));
        let key = self.whole(&looked_up, references);
        self.kept.cache.put(key, Arc::new(made));
        self.kept.cache.put(self.own, looked_up);
    }
}

/// What is known about everything that a section looks up. `links` is the number of links before it.
fn known<'r>(
    looked_up: &LookedUp,
    references: &'r References,
    links: usize,
) -> impl Hash + use<'r> {
    let elements = looked_up.elements.iter().cloned().flatten();
    let elements: Vec<_> = elements.map(|it| references.known(ElementId(it))).collect();
    let urls = looked_up.urls.iter();
    let urls = urls.map(|url| references.links.index(url).filter(|index| *index < links));
    (elements, urls.collect::<Vec<_>>(), links)
}

impl LookedUp {
    fn of(record: Record) -> LookedUp {
        let Record { elements, urls, notes, is_incomplete: _ } = record;
        LookedUp { elements: ranges(elements), urls: urls.into_iter().collect(), notes }
    }
}

/// The origins of texts, counted from the parts of the source.
pub(super) fn origins<'a>(
    parts: &SourceParts,
    visit_all: impl FnOnce(&mut dyn FnMut(&'a TracedString)),
) -> Key {
    let mut origins = Vec::new();
    visit_all(&mut |text| {
        origins.extend(text.runs().map(|(at, source)| (at.end, parts.relative(source))));
    });
    Key::new("origins of docx", origins)
}
