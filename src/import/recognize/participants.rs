//! Lists of participants whose paragraphs have styles for them.

use super::{Recognizer, persons, shown};
use crate::import::flat::{Block, BlockKind, DropReason};
use crate::import::styles::Purpose;

/// The list of participants that consecutive paragraphs are, grouped by country or not; `None` if a line is
/// not a person.
pub fn list(recognizer: &mut Recognizer, lines: &[Block]) -> Option<Vec<usize>> {
    let (mut people, mut groups, mut country) = (Vec::new(), Vec::new(), None);
    for block in lines {
        let BlockKind::Paragraph(words) = &block.kind else { return None };
        let line = shown(words);
        if block.purpose() == Some(Purpose::ParticipantGroup) {
            groups.push((block.place, line.clone()));
            country = Some(line);
            continue;
        }
        let mut person = persons::parse(&recognizer.words, &line)?;
        if !recognizer.register.agrees(&person) {
            return None;
        }
        person.country.clone_from(&country);
        people.push((block.place, person));
    }
    for (place, group) in groups {
        recognizer.drop(place, group, DropReason::Heading);
    }
    let first = lines.first()?.place;
    recognizer.guess(first, "a list of participants", "", 95);
    let mut indexes = Vec::new();
    for (place, mut person) in people {
        // The country is not in the line.
        let country = person.country.take();
        let index = recognizer.enrol(place, person);
        recognizer.register.set_country(index, country);
        indexes.push(index);
    }
    Some(indexes)
}
