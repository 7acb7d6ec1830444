//! Resolved sections of the body, kept for the builds after an edit elsewhere.
//!
//! Names and numbers follow the order of reading. What a section did to them is therefore recorded, and repeated if
//! it would be the same again: the section gets the same names, and reads the same numbers.

use std::cell::{Cell, OnceCell};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use indexmap::IndexMap;
use rayon::prelude::*;

use super::Resolver;
use super::anchor::SectionNames;
use super::note::SectionNotes;
use super::number::Counters;
use super::reference::SectionReferences;
use crate::cache::{Cache, Key};
use crate::document::relocation::{Relocated, Relocation};
use crate::document::{ElementId, Pictures, Placement, Section};
use crate::origin::{Shift, TracedString};
use crate::source::Report;
use crate::source::schema::{self, Part, Person};
use crate::templates::{Labels, NoteNumbering, Style};

/// The sections of the body that earlier builds have resolved.
pub(super) struct KeptSections<'a> {
    cache: &'a Cache,
    /// One for each section of the body, if anything is kept.
    lookups: Vec<Lookup>,
    /// The key of the register of people.
    register: OnceCell<Key>,
}

/// What is known of a section.
#[derive(Clone, Default)]
struct Lookup {
    /// Its key and its bytes in the file, if it can be kept.
    found_by: Option<(Key, Range<usize>)>,
    known: Option<Arc<KeptSection>>,
}

/// A section as it was resolved before its references were filled in, with what it did besides.
#[derive(Clone)]
struct KeptSection {
    section: Arc<Section>,
    /// Its bytes in the file.
    place: Range<usize>,
    /// Its first element.
    first: ElementId,
    names: Arc<SectionNames>,
    /// The counters before and after it.
    counters: [Counters; 2],
    notes: SectionNotes,
    references: SectionReferences,
    placements: Vec<(ElementId, Placement)>,
    /// The key of the register of people, if it prints any of them.
    register: Option<Key>,
}

/// What the current section has read besides its own content, names and numbers.
#[derive(Default)]
pub(super) struct Looks {
    /// The register of people.
    people: Cell<bool>,
    /// Other sections.
    pub elsewhere: Cell<bool>,
}

/// The state before a section.
struct Before {
    first: ElementId,
    counters: Counters,
    notes: u64,
}

/// A section of the body, resolved now or earlier.
enum Resolved {
    New(Arc<Section>),
    Known(Arc<KeptSection>, Option<(Key, Relocation)>),
}

impl<'a> KeptSections<'a> {
    /// Looks up the sections of a report.
    pub fn find(
        report: &Report,
        style: &Style,
        labels: &Labels,
        pictures: &Pictures,
        cache: &'a Cache,
    ) -> Self {
        let register = OnceCell::new();
        if !cache.keeps() {
            let lookups = vec![Lookup::default(); report.body.len()];
            return KeptSections { cache, lookups, register };
        }
        let options = (report.options.numbered_paragraphs, report.options.straight_quotes);
        let paths: Vec<&str> = pictures.named.iter().map(|image| image.path.as_str()).collect();
        let templates = (format!("{style:?}"), format!("{labels:?}"));
        let language = &report.publication.language;
        let shared = Key::new("resolved sections", (templates, language, options, paths));
        // Equal sections are kept apart.
        let mut equal: HashMap<Key, usize> = HashMap::new();
        let lookups = report.body.iter().map(|section| {
            let Part(Some((part, place))) = &section.part else { return Lookup::default() };
            let number = equal.entry(*part).or_default();
            *number += 1;
            let key = Key::new("resolved section", (shared, part, *number));
            Lookup { found_by: Some((key, place.clone())), known: cache.find(key) }
        });
        KeptSections { cache, lookups: lookups.collect(), register }
    }

    /// The number of elements in the sections that earlier builds have resolved.
    pub fn elements(&self) -> usize {
        let known = self.lookups.iter().filter_map(|lookup| lookup.known.as_ref());
        known.map(|known| known.names.len()).sum()
    }

    /// The sections of the body that no earlier build has resolved.
    pub fn unknown<'r>(&self, report: &'r Report) -> impl Iterator<Item = &'r schema::Section> {
        let sections = report.body.iter().zip(&self.lookups);
        sections.filter(|(_, lookup)| lookup.known.is_none()).map(|(section, _)| section.as_ref())
    }
}

impl<'a> Resolver<'a> {
    /// The sections of the body.
    pub(super) fn body(&mut self) -> Vec<Arc<Section>> {
        let (report, cache) = (self.report, self.kept.cache);
        let lookups = std::mem::take(&mut self.kept.lookups);
        let sections = report.body.iter().zip(lookups);
        let sections: Vec<Resolved> =
            sections.map(|(section, lookup)| self.known_or_new(section, lookup)).collect();
        sections.into_par_iter().map(|section| section.moved(cache)).collect()
    }

