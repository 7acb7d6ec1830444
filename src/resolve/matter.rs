//! Front matter: imprint, foreword, list of contents, abbreviations.

use std::borrow::Borrow;
use std::sync::Arc;

use super::reference::without_notes;
use super::{Resolver, cldr, dates};
use crate::document::inline::plain_text;
use crate::document::{
    Block, Cell, ColumnAlignment, Contents, ContentsEntry, Definition, Heading, Inline, Matter,
    Period, Section, SectionKey, SectionKind, Table,
};
use crate::origin::{Generator, TracedString};
use crate::source::schema::{self, Imprint, OneOrMany, Person, Revision, Text};
use crate::templates::PluralForms;

impl<'a> Resolver<'a> {
    /// The sections of the front matter.
    pub(super) fn front_matter(&mut self) -> Vec<Section> {
        let (front, labels) = (&self.report.front, self.labels);
        let mut sections: Vec<Section> =
            self.imprint().into_iter().chain(self.dedication()).collect();
        let kinds = [
            (&front.foreword, SectionKind::Foreword, &labels.foreword),
            (&front.acknowledgements, SectionKind::Acknowledgements, &labels.acknowledgements),
            (&front.summary, SectionKind::Abstract, &labels.summary),
        ];
        for (section, kind, title) in kinds {
            let section = section.as_ref().map(|section| self.front_section(section, kind, title));
            sections.extend(section);
        }
        sections.extend(self.history());
        sections.extend(self.abbreviations());
        sections
    }

    /// A section, with the default title of its kind if the report gives no title.
    fn front_section(
        &mut self,
        authored: &schema::Section,
        kind: SectionKind,
        title: &str,
    ) -> Section {
        let mut authored = authored.clone();
        authored
            .title
            .get_or_insert_with(|| Text::new(TracedString::generated(title, Generator::Labels)));
        self.section(&authored, kind, Matter::Front, 1, None)
    }

    fn dedication(&mut self) -> Option<Section> {
        let authored = &self.report.front.dedication.0;
        if authored.is_empty() {
            return None;
        }
        let id = self.anchors.named("dedication");
        self.enter_division();
        let blocks = authored.iter().map(|text| {
            let mut paragraph = self.paragraph(text);
            paragraph.content = vec![Inline::Emphasis(paragraph.content)];
            Block::Paragraph(paragraph)
        });
        let (kind, blocks, sections) = (SectionKind::Dedication, blocks.collect(), Vec::new());
        Some(Section {
            id,
            kind,
            matter: Matter::Front,
            heading: None,
            blocks,
            sections,
            key: SectionKey::default(),
        })
    }

    /// The versions of the document as a table.
    fn history(&mut self) -> Option<Section> {
        let (revisions, labels) = (&self.report.front.history, &self.labels.history);
        if revisions.is_empty() {
            return None;
        }
        let id = self.anchors.named("history");
        self.enter_division();
        let heading = self.generated_heading(&labels.heading);
        let table = self.derived("table", "");
        let header = [&labels.version, &labels.date, &labels.changes];
        let header = header.map(|label| vec![Inline::generated(label, Generator::Labels)]);
        let columns = vec![ColumnAlignment::Start; header.len()];
        let header = vec![self.row(header)];
        let rows = revisions.iter().map(|revision| self.revision(revision)).collect();
        let blocks = vec![Block::Table(Table {
            id: table,
            caption: None,
            columns,
            header,
            row_headers: 1,
            rows,
            total_rows: 0,
            shares: vec![1.0, 2.0, 4.0],
            below: Vec::new(),
            wide: false,
        })];
        let (kind, sections) = (SectionKind::History, Vec::new());
        Some(Section {
            id,
            kind,
            matter: Matter::Front,
            heading: Some(heading),
            blocks,
            sections,
            key: SectionKey::default(),
        })
    }

    fn revision(&mut self, revision: &Revision) -> Vec<Cell> {
        let date = revision.date.as_deref().and_then(Period::parse);
        let date = date.map(|date| self.date(dates::period(date, self.labels)));
        let version = self.raised(self.printed(&revision.version));
        let changes = self.inlines(&revision.changes);
        self.row([version, date.unwrap_or_default(), changes])
    }

