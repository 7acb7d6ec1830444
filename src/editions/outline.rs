//! An edition as a tree of what can be lined up, each element with its place, texts and figures.

mod walk;

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use indexmap::IndexMap;

use super::address;
use super::kind::Kind;
use super::lexicon::Lexicon;
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
    /// What it shows that is the same in every language, hashed and sorted: figures, notes,
    /// references, addresses, with those of what stands in it, up to [`MARKS`].
    pub marks: Vec<u64>,
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

/// How many marks are enough to tell elements apart.
const MARKS: usize = 48;

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
            marks: Vec::new(),
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
    let mut marks = own_marks(element, language);
    let mut extent: usize = element.texts.iter().map(|text| text.plain.chars().count()).sum();
    for child in &mut element.children {
        weigh(child, language);
        extent += child.extent;
        marks.extend(&child.marks);
    }
    marks.truncate(MARKS);
    marks.sort_unstable();
    (element.extent, element.marks) = (extent, marks);
}

fn own_marks(element: &Element, language: &str) -> Vec<u64> {
    let mut marks = Vec::new();
    for text in &element.texts {
        let figures = text.figures.iter().filter(|figure| figure.certain);
        marks.extend(figures.filter_map(|figure| figure.reading()).map(|it| hash(&it)));
        marks.extend(text.notes.iter().map(|note| hash(&("note", note.name))));
        marks.extend(text.references.iter().map(|it| hash(&("reference", it.name))));
        let address = |name: &str| hash(&address::words(name, language).collect::<Vec<_>>());
        marks.extend(text.addresses.iter().map(|it| address(it.name)));
    }
    marks
}

/// A number for a value; the same in every build, since its keys are fixed.
fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

fn gather_ids<'e>(element: &Element<'e>, ids: &mut HashSet<&'e str>) {
    ids.extend(element.id.map(|(id, _)| id));
    element.children.iter().for_each(|child| gather_ids(child, ids));
}
