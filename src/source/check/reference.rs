//! Cross-references: their targets exist and can be cited.

use std::collections::HashMap;
use std::ops::Range;

use super::inline_markup::Mentions;
use super::inventory::Inventory;
use crate::diagnostic::{Code, Diagnostic, Findings};
use crate::yaml::Suggestions;

/// Checks that `[#id]` names an element with a number or a title, and `[words](#id)` any element.
pub fn known(inventory: &Inventory, mentions: &Mentions, found: &mut Findings) {
    let ids = inventory.ids.iter().map(|id| (id.id, id.uncitable));
    let notes = inventory.report.footnotes.keys().map(|id| (id.as_str(), None));
    let inline = mentions.inline_notes.iter().map(|mention| (mention.id, None));
    let targets: HashMap<&str, Option<&str>> = ids.chain(notes).chain(inline).collect();
    let mut suggestions = Suggestions::default();
    for mention in &mentions.references {
        let id = mention.id;
        match targets.get(id) {
            None => found.push(unknown(inventory, id, mention.place.clone(), &mut suggestions)),
            Some(Some(what)) if !mention.has_words => {
                let message =
                    format!("`{id}` is {what}, which has neither a number nor a title to cite");
                let error = Code::NotCitable.at(mention.place.clone(), message);
                found.push(error.hint(format!("write your own words: `[words](#{id})`")));
            }
            Some(_) => {}
        }
    }
}

fn unknown(
    inventory: &Inventory,
    id: &str,
    place: Range<usize>,
    suggestions: &mut Suggestions,
) -> Diagnostic {
    let ids = inventory.ids.iter().map(|id| id.id);
    let notes = inventory.report.footnotes.keys().map(String::as_str);
    let hint = match suggestions.nearest(id, ids.chain(notes)) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("add `id: {id}` to the element that you refer to"),
    };
    Code::UnknownReference.at(place, format!("unknown id `{id}`")).hint(hint)
}
