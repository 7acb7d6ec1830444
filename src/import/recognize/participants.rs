//! Lists of participants.

use super::{Recognizer, persons, shown};
use crate::import::flat::{Block, BlockKind, DropReason};
use crate::import::report::{Participants, Person};
use crate::import::styles::Purpose;
use crate::languages::Term;

/// The list of participants that consecutive paragraphs are, grouped by country or not; `None` if a line is
/// neither a person nor the name of a country.
pub fn list(recognizer: &mut Recognizer, lines: &[Block]) -> Option<Participants> {
    let (mut people, mut groups, mut country) = (Vec::new(), Vec::new(), None);
    for block in lines {
        if block.kind == BlockKind::PageBreak {
            continue;
        }
        let line = shown(block.line()?);
        if block.purpose() == Some(Purpose::ParticipantGroup)
            || recognizer.words.is(Term::Country, &line)
        {
            groups.push((block.place, line.clone()));
            country = Some(line);
            continue;
        }
        let person = persons::parse(&recognizer.words, &line)?;
        let grouped =
            Person { country: person.country.clone().or(country.clone()), ..person.clone() };
        if !recognizer.register.agrees(&grouped) {
            return None;
        }
        people.push((block.place, person, country.clone()));
    }
    let is_by_country = !groups.is_empty();
    for (place, group) in groups {
        recognizer.drop(place, group, DropReason::Heading);
    }
    let first = lines.first()?.place;
    recognizer.guess(first, "a list of participants", "", 95);
    let mut indexes = Vec::new();
    for (place, person, country) in people {
        let index = recognizer.enrol(place, person);
        recognizer.register.set_country(index, country);
        indexes.push(index);
    }
    (!indexes.is_empty()).then_some(Participants { people: indexes, is_by_country })
}
