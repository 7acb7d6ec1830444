//! Cross-references: that their targets exist and can be cited.

use std::collections::HashMap;
use std::ops::Range;

use super::inventory::Inventory;
use super::text::Mentions;
use crate::diagnostic::Code;
use crate::diagnostic::Diagnostic;
use crate::yaml::did_you_mean;

/// Every `[#id]` names something with a number or a title; `[words](#id)` names anything.
pub fn known(
    inventory: &Inventory,
    mentions: &Mentions,
    source: &str,
    found: &mut Vec<Diagnostic>,
) {
    let ids = inventory.ids.iter().map(|id| (id.id, id.uncitable));
    let notes = inventory.report.footnotes.keys().map(|id| (id.as_str(), None));
    let targets: HashMap<&str, Option<&str>> = ids.chain(notes).collect();
    for mention in &mentions.references {
        let id = &mention.id;
        match targets.get(id.as_str()) {
            None => found.push(unknown(inventory, id, mention.place(source))),
            Some(Some(what)) if !mention.own_words => {
                let message = format!("`{id}` is {what}, which cannot be cited");
                let error = Code::NotCitable.at(mention.place(source), message);
                found.push(error.hint(format!("write words of your own: `[words](#{id})`")));
            }
            Some(_) => {}
        }
    }
}

fn unknown(inventory: &Inventory, id: &str, place: Range<usize>) -> Diagnostic {
    let ids = inventory.ids.iter().map(|id| id.id);
    let notes = inventory.report.footnotes.keys().map(String::as_str);
    let hint = match did_you_mean(id, ids.chain(notes)) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("write `id: {id}` at what you refer to"),
    };
    Code::UnknownReference.at(place, format!("nothing has the id `{id}`")).hint(hint)
}
