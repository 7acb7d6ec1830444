//! The publication and its event: dates, languages, data for catalogues.

use std::ops::Range;

use super::address::{self, Fault};
use super::inventory::Inventory;
use crate::diagnostic::{Code, Findings};
use crate::document::Period;
use crate::source::markup::is_language;
use crate::source::schema::{BlockKind, Event, Report, Signature};
use crate::yaml::tree::Node;

/// Checks that dates are valid and in order, and that the report has one.
pub fn dates(report: &Report, tree: &Node, found: &mut Findings) {
    let publication = tree.key("publication");
    if let Some(text) = &report.publication.date {
        date(text, publication.key("date").place.clone(), found);
    }
    let history = tree.key("front").key("history");
    for (index, revision) in report.front.history.iter().enumerate() {
        if let Some(text) = &revision.date {
            date(text, history.item(index).key("date").place.clone(), found);
        }
    }
    let Some(event) = &report.event else {
        if report.publication.date.is_none() {
            let place = tree.key_place("publication");
            let error = Code::NoDate.at(place, "the report has no date");
            let error = error.hint("add `date:` under `publication`, or an `event` with `from:`");
            found.push(error.add_key(publication.place.clone(), "date", ""));
        }
        return;
    };
    let node = tree.key("event");
    number(event, node, found);
    let from = date(&event.from, node.key("from").place.clone(), found);
    let Some(to) = &event.to else { return };
    let place = node.key("to").place.clone();
    let to = date(to, place.clone(), found);
    if from.zip(to).is_some_and(|(from, to)| to.last() < from.first()) {
        let error = Code::DatesReversed.at(place, "the event ends before it begins");
        found.push(error.hint("write the first day as `from` and the last as `to`"));
    }
}

/// Checks that the dates of signatures and programmes are valid.
pub fn dates_of_blocks(inventory: &Inventory, found: &mut Findings) {
    for (block, node) in &inventory.blocks {
        if let BlockKind::Signature(Signature { date: Some(text), .. }) = block {
            date(text, node.key("date").place.clone(), found);
        } else if let BlockKind::Programme(programme) = block {
            for (index, day) in programme.days.iter().enumerate() {
                let place = || node.key("days").item(index).key("date").place.clone();
                day.date.iter().for_each(|text| _ = date(text, place(), found));
            }
        }
    }
}

/// Checks that a numbered event has a name, which is what the number counts.
fn number(event: &Event, node: &Node, found: &mut Findings) {
    let Some(number) = event.number else { return };
    if !(1..=999).contains(&number) {
        let place = node.key("number").place.clone();
        let error = Code::OutOfRange.at(place, "`number` must be between 1 and 999");
        found.push(error.hint("write `16` for the sixteenth"));
    }
    if event.name.is_none() {
        let error = Code::MissingField
            .at(node.key_place("number"), "the event has a `number` but no `name`");
        found.push(
            error
                .hint("add `name:` with the word that the number counts, such as `conference`")
                .add_key(node.place.clone(), "name", ""),
        );
    }
}

pub(super) fn date(text: &str, place: Range<usize>, found: &mut Findings) -> Option<Period> {
    let date = Period::parse(text);
    if date.is_none() {
        let error = Code::BadDate.at(place, format!("`{text}` is not a valid date"));
        found.push(
            error.hint("write `2016-04-11`, or only the month or the year: `2016-04`, `2016`"),
        );
    }
    date
}

/// Checks the form of the language tags of the report and its other titles. Whether labels exist
/// in the report's language is known only to the program.
pub fn language(report: &Report, tree: &Node, found: &mut Findings) {
    let node = tree.key("publication");
    let own = (report.publication.language.as_str(), node.key("language").place.clone());
    let titles = node.entries_of("other_titles").iter();
    let titles = titles.map(|entry| (entry.key.as_ref(), entry.key_place.clone()));
    for (language, place) in std::iter::once(own).chain(titles) {
        if language.len() > LONGEST_LANGUAGE || !is_language(language) {
            let message = format!("`{language}` is not a valid language tag");
            let error = Code::BadLanguage.at(place, message);
            found.push(error.hint("write a BCP 47 tag, such as `en-GB`, `fr` or `ru`"));
        }
    }
}

/// The length of the longest language tag, in bytes. Tags in use have at most 35 (RFC 5646 §4.4.1), and
/// labels are looked up in a file of this name.
const LONGEST_LANGUAGE: usize = 100;

/// Checks that catalogues can read numbers and addresses.
pub fn catalogue(report: &Report, tree: &Node, found: &mut Findings) {
    let (publication, node) = (&report.publication, tree.key("publication"));
    let number = publication.collection.as_ref().and_then(|collection| collection.number);
    if number.is_some_and(|number| !(1..=9999).contains(&number)) {
        let place = node.key("collection").key("number").place.clone();
        let error = Code::OutOfRange.at(place, "`number` must be between 1 and 9999");
        found.push(error.hint("write the number of the report in its series"));
    }
    let address = publication.certifier.as_ref().and_then(|certifier| certifier.report.as_ref());
    if let Some(address) = address {
        web_address(address, node.key("certifier").key("report"), found);
    }
}

fn web_address(address: &str, node: &Node, found: &mut Findings) {
    if !["https://", "http://"].iter().any(|scheme| address.starts_with(scheme)) {
        let message = format!("`{address}` is not a web address");
        let error = Code::BadAddress.at(node.place.clone(), message);
        found.push(error.hint("write a whole address that begins with `https://`"));
    } else if let Some(Fault { at, message, hint, meant }) = address::fault(address) {
        found.push(Code::BadAddress.at(node.locate(at), message).hint(hint).write_if(meant));
    }
}
