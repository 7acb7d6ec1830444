//! People: everyone with a role is registered, and everyone registered is mentioned.

use std::collections::HashSet;

use super::inventory::{Inventory, SectionEntry};
use crate::diagnostic::{Code, Findings};
use crate::source::markup::is_id;
use crate::source::schema::{OneOrMany, Report};
use crate::yaml::did_you_mean;
use crate::yaml::tree::Node;

/// The fields that name people, each with its node.
fn roles<'a>(inventory: &Inventory<'a>) -> Vec<(&'a OneOrMany, &'a Node<'a>)> {
    let publication = inventory.tree.key("publication");
    let mut roles = vec![(&inventory.report.publication.editors, publication.key("editors"))];
    for SectionEntry { section, node, .. } in &inventory.sections {
        roles.push((&section.moderator, node.key("moderator")));
        roles.push((&section.rapporteur, node.key("rapporteur")));
        roles.push((&section.speakers, node.key("speakers")));
    }
    roles
}

/// Checks that editors, moderators, rapporteurs and speakers are registered, and named once in each
/// role.
pub fn known(inventory: &Inventory, found: &mut Findings) {
    for (ids, node) in roles(inventory) {
        registered(inventory, &ids.0, node, "in a role", found);
    }
}

/// Checks that listed participants are registered, and listed once.
pub fn listed(inventory: &Inventory, found: &mut Findings) {
    for (participants, node) in inventory.participants() {
        let ids = participants.people.as_deref().unwrap_or_default();
        registered(inventory, ids, node.key("people"), "in a list", found);
    }
}

/// The hint for several ids in one text: "horvat, doe".
fn several(text: &str) -> Option<String> {
    let ids: Vec<&str> = text
        .split([',', ';', '&'])
        .flat_map(|part| part.split(" and "))
        .map(str::trim)
        .filter(|id| !id.is_empty())
        .collect();
    let list = ids.len() > 1 && ids.iter().all(|id| is_id(id));
    list.then(|| format!("write a list: `[{}]`", ids.join(", ")))
}

/// `within` is where each of these people is named once.
fn registered(
    inventory: &Inventory,
    ids: &[String],
    node: &Node,
    within: &str,
    found: &mut Findings,
) {
    let people = &inventory.report.people;
    for (index, id) in ids.iter().enumerate() {
        let place = node.item(index).place.clone();
        if !people.contains_key(id) {
            let message = format!("unknown person `{id}`");
            let hint = several(id).unwrap_or_else(|| meant(id, inventory.report));
            found.push(Code::UnknownPerson.at(place, message).hint(hint));
        } else if ids.iter().take(index).any(|earlier| earlier == id) {
            let error = Code::RepeatedPerson.at(place, format!("`{id}` is named twice"));
            found.push(error.hint(format!("name each person once {within}")));
        }
    }
}

/// The hint with the person who may be meant: one with a similar id, or one with this name.
fn meant(id: &str, report: &Report) -> String {
    let ids = || report.people.keys().map(String::as_str);
    let by_name = report
        .people
        .iter()
        .find(|(_, person)| did_you_mean(id, [person.name.as_str()].into_iter()).is_some());
    match did_you_mean(id, ids()).or(by_name.map(|(id, _)| id.as_str())) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None if !is_id(id) => "write the id of the person under `people`, not the name".into(),
        None => format!("add `{id}:` with a `name` to `people`"),
    }
}

/// Reports people who are registered but never mentioned. A list of participants without `people`
/// has everyone. `options.lint` can turn this off.
pub fn used(inventory: &Inventory, found: &mut Findings) {
    if inventory.report.options.lint.unused_people == Some(false) {
        return;
    }
    let lists = || inventory.participants().map(|(list, _)| list.people.as_deref());
    if lists().any(|people| people.is_none()) {
        return;
    }
    let roles = roles(inventory).into_iter().flat_map(|(ids, _)| ids.0.iter());
    let listed = lists().flatten().flatten();
    let named: HashSet<&str> = roles.chain(listed).map(String::as_str).collect();
    let in_prose = |id: &str| {
        let name = inventory.report.people.get(id).map_or("", |person| person.name.as_str());
        let mut texts = inventory.texts.iter().filter(|piece| piece.kind.is_marked());
        texts.any(|piece| piece.text.contains(name))
    };
    let entries = inventory.tree.entries_of("people").iter();
    for entry in entries.filter(|entry| !named.contains(entry.key.as_ref())) {
        if in_prose(entry.key.as_ref()) {
            continue;
        }
        let message = format!("person `{}` is never mentioned", entry.key);
        let warning = Code::UnusedPerson.at(entry.key_place.clone(), message);
        let hint = "name the person in a panel, a side event or a text, or delete the entry";
        found.push(warning.hint(hint));
    }
}
