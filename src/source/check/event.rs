//! Dates and languages.

use std::ops::Range;

use crate::diagnostic::Code;
use crate::diagnostic::Diagnostic;
use crate::document::Date;
use crate::source::Report;
use crate::source::markup::is_language;
use crate::source::schema::Event;
use crate::yaml::tree::Node;

/// Dates are days, in order, and there is one.
pub fn dates(report: &Report, tree: &Node, found: &mut Vec<Diagnostic>) {
    let publication = tree.key("publication");
    if let Some(text) = &report.publication.date {
        date(text, publication.key("date").place.clone(), found);
    }
    let Some(event) = &report.event else {
        if report.publication.date.is_none() {
            let place = tree.key_place("publication");
            let error = Code::NoDate.at(place, "the report has no date");
            found.push(error.hint("write `date:` under `publication`, or an `event` with `from:`"));
        }
        return;
    };
    let node = tree.key("event");
    number(event, node, found);
    let from = date(&event.from, node.key("from").place.clone(), found);
    let Some(to) = &event.to else { return };
    let place = node.key("to").place.clone();
    let to = date(to, place.clone(), found);
    if from.zip(to).is_some_and(|(from, to)| to < from) {
        let error = Code::DatesReversed.at(place, "the event ends before it begins");
        found.push(error.hint("write the first day as `from` and the last as `to`"));
    }
}

/// An event that is one in a row says in which row.
fn number(event: &Event, node: &Node, found: &mut Vec<Diagnostic>) {
    let Some(number) = event.number else { return };
    if !(1..=999).contains(&number) {
        let place = node.key("number").place.clone();
        let error = Code::OutOfRange.at(place, "`number` is not between 1 and 999");
        found.push(error.hint("write `16` for the sixteenth"));
    }
    if event.name.is_none() {
        let error = Code::MissingField.at(node.key_place("number"), "a number without a name");
        found.push(error.hint("write `name:` with what is counted, such as `conference`"));
    }
}

fn date(text: &str, place: Range<usize>, found: &mut Vec<Diagnostic>) -> Option<Date> {
    let date = Date::parse(text);
    if date.is_none() {
        let error = Code::BadDate.at(place, format!("`{text}` is no day of the calendar"));
        found.push(error.hint("write year, month and day: `2016-04-11`"));
    }
    date
}

/// The languages of the report and of its other titles are tags. Whether there are labels in the
/// report's is known to whoever looks beside it.
pub fn language(report: &Report, tree: &Node, found: &mut Vec<Diagnostic>) {
    let node = tree.key("publication");
    let own = (report.publication.language.as_str(), node.key("language").place.clone());
    let titles = node.entries_of("other_titles").iter();
    let titles = titles.map(|entry| (entry.key.as_ref(), entry.key_place.clone()));
    for (language, place) in std::iter::once(own).chain(titles) {
        if !is_language(language) {
            let message = format!("`{language}` is no tag of a language");
            let error = Code::BadLanguage.at(place, message);
            found.push(error.hint("write a tag such as `en-GB`, `fr` or `ru`"));
        }
    }
}
