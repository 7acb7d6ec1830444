//! Numbers typed after words, which may be references: "Table 2".

use std::ops::Range;

use super::prose;
use crate::grammar::ReferenceKind;
use crate::origin::{Shift, Shifted};
use crate::scripts::is_unspaced;
use crate::source::check::inventory::Inventory;
use crate::source::schema::BlockKind;

/// The words with a number in a report, and the tables and figures that they may refer to.
#[derive(Debug, Default)]
pub struct TypedReferences {
    words: Vec<TypedNumber>,
    /// The ids of numbered tables, in order.
    tables: Vec<Option<String>>,
    /// The ids of numbered figures, in order.
    figures: Vec<Option<String>>,
}

/// A number after a word.
#[derive(Clone, Debug)]
pub struct TypedNumber {
    word: String,
    number: usize,
    /// The bytes of both in the file.
    place: Range<usize>,
}

/// A typed number that a table or figure of the report has.
#[derive(Debug)]
pub struct TypedReference<'t> {
    /// The word, as typed.
    pub word: &'t str,
    /// The number.
    pub number: usize,
    /// The id of the table or figure.
    pub id: Option<&'t str>,
    /// The bytes of both in the file.
    pub place: Range<usize>,
}

impl TypedReferences {
    /// Gathers the tables and figures, unless the rule is off.
    pub fn of(inventory: &Inventory) -> TypedReferences {
        let mut typed = TypedReferences::default();
        if !inventory.report.options.lint.typed_references.unwrap_or(true) {
            return typed;
        }
        for (block, _) in &inventory.blocks {
            if let BlockKind::Table(table) = block {
                let is_numbered = table.id.is_some() || table.caption.is_some();
                typed.tables.extend(is_numbered.then(|| table.id.clone()));
            } else if let BlockKind::Figure(figure) = block {
                let is_numbered = figure.id.is_some() || figure.caption.is_some();
                typed.figures.extend(is_numbered.then(|| figure.id.clone()));
            }
        }
        typed
    }

    /// The largest number that a table or figure has.
    pub fn most(&self) -> usize {
        self.tables.len().max(self.figures.len())
    }

    /// Adds the words with a number, in the order of the file.
    pub fn add(&mut self, words: impl Iterator<Item = TypedNumber>) {
        self.words.extend(words);
        self.words.sort_by_key(|typed| typed.place.start);
    }

    /// The numbers after the nouns of tables and figures, which `nouns` gives in lower case.
    pub fn known<'t>(
        &'t self,
        nouns: &dyn Fn(ReferenceKind) -> Vec<String>,
    ) -> Vec<TypedReference<'t>> {
        let kinds = [(ReferenceKind::Table, &self.tables), (ReferenceKind::Figure, &self.figures)];
        let mut known = Vec::new();
        for (kind, ids) in kinds {
            let nouns = nouns(kind);
            let typed = self.words.iter().filter(|typed| is_one_of(&nouns, &typed.word));
            known.extend(typed.filter_map(|TypedNumber { word, number, place }| {
                let id = ids.get(number.checked_sub(1)?)?.as_deref();
                Some(TypedReference { word, number: *number, id, place: place.clone() })
            }));
        }
        known
    }
}

impl TypedNumber {
    /// The words with a number in some texts, if a table or figure may have the number.
    pub fn all(inventory: &Inventory, most: usize) -> Vec<TypedNumber> {
        let mut all = Vec::new();
        for entry in prose(inventory).filter(|_| most > 0) {
            let text = entry.own_words();
            let numbers = typed_numbers(&text).into_iter();
            let numbers = numbers.filter(|(.., number)| (1..=most).contains(number));
            all.extend(numbers.map(|(word, at, number)| TypedNumber {
                word: text.get(word).unwrap_or_default().to_owned(),
                number,
                place: entry.file_range(&text, at),
            }));
        }
        all
    }
}

impl Shifted for TypedNumber {
    fn shift(&mut self, by: Shift) {
        by.range(&mut self.place);
    }
}

/// Whether a word is one of some nouns. Scripts without spaces have other words before it.
fn is_one_of(nouns: &[String], word: &str) -> bool {
    let word = word.to_lowercase();
    let is_unspaced = word.chars().all(is_unspaced);
    nouns.iter().any(|noun| *noun == word || is_unspaced && word.ends_with(noun.as_str()))
}

/// The words before numbers in a text: the bytes of the word, the bytes of word and number, and the number.
fn typed_numbers(text: &str) -> Vec<(Range<usize>, Range<usize>, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = digit_from(text, at) {
        let rest = text.get(start..).unwrap_or_default();
        let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        at = start + digits;
        let before = text.get(..start).unwrap_or_default();
        let stem = before.strip_suffix([' ', '\u{a0}', '\u{202f}']).unwrap_or(before);
        let word = stem.len() - last_letters(stem)..stem.len();
        let number = rest.get(..digits).and_then(|number| number.parse().ok());
        let is_whole = !continues(text.get(at..).unwrap_or_default());
        let is_word = !word.is_empty() && (stem.len() < before.len() || is_unspaced_at_end(stem));
        if let Some(number) = number.filter(|_| is_whole && is_word) {
            found.push((word.clone(), word.start..at, number));
        }
    }
    found
}

/// The place of the first digit at or after an offset.
fn digit_from(text: &str, from: usize) -> Option<usize> {
    Some(from + text.get(from..)?.find(|c: char| c.is_ascii_digit())?)
}

/// The length of the letters at the end of a text, in bytes.
fn last_letters(text: &str) -> usize {
    text.len() - text.trim_end_matches(char::is_alphabetic).len()
}

fn is_unspaced_at_end(text: &str) -> bool {
    text.chars().next_back().is_some_and(is_unspaced)
}

/// Whether a number continues after its first digits: "2.1", "2a", "2-7".
fn continues(rest: &str) -> bool {
    let mut rest = rest.chars();
    match rest.next() {
        Some('.' | ',' | '-' | '/' | '\u{2013}') => rest.next().is_some_and(|c| c.is_ascii_digit()),
        Some(next) => next.is_alphanumeric() && !is_unspaced(next),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_after_words_are_found() {
        let text = "See Table 2, table\u{a0}3. Not 4, Table 2.1, room 2a or x5; 见表1。";
        let found = typed_numbers(text);
        let found: Vec<_> =
            found.iter().map(|(word, _, number)| (&text[word.clone()], *number)).collect();
        assert_eq!(found, [("Table", 2), ("table", 3), ("Not", 4), ("见表", 1)]);
        assert!(is_one_of(&["表".into()], "见表"));
        assert!(!is_one_of(&["table".into()], "timetable"));
    }
}
