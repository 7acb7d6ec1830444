//! Publication data, the register of people, front matter.

use super::{Inventory, Matter, SectionEntry, TextKind};
use crate::source::schema::{CoverPicture, Person, Publication, Reference};
use crate::yaml::tree::Node;

impl<'a> Inventory<'a> {
    pub(super) fn publication(&mut self) {
        let publication = &self.report.publication;
        let node = self.tree.key("publication");
        self.text(&publication.title, node.key("title"));
        self.text(&publication.publisher, node.key("publisher"));
        let optional = [
            ("subtitle", &publication.subtitle),
            ("short_title", &publication.short_title),
            ("series", &publication.series),
            ("office", &publication.office),
            ("status", &publication.status),
        ];
        self.optional(&optional, node);
        self.unseen(&publication.description, node.key("description"));
        self.catalogue(publication, node);
        self.cover(publication, node);
        for (index, keyword) in publication.keywords.iter().enumerate() {
            self.push(keyword, node.key("keywords").item(index), TextKind::Unseen);
        }
        if let Some(event) = &self.report.event {
            self.optional(
                &[("name", &event.name), ("venue", &event.venue)],
                self.tree.key("event"),
            );
        }
    }

    /// Data for catalogues.
    fn catalogue(&mut self, publication: &'a Publication, node: &'a Node<'a>) {
        let titles = publication.other_titles.values().zip(node.entries_of("other_titles"));
        titles.for_each(|(title, entry)| self.push(title, &entry.value, TextKind::Unseen));
        self.unseen(&publication.identifier, node.key("identifier"));
        self.unseen(&publication.ebook_isbn, node.key("ebook_isbn"));
        if let Some(collection) = &publication.collection {
            let node = node.key("collection");
            self.text(&collection.title, node.key("title"));
            self.unseen(&collection.issn, node.key("issn"));
        }
        if let Some(certifier) = &publication.certifier {
            let node = node.key("certifier");
            self.push(&certifier.name, node.key("name"), TextKind::Unseen);
            self.unseen(&certifier.credential, node.key("credential"));
            self.unseen(&certifier.report, node.key("report"));
        }
    }

    /// The pictures of the covers.
    fn cover(&mut self, publication: &'a Publication, node: &'a Node<'a>) {
        let pictures = [("logo", &publication.logo), ("cover_picture", &publication.cover_picture)];
        for (key, picture) in pictures {
            let Some(picture) = picture else { continue };
            self.picture(picture, node.key(key));
        }
        self.unseen(&publication.ebook_cover, node.key("ebook_cover"));
    }

    pub(super) fn picture(&mut self, picture: &'a CoverPicture, node: &'a Node<'a>) {
        self.pictures.push((picture, node));
        self.push(&picture.image, node.key("image"), TextKind::Unseen);
        self.unseen(&picture.alt, node.key("alt"));
    }

    pub(super) fn people(&mut self) {
        let entries = self.tree.entries_of("people");
        for (person, entry) in self.report.people.values().zip(entries) {
            self.person(person, &entry.value);
        }
    }

    fn person(&mut self, person: &'a Person, node: &'a Node<'a>) {
        self.push(&person.name, node.key("name"), TextKind::Plain);
        let optional = [
            ("honorific", &person.honorific),
            ("post", &person.post),
            ("country", &person.country),
            ("sort_as", &person.sort_as),
            ("pronouns", &person.pronouns),
            ("email", &person.email),
            ("orcid", &person.orcid),
        ];
        self.plain(&optional, node);
        for (index, name) in person.organisation.0.iter().enumerate() {
            self.push(name, node.key("organisation").item(index), TextKind::Plain);
        }
    }

    /// The data of a work.
    pub(super) fn reference(&mut self, data: &'a Reference, node: &'a Node<'a>) {
        for (key, names) in [("author", &data.authors), ("editor", &data.editors)] {
            for (index, name) in names.iter().enumerate() {
                self.push(name, node.key(key).item(index), TextKind::Plain);
            }
        }
        self.optional(&[("title", &data.title), ("in", &data.container)], node);
        let plain = [
            ("genre", &data.genre),
            ("number", &data.number),
            ("edition", &data.edition),
            ("volume", &data.volume),
            ("issue", &data.issue),
            ("pages", &data.pages),
            ("publisher", &data.publisher),
            ("place", &data.place),
            ("doi", &data.doi),
            ("url", &data.url),
        ];
        self.plain(&plain, node);
    }

    pub(super) fn front(&mut self) {
        let front = &self.report.front;
        let node = self.tree.key("front");
        if let Some(imprint) = &front.imprint {
            let node = node.key("imprint");
            self.plain(&[("isbn", &imprint.isbn), ("symbol", &imprint.symbol)], node);
            let optional = [
                ("copyright", &imprint.copyright),
                ("disclaimer", &imprint.disclaimer),
                ("photo_credits", &imprint.photo_credits),
            ];
            self.optional(&optional, node);
        }
        self.texts_of(&front.dedication, node.key("dedication"));
        for (key, section) in front.sections() {
            let (node, matter) = (node.key(key), Matter::Front);
            self.section(SectionEntry { section, node, matter, depth: 1, parent: None });
        }
        for (index, revision) in front.history.iter().enumerate() {
            let node = node.key("history").item(index);
            self.push(&revision.version, node.key("version"), TextKind::Plain);
            self.text(&revision.changes, node.key("changes"));
        }
        let entries = node.entries_of("abbreviations");
        for (meaning, entry) in front.abbreviations.values().zip(entries) {
            self.text(meaning, &entry.value);
        }
    }
}
