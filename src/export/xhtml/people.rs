//! Lists of people as XHTML: people of a panel, participants, index of persons.

use super::writer::Writer;
use crate::document::{ElementId, IndexEntry, ParticipantGroup, Participants, People, Person};
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
        self.raw(&format!("<b>{}</b>", escape(&person.name)));
        if !person.details.is_empty() {
            self.text(&format!("{}{}", self.document.words.comma, person.details));
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
            self.text(heading);
            self.raw("</p>\n");
            name = format!(" aria-labelledby=\"{id}\"");
        }
        self.raw(&format!("<ul role=\"list\"{name}>\n"));
        group.people.iter().for_each(|person| self.person("li", person));
        self.raw("</ul>\n");
    }

    /// The index of persons. Its links show page numbers of the PDF.
    pub fn index(&mut self, id: ElementId, entries: &[IndexEntry]) {
        self.page_break(id);
        self.raw(&format!("<ul class=\"index\" role=\"list\" id=\"{}\">\n", self.anchor(id)));
        entries.iter().for_each(|entry| self.index_entry(entry));
        self.raw("</ul>\n");
    }

    fn index_entry(&mut self, entry: &IndexEntry) {
        self.raw(&format!("<li id=\"{}\">", self.anchor(entry.id)));
        self.inlines_of(entry.id, &entry.term);
        for place in self.context.map.index_places(&entry.references) {
            let href = self.href(place.target);
            let (id, label) = (self.anchor(place.reference), escape(&place.label));
            let comma = escape(&self.document.words.comma);
            self.raw(&format!("{comma}<a id=\"{id}\" href=\"{href}\">{label}</a>"));
        }
        self.raw("</li>\n");
    }
}
