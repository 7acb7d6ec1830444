//! People: everyone with a role is registered, and everyone registered is mentioned.

use std::collections::HashSet;

use super::inventory::{Inventory, SectionEntry};
use super::phrases::Phrases;
use crate::diagnostic::{Code, Findings};
use crate::source::markup::is_id;
use crate::source::schema::{OneOrMany, Report};
use crate::yaml::Suggestions;
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
    let mut suggestions = Suggestions::default();
    for (ids, node) in roles(inventory) {
        registered(inventory, (&ids.0, node), "in a role", &mut suggestions, found);
    }
}

/// Checks that listed participants are registered, and listed once.
pub fn listed(inventory: &Inventory, found: &mut Findings) {
    let mut suggestions = Suggestions::default();
    for (participants, node) in inventory.participants() {
        let ids = participants.people.as_deref().unwrap_or_default();
        let list = (ids, node.key("people"));
        registered(inventory, list, "in a list", &mut suggestions, found);
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
    (ids, node): (&[String], &Node),
    within: &str,
    suggestions: &mut Suggestions,
    found: &mut Findings,
) {
    let people = &inventory.report.people;
    let mut named: HashSet<&str> = HashSet::with_capacity(ids.len());
    for (index, id) in ids.iter().enumerate() {
        let place = node.item(index).place.clone();
        if !people.contains_key(id) {
            let message = format!("unknown person `{id}`");
            let hint = several(id).unwrap_or_else(|| meant(id, inventory.report, suggestions));
            found.push(Code::UnknownPerson.at(place, message).hint(hint));
        } else if !named.insert(id) {
            let error = Code::RepeatedPerson.at(place, format!("`{id}` is named twice"));
            found.push(error.hint(format!("name each person once {within}")));
        }
    }
}

/// The hint with the person who may be meant: one with a similar id, or one with this name.
fn meant(id: &str, report: &Report, suggestions: &mut Suggestions) -> String {
    let ids = report.people.keys().map(String::as_str);
    let names = report.people.values().map(|person| person.name.as_str());
    let by_id = suggestions.nearest(id, ids);
    let by_name = || {
        let name = suggestions.nearest(id, names)?;
        report.people.iter().find(|(_, person)| person.name.as_str() == name)
    };
    match by_id.or_else(|| by_name().map(|(id, _)| id.as_str())) {
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
    let entries = inventory.tree.entries_of("people").iter().zip(in_prose(inventory));
    let unnamed = entries.filter(|(entry, in_prose)| !in_prose && !named.contains(&*entry.key));
    for (entry, _) in unnamed {
        let message = format!("person `{}` is never mentioned", entry.key);
        let warning = Code::UnusedPerson.at(entry.key_place.clone(), message);
        let hint = "name the person in a panel, a side event or a text, or delete the entry";
        found.push(warning.hint(hint));
    }
}

/// Whether any text has the name of each person in the register, in the order of the register.
fn in_prose(inventory: &Inventory) -> Vec<bool> {
    let people = inventory.report.people.values();
    let names = Phrases::new(people.map(|person| person.name.as_str()));
    let mut named = vec![false; inventory.report.people.len()];
    for entry in inventory.texts.iter().filter(|entry| entry.kind.is_marked()) {
        for (person, _) in names.find(entry.text) {
            if let Some(named) = named.get_mut(person) {
                *named = true;
            }
        }
    }
    named
}
