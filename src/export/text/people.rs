//! Lists of people as lines of text: people of a panel, participants, index of persons.

use unicode_width::UnicodeWidthStr;

use super::wrap::{hanging, with_marker, wrap};
use super::writer::Writer;
use crate::document::{IndexEntry, ParticipantGroup, Participants, People, Person};
use crate::export::lines::{Lines, indented, join};

/// Columns by which every line of a person after the first is indented.
const HANGING: usize = 2;

impl Writer<'_> {
    /// The people of a panel, in a column beside their roles.
    pub fn people(&self, people: &People, width: usize) -> Lines {
        let roles: Vec<String> = people.groups.iter().map(|group| self.word(&group.role)).collect();
        let indent = roles.iter().map(|role| role.width() + 2).max().unwrap_or(0);
        let room = width.saturating_sub(indent);
        let groups = people.groups.iter().zip(&roles).flat_map(|(group, role)| {
            let people = group.people.iter().flat_map(|one| self.person(one, room));
            with_marker(role, indent, people.collect())
        });
        groups.collect()
    }

    fn person(&self, person: &Person, width: usize) -> Lines {
        let parts = [&person.name, &person.details].map(|part| self.text(part));
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        hanging("", HANGING, &parts.join(&self.word(&self.document.words.comma)), width)
    }

    /// Participants, in groups with headings.
    pub fn participants(&self, participants: &Participants, width: usize) -> Lines {
        let group = |group: &ParticipantGroup| {
            let heading = group.heading.iter().flat_map(|it| wrap(&self.text(it), width));
            let indent = if group.heading.is_some() { HANGING } else { 0 };
            let room = width.saturating_sub(indent);
            let people = group.people.iter().flat_map(|one| self.person(one, room));
            heading.chain(indented(indent, people.collect())).collect()
        };
        join(participants.groups.iter().map(group).collect(), 1)
    }

    /// The index of persons. It refers to sections, since plain text has no pages.
    pub fn index(&self, entries: &[IndexEntry], width: usize) -> Lines {
        let entry = |entry: &IndexEntry| {
            let sections = entry.sections().join(&self.document.words.semicolon);
            let separator = &self.document.words.separator;
            let line = format!(
                "{}{}",
                self.text(&entry.term),
                self.word(&format!("{separator}{sections}"))
            );
            hanging("", 2 * HANGING, &line, width)
        };
        entries.iter().flat_map(entry).collect()
    }
}