    /// The imprint; `None` if the report has neither an imprint nor contacts of authors.
    fn imprint(&mut self) -> Option<Section> {
        let authored = self.report.front.imprint.as_ref();
        if authored.is_none() && !self.authors().any(has_contact) {
            return None;
        }
        let id = self.anchors.named("imprint");
        self.enter_division();
        let mut lines = self.author_lines();
        if let Some(imprint) = authored {
            lines.extend(self.imprint_lines(imprint));
        }
        let blocks = lines.into_iter().map(|line| Block::Paragraph(self.plain_paragraph(line)));
        let (kind, blocks) = (SectionKind::Imprint, blocks.collect());
        let sections = Vec::new();
        Some(Section {
            id,
            kind,
            matter: Matter::Front,
            heading: None,
            blocks,
            sections,
            key: SectionKey::default(),
        })
    }

    fn imprint_lines(&mut self, imprint: &Imprint) -> Vec<Vec<Inline>> {
        let labels = self.labels;
        let labelled = |label: &str, value: &Option<TracedString>| {
            let mut line = TracedString::new();
            line.push_generated(label, Generator::Labels);
            line.push_generated(&labels.heading_separator, Generator::Labels);
            line.push_traced(value.as_ref()?);
            Some(vec![Inline::Text(line)])
        };
        let numbers =
            [labelled(&labels.symbol, &imprint.symbol), labelled(&labels.isbn, &imprint.isbn)];
        let mut lines: Vec<Vec<Inline>> = [&imprint.copyright, &imprint.disclaimer]
            .into_iter()
            .flatten()
            .map(|t| self.inlines(t))
            .collect();
        lines.extend(imprint.photo_credits.as_ref().map(|credits| {
            let label = format!("{}{}", labels.photo_credits, labels.heading_separator);
            let mut line = vec![Inline::generated(label, Generator::Labels)];
            line.extend(self.inlines(credits));
            line
        }));
        lines.extend(self.colophon().into_iter().flatten());
        lines.extend(numbers.into_iter().flatten());
        lines
    }

    /// The authors in the register.
    fn authors(&self) -> impl Iterator<Item = &'a Person> + use<'a> {
        let report = self.report;
        let ids = report.publication.authors.0.iter();
        ids.filter_map(|id| report.people.get(id))
    }

    /// One line of the imprint for each author with an affiliation or contact: "Ana Horvat, Judge, Court of
    /// Appeal, ana.horvat@example.org".
    fn author_lines(&mut self) -> Vec<Vec<Inline>> {
        let authors: Vec<_> = self.authors().filter(|author| has_contact(author)).collect();
        authors.into_iter().map(|author| self.author_line(author)).collect()
    }

    fn author_line(&mut self, author: &Person) -> Vec<Inline> {
        let (name, details) = self.described(author, author.country.as_ref());
        let words = [&name, &details].into_iter().filter(|words| !words.is_empty());
        let mut line = self.raised(TracedString::join(words, &self.labels.comma));
        let email = author.email.as_ref().map(|email| (format!("mailto:{email}"), email.clone()));
        let orcid = author.orcid.as_ref().map(|orcid| {
            let mut address = TracedString::generated(ORCID, Generator::Prefix);
            address.push_traced(orcid);
            (String::from(address.clone()), address)
        });
        for (url, words) in email.into_iter().chain(orcid) {
            line.push(Inline::generated(self.labels.comma.clone(), Generator::Separator));
            let id = self.derived("link", &url);
            line.push(Inline::Link { id, url, content: vec![Inline::Text(words)] });
        }
        line
    }

    /// The editors and the date of publication: lines of the imprint or, without one, of the cover.
    /// A report without an event has the date on its cover.
    pub(super) fn colophon(&mut self) -> [Option<Vec<Inline>>; 2] {
        let published = self.published().filter(|_| self.report.event.is_some()).map(|date| {
            let label = format!("{}{}", self.labels.published, self.labels.heading_separator);
            std::iter::once(Inline::generated(label, Generator::Labels)).chain(date).collect()
        });
        [self.editors(), published]
    }

    /// The date of publication that the report gives.
    pub(super) fn published(&mut self) -> Option<Vec<Inline>> {
        let date = Period::parse(self.report.publication.date.as_deref()?)?;
        Some(self.date(dates::period(date, self.labels)))
    }

