//! Footnotes: that those referred to are written, those written referred to, and none refers to
//! another.

use std::collections::HashSet;

use super::inventory::Inventory;
use super::text::Mentions;
use crate::diagnostic::Code;
use crate::diagnostic::Diagnostic;
use crate::yaml::did_you_mean;

/// Every `[^id]` names a footnote.
pub fn known(
    inventory: &Inventory,
    mentions: &Mentions,
    source: &str,
    found: &mut Vec<Diagnostic>,
) {
    let notes = &inventory.report.footnotes;
    for mention in mentions.notes.iter().filter(|mention| !notes.contains_key(&mention.id)) {
        let id = &mention.id;
        let hint = match did_you_mean(id, notes.keys().map(String::as_str)) {
            _ if inventory.ids.iter().any(|known| known.id == id) => {
                format!("write `[#{id}]` to refer to what has this id")
            }
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("add `{id}:` with its text to `footnotes`"),
        };
        let message = format!("no footnote has the id `{id}`");
        found.push(Code::UnknownNote.at(mention.place(source), message).hint(hint));
    }
}

/// Every footnote is referred to; one that is not would not be printed. `options.lint` may switch it
/// off.
pub fn used(inventory: &Inventory, mentions: &Mentions, found: &mut Vec<Diagnostic>) {
    if inventory.report.options.lint.unused_notes == Some(false) {
        return;
    }
    let named: HashSet<&str> = mentions.notes.iter().map(|mention| mention.id.as_str()).collect();
    let entries = inventory.tree.entries_of("footnotes").iter();
    for entry in entries.filter(|entry| !named.contains(entry.key.as_ref())) {
        let id = &entry.key;
        let message = format!("nothing refers to the footnote `{id}`, so it is not printed");
        let warning = Code::UnusedNote.at(entry.key_place.clone(), message);
        found.push(warning.hint(format!("write `[^{id}]` where its mark belongs")));
    }
}

/// No footnote refers to a footnote: Word cannot hold such a mark (ECMA-376 Part 1 §17.11.14), and
/// a reader of the EPUB would open a note from within a note.
pub fn not_nested(
    inventory: &Inventory,
    mentions: &Mentions,
    source: &str,
    found: &mut Vec<Diagnostic>,
) {
    let entries = inventory.tree.entries_of("footnotes").iter();
    let paragraphs = inventory.report.footnotes.values().zip(entries).flat_map(|(note, entry)| {
        (0..note.0.len()).map(|index| entry.value.item(index).place.start)
    });
    let paragraphs: HashSet<usize> = paragraphs.collect();
    let nested = mentions.notes.iter().filter(|mention| paragraphs.contains(&mention.text_begin()));
    for mention in nested {
        let message = format!("a footnote refers to the footnote `{}`", mention.id);
        let error = Code::NoteInNote.at(mention.place(source), message);
        found.push(error.hint("write what that note says here, in brackets or as a paragraph"));
    }
}
