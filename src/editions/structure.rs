//! The structure of an edition: a tree of elements with their places, texts and numbers.

mod build;

use std::collections::HashSet;
use std::ops::Range;

use indexmap::IndexMap;

use super::fingerprint::Fingerprint;
use super::kind::Kind;
use super::wording::Wording;
use super::{Edition, primary};
use crate::languages::{self, Lexicon};
use crate::source::Report;
use crate::table_grid::Span;
use crate::yaml::tree::Node;
use build::Builder;

/// The structure of an edition.
pub struct Structure<'e> {
    /// The edition.
    pub edition: &'e Edition<'e>,
    /// The lexicon of its language.
    pub words: &'static Lexicon,
    /// The report: its title page, with foreword, sections and annexes as children.
    pub root: Element<'e>,
    /// Footnotes by id.
    pub notes: Entries<'e>,
    /// The register of people by id.
    pub people: Entries<'e>,
    /// Works cited.
    pub works: Vec<Element<'e>>,
    /// The list of abbreviations, by abbreviation.
    pub abbreviations: Entries<'e>,
    /// Every id in the tree.
    pub ids: HashSet<&'e str>,
}

/// Elements that are paired by id, in the order of the file.
pub type Entries<'e> = IndexMap<&'e str, Element<'e>>;

/// An element of a report.
pub struct Element<'e> {
    /// Its kind.
    pub kind: Kind,
    /// Its id, with the node of the id.
    pub id: Option<(&'e str, &'e Node<'e>)>,
    /// The place that messages show; `None` for that of the first text.
    pub begin: Option<Range<usize>>,
    /// Its texts, without those of its children.
    pub texts: Vec<Wording<'e>>,
    /// The path of the picture of a figure, with its node.
    pub picture: Option<(&'e str, &'e Node<'e>)>,
    /// For a row, the columns and rows that each cell spans.
    pub spans: Vec<Span>,
    /// The people named in it, by role.
    pub roles: Vec<Role<'e>>,
    /// Its children.
    pub children: Vec<Element<'e>>,
    /// The number of characters, children included.
    pub extent: usize,
    /// The features that are the same in every language, children included.
    pub invariants: Fingerprint,
    /// The stems of its words, which related languages share, children included.
    pub cognates: Fingerprint,
}

/// The people in a role or list.
pub struct Role<'e> {
    /// The name of the role: "speaker", "participant".
    pub name: &'static str,
    /// Their ids and nodes.
    pub people: Vec<(&'e str, &'e Node<'e>)>,
    /// The place of the role, or of its section if it is missing.
    pub place: Range<usize>,
}

impl<'e> Structure<'e> {
    /// Builds the structure of an edition.
    pub fn of(edition: &'e Edition<'e>) -> Structure<'e> {
        let words = languages::lexicon(edition.language());
        let builder = Builder { written: &edition.written, words };
        let mut root = builder.report();
        summarize(&mut root, edition.language());
        let mut ids = HashSet::new();
        gather_ids(&root, &mut ids);
        let (notes, people, works) = (builder.notes(), builder.people(), builder.works());
        let abbreviations = builder.abbreviations();
        Structure { edition, words, root, notes, people, works, abbreviations, ids }
    }

    /// The report.
    pub fn report(&self) -> &'e Report {
        &self.edition.written.report
    }

    /// The YAML tree of the report.
    pub fn tree(&self) -> &'e Node<'e> {
        &self.edition.written.tree
    }

    /// The primary subtag of its language.
    pub fn language(&self) -> &'e str {
        primary(self.edition.language())
    }
}

impl<'e> Element<'e> {
    /// An empty element.
    pub fn new(kind: Kind) -> Self {
        Element {
            kind,
            id: None,
            begin: None,
            texts: Vec::new(),
            picture: None,
            spans: Vec::new(),
            roles: Vec::new(),
            children: Vec::new(),
            extent: 0,
            invariants: Fingerprint::default(),
            cognates: Fingerprint::default(),
        }
    }

    /// The number of columns of a table: those of its header.
    pub fn columns(&self) -> usize {
        self.children.first().map_or(0, Element::spanned_columns)
    }

    /// The number of columns that the cells of a row span.
    pub fn spanned_columns(&self) -> usize {
        self.spans.iter().map(|span| span.columns).sum()
    }

    /// The number of elements that it consists of.
    pub fn elements(&self) -> usize {
        1 + self.children.iter().map(Element::elements).sum::<usize>()
    }

    /// The bytes of the source that messages show: its first text, or its key.
    pub fn place(&self) -> Range<usize> {
        let text = || self.texts.first().map(Wording::place);
        self.begin.clone().or_else(text).unwrap_or_default()
    }
}

/// Computes the extent and the fingerprints of an element and its descendants.
fn summarize(element: &mut Element, language: &str) {
    let mut invariants = Fingerprint::invariants_of(&element.texts, language);
    let people = element.roles.iter().flat_map(|role| &role.people);
    people.for_each(|(id, _)| invariants.insert(&("person", id)));
    let kinds =
        element.children.iter().map(|child| child.kind).filter(|kind| kind.is_distinctive());
    kinds.for_each(|kind| invariants.insert(&kind.name));
    let mut cognates = Fingerprint::cognates_of(&element.texts);
    let mut extent: usize = element.texts.iter().map(|text| text.plain.chars().count()).sum();
    for child in &mut element.children {
        summarize(child, language);
        extent += child.extent;
        invariants.merge(&child.invariants);
        cognates.merge(&child.cognates);
    }
    (element.extent, element.invariants, element.cognates) =
        (extent, invariants.sorted(), cognates.sorted());
}

fn gather_ids<'e>(element: &Element<'e>, ids: &mut HashSet<&'e str>) {
    ids.extend(element.id.map(|(id, _)| id));
    element.children.iter().for_each(|child| gather_ids(child, ids));
}
