//! Builds the structure of an edition from its report and YAML tree.

use super::{Element, Entries, Role};
use crate::editions::kind::Kind;
use crate::editions::wording::Wording;
use crate::languages::Lexicon;
use crate::source::ParsedReport;
use crate::source::schema::{
    Block, BlockKind, Definition, Figure, Item, ListStyle, OneOrMany, OneOrManyTexts, Participants,
    Person, Quotation, RecommendationKind, Recommendations, Section, Table, Text, TextBox, Work,
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
        let mut root = Element::new(Kind::Report);
        let (publication, node) = (&report.publication, tree.key("publication"));
        root.begin = Some(tree.key_place("publication"));
        root.texts.push(self.text("title", &publication.title, node));
        self.optional(&mut root, "subtitle", &publication.subtitle, node);
        self.optional(&mut root, "series", &publication.series, node);
        if let Some(event) = &report.event {
            self.optional(&mut root, "name", &event.name, tree.key("event"));
        }
        root.roles.push(role("editor", "editors", &publication.editors, node));
        root.children = self.top_level();
        root
    }

    fn top_level(self) -> Vec<Element<'e>> {
        let ParsedReport { report, tree, .. } = self.written;
        let foreword = report.front.foreword.as_ref().map(|foreword| {
            self.section(foreword, tree.key("front").key("foreword"), Kind::Foreword)
        });
        let body = self.sections(&report.body, tree.key("body"));
        let annexes = report.annexes.iter().enumerate().map(|(index, annex)| {
            self.section(annex, tree.key("annexes").item(index), Kind::Annex)
        });
        foreword.into_iter().chain(body).chain(annexes).collect()
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
            let texts = vec![self.text("text", &work.text, node)];
            Element { id: id(&work.id, node), texts, ..Element::new(Kind::Work) }
        };
        report.bibliography.iter().enumerate().map(work).collect()
    }

    fn note(self, id: &'e str, note: &'e OneOrManyTexts, node: &'e Node<'e>) -> Element<'e> {
        Element {
            id: Some((id, node)),
            children: self.paragraphs(note, node),
            ..Element::new(Kind::Note)
        }
    }

    fn person(self, id: &'e str, person: &'e Person, node: &'e Node<'e>) -> Element<'e> {
        let fields = [("post", &person.post), ("organisation", &person.organisation)];
        let written = fields.into_iter().filter_map(|(field, text)| Some((field, text.as_ref()?)));
        let texts = written
            .map(|(field, text)| Wording::unmarked(field, text, node.key(field), self.words))
            .collect();
        Element { id: Some((id, node)), texts, ..Element::new(Kind::Person) }
    }

    fn sections(self, sections: &'e [Section], node: &'e Node<'e>) -> Vec<Element<'e>> {
        let section = |(index, section): (usize, &'e Section)| {
            self.section(section, node.item(index), Kind::Section(section.kind))
        };
        sections.iter().enumerate().map(section).collect()
    }

    fn section(self, section: &'e Section, node: &'e Node<'e>, kind: Kind) -> Element<'e> {
        let mut element = Element::new(kind);
        element.id = id(&section.id, node);
        self.optional(&mut element, "title", &section.title, node);
        if section.title.is_none() {
            element.begin = Some(node.place.clone());
        }
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
        match &block.kind {
            BlockKind::Paragraph(block) => {
                self.text_element(Kind::Paragraph, &block.text, &block.id, node.key("paragraph"))
            }
            BlockKind::Heading(block) => {
                self.text_element(Kind::Heading, &block.text, &block.id, node.key("heading"))
            }
            BlockKind::List(block) => {
                let items = node.key("list").key("items");
                self.list(Kind::List(block.style), &block.items, items, node, "list")
            }
            BlockKind::Bullets(items) => {
                let kind = Kind::List(ListStyle::Bulleted);
                self.list(kind, items, node.key("bullets"), node, "bullets")
            }
            BlockKind::Numbered(items) => {
                let kind = Kind::List(ListStyle::Numbered);
                self.list(kind, items, node.key("numbered"), node, "numbered")
            }
            BlockKind::Recommendations(block) => self.recommendations(block, node),
            BlockKind::Definitions(entries) => self.definitions(entries, node),
            BlockKind::Quotation(block) => self.quotation(block, node),
            BlockKind::Table(block) => self.table(block, node),
            BlockKind::Figure(block) => self.figure(block, node),
            BlockKind::Box(block) => self.text_box(block, node),
            BlockKind::Participants(block) => self.participants(block, node),
        }
    }

    /// An element with one text, which may be in short form.
    fn text_element(
        self,
        kind: Kind,
        text: &'e Text,
        own: &'e Option<String>,
        node: &'e Node<'e>,
    ) -> Element<'e> {
        let texts = vec![self.text("text", text, node)];
        Element { id: id(own, node), texts, ..Element::new(kind) }
    }

    fn participants(self, block: &'e Participants, node: &'e Node<'e>) -> Element<'e> {
        let mut element = keyed(Kind::Participants, &block.id, node, "participants");
        let people = block.people.as_deref().unwrap_or_default();
        element.roles.push(named("participant", "people", people, node.key("participants")));
        element
    }

    fn list(
        self,
        kind: Kind,
        items: &'e [Item],
        nodes: &'e Node<'e>,
        block: &'e Node<'e>,
        key: &str,
    ) -> Element<'e> {
        let children = self.items(items, nodes, None);
        Element { children, begin: Some(block.key_place(key)), ..Element::new(kind) }
    }

    fn recommendations(self, block: &'e Recommendations, node: &'e Node<'e>) -> Element<'e> {
        let kind = Kind::Recommendations(block.kind);
        let mut element = keyed(kind, &block.id, node, "recommendations");
        let node = node.key("recommendations");
        self.optional(&mut element, "lead", &block.lead, node);
        element.children = self.items(&block.items, node.key("items"), Some(block.kind));
        element
    }

    fn items(
        self,
        items: &'e [Item],
        node: &'e Node<'e>,
        kind: Option<RecommendationKind>,
    ) -> Vec<Element<'e>> {
        let item = |(index, item): (usize, &'e Item)| {
            let node = node.item(index);
            Element {
                id: id(&item.id, node),
                texts: vec![self.text("text", &item.text, node)],
                children: self.blocks(&item.content, node.key("content")),
                ..Element::new(Kind::Item(kind))
            }
        };
        items.iter().enumerate().map(item).collect()
    }

    fn definitions(self, entries: &'e [Definition], block: &'e Node<'e>) -> Element<'e> {
        let nodes = block.key("definitions");
        let definition = |(index, entry): (usize, &'e Definition)| {
            let node = nodes.item(index);
            Element {
                id: id(&entry.id, node),
                texts: vec![
                    self.text("term", &entry.term, node),
                    self.text("definition", &entry.definition, node),
                ],
                children: self.blocks(&entry.content, node.key("content")),
                ..Element::new(Kind::Definition)
            }
        };
        let children = entries.iter().enumerate().map(definition).collect();
        let begin = Some(block.key_place("definitions"));
        Element { children, begin, ..Element::new(Kind::Definitions) }
    }

    fn quotation(self, block: &'e Quotation, node: &'e Node<'e>) -> Element<'e> {
        let mut element = keyed(Kind::Quotation, &block.id, node, "quotation");
        let node = node.key("quotation");
        self.optional(&mut element, "source", &block.source, node);
        element.children = self.paragraphs(&block.text, node.key("text"));
        element
    }

    fn table(self, block: &'e Table, node: &'e Node<'e>) -> Element<'e> {
        let mut element = keyed(Kind::Table, &block.id, node, "table");
        let node = node.key("table");
        element.columns = block.header.len();
        self.optional(&mut element, "caption", &block.caption, node);
        self.optional(&mut element, "source", &block.source, node);
        let rows = block.rows.iter().enumerate();
        let rows = rows.map(|(index, cells)| self.row(cells, node.key("rows").item(index)));
        element.children =
            [self.row(&block.header, node.key("header"))].into_iter().chain(rows).collect();
        element
    }

    fn row(self, cells: &'e [Text], node: &'e Node<'e>) -> Element<'e> {
        let cells = cells.iter().enumerate();
        let texts = cells.map(|(index, cell)| self.marked("cell", cell, node.item(index)));
        Element {
            begin: Some(node.place.clone()),
            texts: texts.collect(),
            ..Element::new(Kind::Row)
        }
    }

    fn figure(self, block: &'e Figure, node: &'e Node<'e>) -> Element<'e> {
        let mut element = keyed(Kind::Figure, &block.id, node, "figure");
        let node = node.key("figure");
        self.optional(&mut element, "caption", &block.caption, node);
        self.optional(&mut element, "credit", &block.credit, node);
        if let Some(alt) = &block.alt {
            element.texts.push(Wording::unmarked("alt", alt, node.key("alt"), self.words));
        }
        element
    }

    fn text_box(self, block: &'e TextBox, node: &'e Node<'e>) -> Element<'e> {
        let mut element = keyed(Kind::Box, &block.id, node, "box");
        let node = node.key("box");
        self.optional(&mut element, "title", &block.title, node);
        element.children = self.blocks(&block.content, node.key("content"));
        element
    }

    fn paragraphs(self, texts: &'e OneOrManyTexts, node: &'e Node<'e>) -> Vec<Element<'e>> {
        let paragraph = |(index, text)| Element {
            texts: vec![self.marked("text", text, node.item(index))],
            ..Element::new(Kind::Paragraph)
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

/// An element whose place is its key in the mapping of a block.
fn keyed<'e>(
    kind: Kind,
    own: &'e Option<String>,
    node: &'e Node<'e>,
    key: &'static str,
) -> Element<'e> {
    let begin = Some(node.key_place(key));
    Element { id: id(own, node.key(key)), begin, ..Element::new(kind) }
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
