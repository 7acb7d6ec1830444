//! Lists of people: those of a panel, participants, the index of persons.

use docx_rs::HyperlinkData;

use crate::document::{ElementId, IndexEntry, ParticipantGroup, Participants, People, Person};

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
            self.person_line(person, &mut line);
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

    /// Participants in columns, each group under its heading.
    pub(super) fn participants(&mut self, participants: &Participants, place: Place) {
        self.in_columns(participants.columns, place, |composer| {
            composer.pending.elements.push(participants.id);
            participants.groups.iter().for_each(|group| composer.participant_group(group, place));
        });
    }

    fn participant_group(&mut self, group: &ParticipantGroup, place: Place) {
        if let Some(heading) = &group.heading {
            let mut line = Line::default();
            line.text(heading, &self.look(Role::ParticipantGroup));
            let variation = self.variation(Role::ParticipantGroup, place);
            let variation = Variation { elements: vec![group.id], ..variation };
            self.paragraph(Role::ParticipantGroup, line, variation);
        }
        for person in &group.people {
            let mut line = Line::default();
            self.person_line(person, &mut line);
            self.hanging(Role::Participant, line, person.id, place);
        }
    }

    /// Persons, with links to where they are named.
    pub(super) fn index(&mut self, entries: &[IndexEntry], place: Place) {
        self.in_columns(self.style.columns.index, place, |composer| {
            entries.iter().for_each(|entry| composer.index_entry(entry, place));
        });
    }

    fn index_entry(&mut self, entry: &IndexEntry, place: Place) {
        let mut line = Line::default();
        self.inlines(&entry.term, &self.look(Role::IndexEntry), &mut line);
        for place in self.map.index_places(&entry.references) {
            line.text(&self.document.words.comma, &Look::default());
            let anchor = self.bookmarks.name(place.target).to_owned();
            line.link(HyperlinkData::Anchor { anchor }, |line| {
                line.text(&place.label, &Look::default());
            });
        }
        self.hanging(Role::IndexEntry, line, entry.id, place);
    }

    fn in_columns(&mut self, columns: u8, place: Place, compose: impl FnOnce(&mut Self)) {
        if columns <= 1 || place.within {
            return compose(self);
        }
        self.columns(columns);
        compose(self);
        self.columns(1);
    }

    /// A paragraph whose further lines hang, as its style says; within an item it is moved there.
    fn hanging(&mut self, role: Role, line: Line, element: ElementId, place: Place) {
        let hanging = self.style.columns.hanging_pt;
        let indent_pt = (place.indent_pt > 0.0).then_some((place.indent_pt + hanging, hanging));
        let elements = vec![element];
        self.paragraph(role, line, Variation { elements, indent_pt, ..Variation::default() });
    }

    fn person_line(&self, person: &Person, line: &mut Line) {
        line.text(&person.name, &Look::default().mark(STRONG));
        if !person.details.is_empty() {
            let details = format!("{}{}", self.document.words.comma, person.details);
            line.text(&details, &Look::default());
        }
    }
}
