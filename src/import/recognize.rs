//! Flat blocks → a report: sections of kinds, people, recommendations, captions, references.
//!
//! Nothing is invented: every word of the blocks is in the report, or in
//! [`ImportedReport::dropped`](super::report::ImportedReport::dropped) with the reason.

mod blocks;
mod boxes;
mod broken;
mod captions;
mod cover;
mod equations;
mod lists;
mod matter;
mod metadata;
mod participants;
mod parts;
mod people;
mod persons;
mod prefix;
mod programmes;
mod prose;
mod recommendations;
mod references;
mod roles;
mod sections;
mod signatures;
mod spaces;
mod tables;
pub mod text;
mod tree;
mod typed;
mod words;

use std::collections::HashSet;

use super::flat::{self, DropReason, Dropped, Flat, Inline, Place};
use super::report::{Guess, ImportedNote, ImportedReport, Person, THRESHOLD, USUAL_LANGUAGE};
use super::styles;
pub use references::plain;
use words::Words;

/// Recognizes the report in flat blocks.
pub fn recognize(flat: &Flat) -> ImportedReport {
    let tag = flat.metadata.language.clone();
    let mut recognizer = Recognizer {
        flat,
        words: Words::new(tag.as_deref().unwrap_or(USUAL_LANGUAGE)),
        report: ImportedReport::default(),
        register: persons::Register::default(),
        panels: 0,
        annexes: 0,
    };
    recognizer.report.publication.language = tag;
    recognizer.run();
    let mut report = recognizer.report;
    report.people = recognizer.register.into_people();
    references::resolve(&mut report, &recognizer.words);
    spaces::plain(&mut report);
    report.dropped.sort_by_key(|dropped| dropped.place);
    report.guesses.sort_by_key(|guess| guess.place);
    report
}

/// A heading with the blocks under it, before its kind is known.
struct Part {
    /// Where it is.
    place: Place,
    /// Its level, from 1.
    level: u8,
    /// Its text.
    title: Vec<Inline>,
    /// The names of its bookmarks.
    bookmarks: Vec<String>,
    /// The blocks up to the next heading.
    blocks: Vec<flat::Block>,
}

/// The state of recognition.
struct Recognizer<'a> {
    flat: &'a Flat,
    words: Words,
    report: ImportedReport,
    register: persons::Register,
    /// How many panels there are so far.
    panels: u32,
    /// How many annexes there are so far.
    annexes: u32,
}

impl Recognizer<'_> {
    fn run(&mut self) {
        let blocks = broken::joined(self, self.flat.blocks.clone());
        let blocks = typed::lists(self, blocks);
        let body = cover::take(self, blocks);
        sections::build(self, body);
        for note in &self.flat.notes {
            let content = blocks::blocks(self, note.blocks.clone());
            let paragraphs = content.into_iter().flat_map(blocks::texts).collect();
            let name = note.name.clone();
            self.report.notes.push(ImportedNote { name, paragraphs, ..ImportedNote::default() });
        }
        self.report.numbered_paragraphs = self
            .flat
            .blocks
            .iter()
            .any(|it| it.purpose() == Some(styles::Purpose::NumberedParagraph));
        self.short_title();
        metadata::take(self);
    }

    /// Takes the title in running heads, if all have the same, and it has a word of the title in it.
    fn short_title(&mut self) {
        let heads = self.flat.dropped.iter().filter(|it| it.reason == DropReason::RunningHead);
        let mut heads: Vec<&str> = heads.map(|it| without_page_number(&it.text)).collect();
        heads.retain(|it| !it.is_empty());
        heads.dedup();
        let ([head], Some(place)) = (heads.as_slice(), self.report.body.first().map(|it| it.place))
        else {
            return;
        };
        let publication = &mut self.report.publication;
        let words_of = |text: &str| {
            let words = text.to_lowercase();
            let words = words.split(|it: char| !it.is_alphanumeric());
            words.filter(|it| it.chars().count() > 3).map(str::to_owned).collect::<HashSet<_>>()
        };
        let title = shown(&publication.title);
        let series = [&publication.series, &publication.subtitle].map(|it| shown(it)).join(" ");
        let own = words_of(head);
        let is_of_title = !own.is_disjoint(&words_of(&[&*title, &*series].join(" ")));
        if is_of_title && own != words_of(&title) && head.chars().count() <= LONGEST_SHORT_TITLE {
            publication.short_title = vec![Inline::text(*head)];
            let head = (*head).to_owned();
            self.guess(place, "the title in running heads", &head, 75);
        }
    }

    /// Notes text that is dropped.
    fn drop(&mut self, place: Place, text: impl Into<String>, reason: DropReason) {
        let text = text.into().trim().to_owned();
        if !text.is_empty() {
            self.report.dropped.push(Dropped { place, text, reason });
        }
    }

    /// Adds a person whose words are no longer in the text to the register; returns the index.
    fn enrol(&mut self, place: Place, person: Person) -> usize {
        for text in self.register.repeated(&person) {
            self.drop(place, text, DropReason::Repeated);
        }
        self.register.add(person)
    }

    /// Notes a guess; returns whether it is taken.
    fn guess(&mut self, place: Place, what: &str, words: &str, confidence: u8) -> bool {
        let is_taken = confidence >= THRESHOLD;
        let words = shortened(words);
        self.report.guesses.push(Guess { place, what: what.into(), words, confidence, is_taken });
        is_taken
    }
}

/// The longest title in running heads, in characters.
const LONGEST_SHORT_TITLE: usize = 100;

/// The most characters of a text in a guess.
const LONGEST_WORDS: usize = 60;

/// The beginning of a text.
fn shortened(text: &str) -> String {
    let text = text.trim();
    match text.char_indices().nth(LONGEST_WORDS) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default().trim_end()),
        None => text.to_owned(),
    }
}

/// What some inlines show, without spaces at the ends.
fn shown(text: &[Inline]) -> String {
    flat::shown(text).trim().to_owned()
}

/// A running head without the page number before or after it. "16th" and "2016" are no page numbers.
fn without_page_number(head: &str) -> &str {
    let is_edge = |it: char| !it.is_alphanumeric() && !"()“”«»\"".contains(it);
    let is_number =
        |it: &str| (1..=3).contains(&it.len()) && it.bytes().all(|it| it.is_ascii_digit());
    let head = head.trim_matches(is_edge);
    let (first, rest) = head.split_once(char::is_whitespace).unwrap_or((head, ""));
    let head = if is_number(first) { rest } else { head };
    let (rest, last) = head.rsplit_once(char::is_whitespace).unwrap_or(("", head));
    let head = if is_number(last) { rest } else { head };
    head.trim_matches(is_edge)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_are_taken_off_running_heads() {
        for (head, words) in [
            ("16th Alliance conference\t12", "16th Alliance conference"),
            ("12 | “Ports”", "“Ports”"),
            ("– 7 –", ""),
            ("Annual report 2016", "Annual report 2016"),
        ] {
            assert_eq!(without_page_number(head), words);
        }
    }
}
