//! Lists of people as Markdown: those of a panel, participants, the index of persons.

use super::Writer;
use super::escape::escape;
use super::list::marked;
use crate::document::{IndexEntry, Participants, People, Person};
use crate::export::lines::{Lines, join};

impl Writer<'_> {
    /// People by their roles.
    pub fn people(&self, people: &People) -> Lines {
        let groups = people.groups.iter().map(|group| self.under(&group.role, &group.people));
        join(groups.collect(), 0)
    }

    /// Participants, where they are so ordered under their countries.
    pub fn participants(&self, participants: &Participants) -> Lines {
        let groups = participants.groups.iter().map(|group| match &group.heading {
            Some(heading) => self.under(heading, &group.people),
            None => self.listed(&group.people),
        });
        join(groups.collect(), 0)
    }

    /// Persons with the sections that name them: Markdown has no pages.
    pub fn index(&self, entries: &[IndexEntry]) -> Lines {
        let entries = entries.iter().map(|entry| {
            let sections = escape(&entry.sections().join(&self.document.words.semicolon));
            let separator = &self.document.words.separator;
            marked("-", vec![format!("{}{separator}{sections}", self.line(&entry.term))])
        });
        join(entries.collect(), 0)
    }

    fn under(&self, heading: &str, people: &[Person]) -> Lines {
        marked("-", join(vec![vec![escape(heading)], self.listed(people)], 0))
    }

    fn listed(&self, people: &[Person]) -> Lines {
        let people = people.iter().map(|person| {
            let details = match person.details.as_str() {
                "" => String::new(),
                details => format!("{}{}", self.document.words.comma, escape(details)),
            };
            marked("-", vec![format!("{}{details}", strong(&person.name))])
        });
        join(people.collect(), 0)
    }
}

/// Bold text.
pub fn strong(text: &str) -> String {
    format!("**{}**", escape(text.trim()))
}
