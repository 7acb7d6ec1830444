//! The data of a work → its entry: authors, title, containing work, publisher, address.

use super::protect::protected;
use super::{Resolver, cldr, dates};
use crate::document::inline::plain_text;
use crate::document::{Inline, Period};
use crate::languages;
use crate::origin::{Generator, TracedString};
use crate::source::schema::{Reference, Text};
use crate::templates::PluralForms;

/// Where an entry has its date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    /// The year after the authors, with a letter if they have several works of that year.
    DateFirst(Option<char>),
    /// At the end of the publication.
    DateLast,
}

impl Resolver<'_> {
    /// The entry of a work without its addresses: sentences that end with full stops.
    pub(super) fn reference_data(&mut self, data: &Reference, layout: Layout) -> Vec<Inline> {
        let mut work = vec![self.names(data), self.own_title(data), self.details(data)];
        let mut publication = vec![self.container(data), self.publication(data)];
        match layout {
            Layout::DateFirst(suffix) => {
                let year = year(data, &self.labels.works.no_date, suffix);
                let first = work.iter_mut().find(|it| !it.is_empty());
                first.into_iter().for_each(|it| it.push(generated(&self.in_brackets(&year))));
            }
            Layout::DateLast => self.push_date(data, &mut publication),
        }
        work.extend(publication);
        let mut words = in_sentences(work, self.labels.works.stop_and_space());
        mark_as_data(&mut words);
        protected(words, self.printing.spacing)
    }

    /// Words in the brackets of the language.
    fn in_brackets(&self, words: &str) -> String {
        let (open, close) = self.labels.works.around_brackets();
        format!("{open}{words}{close}")
    }

    /// Adds the date of a work to the last part of its publication details.
    fn push_date(&mut self, data: &Reference, publication: &mut Vec<Vec<Inline>>) {
        let Some(date) = &data.date else { return };
        let date = self.printed_date(date);
        match publication.iter_mut().rev().find(|it| !it.is_empty()) {
            Some(last) => *last = joined(vec![std::mem::take(last), date], &self.labels.comma),
            None => publication.push(date),
        }
    }

    fn names(&self, data: &Reference) -> Vec<Inline> {
        match (data.authors.as_slice(), &data.container) {
            ([], None) => self.editors_of(&data.editors),
            ([], Some(_)) => Vec::new(),
            (authors, _) if data.has_more_names => {
                let others = format!(" {}", self.labels.works.others);
                vec![Inline::Text(self.names_in_order(authors)), generated(&others)]
            }
            (authors, _) => vec![Inline::Text(self.names_in_order(authors))],
        }
    }

    fn names_in_order(&self, names: &[TracedString]) -> TracedString {
        let names: Vec<TracedString> = names.iter().map(|name| self.printed(name)).collect();
        TracedString::join(&names, &self.labels.semicolon)
    }

    fn editors_of(&self, editors: &[TracedString]) -> Vec<Inline> {
        if editors.is_empty() {
            return Vec::new();
        }
        let label = of_count(&self.labels.works.editors, editors.len());
        let space = self.labels.works.stop_and_space().1;
        vec![Inline::Text(self.names_in_order(editors)), generated(&format!("{space}{label}"))]
    }

    /// The title: in quotation marks if it is part of another work, otherwise in italics.
    fn own_title(&mut self, data: &Reference) -> Vec<Inline> {
        let Some(title) = &data.title else { return Vec::new() };
        if data.container.is_some() {
            let title = self.inlines(title);
            return self.quoted(&title);
        }
        let mut parts = vec![vec![self.emphasized(title)]];
        parts.extend(self.parts_of(data));
        joined(parts, &self.labels.comma)
    }

    fn emphasized(&mut self, title: &Text) -> Inline {
        Inline::Emphasis(self.inlines(title))
    }

    /// The kind of the work with its number: "Working Paper 12".
    fn details(&self, data: &Reference) -> Vec<Inline> {
        let named = [&data.genre, &data.number].into_iter().flatten();
        let parts = named.map(|words| vec![Inline::Text(self.printed(words))]).collect();
        joined(parts, "\u{a0}")
    }

    /// The containing work, and the place in it.
    fn container(&mut self, data: &Reference) -> Vec<Inline> {
        let Some(container) = &data.container else { return Vec::new() };
        let mut content = Vec::new();
        if is_in_book(data) {
            content.push(generated(&self.labels.works.within));
        }
        let editors = self.editors_of(&data.editors);
        let mut parts = Vec::new();
        parts.extend((!editors.is_empty()).then_some(editors));
        parts.push(vec![self.emphasized(container)]);
        parts.extend(self.parts_of(data));
        content.extend(joined(parts, &self.labels.comma));
        content
    }

    /// Edition, volume, issue and pages.
    fn parts_of(&mut self, data: &Reference) -> Vec<Vec<Inline>> {
        let edition = data.edition.as_ref().map(|edition| self.edition(edition));
        let labels = &self.labels.works;
        let numbers = [(&data.volume, &labels.volume), (&data.issue, &labels.issue)];
        let numbers = numbers
            .into_iter()
            .filter_map(|(number, pattern)| Some(generated(&filled(pattern, number.as_ref()?))));
        let pages = data.pages.as_ref().map(|pages| {
            let count = if is_number(pages) { 1 } else { 2 };
            let pages = with_range_signs(pages, &self.report.publication.language);
            generated(&filled(of_count(&labels.pages, count), &pages))
        });
        let parts = numbers.chain(pages).map(|part| vec![part]);
        edition.into_iter().chain(parts).collect()
    }

    /// An edition: its number with the word of the language, or as printed.
    fn edition(&mut self, edition: &TracedString) -> Vec<Inline> {
        let labels = self.labels;
        let Ok(number) = edition.parse() else { return vec![Inline::Text(self.printed(edition))] };
        let (works, language) = (&labels.works, &self.report.publication.language);
        let ordinal = cldr::ordinal(number, works.edition_gender, &labels.ordinals, language);
        let words = filled(&works.edition, edition).replace("{ordinal}", &ordinal);
        self.inlines(&Text::new(TracedString::generated(words, Generator::Excerpt)))
    }

    fn publication(&self, data: &Reference) -> Vec<Inline> {
        let names = [&data.place, &data.publisher].into_iter().flatten();
        let names: Vec<TracedString> = names.map(|name| self.printed(name)).collect();
        match names.is_empty() {
            true => Vec::new(),
            false => {
                let separator = self.labels.works.before_publisher();
                vec![Inline::Text(TracedString::join(&names, separator))]
            }
        }
    }

    /// The DOI, or the address with the date of the visit.
    pub(super) fn addresses_of(&mut self, data: &Reference) -> Vec<Inline> {
        let doi = data.doi.as_ref().map(|doi| {
            let doi = doi.trim_start_matches("https://doi.org/").trim_start_matches("doi:");
            format!("https://doi.org/{}", doi.trim())
        });
        let is_doi = doi.is_some();
        let address = doi.or_else(|| data.url.as_ref().map(|url| url.as_str().to_owned()));
        let Some(url) = address.filter(|url| url.starts_with("http")) else { return Vec::new() };
        let id = self.derived("link", &url);
        let shown = vec![generated(&url)];
        let mut content = vec![Inline::Link { id, url, content: shown }];
        if let Some(date) = data.accessed.as_ref().filter(|_| !is_doi) {
            let (before, after) =
                self.labels.works.accessed.split_once("{date}").unwrap_or_default();
            let (open, close) = self.labels.works.around_brackets();
            content.push(generated(&format!("{open}{before}")));
            content.extend(self.printed_date(date));
            content.push(generated(&format!("{after}{close}")));
        }
        content
    }

    /// A date, or the words in place of one.
    fn printed_date(&mut self, date: &str) -> Vec<Inline> {
        match Period::parse(date) {
            Some(period) => self.date(dates::period(period, self.labels)),
            None => vec![Inline::generated(date, Generator::Data)],
        }
    }
}