    /// "Authors: A, B and C": a line of the cover.
    pub(super) fn authors_line(&self) -> Option<Vec<Inline>> {
        self.names_line(&self.labels.roles.author, &self.report.publication.authors)
    }

    /// "Editors: A, B and C".
    fn editors(&self) -> Option<Vec<Inline>> {
        self.names_line(&self.labels.roles.editor, &self.report.publication.editors)
    }

    fn names_line(&self, label: &PluralForms, ids: &OneOrMany) -> Option<Vec<Inline>> {
        let people = ids.0.iter().filter_map(|id| self.report.people.get(id));
        let names: Vec<TracedString> = people.map(|person| self.printed(&person.name)).collect();
        let label = match names.len() {
            0 => return None,
            1 => &label.one,
            2.. => &label.other,
        };
        let label = format!("{label}{}", self.labels.heading_separator);
        let names = cldr::list(&names, &self.report.publication.language);
        let mut line = vec![Inline::generated(label, Generator::Labels)];
        line.extend(self.raised(names));
        Some(line)
    }

    /// The list of contents; `None` if the report turns it off.
    pub(super) fn contents(&mut self, sections: &[Arc<Section>]) -> Option<Contents> {
        if self.report.options.contents == Some(false) {
            return None;
        }
        let id = self.anchors.named("contents");
        let mut headings = Vec::new();
        collect_headings(sections, self.style.contents.depth, &mut headings);
        let entries = headings.into_iter().map(|heading| self.contents_entry(heading)).collect();
        Some(Contents {
            id,
            heading: vec![Inline::generated(self.labels.contents.clone(), Generator::Labels)],
            entries,
        })
    }

    fn contents_entry(&mut self, heading: &Heading) -> ContentsEntry {
        let content = without_notes(&heading.line());
        let id = self.derived("entry", &plain_text(&content));
        let (target, level, prefix) = (heading.id, heading.level, heading.prefix.clone());
        ContentsEntry { id, target, level, prefix, content }
    }

    fn abbreviations(&mut self) -> Option<Section> {
        let abbreviations = &self.report.front.abbreviations;
        if abbreviations.is_empty() {
            return None;
        }
        let id = self.anchors.named("abbreviations");
        self.enter_division();
        let heading = self.generated_heading(&self.labels.abbreviations.clone());
        let entries = abbreviations.iter().map(|(term, meaning)| {
            let id = self.derived("term", term);
            Definition::new(id, vec![Inline::Text(term.clone())], self.inlines(meaning))
        });
        let entries = entries.collect();
        let blocks = vec![Block::Definitions { id: self.derived("terms", ""), entries }];
        let kind = SectionKind::Abbreviations;
        let sections = Vec::new();
        Some(Section {
            id,
            kind,
            matter: Matter::Front,
            heading: Some(heading),
            blocks,
            sections,
            key: SectionKey::default(),
        })
    }

    /// A heading of level 1 with generated words.
    pub(super) fn generated_heading(&mut self, title: &str) -> Heading {
        Heading {
            id: self.derived("h", title),
            level: 1,
            prefix: None,
            separator: self.labels.heading_separator.clone(),
            title: vec![Inline::generated(title, Generator::Labels)],
            running: vec![Inline::generated(title, Generator::Labels)],
        }
    }
}

/// The address before an ORCID iD (ORCID display guidelines).
const ORCID: &str = "https://orcid.org/";

/// Whether the imprint prints more of an author than the cover does.
fn has_contact(author: &Person) -> bool {
    !author.organisation.0.is_empty() || author.email.is_some() || author.orcid.is_some()
}

/// The headings down to a level, in reading order.
fn collect_headings<'a>(
    sections: &'a [impl Borrow<Section>],
    depth: u8,
    headings: &mut Vec<&'a Heading>,
) {
    let sections = sections.iter().map(Borrow::borrow);
    for section in sections.filter(|section: &&Section| section.kind != SectionKind::Imprint) {
        headings.extend(section.heading.iter().filter(|heading| heading.level <= depth));
        // The headings in the endnotes repeat those of the text.
        if section.kind != SectionKind::Notes {
            collect_headings(&section.sections, depth, headings);
        }
    }
}
