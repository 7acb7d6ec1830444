//! Lists of people as Markdown: people of a panel, participants, index of persons.

use super::syntax::{escape, list_item};
use super::writer::Writer;
use crate::document::{IndexEntry, Participants, People, Person};
use crate::export::lines::{Lines, join};

impl Writer<'_> {
    /// The people of a panel, by role.
    pub fn people(&self, people: &People) -> Lines {
        let groups =
            people.groups.iter().map(|group| self.group(escape(&group.role), &group.people));
        join(groups.collect(), 0)
    }

    /// Participants, in groups if the groups have headings.
    pub fn participants(&self, participants: &Participants) -> Lines {
        let groups = participants.groups.iter().map(|group| match &group.heading {
            Some(heading) => self.group(self.line(heading), &group.people),
            None => self.person_list(&group.people),
        });
        join(groups.collect(), 0)
    }

    /// The index of persons. It refers to sections, since Markdown has no pages.
    pub fn index(&self, entries: &[IndexEntry]) -> Lines {
        let entries = entries.iter().map(|entry| {
            let sections = escape(&entry.sections().join(&self.document.words.semicolon));
            let separator = &self.document.words.separator;
            list_item("-", vec![format!("{}{separator}{sections}", self.line(&entry.term))])
        });
        join(entries.collect(), 0)
    }

    fn group(&self, heading: String, people: &[Person]) -> Lines {
        list_item("-", join(vec![vec![heading], self.person_list(people)], 0))
    }

    fn person_list(&self, people: &[Person]) -> Lines {
        let people = people.iter().map(|person| {
            let name = self.strong(&person.name);
            let details = match person.details.as_slice() {
                [] => String::new(),
                details => format!("{}{}", self.document.words.comma, self.line(details)),
            };
            list_item("-", vec![format!("{name}{details}")])
        });
        join(people.collect(), 0)
    }
}
