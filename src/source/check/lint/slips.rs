//! Common slips of the language of a report.

use std::ops::Range;

use super::words::OBJECT;
use super::{Fix, Formats, prose};
use crate::diagnostic::{Code, Findings};
use crate::languages;
use crate::source::check::inventory::Inventory;

/// Warns of common slips.
pub fn slips(inventory: &Inventory, found: &mut Findings) {
    for Fix { at, wrong, right, .. } in fixes(inventory) {
        let warning = Code::CommonSlip.at(at, format!("`{wrong}` is a common slip"));
        found.push(warning.hint(format!("write `{right}`; `plenary check --fix` does it")));
    }
}

/// The corrections of slips. Phrases in other languages are skipped.
pub fn fixes(inventory: &Inventory) -> Vec<Fix> {
    let language = languages::find(&inventory.report.publication.language);
    let Some(slips) = language.map(languages::Language::slips) else { return Vec::new() };
    let mut fixes = Vec::new();
    for entry in prose(inventory) {
        let words = entry.own_words(OBJECT);
        let found = slips.find(&words);
        if found.is_empty() {
            continue;
        }
        let formats = Formats::of(entry);
        fixes.extend(found.into_iter().map(|found| {
            let (at, right) = without_apostrophe(found, &words);
            let wrong = words.get(at.clone()).unwrap_or_default().to_owned();
            let at = entry.file_range(&words, at);
            Fix { format: formats.at(at.start), at, wrong, right }
        }));
    }
    fixes
}

/// A correction without the apostrophe at its end, which stays as typed: "A l'" and "A l’".
fn without_apostrophe(
    (at, mut right): (Range<usize>, String),
    words: &str,
) -> (Range<usize>, String) {
    let wrong = words.get(at.clone()).unwrap_or_default();
    let shared = ['\'', '’'].into_iter().find(|it| wrong.ends_with(*it) && right.ends_with(*it));
    let Some(mark) = shared else { return (at, right) };
    right.pop();
    (at.start..at.end - mark.len_utf8(), right)
}
