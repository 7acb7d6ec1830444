//! Resolves the people of a panel or side event from the register.

use std::collections::HashMap;

use super::Resolver;
use super::protect::raised;
use crate::document::{Block, Inline, People, PeopleGroup, Person};
use crate::origin::{Generator, TracedString};
use crate::source::schema::{self, Gender, OneOrMany, Section};
use crate::templates::RoleForms;

/// The name and the details of a person.
pub(super) type Described = (TracedString, TracedString);

/// A role: the kind of its element, its name, and its people.
type Role<'a> = (&'static str, &'a str, Vec<Described>);

impl<'a> Resolver<'a> {
    /// The people block of a section; `None` if it has no people or the template hides them.
    pub(super) fn people(&mut self, section: &Section) -> Option<Block> {
        let roles = &self.labels.roles;
        let organisers = section.co_organisers.iter();
        let organisers = organisers.map(|text| (self.plain(text), TracedString::new()));
        let organisers: Vec<Described> = organisers.collect();
        let organised = &roles.co_organiser;
        let organised = if organisers.len() == 1 { &organised.one } else { &organised.other };
        let registered = |kind, role: &'a RoleForms, ids| {
            (kind, role_word(role, &self.genders(ids)), self.registered(ids))
        };
        let by_role: [Role; 4] = [
            registered("moderator", &roles.moderator, &section.moderator),
            registered("rapporteur", &roles.rapporteur, &section.rapporteur),
            registered("speaker", &roles.speaker, &section.speakers),
            ("organiser", organised, organisers),
        ];
        if !self.style.people.show || by_role.iter().all(|(_, _, people)| people.is_empty()) {
            return None;
        }
        let id = self.derived("people", "");
        let filled = by_role.into_iter().filter(|(_, _, people)| !people.is_empty());
        let groups = filled.map(|role| self.group(role)).collect();
        Some(Block::People(People { id, groups }))
    }

    fn group(&mut self, (kind, role, people): Role) -> PeopleGroup {
        let role = TracedString::generated(role, Generator::Labels);
        let id = self.derived(kind, "");
        let people = people.into_iter().map(|described| self.person(described)).collect();
        PeopleGroup { id, role, people }
    }

    /// A person from a name and details.
    pub(super) fn person(&mut self, (name, details): Described) -> Person {
        let id = self.derived("person", &name);
        Person { id, name: self.raised(name), details: self.raised(details) }
    }

    fn genders(&self, ids: &OneOrMany) -> Vec<Option<Gender>> {
        let people = ids.0.iter().filter_map(|id| self.register().get(id));
        people.map(|person| person.gender).collect()
    }

    fn registered(&self, ids: &OneOrMany) -> Vec<Described> {
        if ids.0.is_empty() {
            return Vec::new();
        }
        let described = |(id, person): (&'a String, &schema::Person)| {
            (id.as_str(), self.described(person, person.country.as_ref()))
        };
        let register = self.register();
        let all = || register.iter().map(described).collect();
        let known: &HashMap<&str, Described> = self.people.get_or_init(all);
        ids.0.iter().filter_map(|id| known.get(id.as_str()).cloned()).collect()
    }

    /// The name of a person with honorific, and the post, organizations and `country`, joined.
    pub(super) fn described(
        &self,
        person: &schema::Person,
        country: Option<&TracedString>,
    ) -> Described {
        let name = [person.honorific.as_ref(), Some(&person.name)];
        let mut name = TracedString::join(name.into_iter().flatten(), " ");
        if let Some(pronouns) = &person.pronouns {
            let (before, after) = self.labels.pronouns.split_once("{pronouns}").unwrap_or_default();
            name.push_generated(before, Generator::Labels);
            name.push_traced(pronouns);
            name.push_generated(after, Generator::Labels);
        }
        let organisations = TracedString::join(&person.organisation.0, &self.labels.semicolon);
        let organisations = Some(&organisations).filter(|it| !it.is_empty());
        let details = [person.post.as_ref(), organisations, country];
        let details = TracedString::join(details.into_iter().flatten(), &self.labels.comma);
        (self.printed(&name), self.printed(&details))
    }

    /// The name by which a person is sorted: authored, or with the last word first.
    pub(super) fn sort_name(&self, person: &schema::Person) -> TracedString {
        match &person.sort_as {
            Some(sorted) => self.printed(sorted),
            None => last_word_first(&self.printed(&person.name)),
        }
    }

    /// The inlines of a printed text without markup, with raised endings of its ordinals.
    pub(super) fn raised(&self, text: TracedString) -> Vec<Inline> {
        raised(text, self.printing.spacing)
    }

    /// The printed characters of a text without markup.
    pub(super) fn printed(&self, text: &TracedString) -> TracedString {
        self.printing.print(text)
    }
}

/// The name of a role for people of some genders.
fn role_word<'l>(role: &'l RoleForms, genders: &[Option<Gender>]) -> &'l str {
    let all = |gender| genders.iter().all(|it| *it == Some(gender));
    let masculine = role.masculine.as_ref().filter(|_| all(Gender::Masculine));
    let feminine = role.feminine.as_ref().filter(|_| all(Gender::Feminine));
    let (one, other) = match masculine.or(feminine) {
        Some(forms) => (&forms.one, &forms.other),
        None => (&role.one, &role.other),
    };
    if genders.len() == 1 { one } else { other }
}

/// "Klara Skrivánková" as "Skrivánková, Klara".
fn last_word_first(name: &TracedString) -> TracedString {
    let name = name.trimmed();
    let Some((before, last)) = name.rsplit_once(char::is_whitespace) else { return name };
    let last = name.part(name.len() - last.len()..name.len());
    let before = name.part(0..before.trim_end().len());
    TracedString::join([&last, &before], ", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn family_names_come_first() {
        let sorted = |name: &str| last_word_first(&name.into());
        assert_eq!(sorted("Klara Skrivánková"), "Skrivánková, Klara");
        assert_eq!(sorted("Ana  Maria\u{a0}Horvat"), "Horvat, Ana  Maria");
        assert_eq!(sorted(" Sting "), "Sting");
    }
}
