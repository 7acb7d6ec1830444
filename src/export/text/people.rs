//! Lists of people as lines: those of a panel, participants, the index of persons.

use unicode_width::UnicodeWidthStr;

use super::inline;
use super::lines::{Lines, hanging, join, marked, wrap};
use crate::document::{IndexEntry, ParticipantGroup, Participants, People, Person};

/// The columns that a second line of a person is indented by.
const HANGING: usize = 2;

/// The people of a panel, beside their roles.
pub fn people(people: &People, width: usize) -> Lines {
    let roles = people.groups.iter().map(|group| group.role.width() + 2).max().unwrap_or(0);
    let groups = people.groups.iter().flat_map(|group| {
        let people = group.people.iter();
        let people = people.flat_map(|one| person(one, width.saturating_sub(roles)));
        marked(&group.role, roles, people.collect())
    });
    groups.collect()
}

fn person(person: &Person, width: usize) -> Lines {
    let parts = [person.name.as_str(), person.details.as_str()];
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    hanging("", HANGING, &parts.collect::<Vec<_>>().join(", "), width)
}

/// Participants, each group under its heading.
pub fn participants(participants: &Participants, width: usize) -> Lines {
    let group = |group: &ParticipantGroup| {
        let heading = group.heading.iter().flat_map(|heading| wrap(heading, width));
        let indent = if group.heading.is_some() { HANGING } else { 0 };
        let people = group.people.iter().flat_map(|one| person(one, width.saturating_sub(indent)));
        heading.chain(super::lines::indented(indent, people.collect())).collect()
    };
    join(participants.groups.iter().map(group).collect(), 1)
}

/// Persons with the sections that name them, each once: a text has no pages.
pub fn index(entries: &[IndexEntry], width: usize) -> Lines {
    let entry = |entry: &IndexEntry| {
        let mut sections: Vec<&str> = Vec::new();
        for reference in &entry.references {
            if sections.last() != Some(&reference.section.as_str()) {
                sections.push(&reference.section);
            }
        }
        let line = format!("{}: {}", inline::text(&entry.term), sections.join("; "));
        hanging("", 2 * HANGING, &line, width)
    };
    entries.iter().flat_map(entry).collect()
}
