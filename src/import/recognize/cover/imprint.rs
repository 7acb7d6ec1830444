//! The imprint: copyright, document symbol, ISBN, photographs, editors.

use super::{Line, date};
use crate::import::flat::{DropReason, Place};
use crate::import::recognize::words::{is_han, normalized};
use crate::import::recognize::{Recognizer, persons, shown, text};
use crate::import::styles::Purpose;
use crate::languages::Term;

/// What follows a label of the imprint.
#[derive(Clone, Copy)]
enum Field {
    Isbn,
    Symbol,
    Photographs,
    Authors,
    Editors,
    Published,
}

/// Takes the lines of the imprint. Returns those of which the kind is not known.
pub fn take(recognizer: &mut Recognizer, lines: &mut Vec<Line>) -> Vec<Line> {
    let mut unknown = Vec::new();
    for line in std::mem::take(lines) {
        let words = shown(&line.text);
        if words.starts_with('©') && recognizer.report.imprint.copyright.is_empty() {
            recognizer.report.imprint.copyright = line.text;
        } else if let Some((field, length)) = labelled(recognizer, &words) {
            unknown.extend(field_of(recognizer, line, field, length));
        } else if line.purpose == Some(Purpose::Imprint) {
            if !author(recognizer, &line, &words) {
                unknown.push(line);
            }
        } else {
            lines.push(line);
        }
    }
    unknown
}

/// Takes the line with the post of an author; returns whether it is one.
fn author(recognizer: &mut Recognizer, line: &Line, words: &str) -> bool {
    let Some(person) = persons::parse(&recognizer.words, words) else { return false };
    let is_author = recognizer.register.index(&person.name).is_some_and(|index| {
        recognizer.report.publication.authors.contains(&index)
            && recognizer.register.agrees(&person)
    });
    if is_author {
        recognizer.enrol(line.place, person);
    }
    is_author
}

/// The field whose label a line begins with, and how long the label is with its colon.
fn labelled(recognizer: &Recognizer, words: &str) -> Option<(Field, usize)> {
    let (label, rest) = words.split_once([':', '：'])?;
    let labels = recognizer.words.labels()?;
    let label = normalized(label);
    let fields = [
        (Field::Isbn, &labels.isbn),
        (Field::Symbol, &labels.symbol),
        (Field::Photographs, &labels.photo_credits),
        (Field::Published, &labels.published),
        (Field::Authors, &labels.roles.author.one),
        (Field::Authors, &labels.roles.author.other),
        (Field::Editors, &labels.roles.editor.one),
        (Field::Editors, &labels.roles.editor.other),
    ];
    let found = fields.into_iter().find(|(_, name)| normalized(name) == label);
    found.map(|(field, _)| (field, words.len() - rest.trim_start().len()))
}

/// Enters a field. Returns the line if it cannot be one.
fn field_of(recognizer: &mut Recognizer, line: Line, field: Field, length: usize) -> Option<Line> {
    let words = shown(&line.text);
    let (label, value) = words.split_at_checked(length).unwrap_or_default();
    let imprint = &mut recognizer.report.imprint;
    match field {
        Field::Isbn if imprint.isbn.is_none() => imprint.isbn = Some(value.into()),
        Field::Symbol if imprint.symbol.is_none() => imprint.symbol = Some(value.into()),
        Field::Photographs if imprint.photo_credits.is_empty() => {
            imprint.photo_credits = text::skip(line.text, length);
        }
        Field::Authors => {
            let Some(people) = people(recognizer, line.place, value) else { return Some(line) };
            recognizer.report.publication.authors.extend(people);
        }
        Field::Editors => {
            let Some(people) = people(recognizer, line.place, value) else { return Some(line) };
            recognizer.report.publication.editors.extend(people);
        }
        Field::Published if date::whole(&recognizer.words, value).is_some() => {
            recognizer.report.publication.date = date::whole(&recognizer.words, value);
            recognizer.drop(line.place, value, DropReason::Date);
        }
        Field::Isbn | Field::Symbol | Field::Photographs | Field::Published => return Some(line),
    }
    recognizer.drop(line.place, label, DropReason::Heading);
    None
}

/// The conjunction with the spaces around it: Chinese has none, and Arabic joins it to the word after it.
fn link(and: &str) -> String {
    match (and.chars().all(is_han), is_arabic(and)) {
        (true, _) => and.into(),
        (false, true) => format!(" {and}"),
        (false, false) => format!(" {and} "),
    }
}

fn is_arabic(word: &str) -> bool {
    word.chars().all(|it| ('\u{600}'..='\u{6ff}').contains(&it))
}

/// Registers the people of a line; `None` if a part of it is not a name.
fn people(recognizer: &mut Recognizer, place: Place, text: &str) -> Option<Vec<usize>> {
    let and = *recognizer.words.own(Term::And).first()?;
    let link = link(and);
    let names = text.split([',', '،', '、', '，']).flat_map(|part| part.split(link.as_str()));
    let people: Option<Vec<_>> =
        names.map(|name| persons::parse(&recognizer.words, name)).collect();
    let people = people.filter(|it| !it.is_empty())?;
    for _ in text.matches(&link) {
        recognizer.drop(place, and, DropReason::Separator);
    }
    Some(people.into_iter().map(|person| recognizer.enrol(place, person)).collect())
}
