//! Common slips of the language of a report.

use std::ops::Range;

use rayon::prelude::*;

use super::{Fix, Formats, prose};
use crate::diagnostic::{Code, Findings};
use crate::languages::{self, Slips};
use crate::source::check::inventory::{Inventory, TextEntry};

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
    let texts: Vec<&TextEntry> = prose(inventory).collect();
    texts.into_par_iter().flat_map_iter(|entry| fixes_of(entry, slips)).collect()
}

/// The corrections of slips in a text.
fn fixes_of(entry: &TextEntry, slips: &Slips) -> Vec<Fix> {
    let words = entry.own_words();
    let found = slips.find(&words);
    if found.is_empty() {
        return Vec::new();
    }
    let formats = Formats::of(entry);
    let fixes = found.into_iter().filter_map(|found| {
        let (at, right) = without_apostrophe(found, &words);
        let wrong = words.get(at.clone()).unwrap_or_default().to_owned();
        let changed = raised_by(&wrong, &right).map(|from| at.start + from..at.end);
        let is_raised = |part| formats.at(entry.file_range(&words, part).start).superscript;
        let at = entry.file_range(&words, at);
        let fix = Fix { format: formats.at(at.start), at, wrong, right };
        (!changed.is_some_and(is_raised)).then_some(fix)
    });
    fixes.collect()
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

/// The byte from which a correction writes a raised character instead of a letter: 1 for "no 5" and "n° 5". If
/// markup raises the letter, as in "n^o^ 5", there is nothing to correct.
fn raised_by(wrong: &str, right: &str) -> Option<usize> {
    let pairs = wrong.chars().zip(right.chars());
    let same = pairs.take_while(|(one, other)| one == other).map(|(one, _)| one.len_utf8()).sum();
    right.get(same..)?.starts_with(['°', 'º', 'ª']).then_some(same)
}
