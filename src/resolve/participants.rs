//! Resolves lists of participants from the register.

use super::Resolver;
use super::citation_words::Cited;
use super::collation::Collation;
use crate::document::{ParticipantGroup, Participants};
use crate::origin::TracedString;
use crate::source::schema::{self, ParticipantOrder, Person};

impl<'a> Resolver<'a> {
    /// A list of participants in the requested order.
    pub(super) fn participants(&mut self, block: &schema::Participants) -> Participants {
        let id = self.element(block.id.as_ref(), "participants", "");
        if let Some(author_id) = &block.id {
            // It has neither a number nor a title, so references must give their own text.
            self.references.define(author_id, id, Cited::Words(Vec::new()));
        }
        let collation = Collation::of(&self.report.publication.language);
        let groups = match block.order {
            ParticipantOrder::Register => {
                let people = self.listed(block);
                vec![self.group_of(None, people)]
            }
            ParticipantOrder::Name => {
                let people = self.by_name(block, &collation);
                vec![self.group_of(None, people)]
            }
            ParticipantOrder::Country => self.by_country(block, &collation),
        };
        Participants { id, columns: block.columns.clamp(1, 3), groups }
    }

    /// The people listed by the author, or the whole register.
    fn listed(&self, block: &schema::Participants) -> Vec<&'a Person> {
        let register = self.register();
        match &block.people {
            Some(ids) => ids.iter().filter_map(|id| register.get(id)).collect(),
            None => register.values().collect(),
        }
    }

    fn by_name(&self, block: &schema::Participants, collation: &Collation) -> Vec<&'a Person> {
        let people = self.listed(block).into_iter();
        let mut named: Vec<_> = people.map(|person| (self.sort_name(person), person)).collect();
        named.sort_by(|one, other| collation.compare(&one.0, &other.0));
        named.into_iter().map(|(_, person)| person).collect()
    }

    /// One group per country in alphabetical order, after the people without a country.
    fn by_country(
        &mut self,
        block: &schema::Participants,
        collation: &Collation,
    ) -> Vec<ParticipantGroup> {
        let mut groups: Vec<(Option<&TracedString>, Vec<&Person>)> = Vec::new();
        for person in self.by_name(block, collation) {
            let country = person.country.as_ref();
            match groups.iter_mut().find(|(known, _)| *known == country) {
                Some((_, people)) => people.push(person),
                None => groups.push((country, vec![person])),
            }
        }
        let name = |country: Option<&'a TracedString>| country.map_or("", TracedString::as_str);
        groups.sort_by(|one, other| collation.compare(name(one.0), name(other.0)));
        groups.into_iter().map(|(country, people)| self.group_of(country, people)).collect()
    }

    fn group_of(
        &mut self,
        country: Option<&TracedString>,
        people: Vec<&Person>,
    ) -> ParticipantGroup {
        let heading = country.map(|country| self.printed(country));
        let id = self.derived("group", heading.as_deref().unwrap_or_default());
        let described = people.into_iter().map(|person| {
            let country = person.country.as_ref().filter(|_| heading.is_none());
            let described = self.described(person, country);
            self.person(described)
        });
        let people = described.collect();
        let heading = heading.map(|heading| self.raised(heading));
        ParticipantGroup { id, heading, people }
    }
}