/// The year of a work, with the letter that distinguishes it from others by the same authors.
pub(super) fn year(data: &Reference, without: &str, suffix: Option<char>) -> String {
    let mut year = match data.date.as_deref() {
        // The words stay on one line: "s. d.".
        None => without.replace(' ', "\u{a0}"),
        Some(date) => match Period::parse(date) {
            Some(period) => period.first().year.to_string(),
            None => date.to_owned(),
        },
    };
    year.extend(suffix);
    year
}

/// Whether the containing work is a book: journals have neither editors nor publishers.
fn is_in_book(data: &Reference) -> bool {
    !data.editors.is_empty() || data.publisher.is_some()
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_digit())
}

/// The singular or plural form for a count.
pub(super) fn of_count(forms: &PluralForms, count: usize) -> &str {
    if count == 1 { &forms.one } else { &forms.other }
}

/// A pattern with its number, which stays on one line with its word.
pub(super) fn filled(pattern: &str, number: &str) -> String {
    pattern.replace(' ', "\u{a0}").replace("{number}", number)
}

/// Pages with the sign that a language sets between the ends of a range, however they were written: "4–19",
/// in French "4-19".
pub(super) fn with_range_signs(pages: &str, language: &str) -> String {
    let has_hyphens = languages::find(language).is_some_and(|it| it.rules().ranges_have_hyphens);
    let sign = if has_hyphens { '-' } else { '–' };
    let is_end = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || "ivxlc".contains(c));
    let mut characters = pages.chars().peekable();
    let (mut printed, mut before) = (String::with_capacity(pages.len()), None);
    while let Some(character) = characters.next() {
        let joins = matches!(character, '-' | '–') && is_end(before);
        let is_range = joins && is_end(characters.peek().copied());
        printed.push(if is_range { sign } else { character });
        before = Some(character);
    }
    printed
}

