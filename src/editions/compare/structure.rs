//! What is missing, what is extra, what stands elsewhere or is something else.

use super::found::{Found, Said};
use super::texts::lacking;
use crate::diagnostic::Code;
use crate::editions::kind::{Class, Kind};
use crate::editions::outline::Element;
use crate::editions::pairing::{Gap, Pair, Pairing};

/// The structures of two editions are the same.
pub fn compare(pairing: &Pairing, found: &mut Found) {
    runs(&pairing.missing).for_each(|run| missing(run, found));
    runs(&pairing.extra).for_each(|run| extra(run, found));
    pairing.moved.iter().for_each(|pair| moved(*pair, found));
    for pair in &pairing.pairs {
        kind(*pair, found);
        columns(*pair, found);
        fields(*pair, found);
    }
}

/// Gaps of one kind that stand one after the other.
fn runs<'g, 'o, 'e>(gaps: &'g [Gap<'o, 'e>]) -> impl Iterator<Item = &'g [Gap<'o, 'e>]> {
    gaps.chunk_by(|one, next| {
        let after = |gap: &Gap<'o, 'e>| gap.after.map(std::ptr::from_ref);
        one.element.kind == next.element.kind
            && std::ptr::eq(one.parent, next.parent)
            && after(one) == after(next)
    })
}

fn missing(run: &[Gap], found: &mut Found) {
    let [Gap { element, parent, after }, ..] = run else { return };
    let (count, name) = (run.len(), found.name());
    let verb = if count == 1 { "is" } else { "are" };
    let what = element.kind.counted(count);
    let message = format!("{what} of {name} {verb} missing {}", where_to(parent, *after));
    let it = if count == 1 { "it" } else { "them" };
    let said = Said {
        message,
        hint: format!("write {it} here too, or take {it} out of {name}"),
        label: format!("missing from `{}`", found.second.edition.name()),
    };
    let place = after.unwrap_or(parent).place(found.second.text());
    let other = element.place(found.first.text());
    found.say(code(element.kind, Code::MissingHere), place, other, said);
}

fn extra(run: &[Gap], found: &mut Found) {
    let [Gap { element, parent, after }, ..] = run else { return };
    let (count, name) = (run.len(), found.name());
    let verb = if count == 1 { "is" } else { "are" };
    let it = if count == 1 { "it" } else { "them" };
    let said = Said {
        message: format!("{} {verb} not in {name}", element.kind.these(count)),
        hint: format!("take {it} out, or write {it} in {name} too"),
        label: format!("missing {}", where_to(parent, *after)),
    };
    let place = element.place(found.second.text());
    let other = after.unwrap_or(parent).place(found.first.text());
    found.say(code(element.kind, Code::ExtraHere), place, other, said);
}

/// Rows are a matter of their table.
fn code(kind: Kind, code: Code) -> Code {
    match kind.class() {
        Class::Row => Code::OtherTable,
        Class::Report
        | Class::Section
        | Class::Matter
        | Class::Paragraph
        | Class::Heading
        | Class::List
        | Class::Item
        | Class::Quotation
        | Class::Table
        | Class::Figure
        | Class::Box
        | Class::Participants
        | Class::Entry => code,
    }
}

fn where_to(parent: &Element, after: Option<&Element>) -> String {
    match after {
        Some(element) => format!("after this {}", element.kind.name()),
        None => format!("at the beginning of this {}", parent.kind.name()),
    }
}

fn moved((one, other): Pair, found: &mut Found) {
    let name = found.name();
    let said = Said {
        message: format!("this {} stands elsewhere in {name}", other.kind.name()),
        hint: "move it, so that it stands in the same place in both".into(),
        label: format!("in {name} it stands here"),
    };
    let place = other.place(found.second.text());
    found.say(Code::OtherPlace, place, one.place(found.first.text()), said);
}

/// Elements are of the same kind. Of items, their list has been spoken of.
fn kind((one, other): Pair, found: &mut Found) {
    let of_items = other.kind.class() == Class::Item && one.kind.class() == Class::Item;
    if one.kind == other.kind || of_items {
        return;
    }
    let name = found.name();
    let said = Said {
        message: format!("this is {}, in {name} it is {}", other.kind.one(), one.kind.one()),
        hint: "make it the same in both".into(),
        label: format!("{} here", one.kind.one()),
    };
    let place = other.place(found.second.text());
    found.say(Code::OtherKind, place, one.place(found.first.text()), said);
}

fn columns((one, other): Pair, found: &mut Found) {
    if one.kind != Kind::Table || other.kind != Kind::Table || one.columns == other.columns {
        return;
    }
    let (name, ours, theirs) = (found.name(), other.columns, one.columns);
    let columns = if ours == 1 { "column" } else { "columns" };
    let said = Said {
        message: format!("this table has {ours} {columns}, in {name} it has {theirs}"),
        hint: "give it the same columns in both".into(),
        label: format!("{theirs} here"),
    };
    let place = other.place(found.second.text());
    found.say(Code::OtherTable, place, one.place(found.first.text()), said);
}

/// Neither lacks a title, a caption, a source. What a language may do without is passed over: the
/// post of a person, the name of the event for catalogues.
fn fields(pair: Pair, found: &mut Found) {
    let (one, other) = pair;
    let entry = one.kind.class() == Class::Entry;
    if one.kind.class() != other.kind.class() || entry || one.kind == Kind::Row {
        return;
    }
    let name = found.name();
    let owner = other.kind.name();
    for text in lacking(pair) {
        let field = text.field;
        let said = Said {
            message: format!("this {owner} has no {field}, in {name} it has one"),
            hint: format!("write it here too, or take it out of {name}"),
            label: "here".into(),
        };
        let place = other.place(found.second.text());
        found.say(Code::MissingHere, place, text.place(found.first.text()), said);
    }
    for text in lacking((other, one)) {
        let field = text.field;
        let said = Said {
            message: format!("this {owner} has a {field}, in {name} it has none"),
            hint: format!("take it out, or write it in {name} too"),
            label: "here".into(),
        };
        let other = one.place(found.first.text());
        found.say(Code::ExtraHere, text.place(found.second.text()), other, said);
    }
}

/// The bibliographies hold the same works. Their order is that of a language's alphabet, so that only
/// works with ids can be told apart; of others there are as many.
pub fn works(found: &mut Found) {
    let (ones, others) = (&found.first.works, &found.second.works);
    let (Some(last), Some(first)) = (others.last(), ones.first()) else { return };
    let id = |work: &Element| work.id.map(|(id, _)| id.to_owned());
    let known = |works: &[Element], work: &Element| works.iter().any(|it| id(it) == id(work));
    let all_named = ones.iter().chain(others).all(|work| work.id.is_some());
    if all_named {
        for work in ones.iter().filter(|work| !known(others, work)) {
            missing(&[Gap { element: work, parent: last, after: Some(last) }], found);
        }
        for work in others.iter().filter(|work| !known(ones, work)) {
            extra(&[Gap { element: work, parent: first, after: ones.last() }], found);
        }
    } else if ones.len() != others.len() {
        let (name, ours, theirs) = (found.name(), others.len(), ones.len());
        let said = Said {
            message: format!("the bibliography holds {ours} works, in {name} it holds {theirs}"),
            hint: "list the same works in both; with ids, those that are missing are named".into(),
            label: "here".into(),
        };
        let place = last.place(found.second.text());
        let other = ones.last().unwrap_or(first).place(found.first.text());
        found.say(Code::MissingHere, place, other, said);
    }
}
