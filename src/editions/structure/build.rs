//! Builds the structure of an edition from its report and YAML tree.

use std::sync::Arc;

use super::{Element, Entries, Role};
use crate::editions::kind::{Class, Kind};
use crate::editions::wording::Wording;
use crate::languages::Lexicon;
use crate::source::ParsedReport;
use crate::source::schema::parts::{Content, Parts};
use crate::source::schema::{
    Block, OneOrMany, OneOrManyTexts, Person, Revision, Section, Text, TracedString, Work,
    WorkEntry,
};
use crate::yaml::tree::{Entry, Node};

/// Builds elements; each method takes a part of the report and its node.
#[derive(Clone, Copy)]
pub(super) struct Builder<'e> {
    /// The report and its YAML tree.
    pub written: &'e ParsedReport<'e>,
    /// The lexicon of its language.
    pub words: &'static Lexicon,
}

impl<'e> Builder<'e> {
    /// The title page with the foreword, sections and annexes as children.
    pub fn report(self) -> Element<'e> {
        let ParsedReport { report, tree, .. } = self.written;
        let mut root = Element::new(Kind::REPORT);
        let (publication, node) = (&report.publication, tree.key("publication"));
        root.begin = Some(tree.key_place("publication"));
        root.texts.push(self.text("title", &publication.title, node));
        self.optional(&mut root, "subtitle", &publication.subtitle, node);
        self.optional(&mut root, "series", &publication.series, node);
        self.optional(&mut root, "status", &publication.status, node);
        if let Some(event) = &report.event {
            self.optional(&mut root, "name", &event.name, tree.key("event"));
        }
        root.roles.push(role("author", "authors", &publication.authors, node));
        root.roles.push(role("editor", "editors", &publication.editors, node));
        root.children = self.top_level();
        root
    }

    fn top_level(self) -> Vec<Element<'e>> {
        let ParsedReport { report, tree, .. } = self.written;
        let front = tree.key("front");
        let dedication = self.paragraphs(&report.front.dedication, front.key("dedication"));
        let texts = report
            .front
            .sections()
            .map(|(key, section)| self.section(section, front.key(key), Kind::of_front(key)));
        let history = (!report.front.history.is_empty())
            .then(|| self.history(&report.front.history, front.key("history")));
        let body = self.sections(report.body.iter().map(Arc::as_ref), tree.key("body"));
        let annexes = report.annexes.iter().enumerate().map(|(index, annex)| {
            self.section(annex, tree.key("annexes").item(index), Kind::ANNEX)
        });
        dedication.into_iter().chain(texts).chain(history).chain(body).chain(annexes).collect()
    }

    fn history(self, revisions: &'e [Revision], node: &'e Node<'e>) -> Element<'e> {
        let revision = |(index, revision): (usize, &'e Revision)| {
            let node = node.item(index);
            let (version, own) = (&revision.version, node.key("version"));
            let version = Wording::unmarked("version", version, own, self.words);
            let texts = vec![version, self.text("changes", &revision.changes, node)];
            Element { texts, ..Element::new(Kind::REVISION) }
        };
        let children = revisions.iter().enumerate().map(revision).collect();
        Element { begin: Some(node.place.clone()), children, ..Element::new(Kind::HISTORY) }
    }

    /// The footnotes. Keys are unique, so the entries of tree and report are in the same order.
    pub fn notes(self) -> Entries<'e> {
        let ParsedReport { report, tree, .. } = self.written;
        let notes = report.footnotes.iter().zip(tree.entries_of("footnotes"));
        notes.map(|((id, note), entry)| (id.as_str(), self.note(id, note, &entry.value))).collect()
    }

    /// The register of people.
    pub fn people(self) -> Entries<'e> {
        let ParsedReport { report, tree, .. } = self.written;
        let people = report.people.iter().zip(tree.entries_of("people"));
        let person = |id: &'e str, person, entry: &'e Entry<'e>| Element {
            begin: Some(entry.key_place.clone()),
            ..self.person(id, person, &entry.value)
        };
        people.map(|((id, it), entry)| (id.as_str(), person(id, it, entry))).collect()
    }

    /// Works cited.
    pub fn works(self) -> Vec<Element<'e>> {
        let ParsedReport { report, tree, .. } = self.written;
        let work = |(index, work): (usize, &'e Work)| {
            let node = tree.key("bibliography").item(index);
            let texts = match &work.entry {
                WorkEntry::Text(text) => vec![self.text("text", text, node)],
                // Data are the same in all languages, apart from what each says of its own editions.
                WorkEntry::Data(_) | WorkEntry::File(_) => Vec::new(),
            };
            Element { id: id(&work.id, node), texts, ..Element::new(Kind::WORK) }
        };
        report.bibliography.iter().enumerate().map(work).collect()
    }

    /// The list of abbreviations.
    pub fn abbreviations(self) -> Entries<'e> {
        let ParsedReport { report, tree, .. } = self.written;
        let entries = tree.key("front").entries_of("abbreviations");
        let entry = |(words, text): (&'e TracedString, &'e Text), entry: &'e Entry<'e>| {
            let texts = vec![self.marked("text", text, &entry.value)];
            let begin = Some(entry.key_place.clone());
            (words.as_str(), Element { begin, texts, ..Element::new(Kind::ABBREVIATION) })
        };
        let written = report.front.abbreviations.iter().zip(entries);
        written.map(|(written, node)| entry(written, node)).collect()
    }

    fn note(self, id: &'e str, note: &'e OneOrManyTexts, node: &'e Node<'e>) -> Element<'e> {
        Element {
            id: Some((id, node)),
            children: self.paragraphs(note, node),
            ..Element::new(Kind::NOTE)
        }
    }

    fn person(self, id: &'e str, person: &'e Person, node: &'e Node<'e>) -> Element<'e> {
        let post = person.post.iter().map(|post| ("post", post, node.key("post")));
        let organisations = person
            .organisation
            .0
            .iter()
            .enumerate()
            .map(|(index, name)| ("organisation", name, node.key("organisation").item(index)));
        let texts = post
            .chain(organisations)
            .map(|(field, text, node)| Wording::unmarked(field, text, node, self.words))
            .collect();
        Element { id: Some((id, node)), texts, ..Element::new(Kind::PERSON) }
    }

    fn sections(
        self,
        sections: impl IntoIterator<Item = &'e Section>,
        node: &'e Node<'e>,
    ) -> Vec<Element<'e>> {
        let section = |(index, section): (usize, &'e Section)| {
            self.section(section, node.item(index), Kind::of_section(section.kind))
        };
        sections.into_iter().enumerate().map(section).collect()
    }

    fn section(self, section: &'e Section, node: &'e Node<'e>, kind: Kind) -> Element<'e> {
        let mut element = Element::new(kind);
        element.id = id(&section.id, node);
        self.optional(&mut element, "title", &section.title, node);
        if section.title.is_none() {
            element.begin = Some(node.place.clone());
        }
        self.optional(&mut element, "label", &section.label, node);
        element.roles = vec![
            role("moderator", "moderator", &section.moderator, node),
            role("rapporteur", "rapporteur", &section.rapporteur, node),
            role("speaker", "speakers", &section.speakers, node),
        ];
        for (index, organiser) in section.co_organisers.iter().enumerate() {
            let node = node.key("co_organisers").item(index);
            element.texts.push(self.marked("co-organiser", organiser, node));
        }
        element.children = self.blocks(&section.content, node.key("content"));
        element.children.extend(self.sections(&section.sections, node.key("sections")));
        element
    }

    fn blocks(self, blocks: &'e [Block], node: &'e Node<'e>) -> Vec<Element<'e>> {
        blocks
            .iter()
            .enumerate()
            .map(|(index, block)| self.block(block, node.item(index)))
            .collect()
    }

    fn block(self, block: &'e Block, node: &'e Node<'e>) -> Element<'e> {
        let entry = Block::entry(node);
        let kind = Kind::of_block(&block.kind);
        let node = entry.map_or(node, |entry| &entry.value);
        let begin = entry.map(|entry| entry.key_place.clone()).filter(|_| !kind.is_text());
        Element { begin, ..self.element(kind, block.kind.parts(false), node) }
    }

    /// An element with the texts, people and children among its parts.
    fn element(self, kind: Kind, parts: Parts<'e>, parent: &'e Node<'e>) -> Element<'e> {
        let mut element = Element::new(kind);
        for part in parts.0 {
            let node = part.node(parent);
            match part.content {
                Content::Id(id, _) => element.id = Some((id, node)),
                Content::Text(text) => element.texts.push(self.marked(part.key, text, node)),
                Content::Cell(text, span) => {
                    element.texts.push(self.marked(part.key, text, node));
                    element.spans.push(span);
                }
                Content::Code(text) => {
                    element.texts.push(Wording::unmarked(part.key, text, node, self.words));
                }
                // The same in every language.
                Content::Equation(_) => {}
                Content::Alternative(text) => {
                    element.texts.push(Wording::unmarked(part.key, text, node, self.words));
                }
                Content::People(role, people) => {
                    element.roles.push(named(role, part.key, people, parent));
                }
                Content::Entry(entry, parts) => {
                    let kind = Kind::of_entry(entry);
                    element.children.push(self.element(kind, parts, node));
                }
                Content::Blocks(blocks) => element.children.extend(self.blocks(blocks, node)),
                Content::File(path) if kind.class == Class::Figure => {
                    element.picture = Some((path, node));
                }
                Content::File(_)
                | Content::Override(_)
                | Content::Layout(_)
                | Content::Collection(..) => {}
            }
        }
        if kind.class == Class::Row {
            element.begin = Some(parent.place.clone());
        }
        element
    }

    fn paragraphs(self, texts: &'e OneOrManyTexts, node: &'e Node<'e>) -> Vec<Element<'e>> {
        let paragraph = |(index, text)| Element {
            texts: vec![self.marked("text", text, node.item(index))],
            ..Element::new(Kind::PARAGRAPH)
        };
        texts.0.iter().enumerate().map(paragraph).collect()
    }

    /// The text of a field of a mapping; of a scalar in short form, the whole text.
    fn text(self, field: &'static str, text: &'e Text, node: &'e Node<'e>) -> Wording<'e> {
        self.marked(field, text, node.key(field))
    }

    fn marked(self, field: &'static str, text: &'e Text, node: &'e Node<'e>) -> Wording<'e> {
        Wording::marked(field, text, node, self.words)
    }

    fn optional(
        self,
        element: &mut Element<'e>,
        field: &'static str,
        text: &'e Option<Text>,
        node: &'e Node<'e>,
    ) {
        element.texts.extend(text.as_ref().map(|text| self.text(field, text, node)));
    }
}

fn id<'e>(id: &'e Option<String>, node: &'e Node<'e>) -> Option<(&'e str, &'e Node<'e>)> {
    id.as_deref().map(|id| (id, node.key("id")))
}

fn role<'e>(
    name: &'static str,
    key: &'static str,
    people: &'e OneOrMany,
    node: &'e Node<'e>,
) -> Role<'e> {
    named(name, key, &people.0, node)
}

/// The people under a key of a mapping. If the key is missing, the place of the role is that of the
/// title.
fn named<'e>(
    name: &'static str,
    key: &'static str,
    people: &'e [String],
    node: &'e Node<'e>,
) -> Role<'e> {
    let nodes = node.key(key);
    let people = people.iter().enumerate();
    let people = people.map(|(index, id)| (id.as_str(), nodes.item(index))).collect();
    let place = match node.entry(key) {
        Some(entry) => entry.key_place.clone(),
        None => node.key_place("title"),
    };
    Role { name, people, place }
}
