//! Footnotes: every citation names a footnote, every footnote is cited, and none cites another.

use std::collections::HashSet;

use super::inline_markup::{Mention, Mentions};
use super::inventory::Inventory;
use crate::diagnostic::{Code, Findings, Suggestion};
use crate::limits::{Limit, Limits};
use crate::source::markup::InlineNote;
use crate::yaml::Suggestions;
use crate::yaml::tree::Node;

/// Checks that every `[^id]` names a footnote.
pub fn known(inventory: &Inventory, mentions: &Mentions, found: &mut Findings) {
    let notes: HashSet<&str> = note_ids(inventory, mentions).collect();
    let ids: HashSet<&str> = inventory.ids.iter().map(|id| id.id).collect();
    let mut suggestions = Suggestions::default();
    for mention in mentions.notes.iter().filter(|mention| !notes.contains(mention.id)) {
        let id = mention.id;
        let error = Code::UnknownNote.at(mention.place.clone(), format!("unknown footnote `{id}`"));
        found.push(match suggestions.nearest(id, note_ids(inventory, mentions)) {
            _ if ids.contains(id) => {
                error.hint(format!("write `[#{id}]` for a reference to the element with this id"))
            }
            Some(meant) => error.did_you_mean(meant),
            None => error
                .hint(format!("add `{id}:` with its text to `footnotes`"))
                .suggest(Suggestion::AddEntry { register: "footnotes", id: id.to_owned() }),
        });
    }
}

/// Reports more footnotes than the limit. Those under `footnotes` have been counted before.
pub fn few(inventory: &Inventory, limits: &Limits, found: &mut Findings) {
    let listed = inventory.report.footnotes.len();
    let all = listed + inventory.inline_notes.len();
    if let Err(error) = limits.check(Limit::Notes, all) {
        let most = usize::try_from(limits.get(Limit::Notes)).unwrap_or(usize::MAX);
        let first = inventory.inline_notes.get(most.saturating_sub(listed));
        let place = first.map(|(note, node)| node.locate(note.at.clone()));
        found.push(Code::OverLimit.of_limit("the report", error).at(place));
    }
}

/// The ids of all footnotes.
fn note_ids<'i>(
    inventory: &Inventory<'i>,
    mentions: &'i Mentions,
) -> impl Iterator<Item = &'i str> {
    let notes = inventory.report.footnotes.keys().map(String::as_str);
    notes.chain(mentions.inline_notes.iter().map(|mention| mention.id))
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

/// Reports footnotes that cite footnotes. Word does not support this (ECMA-376 Part 1 §17.11.14),
/// and an EPUB reader would open a note from within a note.
pub fn not_nested(inventory: &Inventory, mentions: &Mentions, found: &mut Findings) {
    let entries = inventory.tree.entries_of("footnotes").iter();
    let paragraphs = inventory.report.footnotes.values().zip(entries).flat_map(|(note, entry)| {
        (0..note.0.len()).map(|index| entry.value.item(index).place.start)
    });
    let paragraphs: HashSet<usize> = paragraphs.collect();
    let is_nested =
        |mention: &&Mention| mention.in_inline_note || paragraphs.contains(&mention.scalar_start);
    for mention in mentions.notes.iter().filter(is_nested) {
        let message = format!("a footnote cites the footnote `{}`", mention.id);
        let error = Code::NoteInNote.at(mention.place.clone(), message);
        found.push(error.hint("repeat the text of that footnote here"));
    }
    let of_notes = |(_, node): &&(&InlineNote, &Node)| paragraphs.contains(&node.place.start);
    for (note, node) in inventory.inline_notes.iter().filter(of_notes) {
        let error = Code::NoteInNote.at(node.locate(note.at.clone()), "a footnote in a footnote");
        found.push(error.hint("put the text of this footnote into the one around it"));
    }
}
