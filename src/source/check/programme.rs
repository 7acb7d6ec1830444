//! The programme of the event: it must have the panels of the report, with the same people, in the same
//! order.

use std::collections::{HashMap, HashSet};

use super::inventory::{Inventory, Matter, SectionEntry};
use crate::diagnostic::{Code, Findings};
use crate::source::schema::{BlockKind, ProgrammeEntry, SectionKind};
use crate::yaml::Suggestions;
use crate::yaml::tree::Node;

/// An entry of a programme with its node.
type Listed<'a> = (&'a ProgrammeEntry, &'a Node<'a>);

/// Checks the programme against the sections of the body.
pub fn check(inventory: &Inventory, found: &mut Findings) {
    let body = inventory.sections.iter().filter(|placed| placed.matter == Matter::Body);
    let sections: HashMap<&str, (usize, &SectionEntry)> = body
        .enumerate()
        .filter_map(|(order, placed)| Some((placed.section.id.as_deref()?, (order, placed))))
        .collect();
    let listed = entries(inventory);
    let mut suggestions = Suggestions::default();
    let mut latest: Option<(usize, &str)> = None;
    for (entry, node) in &listed {
        let Some(id) = entry.panel.as_deref() else { continue };
        let Some((order, placed)) = sections.get(id) else {
            let error = Code::UnknownReference
                .at(node.key("panel").place.clone(), format!("no section has the id `{id}`"));
            found.push(match suggestions.nearest(id, sections.keys().copied()) {
                Some(meant) => error.did_you_mean(meant),
                None => error.hint(format!("add `id: {id}` to the panel in `body`")),
            });
            continue;
        };
        people(inventory, (entry, node), placed, found);
        match latest {
            Some((last, before)) if last > *order => {
                let message =
                    format!("`{id}` comes after `{before}` here, but before it in the report");
                let warning = Code::ProgrammeDiffers.at(node.key("panel").place.clone(), message);
                found.push(warning.hint("put both in the same order"));
            }
            Some(_) | None => latest = Some((*order, id)),
        }
    }
    missing(inventory, &listed, found);
}

/// The entries of all programmes.
pub fn entries<'a>(inventory: &Inventory<'a>) -> Vec<Listed<'a>> {
    let mut listed = Vec::new();
    for (block, node) in &inventory.blocks {
        let BlockKind::Programme(programme) = block else { continue };
        for (index, day) in programme.days.iter().enumerate() {
            let node = node.key("days").item(index).key("entries");
            let entries = day.entries.iter().enumerate();
            listed.extend(entries.map(|(index, entry)| (entry, node.item(index))));
        }
    }
    listed
}

/// Compares the people of an entry, if it names any, with those of its panel.
fn people(
    inventory: &Inventory,
    (entry, node): Listed,
    placed: &SectionEntry,
    found: &mut Findings,
) {
    let section = placed.section;
    let roles = [&section.moderator, &section.rapporteur, &section.speakers];
    let theirs: HashSet<&str> =
        roles.into_iter().flat_map(|role| &role.0).map(String::as_str).collect();
    let ours: HashSet<&str> = entry.people.0.iter().map(String::as_str).collect();
    if ours.is_empty() {
        return;
    }
    let node = node.key("people");
    for (index, id) in entry.people.0.iter().enumerate() {
        // Another rule reports unknown people.
        if !theirs.contains(id.as_str()) && inventory.report.people.contains_key(id) {
            let message = format!("`{id}` is not in the panel");
            let warning = Code::ProgrammeDiffers.at(node.item(index).place.clone(), message);
            found.push(warning.hint("add the person to the panel, or delete the name here"));
        }
    }
    let panel = roles.into_iter().flat_map(|role| &role.0);
    for id in panel.filter(|id| !ours.contains(id.as_str())) {
        let message = format!("`{id}` of the panel is not in the programme");
        let warning = Code::ProgrammeDiffers.at(node.place.clone(), message);
        found.push(
            warning.hint("add the person, or leave `people` out to print those of the panel"),
        );
    }
}

/// Reports panels that no programme has, if the programme refers to panels at all.
fn missing(inventory: &Inventory, listed: &[Listed], found: &mut Findings) {
    let named: HashSet<&str> =
        listed.iter().filter_map(|(entry, _)| entry.panel.as_deref()).collect();
    if named.is_empty() {
        return;
    }
    let panels = inventory.sections.iter().filter(|it| it.section.kind == SectionKind::Panel);
    for panel in panels.filter(|it| it.section.id.as_deref().is_none_or(|id| !named.contains(id))) {
        let message = "this panel is not in the programme";
        let warning = Code::ProgrammeDiffers.at(panel.node.key_place("title"), message);
        found.push(warning.hint("add an entry with `panel:` and the id of the panel"));
    }
}
