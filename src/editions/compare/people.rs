//! Compares the people in each role and in the registers.

use std::collections::HashSet;
use std::ops::Range;

use super::diagnostics::{Diagnostics, Finding};
use super::renames::Renames;
use super::unmatched::unmatched;
use crate::diagnostic::Code;
use crate::editions::pairing::Pairing;
use crate::editions::structure::{Element, Role};
use crate::yaml::tree::Node;

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
    roles: (&Role<'e>, &Role<'e>),
    renames: &Renames<'e>,
    reported: &mut HashSet<&'e str>,
    diagnostics: &mut Diagnostics<'_, 'e>,
) {
    let (one, other) = roles;
    let same = |a: &Named<'e>, b: &Named<'e>| renames.person(a.0) == b.0;
    let (ones, others) = unmatched(&one.people, &other.people, same);
    reported.extend(ones.iter().chain(&others).map(|it| it.0));
    let both = ones.len().min(others.len());
    ones.iter().zip(&others).for_each(|(one, other)| replaced(roles, one, other, diagnostics));
    ones.iter().skip(both).for_each(|named| missing(roles, named, diagnostics));
    others.iter().skip(both).for_each(|named| extra(roles, named, diagnostics));
}

/// The id of a person in a role, with its node.
type Named<'e> = (&'e str, &'e Node<'e>);

fn replaced(
    (role, _): (&Role, &Role),
    (theirs, node): &Named,
    (ours, own): &Named,
    diagnostics: &mut Diagnostics,
) {
    let finding = Finding {
        message: format!(
            "{} `{ours}` here, but `{theirs}` in {}",
            role.name,
            diagnostics.first_file()
        ),
        hint: "name the same people in both editions".into(),
        label: format!("`{theirs}` here"),
    };
    diagnostics.add(Code::OtherPeople, own.place.clone(), node.place.clone(), finding);
}

fn missing((one, other): (&Role, &Role), (id, node): &Named, diagnostics: &mut Diagnostics) {
    let name = diagnostics.first_file();
    let finding = Finding {
        message: format!("missing {} `{id}`, named in {name}", one.name),
        hint: format!("add `{id}` here, or delete it from {name}"),
        label: "named here".into(),
    };
    diagnostics.add(Code::OtherPeople, other.place.clone(), node.place.clone(), finding);
}

fn extra((one, _): (&Role, &Role), (id, node): &Named, diagnostics: &mut Diagnostics) {
    let name = diagnostics.first_file();
    let finding = Finding {
        message: format!("{} `{id}` is not named in {name}", one.name),
        hint: format!("delete `{id}`, or add it to {name}"),
        label: "missing here".into(),
    };
    diagnostics.add(Code::OtherPeople, node.place.clone(), one.place.clone(), finding);
}

/// Compares the registers, without people whose roles are reported already.
fn register<'e>(
    renames: &Renames<'e>,
    reported: &HashSet<&'e str>,
    diagnostics: &mut Diagnostics<'_, 'e>,
) {
    let (first, second) = (&diagnostics.first.people, &diagnostics.second.people);
    let known: HashSet<&str> = first.keys().map(|id| renames.person(id)).collect();
    let theirs = first.iter().filter(|(id, _)| !second.contains_key(renames.person(id)));
    let ours = second.iter().filter(|(id, _)| !known.contains(*id));
    let unreported = |(id, _): &(&&'e str, &'_ Element<'e>)| !reported.contains(**id);
    theirs.filter(unreported).for_each(|(id, person)| unlisted(id, person, diagnostics));
    ours.filter(unreported).for_each(|(id, person)| added(id, person, diagnostics));
}

fn unlisted(id: &str, person: &Element, diagnostics: &mut Diagnostics) {
    let name = diagnostics.first_file();
    let finding = Finding {
        message: format!("person `{id}` is in {name}, but not here"),
        hint: format!("add `{id}` to `people`, or delete it from {name}"),
        label: "listed here".into(),
    };
    let place = diagnostics.second.tree().key_place("people");
    diagnostics.add(Code::OtherPeople, place, begin(person), finding);
}

fn added(id: &str, person: &Element, diagnostics: &mut Diagnostics) {
    let name = diagnostics.first_file();
    let finding = Finding {
        message: format!("person `{id}` is here, but not in {name}"),
        hint: format!("delete the entry, or add it to {name}"),
        label: "missing here".into(),
    };
    let place = diagnostics.first.tree().key_place("people");
    diagnostics.add(Code::OtherPeople, begin(person), place, finding);
}

fn begin(person: &Element) -> Range<usize> {
    person.begin.clone().unwrap_or_default()
}
