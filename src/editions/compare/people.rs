//! The same people in the same roles.

use std::collections::HashSet;

use super::found::{Found, Said};
use super::leftover::leftover;
use super::renames::Renames;
use crate::diagnostic::Code;
use crate::editions::outline::{Element, Role};
use crate::editions::pairing::Pairing;

/// Whoever has a role in one edition has it in the other; the registers hold the same people.
pub fn compare<'o, 'e>(
    pairing: &Pairing<'o, 'e>,
    renames: &Renames<'e>,
    found: &mut Found<'o, 'e>,
) {
    let mut told = HashSet::new();
    for (one, other) in &pairing.pairs {
        for roles in one.roles.iter().zip(&other.roles) {
            role(roles, renames, &mut told, found);
        }
    }
    register(renames, &told, found);
}

/// One who is missing and one who is extra are spoken of together.
fn role<'e>(
    (one, other): (&Role<'e>, &Role<'e>),
    renames: &Renames<'e>,
    told: &mut HashSet<&'e str>,
    found: &mut Found<'_, 'e>,
) {
    let same = |a: &(&'e str, _), b: &(&'e str, _)| renames.person(a.0) == b.0;
    let people: Vec<(&'e str, _)> = other.people.clone();
    let (ones, others) = leftover(&one.people, &people, same);
    told.extend(ones.iter().chain(&others).map(|it| it.0));
    let (name, role) = (found.name(), one.name);
    let both = ones.len().min(others.len());
    for ((theirs, node), (ours, own)) in ones.iter().zip(&others) {
        let said = Said {
            message: format!("`{ours}` is named as {role} here, in {name} it is `{theirs}`"),
            hint: "name the same people in both".into(),
            label: format!("`{theirs}` here"),
        };
        found.say(Code::OtherPeople, own.place.clone(), node.place.clone(), said);
    }
    for (theirs, node) in ones.iter().skip(both) {
        let said = Said {
            message: format!("`{theirs}`, named as {role} in {name}, is missing here"),
            hint: format!("name `{theirs}` here too, or take the name out of {name}"),
            label: "here".into(),
        };
        found.say(Code::OtherPeople, other.place.clone(), node.place.clone(), said);
    }
    for (ours, own) in others.iter().skip(both) {
        let said = Said {
            message: format!("`{ours}`, named as {role} here, is not in {name}"),
            hint: format!("take the name out, or write it in {name} too"),
            label: "not here".into(),
        };
        found.say(Code::OtherPeople, own.place.clone(), one.place.clone(), said);
    }
}

/// Whose roles have been spoken of is not spoken of again.
fn register<'e>(renames: &Renames<'e>, told: &HashSet<&'e str>, found: &mut Found<'_, 'e>) {
    let (first, second) = (&found.first.people, &found.second.people);
    let begin = |entry: &Element| entry.begin.clone().unwrap_or_default();
    let head = |tree: &crate::yaml::tree::Node| tree.key_place("people");
    let (heads, name) = ((head(found.first.tree()), head(found.second.tree())), found.name());
    for (id, person) in first.iter().filter(|(id, _)| !told.contains(*id)) {
        if !second.contains_key(renames.person(id)) {
            let said = Said {
                message: format!("`{id}`, in the register of {name}, is missing here"),
                hint: format!("add `{id}` to `people`, or take it out of {name}"),
                label: "here".into(),
            };
            found.say(Code::OtherPeople, heads.1.clone(), begin(person), said);
        }
    }
    let known: HashSet<&str> = first.keys().map(|id| renames.person(id)).collect();
    for (id, person) in second.iter().filter(|(id, _)| !told.contains(*id)) {
        if !known.contains(id) {
            let said = Said {
                message: format!("`{id}` is not in the register of {name}"),
                hint: format!("take it out, or write it in {name} too"),
                label: "not here".into(),
            };
            found.say(Code::OtherPeople, begin(person), heads.0.clone(), said);
        }
    }
}
