//! Footnotes: each cited one exists, each existing one is cited, and none cites another.

use std::collections::HashSet;

use super::inline_markup::Mentions;
use super::inventory::Inventory;
use crate::diagnostic::{Code, Findings};
use crate::yaml::Suggestions;

/// Checks that every `[^id]` names a footnote.
pub fn known(inventory: &Inventory, mentions: &Mentions, found: &mut Findings) {
    let notes = &inventory.report.footnotes;
    let ids: HashSet<&str> = inventory.ids.iter().map(|id| id.id).collect();
    let mut suggestions = Suggestions::default();
    for mention in mentions.notes.iter().filter(|mention| !notes.contains_key(mention.id)) {
        let id = mention.id;
        let hint = match suggestions.nearest(id, notes.keys().map(String::as_str)) {
            _ if ids.contains(id) => {
                format!("write `[#{id}]` for a reference to the element with this id")
            }
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("add `{id}:` with its text to `footnotes`"),
        };
        let message = format!("unknown footnote `{id}`");
        found.push(Code::UnknownNote.at(mention.place(), message).hint(hint));
    }
}

/// Reports footnotes that are never cited, which would not be printed. `options.lint` can turn this
/// off.
pub fn used(inventory: &Inventory, mentions: &Mentions, found: &mut Findings) {
    if inventory.report.options.lint.unused_notes == Some(false) {
        return;
    }
    let named: HashSet<&str> = mentions.notes.iter().map(|mention| mention.id).collect();
    let entries = inventory.tree.entries_of("footnotes").iter();
    for entry in entries.filter(|entry| !named.contains(entry.key.as_ref())) {
        let id = &entry.key;
        let message = format!("footnote `{id}` is never cited, so it will not be printed");
        let warning = Code::UnusedNote.at(entry.key_place.clone(), message);
        found.push(warning.hint(format!("write `[^{id}]` in the text to which it belongs")));
    }
}

/// Reports footnotes that cite footnotes: Word has no such references (ECMA-376 Part 1 §17.11.14),
/// and an EPUB reader would open a note from within a note.
pub fn not_nested(inventory: &Inventory, mentions: &Mentions, found: &mut Findings) {
    let entries = inventory.tree.entries_of("footnotes").iter();
    let paragraphs = inventory.report.footnotes.values().zip(entries).flat_map(|(note, entry)| {
        (0..note.0.len()).map(|index| entry.value.item(index).place.start)
    });
    let paragraphs: HashSet<usize> = paragraphs.collect();
    let nested = mentions.notes.iter().filter(|mention| paragraphs.contains(&mention.text_start()));
    for mention in nested {
        let message = format!("a footnote cites the footnote `{}`", mention.id);
        let error = Code::NoteInNote.at(mention.place(), message);
        found.push(error.hint("repeat the text of that footnote here"));
    }
}
