//! Lists of people: those of a panel, participants, the index of persons.

use docx_rs::HyperlinkData;

use crate::document::{IndexEntry, Participants, People, Person};

use super::super::line::{Line, Look};
use super::super::styles::{PEOPLE_ROLE, Role, STRONG};
use super::{Composer, Place, Variation};

impl Composer<'_> {
    /// Role and people as hanging paragraphs: each reads as one line, in the order of speech.
    pub(super) fn people(&mut self, people: &People, place: Place) {
        self.pending.elements.push(people.id);
        let persons = people.groups.iter().flat_map(|group| {
            let roles = std::iter::once(Some(group)).chain(std::iter::repeat(None));
            roles.zip(&group.people)
        });
        let persons: Vec<_> = persons.collect();
        let last = persons.len().saturating_sub(1);
        for (index, (group, person)) in persons.into_iter().enumerate() {
            let mut line = Line::default();
            if let Some(group) = group {
                self.pending.elements.push(group.id);
                line.text(&group.role, &Look::default().mark(PEOPLE_ROLE));
            }
            line.tab();
            person_line(person, &mut line);
            let hanging = self.style.people.role_width_pt;
            let indent_pt = (place.indent_pt > 0.0).then_some((place.indent_pt + hanging, hanging));
            let end = index == last;
            let after_pt = end.then_some(self.style.page.grid_pt);
            let elements = vec![person.id];
            let keep_next = !end;
            let variation =
                Variation { elements, keep_next, indent_pt, after_pt, ..Variation::default() };
            self.paragraph(Role::People, line, variation);
        }
    }

    /// Participants, each group under its heading.
    pub(super) fn participants(&mut self, participants: &Participants, place: Place) {
        self.pending.elements.push(participants.id);
        for group in &participants.groups {
            if let Some(heading) = &group.heading {
                let mut line = Line::default();
                line.text(heading, &Look::default().mark(PEOPLE_ROLE));
                let (elements, keep_next) = (vec![group.id], true);
                let variation = Variation { elements, keep_next, ..Variation::default() };
                self.paragraph(Role::People, line, variation);
            }
            for person in &group.people {
                let mut line = Line::default();
                person_line(person, &mut line);
                let elements = vec![person.id];
                let indent_pt = Some((place.indent_pt + HANGING_PT, HANGING_PT));
                let variation = Variation { elements, indent_pt, ..Variation::default() };
                self.paragraph(Role::People, line, variation);
            }
        }
    }

    /// Persons with links to where they are named.
    pub(super) fn index(&mut self, entries: &[IndexEntry]) {
        for entry in entries {
            let mut line = Line::default();
            self.inlines(&entry.term, &self.look(Role::People), &mut line);
            for place in self.map.index_places(&entry.references) {
                line.text(", ", &Look::default());
                let anchor = self.bookmarks.name(place.target).to_owned();
                line.link(HyperlinkData::Anchor { anchor }, |line| {
                    line.text(&place.label, &Look::default());
                });
            }
            let indent_pt = Some((HANGING_PT, HANGING_PT));
            let elements = vec![entry.id];
            let variation = Variation { elements, indent_pt, ..Variation::default() };
            self.paragraph(Role::People, line, variation);
        }
    }
}

/// How far the further lines of a name are indented, in points.
const HANGING_PT: f32 = 12.0;

fn person_line(person: &Person, line: &mut Line) {
    line.text(&person.name, &Look::default().mark(STRONG));
    if !person.details.is_empty() {
        line.text(&format!(", {}", person.details), &Look::default());
    }
}
