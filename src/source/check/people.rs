//! People: everyone with a role is registered, and everyone registered is mentioned.

use std::collections::HashSet;
use std::ops::Range;

use indexmap::IndexSet;

use super::inventory::{Inventory, SectionEntry};
use super::phrases::Phrases;
use super::programme;
use crate::diagnostic::{Code, Diagnostic, Findings, Suggestion};
use crate::source::markup::is_id;
use crate::source::schema::{BlockKind, OneOrMany, Person, Report};
use crate::yaml::Suggestions;
use crate::yaml::tree::Node;

/// The fields that name people, each with its node.
fn roles<'a>(inventory: &Inventory<'a>) -> Vec<(&'a OneOrMany, &'a Node<'a>)> {
    let publication = inventory.tree.key("publication");
    let mut roles = vec![
        (&inventory.report.publication.authors, publication.key("authors")),
        (&inventory.report.publication.editors, publication.key("editors")),
    ];
    for SectionEntry { section, node, .. } in &inventory.sections {
        roles.push((&section.moderator, node.key("moderator")));
        roles.push((&section.rapporteur, node.key("rapporteur")));
        roles.push((&section.speakers, node.key("speakers")));
    }
    for (block, node) in &inventory.blocks {
        if let BlockKind::Signature(signature) = block {
            roles.push((&signature.people, node.key("people")));
        }
    }
    let programmes = programme::entries(inventory).into_iter();
    roles.extend(programmes.map(|(entry, node)| (&entry.people, node.key("people"))));
    roles
}

/// The lists of people by id in roles and lists of participants, each with its node.
pub fn named<'a>(inventory: &Inventory<'a>) -> Vec<(&'a [String], &'a Node<'a>)> {
    let roles = roles(inventory).into_iter().map(|(ids, node)| (ids.0.as_slice(), node));
    let listed = inventory
        .participants()
        .filter_map(|(list, node)| Some((list.people.as_deref()?, node.key("people"))));
    roles.chain(listed).collect()
}

/// Checks that authors, editors, moderators, rapporteurs and speakers are registered, and named once
/// in each role.
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

/// Checks ORCID iDs and e-mail addresses.
pub fn contacts(inventory: &Inventory, found: &mut Findings) {
    let people = inventory.report.people.values().zip(inventory.tree.entries_of("people"));
    for (person, entry) in people {
        if let Some(orcid) = person.orcid.as_ref().filter(|orcid| !is_orcid(orcid)) {
            let place = entry.value.key("orcid").place.clone();
            let error = Code::BadContact.at(place, format!("`{orcid}` is not an ORCID iD"));
            found.push(error.hint("write 16 digits without an address: `0000-0002-1825-0097`"));
        }
        if let Some(email) = person.email.as_ref().filter(|email| !is_email(email)) {
            let place = entry.value.key("email").place.clone();
            let error = Code::BadContact.at(place, format!("`{email}` is not an e-mail address"));
            found.push(error.hint("write one address without a name: `ana.horvat@example.org`"));
        }
    }
}

/// Whether a text is an ORCID iD with a valid check digit (ISO/IEC 7064, MOD 11-2).
fn is_orcid(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    let digits: Vec<u8> = groups.concat().into_bytes();
    let Some((check, digits)) = digits.split_last() else { return false };
    let is_form = groups.len() == 4 && groups.iter().all(|group| group.len() == 4);
    if !is_form || !digits.iter().all(u8::is_ascii_digit) {
        return false;
    }
    let total = digits.iter().fold(0, |total, digit| (total + u32::from(digit - b'0')) * 2 % 11);
    match (12 - total) % 11 {
        10 => *check == b'X',
        value => u32::from(*check) == value + u32::from(b'0'),
    }
}

/// Whether a text may be an e-mail address: ASCII without spaces or signs that web addresses escape,
/// with a domain of at least two labels.
fn is_email(text: &str) -> bool {
    let is_plain = |it: char| it.is_ascii_alphanumeric() || ".!#$&'*+-/=^_`{|}~@".contains(it);
    let Some((name, domain)) = text.split_once('@') else { return false };
    let is_domain = domain.contains('.') && domain.split('.').all(|label| !label.is_empty());
    text.chars().all(is_plain) && !name.is_empty() && is_domain && !domain.contains('@')
}

/// The list that several ids in one text mean: "horvat, doe".
fn several(text: &str) -> Option<String> {
    let ids: Vec<&str> = text
        .split([',', ';', '&'])
        .flat_map(|part| part.split(" and "))
        .map(str::trim)
        .filter(|id| !id.is_empty())
        .collect();
    let list = ids.len() > 1 && ids.iter().all(|id| is_id(id));
    list.then(|| format!("[{}]", ids.join(", ")))
}

/// `within` names the role or list in which each person may be named only once.
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
            let error = Code::UnknownPerson.at(place, format!("unknown person `{id}`"));
            found.push(match several(id) {
                Some(list) => error.hint(format!("write a list: `{list}`")).write(list),
                None => unknown(error, id, inventory.report, suggestions),
            });
        } else if !named.insert(id) {
            let error = Code::RepeatedPerson.at(place, format!("`{id}` is named twice"));
            found.push(error.hint(format!("name each person once {within}")));
        }
    }
}

