//! Footnotes: that those referred to are written, and those written referred to.

use std::collections::HashSet;

use super::inventory::Inventory;
use super::text::Mentions;
use crate::diagnostic::Diagnostic;
use crate::source::code::Code;
use crate::source::shape::did_you_mean;

/// Every `[^id]` names a footnote.
pub fn known(inventory: &Inventory, mentions: &Mentions, found: &mut Vec<Diagnostic>) {
    let notes = &inventory.report.footnotes;
    for (id, place) in mentions.notes.iter().filter(|(id, _)| !notes.contains_key(id)) {
        let hint = match did_you_mean(id, notes.keys().map(String::as_str)) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("add `{id}:` with its text to `footnotes`"),
        };
        let message = format!("no footnote has the id `{id}`");
        found.push(Code::UnknownNote.at(place.clone(), message).hint(hint));
    }
}

/// Every footnote is referred to; one that is not would not be printed.
pub fn used(inventory: &Inventory, mentions: &Mentions, found: &mut Vec<Diagnostic>) {
    let named: HashSet<&str> = mentions.notes.iter().map(|(id, _)| id.as_str()).collect();
    let node = inventory.tree.key("footnotes");
    // Where nothing is written under `footnotes`, the node is the whole report.
    let written = |id: &str| inventory.report.footnotes.contains_key(id);
    for entry in node.entries().iter().filter(|entry| written(entry.key.as_ref())) {
        let id = &entry.key;
        if named.contains(id.as_ref()) {
            continue;
        }
        let message = format!("nothing refers to the footnote `{id}`, so it is not printed");
        let warning = Code::UnusedNote.at(entry.key_place.clone(), message);
        found.push(warning.hint(format!("write `[^{id}]` where its mark belongs")));
    }
}
