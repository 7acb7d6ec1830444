//! The imprint: copyright, document symbol, ISBN, photographs, editors.

use super::Line;
use crate::import::flat::{DropReason, Place};
use crate::import::recognize::words::normalized;
use crate::import::recognize::{Recognizer, persons, shown, text};
use crate::import::styles::Purpose;
use crate::languages::Term;

/// What follows a label of the imprint.
#[derive(Clone, Copy)]
enum Field {
    Isbn,
    Symbol,
    Photographs,
    Editors,
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
            unknown.push(line);
        } else {
            lines.push(line);
        }
    }
    unknown
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
        Field::Editors if editors(recognizer, line.place, value).is_some() => {}
        Field::Isbn | Field::Symbol | Field::Photographs | Field::Editors => {
            return Some(line);
        }
    }
    recognizer.drop(line.place, label, DropReason::Heading);
    None
}

/// Enters the editors; `None` if a part of the text is not a name.
fn editors(recognizer: &mut Recognizer, place: Place, text: &str) -> Option<()> {
    let and = recognizer.words.first(Term::And)?;
    let link = format!(" {and} ");
    let names = text.split([',', '،', '、', '，']).flat_map(|part| part.split(link.as_str()));
    let people: Option<Vec<_>> =
        names.map(|name| persons::parse(&recognizer.words, name)).collect();
    let people = people.filter(|it| !it.is_empty())?;
    for _ in text.matches(&link) {
        recognizer.drop(place, and, DropReason::Separator);
    }
    for person in people {
        let index = recognizer.enrol(place, person);
        recognizer.report.publication.editors.push(index);
    }
    Some(())
}
