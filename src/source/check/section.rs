//! Sections: required fields, and the fields that belong to each kind.

use super::inventory::{Inventory, Matter, SectionEntry};
use crate::diagnostic::{Code, Diagnostic, Findings};
use crate::source::schema::SectionKind;

/// Headings have six levels in EPUB and PDF (HTML h1 to h6, ISO 32000-1 §14.8.4.3.2).
const DEPTH_LIMIT: usize = 6;

/// Checks that the body is not empty.
pub fn any(inventory: &Inventory, found: &mut Findings) {
    if inventory.report.body.is_empty() {
        let place = inventory.tree.key_place("body");
        let error = Code::EmptyBody.at(place, "the body is empty");
        found.push(error.hint("add a section: `- title: …` with its `content`"));
    }
}

/// Checks every rule about sections.
pub fn check(inventory: &Inventory, found: &mut Findings) {
    for placed in &inventory.sections {
        let rules = [title, side_event, people, organisers, depth, kind];
        found.extend(rules.iter().filter_map(|rule| rule(placed)));
    }
}

fn title(placed: &SectionEntry) -> Option<Diagnostic> {
    let may_lack = placed.section.kind == SectionKind::Conclusion
        // A foreword without a title is titled "Foreword".
        || (placed.matter == Matter::Front && placed.depth == 1);
    if may_lack || placed.section.title.is_some() {
        return None;
    }
    let place = placed.node.key_place("kind");
    let error = Code::NoTitle.at(place, "this section has no title").hint("add `title:`");
    Some(error.add_key(placed.node.place.clone(), "title", ""))
}

fn side_event(placed: &SectionEntry) -> Option<Diagnostic> {
    let within = placed.parent == Some(SectionKind::SideEvents);
    if placed.section.kind != SectionKind::SideEvent || within {
        return None;
    }
    let place = placed.node.key("kind").place.clone();
    let message = "this side event is outside a section of side events";
    let hint = "move it to the `sections` of a section with `kind: side-events`";
    Some(Code::SideEventOutside.at(place, message).hint(hint))
}

fn people(placed: &SectionEntry) -> Option<Diagnostic> {
    let section = placed.section;
    let roles = [
        ("moderator", &section.moderator),
        ("rapporteur", &section.rapporteur),
        ("speakers", &section.speakers),
    ];
    let (role, _) = roles.into_iter().find(|(_, ids)| !ids.0.is_empty())?;
    match section.kind {
        SectionKind::Panel | SectionKind::SideEvent => None,
        SectionKind::Section | SectionKind::SideEvents | SectionKind::Conclusion => {
            let message = format!("only a panel or side event can have `{role}`");
            let error = Code::PeopleOutside.at(placed.node.key_place(role), message);
            let error = error.hint("write `kind: panel`, or name the person in the text");
            Some(of_kind(error, placed, "panel"))
        }
    }
}

fn organisers(placed: &SectionEntry) -> Option<Diagnostic> {
    let section = placed.section;
    if section.co_organisers.is_empty() || section.kind == SectionKind::SideEvent {
        return None;
    }
    let place = placed.node.key_place("co_organisers");
    let error = Code::OrganisersOutside.at(place, "only a side event can have `co_organisers`");
    let error = error.hint("write `kind: side-event`, or name the organizations in the text");
    Some(of_kind(error, placed, "side-event"))
}

/// Suggests a kind for a section that names none.
fn of_kind(error: Diagnostic, placed: &SectionEntry, kind: &str) -> Diagnostic {
    match placed.node.entry("kind") {
        Some(_) => error,
        None => error.add_key(placed.node.place.clone(), "kind", kind),
    }
}

fn depth(placed: &SectionEntry) -> Option<Diagnostic> {
    // Reported once, at the first level beyond the limit.
    (placed.depth == DEPTH_LIMIT + 1).then(|| {
        let message = format!("sections are nested more than {DEPTH_LIMIT} levels deep");
        let place = placed.node.key_place("title");
        Code::SectionTooDeep.at(place, message).hint("write a `heading` instead of a section")
    })
}

fn kind(placed: &SectionEntry) -> Option<Diagnostic> {
    if placed.matter == Matter::Body || placed.section.kind == SectionKind::Section {
        return None;
    }
    let place = placed.node.key("kind").place.clone();
    let message = "panels, side events and the conclusion belong to the body";
    Some(Code::KindOutside.at(place, message).hint("delete `kind`, or move the section to `body`"))
}
