//! Resolves a report with its style and labels to a [`Document`]: characters, numbers, order.

mod ahead;
mod anchor;
mod bibliography;
mod block;
mod citation;
mod citation_words;
mod cldr;
mod collation;
mod cover;
mod dates;
mod equation;
mod figure;
mod hyphenation;
mod index;
mod inline;
mod kept;
mod list;
mod matter;
mod metadata;
mod note;
pub mod number;
mod participants;
mod people;
mod programme;
mod protect;
mod reference;
mod section;
mod signature;
pub mod spacing;
mod table;
mod titles;
pub mod typography;
mod work;
mod work_citation;

use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use crate::cache::Cache;
use crate::document::{Date, Document, ElementId, ImageId, Pictures, Placement, Words};
use crate::source::Report;
use crate::source::schema::Section;
use crate::templates::{Labels, Style};
use ahead::PrintedAhead;
use anchor::Anchors;
use citation_words::Wording;
use kept::{KeptSections, Looks};
use number::Counters;
use people::Described;
use reference::References;
use typography::Printing;

/// Resolves a checked report.
///
/// `pictures` contains the pictures of the report and the logo of its template. `date` replaces the date
/// in file properties; the command line takes it from `SOURCE_DATE_EPOCH`. Sections that earlier builds have resolved
/// are in the cache.
pub fn resolve(
    report: &Report,
    style: &Style,
    labels: &Labels,
    pictures: Pictures,
    date: Option<Date>,
    cache: &Cache,
) -> Document {
    document(Resolver::new(report, style, labels, &pictures, cache), date).0
}

/// Resolves a checked report for print, with the addresses of links after their words. `None` if it has
/// no such links.
pub fn resolve_with_addresses(
    report: &Report,
    style: &Style,
    labels: &Labels,
    pictures: Pictures,
    date: Option<Date>,
) -> Option<Document> {
    // Whether an address is printed depends on the sections before it.
    let resolver = Resolver::new(report, style, labels, &pictures, Cache::NONE);
    let addresses = Some(HashSet::new());
    let (document, addresses) = document(Resolver { addresses, ..resolver }, date);
    (!addresses.is_empty()).then_some(document)
}

/// The document, and the addresses of links printed in it.
fn document(mut resolver: Resolver, date: Option<Date>) -> (Document, HashSet<String>) {
    let Resolver { report, labels, pictures, .. } = resolver;
    let cover = resolver.cover();
    let mut sections = resolver.sections();
    let mut notes = resolver.note_bodies(&sections);
    let wording = Wording { labels, language: &report.publication.language };
    resolver.references.fill(wording, &mut sections, &mut notes);
    sections.extend(resolver.endnotes(&notes).map(Arc::new));
    sections.extend(resolver.index(&sections, &notes).map(Arc::new));
    let contents = resolver.contents(&sections);
    let metadata = metadata::metadata(report, labels, &cover, date);
    let images = pictures.named.iter().chain(&pictures.logo).cloned().collect();
    let note_kind = resolver.note_kind();
    let addresses = resolver.addresses.unwrap_or_default();
    let document = Document {
        language: report.publication.language.clone(),
        metadata,
        cover,
        contents,
        sections,
        notes,
        note_kind,
        words: words(report, labels),
        anchors: resolver.anchors.into_names(),
        placements: resolver.placements,
        hyphenation: hyphenation::hyphenation(report),
        images,
    };
    (document, addresses)
}

/// The text that a reference to each id prints: "Table 1", "recommendation 2.3".
pub fn printed_references(
    report: &Report,
    style: &Style,
    labels: &Labels,
    pictures: &Pictures,
    cache: &Cache,
) -> BTreeMap<String, String> {
    let references = resolved(Resolver::new(report, style, labels, pictures, cache)).references;
    references.printed(Wording { labels, language: &report.publication.language })
}

/// The element with each id, as in the document of [`resolve`].
pub fn elements_by_id(
    report: &Report,
    style: &Style,
    labels: &Labels,
    pictures: &Pictures,
    cache: &Cache,
) -> BTreeMap<String, ElementId> {
    resolved(Resolver::new(report, style, labels, pictures, cache)).references.elements()
}

