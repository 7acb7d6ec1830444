//! People, participants, index of persons.

use crate::document::{ElementId, Inline};
use crate::origin::TracedString;

/// The people of a panel or side event, by role.
#[derive(Clone, Debug, Hash)]
pub struct People {
    /// The element.
    pub id: ElementId,
    /// The roles in printed order.
    pub groups: Vec<PeopleGroup>,
}

/// The people of one role.
#[derive(Clone, Debug, Hash)]
pub struct PeopleGroup {
    /// The element.
    pub id: ElementId,
    /// The printed role, in singular or plural: "Moderator", "Speakers".
    pub role: TracedString,
    /// The people.
    pub people: Vec<Person>,
}

/// A person or organisation in a role.
#[derive(Clone, Debug, Hash)]
pub struct Person {
    /// The element.
    pub id: ElementId,
    /// The name with honorific: "Ambassador Madina Jarbussynova".
    pub name: Vec<Inline>,
    /// Post, organisation and country, joined: "Judge, Supreme Court of Cassation, Serbia".
    pub details: Vec<Inline>,
}

/// A list of participants, set in columns.
#[derive(Clone, Debug, Hash)]
pub struct Participants {
    /// The element.
    pub id: ElementId,
    /// The number of columns, 1 to 3.
    pub columns: u8,
    /// One group, or one per country.
    pub groups: Vec<ParticipantGroup>,
}

/// A group of participants.
#[derive(Clone, Debug, Hash)]
pub struct ParticipantGroup {
    /// The element of the group and its heading.
    pub id: ElementId,
    /// The country; `None` for people without a country, and in lists not grouped by country.
    pub heading: Option<Vec<Inline>>,
    /// The people. `Person::details` omit the country if the heading names it.
    pub people: Vec<Person>,
}

/// An entry of the index: a person and the places that name them.
#[derive(Clone, Debug, Hash)]
pub struct IndexEntry {
    /// The element.
    pub id: ElementId,
    /// The name in sorted form: "Skrivánková, Klara".
    pub term: Vec<Inline>,
    /// The references in reading order; at least one.
    pub references: Vec<IndexReference>,
}

impl IndexEntry {
    /// The sections that name the person, for formats without pages. Repetitions are omitted.
    pub fn sections(&self) -> Vec<&str> {
        let mut sections: Vec<&str> = Vec::new();
        for reference in &self.references {
            if sections.last() != Some(&reference.section.as_str()) {
                sections.push(&reference.section);
            }
        }
        sections
    }
}

/// A reference from the index to a mention.
#[derive(Clone, Debug, Hash)]
pub struct IndexReference {
    /// The element of the reference, which is a link.
    pub id: ElementId,
    /// The element that names the person: a paragraph, cell or person.
    pub target: ElementId,
    /// The byte offset of the name in the plain text of that element.
    pub offset: usize,
    /// The name of the section of level 1, for formats without pages: "Panel 2", or a title.
    pub section: String,
}
