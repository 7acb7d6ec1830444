//! Common slips of the language of a report.

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
        fixes.extend(found.into_iter().map(|(at, right)| {
            let wrong = words.get(at.clone()).unwrap_or_default().to_owned();
            let at = entry.file_range(&words, at);
            Fix { format: formats.at(at.start), at, wrong, right }
        }));
    }
    fixes
}
