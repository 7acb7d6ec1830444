//! What the file says about itself: subtitle, authors, date, keywords.

use super::cover::date;
use super::{Recognizer, persons};
use crate::document::Period;
use crate::import::flat::{DropReason, Inline, Place};

/// Takes it, where the text has not said it.
pub fn take(recognizer: &mut Recognizer) {
    let metadata = &recognizer.flat.metadata;
    let publication = &mut recognizer.report.publication;
    publication.keywords.clone_from(&metadata.keywords);
    publication.description.clone_from(&metadata.description);
    if let Some(subtitle) = metadata.subtitle.as_ref().filter(|_| publication.subtitle.is_empty()) {
        publication.subtitle = vec![Inline::text(subtitle.as_str())];
    }
    if publication.date.is_none() && recognizer.report.event.is_none() {
        let iso = |date: &String| match Period::parse(date) {
            Some(_) => Some(date.clone()),
            None => date::whole(&recognizer.words, date),
        };
        recognizer.report.publication.date = metadata.date.as_ref().and_then(iso);
    }
    for author in &metadata.authors {
        add_author(recognizer, author);
    }
}

/// Adds an author to the register. An author who is not a person becomes the publisher if there is none.
fn add_author(recognizer: &mut Recognizer, author: &str) {
    let place = Place::Line(1);
    let person = persons::parse(&recognizer.words, author);
    let publisher = &mut recognizer.report.publication.publisher;
    match person.filter(|person| recognizer.register.agrees(person)) {
        Some(person) => {
            recognizer.guess(place, "an author", author, 80);
            let index = recognizer.register.add(person);
            let authors = &mut recognizer.report.publication.authors;
            if !authors.contains(&index) {
                authors.push(index);
            }
        }
        None if publisher.is_empty() => {
            *publisher = vec![Inline::text(author)];
            recognizer.guess(place, "the publisher", author, 72);
        }
        None => recognizer.drop(place, author, DropReason::Markup),
    }
}
