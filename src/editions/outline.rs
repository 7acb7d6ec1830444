//! An edition as a tree of what can be lined up, each element with its place, texts and figures.

mod walk;

use std::collections::HashSet;
use std::ops::Range;

use indexmap::IndexMap;

use super::kind::Kind;
use super::lexicon::Lexicon;
use super::marks::Marks;
use super::wording::Wording;
use super::{Edition, primary};
use crate::source::Report;
use crate::yaml::tree::Node;
use walk::Walk;

/// An edition as a tree.
pub struct Outline<'e> {
    /// The edition.
    pub edition: &'e Edition<'e>,
    /// The words of its language.
    pub words: &'static Lexicon,
    /// The report: its title page, then all that stands in it.
    pub root: Element<'e>,
    /// Footnotes by id.
    pub notes: Entries<'e>,
    /// The register of people by id.
    pub people: Entries<'e>,
    /// Works cited.
    pub works: Vec<Element<'e>>,
    /// Every id of the tree.
    pub ids: HashSet<&'e str>,
}

/// What is lined up by its id alone, in the order of the file.
pub type Entries<'e> = IndexMap<&'e str, Element<'e>>;

/// Something that stands in a report.
pub struct Element<'e> {
    /// What it is.
    pub kind: Kind,
    /// Its id, with its node.
    pub id: Option<(&'e str, &'e Node<'e>)>,
    /// Where it begins; `None` where that is its first text.
    pub begin: Option<Range<usize>>,
    /// Its own texts.
    pub texts: Vec<Wording<'e>>,
    /// Who is named in it by id.
    pub roles: Vec<Role<'e>>,
    /// Of a table, how many columns it has.
    pub columns: usize,
    /// What stands in it.
    pub children: Vec<Element<'e>>,
    /// How many characters it has, with all that stands in it.
    pub extent: usize,
    /// What it shows that is the same in every language, with that of what stands in it.
    pub marks: Marks,
    /// How its words begin, which related languages share, with those of what stands in it.
    pub cognates: Marks,
}

/// Those who are named in a role or list.
pub struct Role<'e> {
    /// "speaker", "participant".
    pub name: &'static str,
    /// Their ids and nodes.
    pub people: Vec<(&'e str, &'e Node<'e>)>,
    /// Where the role stands, or where it should.
    pub place: Range<usize>,
}

impl<'e> Outline<'e> {
    /// The outline of an edition.
    pub fn of(edition: &'e Edition<'e>) -> Outline<'e> {
        let words = Lexicon::of(edition.language());
        let walk = Walk { written: &edition.written, words };
        let mut root = walk.report();
        weigh(&mut root, edition.language());
        let mut ids = HashSet::new();
        gather_ids(&root, &mut ids);
        let (notes, people, works) = (walk.notes(), walk.people(), walk.works());
        Outline { edition, words, root, notes, people, works, ids }
    }

    /// The report.
    pub fn report(&self) -> &'e Report {
        &self.edition.written.report
    }

    /// Its tree.
    pub fn tree(&self) -> &'e Node<'e> {
        &self.edition.written.tree
    }

    /// The text that places count in, without byte order mark.
    pub fn text(&self) -> &'e str {
        self.edition.written.text
    }

    /// The primary subtag of its language.
    pub fn language(&self) -> &'e str {
        primary(self.edition.language())
    }
}

impl<'e> Element<'e> {
    /// An element with nothing in it.
    pub fn new(kind: Kind) -> Self {
        Element {
            kind,
            id: None,
            begin: None,
            texts: Vec::new(),
            roles: Vec::new(),
            columns: 0,
            children: Vec::new(),
            extent: 0,
            marks: Marks::default(),
            cognates: Marks::default(),
        }
    }

    /// The bytes of the source by which it is shown: its first words, or its key.
    pub fn place(&self, source: &str) -> Range<usize> {
        let text = || self.texts.first().map(|text| text.place(source));
        self.begin.clone().or_else(text).unwrap_or_default()
    }
}

/// Sums up what stands in an element.
fn weigh(element: &mut Element, language: &str) {
    let mut marks = Marks::shown_in(&element.texts, language);
    let people = element.roles.iter().flat_map(|role| &role.people);
    people.for_each(|(id, _)| marks.show(&("person", id)));
    let kinds = element.children.iter().map(|child| child.kind).filter(|kind| kind.is_telling());
    kinds.for_each(|kind| marks.show(&kind.name()));
    let mut cognates = Marks::cognates_of(&element.texts);
    let mut extent: usize = element.texts.iter().map(|text| text.plain.chars().count()).sum();
    for child in &mut element.children {
        weigh(child, language);
        extent += child.extent;
        marks.add(&child.marks);
        cognates.add(&child.cognates);
    }
    (element.extent, element.marks, element.cognates) = (extent, marks.sorted(), cognates.sorted());
}

fn gather_ids<'e>(element: &Element<'e>, ids: &mut HashSet<&'e str>) {
    ids.extend(element.id.map(|(id, _)| id));
    element.children.iter().for_each(|child| gather_ids(child, ids));
}
