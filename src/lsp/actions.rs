//! Code actions: the corrections that `plenary check --fix` makes, one by one or all at once; changes of
//! structure; and the place in the preview.

use std::ops::Range;

use plenary::{Correction, Limits, corrections, fix, fix_only, refactorings};
use serde_json::{Value, json};

use super::document::Document;
use super::preview;

/// The corrections of slips at some bytes, the correction of all slips in the report, and what else is possible
/// at these bytes.
pub fn actions(document: &Document, bytes: &Range<usize>, limits: &Limits) -> Value {
    let others = refactorings(document.text.as_str().as_bytes(), limits, bytes.start).into_iter();
    let others = others.filter_map(|it| {
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
    let same = |(a, b): &(char, char)| a == b;
    let start: usize =
        old.chars().zip(new.chars()).take_while(same).map(|it| it.0.len_utf8()).sum();
    let (old_rest, new_rest) = (old.get(start..)?, new.get(start..)?);
    let backwards = old_rest.chars().rev().zip(new_rest.chars().rev());
    let end: usize = backwards.take_while(same).map(|it| it.0.len_utf8()).sum();
    let place = start..old.len() - end;
    let by = new_rest.get(..new_rest.len() - end)?;
    if place.is_empty() && by.is_empty() {
        return None;
    }
    let edit = json!({ "range": document.text.range(&place), "newText": by });
    Some(json!({ "changes": { (document.uri.clone()): [edit] } }))
}
