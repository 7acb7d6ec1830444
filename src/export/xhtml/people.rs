//! Lists of people as XHTML: people of a panel, participants, index of persons.

use super::writer::Writer;
use crate::document::{
    ElementId, IndexEntry, IndexReference, ParticipantGroup, Participants, People, Person,
};
use crate::export::xml::escape;

impl Writer<'_> {
    /// The people of a panel, by role.
    pub fn people(&mut self, people: &People) {
        self.page_break(people.id);
        self.raw(&format!("<dl class=\"people\" id=\"{}\">\n", self.anchor(people.id)));
        for group in &people.groups {
            self.raw(&format!("<dt id=\"{}\">", self.anchor(group.id)));
            self.text(&group.role);
            self.raw("</dt>\n");
            group.people.iter().for_each(|person| self.person("dd", person));
        }
        self.raw("</dl>\n");
    }

    fn person(&mut self, element: &str, person: &Person) {
        self.raw(&format!("<{element} id=\"{}\">", self.anchor(person.id)));
        self.page_break(person.id);
        self.raw("<b>");
        self.inlines(&person.name);
        self.raw("</b>");
        if !person.details.is_empty() {
            self.text(&self.document.words.comma);
            self.inlines(&person.details);
        }
        self.raw(&format!("</{element}>\n"));
    }

    /// Participants, in as many columns as fit the screen.
    pub fn participants(&mut self, participants: &Participants) {
        let columns = participants.columns;
        let class = if columns > 1 { format!(" columns-{columns}") } else { String::new() };
        let id = self.anchor(participants.id);
        self.raw(&format!("<div class=\"participants{class}\" id=\"{id}\">\n"));
        self.page_break(participants.id);
        participants.groups.iter().for_each(|group| self.participant_group(group));
        self.raw("</div>\n");
    }

    fn participant_group(&mut self, group: &ParticipantGroup) {
        let id = self.anchor(group.id);
        let mut name = String::new();
        if let Some(heading) = &group.heading {
            self.raw(&format!("<p class=\"country\" id=\"{id}\">"));
            self.page_break(group.id);
            self.inlines(heading);
            self.raw("</p>\n");
            name = format!(" aria-labelledby=\"{id}\"");
        }
        self.raw(&format!("<ul role=\"list\"{name}>\n"));
        group.people.iter().for_each(|person| self.person("li", person));
        self.raw("</ul>\n");
    }

    /// The index of persons. Its links show page numbers of the PDF, or sections.
    pub fn index(&mut self, id: ElementId, entries: &[IndexEntry]) {
        self.page_break(id);
        self.raw(&format!("<ul class=\"index\" role=\"list\" id=\"{}\">\n", self.anchor(id)));
        entries.iter().for_each(|entry| self.index_entry(entry));
        self.raw("</ul>\n");
    }

    fn index_entry(&mut self, entry: &IndexEntry) {
        self.raw(&format!("<li id=\"{}\">", self.anchor(entry.id)));
        self.inlines_of(entry.id, &entry.term);
        let words = &self.document.words;
        match self.context.map {
            Some(map) => {
                self.recorder.other();
                for place in map.index_places(&entry.references) {
                    self.index_link(&words.comma, place.reference, place.target, &place.label);
                }
            }
            None => {
                let same =
                    |one: &IndexReference, next: &IndexReference| one.section == next.section;
                let mut separator = &words.separator;
                for first in entry.references.chunk_by(same).filter_map(<[_]>::first) {
                    self.index_link(separator, first.id, first.target, &first.section);
                    // The titles of sections may contain commas.
                    separator = &words.semicolon;
                }
            }
        }
        self.raw("</li>\n");
    }

    fn index_link(
        &mut self,
        separator: &str,
        reference: ElementId,
        target: ElementId,
        label: &str,
    ) {
        let (separator, label) = (escape(separator), escape(label));
        let (id, href) = (self.anchor(reference), self.href(target));
        self.raw(&format!("{separator}<a id=\"{id}\" href=\"{href}\">{label}</a>"));
    }
}
