//! The list of works cited.

use super::Resolver;
use super::citation::{self, CitationLabel};
use super::citation_words::{Cited, CitedWork};
use super::collation::Collation;
use super::reference::without_notes;
use super::work::Layout;
use crate::document::{Block, Inline, Matter, Paragraph, Section, SectionKey, SectionKind};
use crate::origin::Generator;
use crate::source::markup::is_id;
use crate::source::schema::{Work, WorkEntry};
use crate::templates::CitationForm;

/// A work with what is printed for it.
struct Entry<'r> {
    work: &'r Work,
    label: Option<CitationLabel<'r>>,
}

impl<'r> Resolver<'r> {
    /// The list of works cited; `None` without works.
    pub(super) fn bibliography(&mut self) -> Option<Section> {
        let works = self.works();
        if works.is_empty() {
            return None;
        }
        let id = self.anchors.named("bibliography");
        self.enter_division();
        let heading = self.generated_heading(&self.labels.bibliography.clone());
        let form = self.style.citations.style;
        let labels = citation::labels(&works, form, self.labels, &self.report.publication.language);
        let numbered = labels.iter().any(|label| matches!(label, Some(CitationLabel::Number)));
        let form = form.unwrap_or(match numbered {
            true => CitationForm::Numbered,
            false => CitationForm::AuthorDate,
        });
        self.references.citations = Some(form);
        let entries = works.into_iter().zip(labels).map(|(work, label)| Entry { work, label });
        let entries = entries.map(|entry| self.entry(entry, form)).collect();
        let blocks = vec![Block::Bibliography { id: self.derived("works", ""), entries }];
        let kind = SectionKind::Bibliography;
        let sections = Vec::new();
        Some(Section {
            id,
            kind,
            matter: Matter::Back,
            heading: Some(heading),
            blocks,
            sections,
            key: SectionKey::default(),
        })
    }

    /// The works in the order in which they are printed. If any of them is data, all are sorted: by authors
    /// or title, then by date.
    fn works(&self) -> Vec<&'r Work> {
        let mut works = Vec::new();
        Work::each(&self.report.bibliography, &mut |work| works.push(work));
        if works.iter().any(|work| matches!(work.entry, WorkEntry::Data(_))) {
            let collation = Collation::of(&self.report.publication.language);
            let mut keyed: Vec<([String; 2], &Work)> =
                works.into_iter().map(|work| (sort_key(work), work)).collect();
            keyed.sort_by(|([one, date], _), ([other, later], _)| {
                collation.compare(one, other).then_with(|| date.cmp(later))
            });
            works = keyed.into_iter().map(|(_, work)| work).collect();
        }
        works
    }

    fn entry(&mut self, Entry { work, label }: Entry, form: CitationForm) -> Paragraph {
        // Only ids of the report are valid anchors.
        let own = work.id.as_ref().filter(|id| is_id(id));
        let words = work.title().map_or("", |title| title.as_str());
        let id = self.element(own, "work", words);
        let number = self.counters.work().to_string();
        let mut content = Vec::new();
        let words = match &label {
            None => Vec::new(),
            Some(CitationLabel::Authored(label)) => self.inlines(label),
            Some(CitationLabel::AuthorYear { words, .. }) => {
                vec![Inline::generated(words.clone(), Generator::Excerpt)]
            }
            Some(CitationLabel::Number) => {
                let number = format!("[{number}]");
                content.push(Inline::generated(format!("{number} "), Generator::Number));
                vec![Inline::generated(number, Generator::Number)]
            }
        };
        let layout = match (&label, form) {
            (Some(CitationLabel::AuthorYear { suffix, .. }), CitationForm::AuthorDate) => {
                Layout::DateFirst(*suffix)
            }
            _ => Layout::DateLast,
        };
        let entry = self.words_of(work, layout);
        if let Some(author_id) = &work.id {
            let cited = CitedWork { label: without_notes(&words), entry: without_notes(&entry) };
            self.references.define(author_id, id, Cited::Work(Box::new(cited)));
        }
        content.extend(entry);
        if let WorkEntry::Data(data) = &work.entry {
            let addresses = self.addresses_of(data);
            let space = self.labels.works.stop_and_space().1;
            content.extend(
                (!addresses.is_empty()).then(|| Inline::generated(space, Generator::Excerpt)),
            );
            content.extend(addresses);
        }
        Paragraph { id, number: None, leads_in: false, content }
    }

    /// The words that the list prints for a work, apart from addresses of data.
    fn words_of(&mut self, work: &Work, layout: Layout) -> Vec<Inline> {
        match &work.entry {
            WorkEntry::Text(text) => self.inlines(text),
            WorkEntry::Data(data) => self.reference_data(data, layout),
            WorkEntry::File(_) => Vec::new(),
        }
    }
}

/// The sort key of a work: its words, then its date.
fn sort_key(work: &Work) -> [String; 2] {
    match &work.entry {
        WorkEntry::Text(text) => [text.words().as_str().to_owned(), String::new()],
        WorkEntry::File(_) => Default::default(),
        WorkEntry::Data(data) => {
            let names = if data.authors.is_empty() { &data.editors } else { &data.authors };
            let mut names: Vec<String> = names.iter().map(|it| it.as_str().to_owned()).collect();
            if names.is_empty() {
                names.extend(data.title.iter().map(|title| title.words().as_str().to_owned()));
            }
            [names.join("; "), data.date.clone().unwrap_or_default()]
        }
    }
}
