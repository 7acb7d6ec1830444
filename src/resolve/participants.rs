//! Lists of participants, from the register.

use super::Resolver;
use super::order::Order;
use crate::document::{ParticipantGroup, Participants};
use crate::source::schema::{self, ParticipantOrder, Person};

impl<'a> Resolver<'a> {
    /// A list of participants, in the order that the author asks for.
    pub(super) fn participants(&mut self, block: &schema::Participants) -> Participants {
        let id = self.element(block.id.as_ref(), "participants", "");
        if let Some(author_id) = &block.id {
            // It has no name to be cited by: references bring words of their own.
            self.references.define(author_id, id, Vec::new());
        }
        let order = Order::of(&self.report.publication.language);
        let groups = match block.order {
            ParticipantOrder::Register => {
                let people = self.listed(block);
                vec![self.group_of(None, people)]
            }
            ParticipantOrder::Name => {
                let people = self.by_name(block, &order);
                vec![self.group_of(None, people)]
            }
            ParticipantOrder::Country => self.by_country(block, &order),
        };
        Participants { id, columns: block.columns.clamp(1, 3), groups }
    }

    /// Those whom the author lists, else everybody.
    fn listed(&self, block: &schema::Participants) -> Vec<&'a Person> {
        let register = &self.report.people;
        match &block.people {
            Some(ids) => ids.iter().filter_map(|id| register.get(id)).collect(),
            None => register.values().collect(),
        }
    }

    fn by_name(&self, block: &schema::Participants, order: &Order) -> Vec<&'a Person> {
        let people = self.listed(block).into_iter();
        let mut named: Vec<_> = people.map(|person| (self.sorted_as(person), person)).collect();
        named.sort_by(|one, other| order.compare(&one.0, &other.0));
        named.into_iter().map(|(_, person)| person).collect()
    }

    /// A group for each country in order; those without one stand before them.
    fn by_country(&mut self, block: &schema::Participants, order: &Order) -> Vec<ParticipantGroup> {
        let mut groups: Vec<(Option<&String>, Vec<&Person>)> = Vec::new();
        for person in self.by_name(block, order) {
            let country = person.country.as_ref();
            match groups.iter_mut().find(|(known, _)| *known == country) {
                Some((_, people)) => people.push(person),
                None => groups.push((country, vec![person])),
            }
        }
        let name = |country: Option<&String>| country.map_or(String::new(), Clone::clone);
        groups.sort_by(|one, other| order.compare(&name(one.0), &name(other.0)));
        groups.into_iter().map(|(country, people)| self.group_of(country, people)).collect()
    }

    fn group_of(&mut self, country: Option<&String>, people: Vec<&Person>) -> ParticipantGroup {
        let heading = country.map(|country| self.printed(country));
        let id = self.derived("group", heading.as_deref().unwrap_or_default());
        let described = people.into_iter().map(|person| {
            let country = person.country.as_ref().filter(|_| heading.is_none());
            let described = self.described(person, country);
            self.person(described)
        });
        let people = described.collect();
        ParticipantGroup { id, heading, people }
    }
}
