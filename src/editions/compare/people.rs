//! Compares the people in each role and in the registers.

use std::collections::HashSet;

use super::diagnostics::{Diagnostics, Finding};
use super::renames::Renames;
use super::unmatched::unmatched;
use crate::diagnostic::Code;
use crate::editions::pairing::Pairing;
use crate::editions::structure::{Element, Role};

/// Reports people who have a role, or an entry in the register, in one edition only.
pub fn compare<'o, 'e>(
    pairing: &Pairing<'o, 'e>,
    renames: &Renames<'e>,
    diagnostics: &mut Diagnostics<'o, 'e>,
) {
    let mut reported = HashSet::new();
    for (one, other) in &pairing.pairs {
        for roles in one.roles.iter().zip(&other.roles) {
            role(roles, renames, &mut reported, diagnostics);
        }
    }
    register(renames, &reported, diagnostics);
}

/// Compares the people of one role. A missing and an extra person share a diagnostic.
fn role<'e>(
    (one, other): (&Role<'e>, &Role<'e>),
    renames: &Renames<'e>,
    reported: &mut HashSet<&'e str>,
    diagnostics: &mut Diagnostics<'_, 'e>,
) {
    let same = |a: &(&'e str, _), b: &(&'e str, _)| renames.person(a.0) == b.0;
    let people: Vec<(&'e str, _)> = other.people.clone();
    let (ones, others) = unmatched(&one.people, &people, same);
    reported.extend(ones.iter().chain(&others).map(|it| it.0));
    let (name, role) = (diagnostics.first_file(), one.name);
    let both = ones.len().min(others.len());
    for ((theirs, node), (ours, own)) in ones.iter().zip(&others) {
        let finding = Finding {
            message: format!("{role} `{ours}` here, but `{theirs}` in {name}"),
            hint: "name the same people in both editions".into(),
            label: format!("`{theirs}` here"),
        };
        diagnostics.add(Code::OtherPeople, own.place.clone(), node.place.clone(), finding);
    }
    for (theirs, node) in ones.iter().skip(both) {
        let finding = Finding {
            message: format!("missing {role} `{theirs}`, named in {name}"),
            hint: format!("add `{theirs}` here, or delete it from {name}"),
            label: "named here".into(),
        };
        diagnostics.add(Code::OtherPeople, other.place.clone(), node.place.clone(), finding);
    }
    for (ours, own) in others.iter().skip(both) {
        let finding = Finding {
            message: format!("{role} `{ours}` is not named in {name}"),
            hint: format!("delete `{ours}`, or add it to {name}"),
            label: "missing here".into(),
        };
        diagnostics.add(Code::OtherPeople, own.place.clone(), one.place.clone(), finding);
    }
}

/// Compares the registers, without people whose roles are reported already.
fn register<'e>(
    renames: &Renames<'e>,
    reported: &HashSet<&'e str>,
    diagnostics: &mut Diagnostics<'_, 'e>,
) {
    let (first, second) = (&diagnostics.first.people, &diagnostics.second.people);
    let begin = |entry: &Element| entry.begin.clone().unwrap_or_default();
    let head = |tree: &crate::yaml::tree::Node| tree.key_place("people");
    let (heads, name) = (
        (head(diagnostics.first.tree()), head(diagnostics.second.tree())),
        diagnostics.first_file(),
    );
    for (id, person) in first.iter().filter(|(id, _)| !reported.contains(*id)) {
        if !second.contains_key(renames.person(id)) {
            let finding = Finding {
                message: format!("person `{id}` is in {name}, but not here"),
                hint: format!("add `{id}` to `people`, or delete it from {name}"),
                label: "listed here".into(),
            };
            diagnostics.add(Code::OtherPeople, heads.1.clone(), begin(person), finding);
        }
    }
    let known: HashSet<&str> = first.keys().map(|id| renames.person(id)).collect();
    for (id, person) in second.iter().filter(|(id, _)| !reported.contains(*id)) {
        if !known.contains(id) {
            let finding = Finding {
                message: format!("person `{id}` is here, but not in {name}"),
                hint: format!("delete the entry, or add it to {name}"),
                label: "missing here".into(),
            };
            diagnostics.add(Code::OtherPeople, begin(person), heads.0.clone(), finding);
        }
    }
}