/// Names the person who may be meant: one with a similar id, or one with this name.
fn unknown(
    error: Diagnostic,
    id: &str,
    report: &Report,
    suggestions: &mut Suggestions,
) -> Diagnostic {
    let ids = report.people.keys().map(String::as_str);
    let names = report.people.values().map(|person| person.name.as_str());
    let by_id = suggestions.nearest(id, ids);
    let by_name = || {
        let name = suggestions.nearest(id, names)?;
        report.people.iter().find(|(_, person)| person.name.as_str() == name)
    };
    match by_id.or_else(|| by_name().map(|(id, _)| id.as_str())) {
        Some(meant) => error.did_you_mean(meant),
        None if !is_id(id) => error.hint("write the id of the person under `people`, not the name"),
        None => error
            .hint(format!("add `{id}:` with a `name` to `people`"))
            .suggest(Suggestion::AddEntry { register: "people", id: id.to_owned() }),
    }
}

/// The people in the register, if the texts are searched for their names, because no role or list has some of them.
pub struct Sought<'r> {
    people: Vec<&'r Person>,
    families: IndexSet<&'r str>,
    /// The names, then the family names.
    names: Phrases<'r>,
    /// The ids in roles and lists.
    listed: HashSet<&'r str>,
}

impl<'r> Sought<'r> {
    /// `None` if all people are named. A list of participants without `people` has everyone. `options.lint` can turn
    /// this off.
    pub fn of(inventory: &Inventory<'r>) -> Option<Self> {
        let is_off = inventory.report.options.lint.unused_people == Some(false);
        let lists = || inventory.participants().map(|(list, _)| list.people.as_deref());
        if is_off || lists().any(|people| people.is_none()) {
            return None;
        }
        let roles = roles(inventory).into_iter().flat_map(|(ids, _)| ids.0.iter());
        let listed = roles.chain(lists().flatten().flatten());
        let listed: HashSet<&str> = listed.map(String::as_str).collect();
        let entries = inventory.tree.entries_of("people");
        if entries.iter().all(|entry| listed.contains(&*entry.key)) {
            return None;
        }
        let people: Vec<&Person> = inventory.report.people.values().collect();
        let families: IndexSet<&str> = people.iter().map(|person| family_name(person)).collect();
        let names = people.iter().map(|person| person.name.as_str());
        let names = Phrases::new(names.chain(families.iter().copied()));
        Some(Sought { people, families, names, listed })
    }

    /// What [`Sought::in_texts`] finds depends on these names.
    pub fn names(&self) -> Vec<&'r str> {
        let names = self.people.iter().map(|person| person.name.as_str());
        names.chain(self.families.iter().copied()).collect()
    }

    /// The numbers of the names in some texts.
    pub fn in_texts(&self, inventory: &Inventory) -> Vec<usize> {
        let mut found = vec![false; self.people.len() + self.families.len()];
        for entry in inventory.texts.iter().filter(|entry| entry.kind.is_marked()) {
            for (name, at) in self.names.find(entry.text) {
                let is_found = name < self.people.len() || is_word(entry.text, &at);
                if let Some(found) = found.get_mut(name).filter(|_| is_found) {
                    *found = true;
                }
            }
        }
        let found = found.into_iter().enumerate();
        found.filter_map(|(name, is_found)| is_found.then_some(name)).collect()
    }

    /// Reports people who are registered but never mentioned. `in_texts` has the numbers of the names in all texts.
    pub fn unused(&self, tree: &Node, in_texts: &HashSet<usize>, found: &mut Findings) {
        let by_family = |person: &Person| self.families.get_index_of(family_name(person));
        let people = tree.entries_of("people").iter().zip(&self.people).enumerate();
        for (index, (entry, person)) in people {
            let family = by_family(person).map(|family| self.people.len() + family);
            let is_in_texts =
                [Some(index), family].into_iter().flatten().any(|name| in_texts.contains(&name));
            if is_in_texts || self.listed.contains(&*entry.key) {
                continue;
            }
            let message = format!("person `{}` is never mentioned", entry.key);
            let warning = Code::UnusedPerson.at(entry.key_place.clone(), message);
            let hint = "name the person in a panel, a side event or a text, or delete the entry";
            found.push(warning.hint(hint));
        }
    }
}

/// Whether a name is a word of a text, and not a part of another. A long one may have an ending: "Berglunds".
fn is_word(text: &str, at: &Range<usize>) -> bool {
    let before = text.get(..at.start).and_then(|it| it.chars().next_back());
    let after = text.get(at.end..).and_then(|it| it.chars().next());
    let is_long = at.len() >= 6;
    !before.is_some_and(char::is_alphanumeric)
        && (is_long || !after.is_some_and(char::is_alphanumeric))
}

/// The family name by which texts may mention a person: what the name is sorted by, or its last word.
fn family_name(person: &Person) -> &str {
    let sorted =
        person.sort_as.as_ref().and_then(|name| name.split_once(',')).map(|it| it.0.trim());
    let last = || person.name.rsplit(char::is_whitespace).next();
    sorted.or_else(last).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orcid_ids_have_a_valid_check_digit() {
        assert!(["0000-0002-1825-0097", "0000-0002-1694-233X"].into_iter().all(is_orcid));
        for wrong in ["0000-0002-1825-0098", "0000000218250097", "0000-0002-1825-009", "", "-", "é"]
        {
            assert!(!is_orcid(wrong), "{wrong}");
        }
        assert!(!is_orcid("https://orcid.org/0000-0002-1825-0097"));
    }

    #[test]
    fn e_mail_addresses_have_a_name_and_a_domain() {
        assert!(is_email("ana.horvat+ports@example.org"));
        for wrong in
            ["ana", "@example.org", "ana@example", "ana@b@example.org", "a b@c.de", "ana@c."]
        {
            assert!(!is_email(wrong), "{wrong}");
        }
    }
}