    /// The register of people.
    pub(super) fn register(&self) -> &'a IndexMap<String, Person> {
        self.looks.people.set(true);
        &self.report.people
    }

    fn known_or_new(&mut self, section: &schema::Section, lookup: Lookup) -> Resolved {
        let Some((key, place)) = lookup.found_by else {
            return Resolved::New(Arc::new(self.body_section(section, 1, true)));
        };
        if let Some(known) = lookup.known {
            if let Some(repeated) = self.repeated(known, key, &place) {
                return repeated;
            }
            self.ahead.print([section], self.printing);
        }
        let before = self.begin();
        let section = Arc::new(self.body_section(section, 1, true));
        match self.recorded(before, &section, place) {
            Some(kept) => self.kept.cache.put(key, Arc::new(kept)),
            None => self.kept.cache.remove(key),
        }
        Resolved::New(section)
    }

    /// The state before a section whose effects are recorded.
    fn begin(&mut self) -> Before {
        self.looks = Looks::default();
        self.references.begin_section();
        Before {
            first: self.anchors.begin_section(),
            counters: self.counters.at_section(self.restarts_notes()),
            notes: self.notes.begin_section(),
        }
    }

    /// A section with what it did; `None` if that depends on more than is checked when it is repeated.
    fn recorded(
        &mut self,
        before: Before,
        section: &Arc<Section>,
        place: Range<usize>,
    ) -> Option<KeptSection> {
        let first = before.first;
        let (names, notes) = (self.anchors.section(first), self.notes.section(before.notes));
        if self.looks.elsewhere.get() {
            return None;
        }
        let placements = self.placements.range(first..);
        Some(KeptSection {
            section: Arc::clone(section),
            place,
            first,
            names: Arc::new(names),
            counters: [before.counters, self.counters.clone()],
            notes: notes?,
            references: self.references.section(first)?,
            placements: placements.map(|(element, placement)| (*element, *placement)).collect(),
            register: self.looks.people.get().then(|| self.register_key()),
        })
    }

    /// A section that has been resolved, if it would be the same again. Repeats what it did.
    fn repeated(
        &mut self,
        mut known: Arc<KeptSection>,
        key: Key,
        place: &Range<usize>,
    ) -> Option<Resolved> {
        let by = known.relocation(self.anchors.begin_section(), place);
        let moves = (!by.is_none()).then(|| {
            // If only the cache has it, it is not copied.
            self.kept.cache.remove(key);
            Arc::make_mut(&mut known).relocate(by);
            (key, by)
        });
        let [before, after] = &known.counters;
        let counters = self.counters.at_section(self.restarts_notes()).advanced(before, after)?;
        let is_same = known.register.is_none_or(|register| register == self.register_key())
            && self.notes.would_repeat(&known.notes)
            && self.anchors.repeat(&known.names);
        if !is_same {
            return None;
        }
        self.enter_division();
        self.repeat_notes(&known.notes);
        self.counters = counters;
        self.references.repeat(&known.references);
        self.placements.extend(known.placements.iter().copied());
        Some(Resolved::Known(known, moves))
    }

    fn restarts_notes(&self) -> bool {
        self.style.notes.numbering == NoteNumbering::Section
    }

    fn register_key(&self) -> Key {
        let people = || self.report.people.iter().map(|(id, person)| (id, texts(person)));
        let key = || Key::new("register", people().collect::<Vec<_>>());
        *self.kept.register.get_or_init(key)
    }
}

/// What sections print of a person, with its positions in the file.
fn texts(person: &Person) -> (String, Vec<u32>) {
    let Person { name, honorific, post, organisation, country, sort_as, .. } = person;
    let Person { gender: _, pronouns, email: _, orcid: _, .. } = person;
    let texts = [honorific, post, country, sort_as, pronouns].into_iter().flatten();
    let texts: Vec<&TracedString> = texts.chain(&organisation.0).chain([name]).collect();
    let origins = texts.iter().flat_map(|text| text.origin().numbers(text.len()));
    (format!("{person:?}"), origins.collect())
}

impl KeptSection {
    /// How it moves to begin with an element, in some bytes of the file.
    fn relocation(&self, first: ElementId, place: &Range<usize>) -> Relocation {
        let Range { start: from, end: until } = self.place;
        let bytes = Shift { from, until, to: place.start };
        Relocation { elements: [self.first, first], bytes }
    }

    /// Moves everything but the section itself.
    fn relocate(&mut self, by: Relocation) {
        let KeptSection { section: _, place, first, notes, references, placements, .. } = self;
        by.bytes.range(place);
        first.relocate(by);
        notes.relocate(by);
        references.relocate(by);
        placements.iter_mut().for_each(|(element, _)| element.relocate(by));
    }
}

impl Resolved {
    /// The section, moved if it must be. The others stay as they are.
    fn moved(self, cache: &Cache) -> Arc<Section> {
        match self {
            Resolved::New(section) => section,
            Resolved::Known(known, None) => Arc::clone(&known.section),
            Resolved::Known(mut known, Some((key, by))) => {
                let KeptSection { section, .. } = Arc::make_mut(&mut known);
                Arc::make_mut(section).relocate(by);
                let section = Arc::clone(section);
                cache.put(key, known);
                section
            }
        }
    }
}
