//! Ids: their form and uniqueness.

use std::collections::HashMap;
use std::ops::Range;

use super::inventory::Inventory;
use crate::diagnostic::{Code, Findings};
use crate::source::markup::{is_id, is_note_id};

/// Checks that references can name each id and that every format can store it.
pub fn form(inventory: &Inventory, found: &mut Findings) {
    let people = keys(inventory, "people");
    let ids = ids(inventory).chain(people).filter(|(id, _)| !is_id(id));
    // Ids of footnotes may be numbers. Those within texts are checked with the inline markup.
    let notes = keys(inventory, "footnotes").filter(|(id, _)| !is_note_id(id));
    for (id, place) in ids.chain(notes) {
        let error = Code::BadId.at(place, format!("`{id}` is not a valid id"));
        found.push(
            error.hint("use the letters a to z, digits, `-` and `_`, and begin with a letter"),
        );
    }
}

/// Checks that ids are unique. Word and some file systems ignore case, so ids that differ only in case
/// count as the same.
pub fn unique(inventory: &Inventory, found: &mut Findings) {
    let mut taken: HashMap<String, &str> = HashMap::new();
    let mut in_order: Vec<_> = cited(inventory).collect();
    in_order.sort_by_key(|(_, place)| place.start);
    for (id, place) in in_order {
        match taken.get(&id.to_ascii_lowercase()) {
            Some(first) => {
                let message = match *first == id {
                    true => format!("duplicate id `{id}`"),
                    false => format!("ids `{first}` and `{id}` differ only in case"),
                };
                let error = Code::DuplicateId.at(place, message);
                found.push(error.hint("give each element a different id; footnotes count too"));
            }
            None => {
                taken.insert(id.to_ascii_lowercase(), id);
            }
        }
    }
}

/// Every id that `[#id]` can name.
fn cited<'i>(inventory: &'i Inventory) -> impl Iterator<Item = (&'i str, Range<usize>)> {
    let named = inventory.inline_notes.iter().filter_map(|(note, node)| {
        let (id, at) = note.id.as_ref()?;
        Some((id.as_str(), node.locate(at.clone())))
    });
    ids(inventory).chain(keys(inventory, "footnotes")).chain(named)
}

/// The ids of elements, other than footnotes.
fn ids<'i>(inventory: &'i Inventory) -> impl Iterator<Item = (&'i str, Range<usize>)> {
    inventory.ids.iter().map(|id| (id.id, id.node.place.clone()))
}

fn keys<'i>(
    inventory: &'i Inventory,
    field: &str,
) -> impl Iterator<Item = (&'i str, Range<usize>)> + use<'i> {
    let entries = inventory.tree.entries_of(field).iter();
    entries.map(|entry| (entry.key.as_ref(), entry.key_place.clone()))
}
