//! What layouts keep for the builds after an edit.

use std::hash::Hash;
use std::sync::{Arc, Mutex};

use super::pagination::{Finished, PageSpan, Pagination};
use crate::cache::{Cache, Key};
use crate::document::{Document, ElementId};
use crate::fonts::Fonts;
use crate::interrupt::Interrupt;
use crate::templates::Style;

/// The parts of a layout that earlier builds have made: lines, flows, page breaks and pages.
#[derive(Clone, Copy)]
pub struct KeptLayout<'a> {
    cache: &'a Cache,
    /// Whether the layout is still wanted.
    pub interrupt: &'a Interrupt,
    /// The key of what all paragraphs share: template, fonts, language and hyphenation.
    shared: Option<Key>,
    /// The key of what all flows share besides.
    flows: Option<Key>,
    /// The keys of the lines that a flow has used, if it is kept.
    used: Option<&'a Mutex<Vec<Key>>>,
}

/// A flow that earlier builds have set, or the lines of a note.
struct KeptFlow<T> {
    items: Arc<Vec<T>>,
    /// The keys of the lines that it was made from. They are needed when another part of it changes.
    lines: Arc<[Key]>,
}

impl<T> Clone for KeptFlow<T> {
    fn clone(&self) -> Self {
        KeptFlow { items: Arc::clone(&self.items), lines: Arc::clone(&self.lines) }
    }
}

impl<'a> KeptLayout<'a> {
    /// Nothing.
    pub const NONE: &'static KeptLayout<'static> = &KeptLayout {
        cache: Cache::NONE,
        interrupt: Interrupt::NEVER,
        shared: None,
        flows: None,
        used: None,
    };

    /// The results for a document.
    pub fn of(
        document: &Document,
        style: &Style,
        fonts: &Fonts,
        (cache, interrupt): (&'a Cache, &'a Interrupt),
    ) -> Self {
        let Document { language, hyphenation, .. } = document;
        let shared =
            || Key::new("text", (format!("{style:?}"), fonts.key(), language, hyphenation));
        let shared = cache.keeps().then(shared);
        let flows = shared.map(|shared| Key::new("flows", (shared, of_flows(document))));
        KeptLayout { cache, interrupt, shared, flows, used: None }
    }

    /// The key of what all paragraphs share; `None` if nothing is kept.
    pub fn shared(&self) -> Option<Key> {
        self.shared
    }

    /// Pages with a key, made if no earlier build has made them. What is made after an interruption is not kept.
    pub fn pages<T: Clone + Send + Sync + 'static>(&self, key: Key, make: impl FnOnce() -> T) -> T {
        let make = || match (make(), self.interrupt.is_requested()) {
            (made, false) => Ok(made),
            (incomplete, true) => Err(incomplete),
        };
        self.cache.try_get(|| key, make).unwrap_or_else(|incomplete| incomplete)
    }

    /// A flow or a note with its key, made if no earlier build has made it. What is made after an interruption is not
    /// kept.
    pub fn flow<T: Send + Sync + 'static>(
        &self,
        kind: &str,
        content: impl Hash,
        make: impl FnOnce(&KeptLayout) -> Vec<T>,
    ) -> (Arc<Vec<T>>, Option<Key>) {
        let Some(flows) = self.flows else { return (Arc::new(make(self)), None) };
        let key = Key::new(kind, (flows, content));
        if let Some(KeptFlow { items, lines }) = self.cache.find(key) {
            self.cache.keep_longer(&lines);
            return (items, Some(key));
        }
        let used = Mutex::default();
        let items = Arc::new(make(&KeptLayout { used: Some(&used), ..*self }));
        let used = used.into_inner().unwrap_or_default();
        if !self.interrupt.is_requested() {
            self.cache.put(key, KeptFlow { items: Arc::clone(&items), lines: used.into() });
        }
        (items, Some(key))
    }

    /// The pages of the flow of an element. The search for them begins with those of the last build.
    pub fn page_breaks(
        &self,
        of: Option<ElementId>,
        search: impl FnOnce(&[Arc<Finished>]) -> Pagination,
    ) -> Vec<PageSpan> {
        let shared = self.shared.zip(of);
        let Some(key) = shared.map(|(shared, of)| Key::new("page breaks", (shared, of))) else {
            return search(&[]).pages;
        };
        let earlier: Option<Vec<Arc<Finished>>> = self.cache.find(key);
        let Pagination { pages, searches } = search(earlier.as_deref().unwrap_or_default());
        if !self.interrupt.is_requested() {
            self.cache.put(key, searches);
        }
        pages
    }

    /// What is made of a paragraph, made if no earlier build has made it.
    pub fn lines<T: Clone + Send + Sync + 'static>(
        &self,
        kind: &str,
        paragraph: impl Hash,
        make: impl FnOnce() -> T,
    ) -> T {
        let key = || {
            let key = Key::new(kind, (self.shared, paragraph));
            if let Some(Ok(mut used)) = self.used.map(Mutex::lock) {
                used.push(key);
            }
            key
        };
        self.cache.get(key, make)
    }
}

/// What the flows of a document depend on, besides their own content.
fn of_flows(document: &Document) -> impl Hash + use<'_> {
    let Document { words, placements, note_kind, images, notes, .. } = document;
    let sizes: Vec<_> = images.iter().map(|image| (image.width_px, image.height_px)).collect();
    let notes: Vec<_> = notes.iter().map(|note| (note.id, &note.references)).collect();
    (words, placements, note_kind, sizes, notes)
}
