//! Lists of people: those of a panel, participants, the index of persons.

use docx_rs::HyperlinkData;

use crate::document::{ElementId, IndexEntry, ParticipantGroup, Participants, People, Person};

use super::super::runs::{RunFormat, Runs};
use super::super::styles::{PEOPLE_ROLE, STRONG, WordStyle};
use super::{BlockContext, Composer, DirectFormatting};

impl Composer<'_> {
    /// WordStyle and people as hanging paragraphs: each reads as one line, in the order of speech.
    pub(super) fn people(&mut self, people: &People, place: BlockContext) {
        self.pending.elements.push(people.id);
        let persons = people.groups.iter().flat_map(|group| {
            let roles = std::iter::once(Some(group)).chain(std::iter::repeat(None));
            roles.zip(&group.people)
        });
        let persons: Vec<_> = persons.collect();
        let last = persons.len().saturating_sub(1);
        for (index, (group, person)) in persons.into_iter().enumerate() {
            let mut line = Runs::default();
            if let Some(group) = group {
                self.pending.elements.push(group.id);
                line.text(&group.role, &RunFormat::default().with_style_only(PEOPLE_ROLE));
            }
            line.tab();
            self.person_line(person, &mut line);
            let hanging = self.style.people.role_width_pt;
            let indent_pt = (place.indent_pt > 0.0).then_some((place.indent_pt + hanging, hanging));
            let end = index == last;
            let after_pt = end.then_some(self.style.page.grid_pt);
            let elements = vec![person.id];
            let keep_next = !end;
            let variation = DirectFormatting {
                elements,
                keep_next,
                indent_pt,
                after_pt,
                ..DirectFormatting::default()
            };
            self.paragraph(WordStyle::People, line, variation);
        }
    }

    /// Participants in columns, each group under its heading.
    pub(super) fn participants(&mut self, participants: &Participants, place: BlockContext) {
        self.in_columns(participants.columns, place, |composer| {
            composer.pending.elements.push(participants.id);
            participants.groups.iter().for_each(|group| composer.participant_group(group, place));
        });
    }

    fn participant_group(&mut self, group: &ParticipantGroup, place: BlockContext) {
        if let Some(heading) = &group.heading {
            let mut line = Runs::default();
            line.text(heading, &self.look(WordStyle::ParticipantGroup));
            let variation = self.variation(WordStyle::ParticipantGroup, place);
            let variation = DirectFormatting { elements: vec![group.id], ..variation };
            self.paragraph(WordStyle::ParticipantGroup, line, variation);
        }
        for person in &group.people {
            let mut line = Runs::default();
            self.person_line(person, &mut line);
            self.hanging(WordStyle::Participant, line, person.id, place);
        }
    }

    /// Persons, with links to where they are named.
    pub(super) fn index(&mut self, entries: &[IndexEntry], place: BlockContext) {
        self.in_columns(self.style.columns.index, place, |composer| {
            entries.iter().for_each(|entry| composer.index_entry(entry, place));
        });
    }

    fn index_entry(&mut self, entry: &IndexEntry, place: BlockContext) {
        let mut line = Runs::default();
        self.inlines(&entry.term, &self.look(WordStyle::IndexEntry), &mut line);
        for place in self.map.index_places(&entry.references) {
            line.text(&self.document.words.comma, &RunFormat::default());
            let anchor = self.bookmarks.name(place.target).to_owned();
            line.link(HyperlinkData::Anchor { anchor }, |line| {
                line.text(&place.label, &RunFormat::default());
            });
        }
        self.hanging(WordStyle::IndexEntry, line, entry.id, place);
    }

    fn in_columns(&mut self, columns: u8, place: BlockContext, compose: impl FnOnce(&mut Self)) {
        if columns <= 1 || place.within {
            return compose(self);
        }
        self.columns(columns);
        compose(self);
        self.columns(1);
    }

    /// A paragraph whose further lines hang, as its style says; within an item it is moved there.
    fn hanging(&mut self, role: WordStyle, line: Runs, element: ElementId, place: BlockContext) {
        let hanging = self.style.columns.hanging_pt;
        let indent_pt = (place.indent_pt > 0.0).then_some((place.indent_pt + hanging, hanging));
        let elements = vec![element];
        self.paragraph(
            role,
            line,
            DirectFormatting { elements, indent_pt, ..DirectFormatting::default() },
        );
    }

    fn person_line(&self, person: &Person, line: &mut Runs) {
        line.text(&person.name, &RunFormat::default().with_style_only(STRONG));
        if !person.details.is_empty() {
            let details = format!("{}{}", self.document.words.comma, person.details);
            line.text(&details, &RunFormat::default());
        }
    }
}
