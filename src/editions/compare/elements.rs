//! Compares the elements of two editions: missing, extra, moved, or of another kind.

use std::collections::HashSet;

use super::diagnostics::{Diagnostics, Finding};
use super::texts::lacking;
use crate::diagnostic::Code;
use crate::editions::kind::{Class, Kind};
use crate::editions::pairing::{Gap, Pair, Pairing};
use crate::editions::structure::{Element, Structure};
use crate::languages;

/// Reports where the structures of two editions differ.
pub fn compare(pairing: &Pairing, diagnostics: &mut Diagnostics) {
    runs(&pairing.missing).for_each(|run| missing(run, diagnostics));
    runs(&pairing.extra).for_each(|run| extra(run, diagnostics));
    pairing.moved.iter().for_each(|pair| moved(*pair, diagnostics));
    for pair in &pairing.pairs {
        kind(*pair, diagnostics);
        columns(*pair, diagnostics);
        merged_cells(*pair, diagnostics);
        fields(*pair, diagnostics);
    }
}

/// Runs of consecutive gaps of the same kind.
fn runs<'g, 'o, 'e>(gaps: &'g [Gap<'o, 'e>]) -> impl Iterator<Item = &'g [Gap<'o, 'e>]> {
    gaps.chunk_by(|one, next| {
        let after = |gap: &Gap<'o, 'e>| gap.after.map(std::ptr::from_ref);
        one.element.kind == next.element.kind
            && std::ptr::eq(one.parent, next.parent)
            && after(one) == after(next)
    })
}

fn missing(run: &[Gap], diagnostics: &mut Diagnostics) {
    let [Gap { element, parent, after }, ..] = run else { return };
    let (count, name) = (run.len(), diagnostics.first_file());
    let verb = if count == 1 { "is" } else { "are" };
    let what = element.kind.counted(count);
    let message = format!("{what} from {name} {verb} missing {}", position(parent, *after));
    let it = if count == 1 { "it" } else { "them" };
    let finding = Finding {
        message,
        hint: format!("add {it} here, or delete {it} from {name}"),
        label: format!("missing from `{}`", diagnostics.second.edition.name()),
    };
    let place = after.unwrap_or(parent).place();
    let other = element.place();
    diagnostics.add(code(element.kind, Code::MissingHere), place, other, finding);
}

fn extra(run: &[Gap], diagnostics: &mut Diagnostics) {
    let [Gap { element, parent, after }, ..] = run else { return };
    let (count, name) = (run.len(), diagnostics.first_file());
    let verb = if count == 1 { "is" } else { "are" };
    let it = if count == 1 { "it" } else { "them" };
    let finding = Finding {
        message: format!("{} {verb} not in {name}", element.kind.these(count)),
        hint: format!("delete {it}, or add {it} to {name}"),
        label: format!("missing {}", position(parent, *after)),
    };
    let place = element.place();
    let other = after.unwrap_or(parent).place();
    diagnostics.add(code(element.kind, Code::ExtraHere), place, other, finding);
}

/// Missing and extra rows are reported as differences between tables.
fn code(kind: Kind, code: Code) -> Code {
    if kind.class == Class::Row { Code::OtherTable } else { code }
}

fn position(parent: &Element, after: Option<&Element>) -> String {
    match after {
        Some(element) => format!("after this {}", element.kind.name),
        None => format!("at the beginning of this {}", parent.kind.name),
    }
}

fn moved((one, other): Pair, diagnostics: &mut Diagnostics) {
    let name = diagnostics.first_file();
    let finding = Finding {
        message: format!("this {} is in a different place in {name}", other.kind.name),
        hint: "move it so that both editions have it in the same place".into(),
        label: format!("here in {name}"),
    };
    let place = other.place();
    diagnostics.add(Code::OtherPlace, place, one.place(), finding);
}

/// Compares the kinds of two elements. Items are skipped, since their lists are compared.
fn kind((one, other): Pair, diagnostics: &mut Diagnostics) {
    let of_items = other.kind.class == Class::Item && one.kind.class == Class::Item;
    if one.kind == other.kind || of_items {
        return;
    }
    let name = diagnostics.first_file();
    let finding = Finding {
        message: format!("this is {}, but {name} has {}", other.kind.one(), one.kind.one()),
        hint: "use the same kind in both editions".into(),
        label: format!("{} here", one.kind.one()),
    };
    let place = other.place();
    diagnostics.add(Code::OtherKind, place, one.place(), finding);
}

fn columns((one, other): Pair, diagnostics: &mut Diagnostics) {
    if one.kind.class != Class::Table
        || other.kind.class != Class::Table
        || one.columns() == other.columns()
    {
        return;
    }
    let (name, ours, theirs) = (diagnostics.first_file(), other.columns(), one.columns());
    let columns = if ours == 1 { "column" } else { "columns" };
    let finding = Finding {
        message: format!("this table has {ours} {columns}, but {theirs} in {name}"),
        hint: "give the table the same columns in both editions".into(),
        label: format!("{theirs} here"),
    };
    let place = other.place();
    diagnostics.add(Code::OtherTable, place, one.place(), finding);
}