/// Sentences, each with a full stop and a space before the next one.
fn in_sentences(sentences: Vec<Vec<Inline>>, (stop, space): (&str, &str)) -> Vec<Inline> {
    let mut content = Vec::new();
    for sentence in sentences.into_iter().filter(|sentence| !sentence.is_empty()) {
        if !content.is_empty() {
            content.push(generated(space));
        }
        let is_closed = plain_text(&sentence).ends_with(['.', '?', '!', '…', '。', '？', '！']);
        content.extend(sentence);
        if !is_closed {
            content.push(generated(stop));
        }
    }
    content
}

/// Marks words as generated. Several entries and notes may print the same field, or words made from it, so
/// a reviewer's change to them cannot be written back as the author's text.
fn mark_as_data(words: &mut [Inline]) {
    for inline in words {
        if let Inline::Text(text) = inline {
            *text = TracedString::generated(text.as_str(), Generator::Data);
        } else if let Some(inner) = inline.content_mut() {
            mark_as_data(inner);
        }
    }
}

fn generated(words: &str) -> Inline {
    Inline::generated(words, Generator::Excerpt)
}

/// Parts with a separator between each two.
fn joined(parts: Vec<Vec<Inline>>, separator: &str) -> Vec<Inline> {
    let mut content = Vec::new();
    for part in parts {
        if !content.is_empty() {
            content.push(generated(separator));
        }
        content.extend(part);
    }
    content
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_of_pages_have_the_sign_of_the_language() {
        for (language, pages, printed) in [
            ("fr", "4–19, 21", "4-19, 21"),
            ("es-419", "xi–xv", "xi-xv"),
            ("it", "56–77", "56-77"),
            ("en", "4-19", "4–19"),
            ("ru", "4-19", "4–19"),
            ("de", "4-19", "4–19"),
            ("en", "A-12, 5-", "A-12, 5-"),
        ] {
            assert_eq!(with_range_signs(pages, language), printed);
        }
    }
}
