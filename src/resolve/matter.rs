//! Front and back matter: imprint, foreword, list of contents, abbreviations, bibliography.

use super::citation::{self, CitationLabel};
use super::reference::without_notes;
use super::{Resolver, cldr, dates};
use crate::document::inline::plain_text;
use crate::document::{
    Block, Contents, ContentsEntry, Definition, Heading, Inline, Matter, Paragraph, Period,
    Section, SectionKind,
};
use crate::origin::{Generator, TracedString};
use crate::source::schema::{Imprint, Text, Work};

impl Resolver<'_> {
    /// The imprint, foreword and abbreviations that the report has.
    pub(super) fn front_matter(&mut self) -> Vec<Section> {
        let front = &self.report.front;
        let imprint = front.imprint.as_ref().map(|imprint| self.imprint(imprint));
        let foreword = front.foreword.as_ref().map(|foreword| {
            let mut authored = foreword.clone();
            authored.title.get_or_insert_with(|| {
                let title = self.labels.foreword.as_str();
                Text::new(TracedString::generated(title, Generator::Labels))
            });
            self.section(&authored, SectionKind::Foreword, Matter::Front, 1, None)
        });
        let abbreviations = self.abbreviations();
        imprint.into_iter().chain(foreword).chain(abbreviations).collect()
    }

    fn imprint(&mut self, imprint: &Imprint) -> Section {
        let id = self.anchors.named("imprint");
        self.enter_division();
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
        let blocks = lines.into_iter().map(|line| Block::Paragraph(self.plain_paragraph(line)));
        let blocks = blocks.collect();
        let sections = Vec::new();
        Section {
            id,
            kind: SectionKind::Imprint,
            matter: Matter::Front,
            heading: None,
            blocks,
            sections,
        }
    }

    /// Editors and date of publication: lines of the imprint, or of the cover of a report without one.
    /// A report without an event has the date on its cover.
    pub(super) fn colophon(&self) -> [Option<Vec<Inline>>; 2] {
        let published = self.published().filter(|_| self.report.event.is_some()).map(|date| {
            let label = format!("{}{}", self.labels.published, self.labels.heading_separator);
            vec![Inline::generated(label, Generator::Labels), date]
        });
        [self.editors(), published]
    }

    /// The date of publication that the report gives.
    pub(super) fn published(&self) -> Option<Inline> {
        let date = Period::parse(self.report.publication.date.as_deref()?)?;
        Some(Inline::generated(dates::period(date, self.labels), Generator::Date))
    }

    /// "Editors: A, B and C".
    fn editors(&self) -> Option<Vec<Inline>> {
        let ids = &self.report.publication.editors.0;
        let people = ids.iter().filter_map(|id| self.report.people.get(id));
        let names: Vec<TracedString> = people.map(|person| self.printed(&person.name)).collect();
        let label = match names.len() {
            0 => return None,
            1 => &self.labels.roles.editor.one,
            2.. => &self.labels.roles.editor.other,
        };
        let label = format!("{label}{}", self.labels.heading_separator);
        let names = cldr::list(&names, &self.report.publication.language);
        Some(vec![Inline::generated(label, Generator::Labels), Inline::Text(names)])
    }

    /// The list of contents; `None` if the report turns it off.
    pub(super) fn contents(&mut self, sections: &[Section]) -> Option<Contents> {
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
        Some(Section { id, kind, matter: Matter::Front, heading: Some(heading), blocks, sections })
    }

    /// The list of works cited.
    pub(super) fn bibliography(&mut self) -> Option<Section> {
        let works = &self.report.bibliography;
        if works.is_empty() {
            return None;
        }
        let id = self.anchors.named("bibliography");
        self.enter_division();
        let heading = self.generated_heading(&self.labels.bibliography.clone());
        let labels = citation::labels(works, &self.report.publication.language);
        let entries = works.iter().zip(labels).map(|(work, label)| self.work(work, label));
        let entries = entries.collect();
        let blocks = vec![Block::Bibliography { id: self.derived("works", ""), entries }];
        let kind = SectionKind::Bibliography;
        let sections = Vec::new();
        Some(Section { id, kind, matter: Matter::Back, heading: Some(heading), blocks, sections })
    }

    fn work(&mut self, work: &Work, label: Option<CitationLabel>) -> Paragraph {
        let id = self.element(work.id.as_ref(), "work", work.text.as_str());
        let number = self.counters.work();
        let mut content = Vec::new();
        let words = match label {
            None => Vec::new(),
            Some(CitationLabel::Authored(label)) => self.inlines(label),
            Some(CitationLabel::AuthorYear(words)) => {
                vec![Inline::generated(words, Generator::Excerpt)]
            }
            Some(CitationLabel::Number) => {
                let number = format!("[{number}]");
                content.push(Inline::generated(format!("{number} "), Generator::Number));
                vec![Inline::generated(number, Generator::Number)]
            }
        };
        content.extend(self.inlines(&work.text));
        if let Some(author_id) = &work.id {
            self.references.define(author_id, id, without_notes(&words));
        }
        Paragraph { id, number: None, leads_in: false, content }
    }

    /// A heading of level 1 with generated words.
    pub(super) fn generated_heading(&mut self, title: &str) -> Heading {
        Heading {
            id: self.derived("h", title),
            level: 1,
            prefix: None,
            separator: self.labels.heading_separator.clone(),
            title: vec![Inline::generated(title, Generator::Labels)],
            running: title.into(),
        }
    }
}

/// The headings down to a level, in reading order.
fn collect_headings<'a>(sections: &'a [Section], depth: u8, headings: &mut Vec<&'a Heading>) {
    for section in sections.iter().filter(|section| section.kind != SectionKind::Imprint) {
        headings.extend(section.heading.iter().filter(|heading| heading.level <= depth));
        collect_headings(&section.sections, depth, headings);
    }
}