/// Compares which cells of a row are merged. Rows of tables with other columns are skipped.
fn merged_cells((one, other): Pair, diagnostics: &mut Diagnostics) {
    let of_rows = one.kind.class == Class::Row && other.kind.class == Class::Row;
    let same_columns = one.spanned_columns() == other.spanned_columns();
    if !of_rows || !same_columns || one.spans == other.spans {
        return;
    }
    let name = diagnostics.first_file();
    let finding = Finding {
        message: format!("the cells of this row span other columns or rows than in {name}"),
        hint: "merge the same cells in both editions".into(),
        label: "this row".into(),
    };
    diagnostics.add(Code::OtherTable, other.place(), one.place(), finding);
}

/// Reports a title, caption or source that only one edition has. Optional data of people, works
/// and notes are skipped.
fn fields(pair: Pair, diagnostics: &mut Diagnostics) {
    let (one, other) = pair;
    let entry = one.kind.class == Class::Entry;
    // Items and definitions have different fields; the difference between their lists is reported.
    let other_item = one.kind.class == Class::Item && one.kind != other.kind;
    if one.kind.class != other.kind.class || entry || other_item || one.kind.class == Class::Row {
        return;
    }
    let name = diagnostics.first_file();
    let owner = other.kind.name;
    for text in lacking(pair) {
        let field = text.field;
        let finding = Finding {
            message: format!("this {owner} has no {field}, but {name} has one"),
            hint: format!("add one here, or delete it from {name}"),
            label: "here".into(),
        };
        let place = other.place();
        diagnostics.add(Code::MissingHere, place, text.place(), finding);
    }
    for text in lacking((other, one)) {
        let field = text.field;
        let finding = Finding {
            message: format!("this {owner} has a {field}, but {name} has none"),
            hint: format!("delete it, or add one to {name}"),
            label: "here".into(),
        };
        let other = one.place();
        diagnostics.add(Code::ExtraHere, text.place(), other, finding);
    }
}

/// Compares the number of abbreviations. Each language has its own, so they cannot be paired; scripts
/// without capitals hardly have any.
pub fn abbreviations(diagnostics: &mut Diagnostics) {
    let (first, second) = (diagnostics.first, diagnostics.second);
    let (ones, others) = (&first.abbreviations, &second.abbreviations);
    if ones.len() == others.len() || !(has_capitals(first) && has_capitals(second)) {
        return;
    }
    let place = |structure: &Structure| structure.tree().key("front").key_place("abbreviations");
    let (name, entries) = (diagnostics.first_file(), counted_entries(others.len()));
    let finding = Finding {
        message: format!("the list of abbreviations has {entries}, but {} in {name}", ones.len()),
        hint: "list the abbreviations that each edition uses, or delete those that it does not use"
            .into(),
        label: "this list".into(),
    };
    let code = if ones.len() > others.len() { Code::MissingHere } else { Code::ExtraHere };
    diagnostics.add(code, place(second), place(first), finding);
}

fn counted_entries(count: usize) -> String {
    match count {
        0 => "no entries".into(),
        1 => "1 entry".into(),
        count => format!("{count} entries"),
    }
}

/// Whether the script of an edition has capitals, of which abbreviations are made.
fn has_capitals(structure: &Structure) -> bool {
    let language = languages::find(structure.edition.language());
    let name = language.and_then(|language| language.rules().autonym);
    name.is_none_or(|name| name.chars().any(char::is_lowercase))
}

/// Compares the bibliographies. Their order depends on the alphabet, so works are paired by id
/// alone; without ids only their number is compared.
pub fn works(diagnostics: &mut Diagnostics) {
    let (ones, others) = (&diagnostics.first.works, &diagnostics.second.works);
    let (Some(last), Some(first)) = (others.last(), ones.first()) else { return };
    let ids = |works: &[Element]| -> HashSet<String> {
        works.iter().filter_map(|work| Some(work.id?.0.to_owned())).collect()
    };
    let lacks =
        |ids: &HashSet<String>, work: &Element| work.id.is_some_and(|(id, _)| !ids.contains(id));
    let all_named = ones.iter().chain(others).all(|work| work.id.is_some());
    if all_named {
        let known = ids(others);
        for work in ones.iter().filter(|work| lacks(&known, work)) {
            missing(&[Gap { element: work, parent: last, after: Some(last) }], diagnostics);
        }
        let known = ids(ones);
        for work in others.iter().filter(|work| lacks(&known, work)) {
            extra(&[Gap { element: work, parent: first, after: ones.last() }], diagnostics);
        }
    } else if ones.len() != others.len() {
        let (name, ours, theirs) = (diagnostics.first_file(), others.len(), ones.len());
        let finding = Finding {
            message: format!("the bibliography lists {ours} works, but {theirs} in {name}"),
            hint:
                "list the same works in both editions; give them an `id` to see which are missing"
                    .into(),
            label: "here".into(),
        };
        let place = last.place();
        let other = ones.last().unwrap_or(first).place();
        diagnostics.add(Code::MissingHere, place, other, finding);
    }
}
