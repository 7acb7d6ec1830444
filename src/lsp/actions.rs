//! Code actions: the corrections that `plenary check --fix` makes, one by one or all at once; the edits that the
//! hints of problems name; changes of structure; and the place in the preview.

use std::ops::Range;

use plenary::{
    Correction, Limits, Refactoring, corrections, fix, fix_only, refactorings, suggestions,
};
use serde_json::{Value, json};

use super::document::Document;
use super::preview;

/// The edits that the hints of problems at some bytes name. Those that cause errors where they are made are left
/// out; `errors` finds the places of the errors in a file. Errors elsewhere may have been hidden before.
pub fn suggested(
    document: &Document,
    bytes: &Range<usize>,
    limits: &Limits,
    errors: impl Fn(&[u8]) -> Vec<Range<usize>>,
) -> Vec<Refactoring> {
    let file = document.text.as_str().as_bytes();
    let problems = document.problems_at(bytes.clone());
    let all = problems.flat_map(|(_, it)| suggestions(file, it, limits));
    let mut kept: Vec<Refactoring> = Vec::new();
    for it in all.take(MOST_SUGGESTIONS) {
        let is_sound = || {
            let (found, changed) = (errors(&it.bytes), changed(file, &it.bytes).1);
            let is_in = |at: &Range<usize>| at.start <= changed.end && changed.start <= at.end;
            found.len() <= document.errors() || !found.iter().any(is_in)
        };
        if !kept.contains(&it) && is_sound() {
            kept.push(it);
        }
    }
    kept
}

/// The bytes in which two files differ.
fn changed(old: &[u8], new: &[u8]) -> (Range<usize>, Range<usize>) {
    let same = |pair: &(&u8, &u8)| pair.0 == pair.1;
    let start = old.iter().zip(new).take_while(same).count();
    let rest = old.len().min(new.len()) - start;
    let end = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(same).count();
    (start..old.len() - end, start..new.len() - end)
}

/// The most suggestions that are tried for one place.
const MOST_SUGGESTIONS: usize = 20;

/// The corrections of slips at some bytes, the correction of all slips in the report, what the hints of other
/// problems name, and what else is possible at these bytes.
pub fn actions(
    document: &Document,
    bytes: &Range<usize>,
    limits: &Limits,
    suggested: Vec<Refactoring>,
) -> Value {
    let others = refactorings(document.text.as_str().as_bytes(), limits, bytes.start);
    let others = suggested.into_iter().chain(others).filter_map(|it| {
        let edit = edit(document, &it.bytes)?;
        Some(json!({ "title": it.title, "kind": it.kind, "edit": edit }))
    });
    let others = others.chain(preview::action(document, bytes.start));
    let Some(report) = document.report() else { return others.collect() };
    let source = document.source();
    let all = corrections(&source, report);
    let here = |it: &&Correction| it.place.start <= bytes.end && bytes.start <= it.place.end;
    let mut actions: Vec<Value> = all
        .iter()
        .filter(here)
        .filter_map(|it| {
            let title = format!("Write “{}” instead of “{}”", it.right, it.wrong);
            let fixed = fix_only(&source, report, &it.place);
            Some(json!({
                "title": title,
                "kind": "quickfix",
                "isPreferred": true,
                "edit": edit(document, &fixed.bytes)?,
            }))
        })
        .collect();
    if !all.is_empty() {
        let fixed = fix(&source, report);
        let edit = edit(document, &fixed.bytes);
        actions.extend(edit.map(
            |edit| json!({ "title": "Correct all slips", "kind": "source.fixAll", "edit": edit }),
        ));
    }
    actions.extend(others);
    Value::Array(actions)
}

/// The smallest edit that turns the document's text into another; `None` if they are equal.
fn edit(document: &Document, bytes: &[u8]) -> Option<Value> {
    let (old, new) = (document.text.as_str(), str::from_utf8(bytes).ok()?);
    let (place, written) = changed(old.as_bytes(), bytes);
    // The first and the last character may differ only in some of their bytes.
    let start = old.floor_char_boundary(place.start);
    let end = old.ceil_char_boundary(place.end) - place.end;
    let place = start..place.end + end;
    let by = new.get(start..written.end + end)?;
    if place.is_empty() && by.is_empty() {
        return None;
    }
    let edit = json!({ "range": document.text.range(&place), "newText": by });
    Some(json!({ "changes": { (document.uri.clone()): [edit] } }))
}
