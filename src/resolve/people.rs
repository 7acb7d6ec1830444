//! Resolves the people of a panel or side event from the register.

use super::Resolver;
use super::typography::{Typographer, quotes};
use crate::document::{Block, People, PeopleGroup, Person};
use crate::source::schema::{self, OneOrMany, Section};
use crate::templates::PluralForms;

/// A role: the kind of its element, its name, and its people as name and details.
type Role<'a> = (&'static str, &'a PluralForms, Vec<(String, String)>);

impl Resolver<'_> {
    /// The people block of a section; `None` if it has no people or the template hides them.
    pub(super) fn people(&mut self, section: &Section) -> Option<Block> {
        let roles = &self.labels.roles;
        let organisers = section.co_organisers.iter();
        let organisers = organisers.map(|text| (self.plain(text), String::new()));
        let by_role: [Role; 4] = [
            ("moderator", &roles.moderator, self.registered(&section.moderator)),
            ("rapporteur", &roles.rapporteur, self.registered(&section.rapporteur)),
            ("speaker", &roles.speaker, self.registered(&section.speakers)),
            ("organiser", &roles.co_organiser, organisers.collect()),
        ];
        if !self.style.people.show || by_role.iter().all(|(_, _, people)| people.is_empty()) {
            return None;
        }
        let id = self.derived("people", "");
        let filled = by_role.into_iter().filter(|(_, _, people)| !people.is_empty());
        let groups = filled.map(|role| self.group(role)).collect();
        Some(Block::People(People { id, groups }))
    }

    fn group(&mut self, (kind, label, people): Role) -> PeopleGroup {
        let role = if people.len() == 1 { &label.one } else { &label.other }.clone();
        let id = self.derived(kind, "");
        let people = people.into_iter().map(|described| self.person(described)).collect();
        PeopleGroup { id, role, people }
    }

    /// A person from a name and details.
    pub(super) fn person(&mut self, (name, details): (String, String)) -> Person {
        Person { id: self.derived("person", &name), name, details }
    }

    fn registered(&self, ids: &OneOrMany) -> Vec<(String, String)> {
        let people = ids.0.iter().filter_map(|id| self.report.people.get(id));
        people.map(|person| self.described(person, person.country.as_ref())).collect()
    }

    /// The name of a person with honorific, and the joined post, organisation and `country`.
    pub(super) fn described(
        &self,
        person: &schema::Person,
        country: Option<&String>,
    ) -> (String, String) {
        let name = [person.honorific.as_deref(), Some(person.name.as_str())];
        let details = [person.post.as_ref(), person.organisation.as_ref(), country];
        let details: Vec<&str> = details.into_iter().flatten().map(String::as_str).collect();
        let name: Vec<&str> = name.into_iter().flatten().collect();
        (self.printed(&name.join(" ")), self.printed(&details.join(&self.labels.comma)))
    }

    /// The name by which a person is sorted: authored, or with the last word first.
    pub(super) fn sort_name(&self, person: &schema::Person) -> String {
        match &person.sort_as {
            Some(sorted) => self.printed(sorted),
            None => last_word_first(&self.printed(&person.name)),
        }
    }

    /// The printed characters of a text without markup.
    pub(super) fn printed(&self, text: &str) -> String {
        Typographer::new(quotes(self.report, self.labels)).print(&text.into()).into()
    }
}

/// "Klara Skrivánková" as "Skrivánková, Klara".
fn last_word_first(name: &str) -> String {
    match name.trim().rsplit_once(char::is_whitespace) {
        Some((before, last)) => format!("{last}, {}", before.trim_end()),
        None => name.trim().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn family_names_come_first() {
        assert_eq!(last_word_first("Klara Skrivánková"), "Skrivánková, Klara");
        assert_eq!(last_word_first("Ana  Maria\u{a0}Horvat"), "Horvat, Ana  Maria");
        assert_eq!(last_word_first(" Sting "), "Sting");
    }
}