/// A resolver that has met everything with an id, in the order of [`document`].
fn resolved(mut resolver: Resolver) -> Resolver {
    resolver.cover();
    let sections = resolver.sections();
    resolver.note_bodies(&sections);
    resolver
}

/// The inputs, and the names, numbers and targets assigned so far.
struct Resolver<'a> {
    report: &'a Report,
    style: &'a Style,
    labels: &'a Labels,
    pictures: &'a Pictures,
    /// How the texts of the report are printed.
    printing: Printing<'a>,
    kept: KeptSections<'a>,
    looks: Looks,
    ahead: PrintedAhead,
    anchors: Anchors,
    counters: Counters,
    notes: note::Notes,
    references: References,
    placements: BTreeMap<ElementId, Placement>,
    /// The sections of the body by id, for programmes.
    sections: OnceCell<HashMap<&'a str, &'a Section>>,
    /// The registered people by id, with their own countries.
    people: OnceCell<HashMap<&'a str, Described>>,
    /// The addresses of links printed so far, if they are printed.
    addresses: Option<HashSet<String>>,
    /// The number before those of the points of the current list: "12", if it follows numbered paragraph 12.
    points_of: Option<String>,
    /// The anchor of the current section, from which the anchors of its content are derived.
    scope: String,
}

impl<'a> Resolver<'a> {
    fn new(
        report: &'a Report,
        style: &'a Style,
        labels: &'a Labels,
        pictures: &'a Pictures,
        cache: &'a Cache,
    ) -> Self {
        let printing = Printing::of(report, labels);
        let kept = KeptSections::find(report, style, labels, pictures, cache);
        let unknown = kept.unknown(report).chain(&report.annexes);
        let ahead = PrintedAhead::of(unknown, printing);
        // Most texts have an element, and many are in another, such as an item.
        let anchors = Anchors::with_capacity(2 * ahead.len() + kept.elements());
        Resolver {
            report,
            style,
            labels,
            pictures,
            printing,
            kept,
            looks: Looks::default(),
            ahead,
            anchors,
            counters: Counters::new(labels.annex_alphabet()),
            notes: note::Notes::default(),
            references: References::default(),
            placements: BTreeMap::new(),
            sections: OnceCell::new(),
            people: OnceCell::new(),
            addresses: None,
            points_of: None,
            scope: String::new(),
        }
    }

    /// An element named by the author's id, or by its kind and content.
    fn element(&mut self, id: Option<&String>, kind: &str, content: &str) -> ElementId {
        match id {
            Some(id) => self.anchors.named(id),
            None => self.derived(kind, content),
        }
    }

    /// The picture with a path in the report.
    fn image(&self, path: &str) -> Option<ImageId> {
        self.pictures.named.iter().position(|image| image.path == path).map(ImageId)
    }

    /// An element named by its kind and content.
    fn derived(&mut self, kind: &str, content: &str) -> ElementId {
        self.anchors.derived(kind, &self.scope, content)
    }
}

fn words(report: &Report, labels: &Labels) -> Words {
    Words {
        contents: labels.contents.clone(),
        cover: labels.cover.clone(),
        title_page: labels.title_page.clone(),
        notes: labels.notes.clone(),
        note: labels.note.clone(),
        page: labels.page.clone(),
        pages: labels.pages.clone(),
        tables: labels.tables.clone(),
        figures: labels.figures.clone(),
        landmarks: labels.landmarks.clone(),
        start: labels.start.clone(),
        back: labels.back.clone(),
        comma: labels.comma.clone(),
        semicolon: labels.semicolon.clone(),
        separator: labels.heading_separator.clone(),
        panel: labels.before_number(&labels.panel),
        draft: labels.draft.clone(),
        annex: labels.before_number(&labels.annex),
        annex_alphabet: labels.annex_alphabet(),
        accessibility: labels.accessibility.clone(),
        running_title: titles::running_title(report, labels),
    }
}
