//! The differences of a report from another revision: a version in git, or another report of the preview.

use std::path::Path;

use plenary::comparisons::{self, ChangeEntry, ChangeSpot, Settings};
use plenary::preview::Area;
use plenary::{Error, FileSystem, Source};
use serde_json::{Value, json};

use super::Preview;
use super::json::{area, start_of};
use super::refusal::{Refusal, refusal};
use super::report::{Built, Report};
use crate::commands::revision::Revision;

/// The changes since a revision, with their pages.
pub fn differences(preview: &Preview, report: &Report, asked: &Value) -> Result<Value, Refusal> {
    let built = report.shown().built.clone();
    let built = built.ok_or_else(|| refusal("the report has errors", "correct them first"))?;
    let since = asked.get("since").and_then(Value::as_str).unwrap_or_default();
    let old = revision(preview, report, since)?;
    let settings = Settings::default();
    let compare =
        || comparisons::compare(&old, &built.source, &FileSystem, &preview.options, settings);
    let compared = preview.threads.compute(compare).map_err(|error| unreadable(since, &error))?;
    let summary = compared.summary;
    let placed = summary.changes.iter().filter_map(|it| it.place.clone());
    let mut areas = built.pages.areas_of(&placed.collect::<Vec<_>>()).into_iter();
    let marks = |change: &ChangeEntry| change.place.as_ref().and_then(|_| areas.next());
    let marks: Vec<_> = summary.changes.iter().map(marks).collect();
    let changes = summary.changes.iter().zip(marks);
    let changes: Value =
        changes.map(|(it, marks)| change(report, &built, it, &marks.unwrap_or_default())).collect();
    Ok(json!({ "changes": changes, "notices": summary.notices }))
}

/// Reads a revision: another report of the preview, by its name, or a version of this report in git.
fn revision(preview: &Preview, report: &Report, since: &str) -> Result<Source, Refusal> {
    let limits = &preview.options.limits;
    let hint = "name a version in git, such as `HEAD~1`, or another report of this preview";
    let is_named = |it: &&Report| it.path.display().to_string() == since;
    if let Some(other) = preview.reports.iter().find(is_named) {
        let read = Source::read(&other.path, &FileSystem, limits);
        return read.map_err(|error| refusal(error.to_string(), hint));
    }
    if since.is_empty() || since.contains(':') {
        return Err(refusal("this is not a revision", hint));
    }
    let path = beneath_working_folder(&report.path).ok_or_else(|| {
        refusal("the report is not in the working folder", "start the preview in its folder")
    })?;
    let typed = format!("{since}:./{path}");
    let read = Revision::of(typed.as_ref()).and_then(|revision| revision.read(&FileSystem, limits));
    let failed = |error: &dyn std::fmt::Display| refusal(error.to_string(), hint);
    read.map_err(|error| failed(&error))?.map_err(|error| failed(&error))
}

/// A path from the working folder, as git needs it.
fn beneath_working_folder(path: &Path) -> Option<String> {
    let folder = std::env::current_dir().ok()?;
    let path = if path.is_absolute() { path.strip_prefix(folder).ok()? } else { path };
    path.to_str().map(|path| path.replace('\\', "/"))
}

fn unreadable(since: &str, error: &Error) -> Refusal {
    let reason = match error {
        Error::Diagnostics(found) => found.iter().next().map(|(it, _)| it.message.clone()),
        _ => None,
    };
    let reason = reason.unwrap_or_else(|| error.to_string());
    refusal(format!("`{since}` cannot be compared: {reason}"), "compare with another revision")
}

/// A change with its marks. The first mark has the page and area to which the list leads.
fn change(report: &Report, built: &Built, change: &ChangeEntry, marks: &[(usize, Area)]) -> Value {
    let ChangeEntry { number, kind, section, part, before, after, place, .. } = change;
    let words = match (before.is_empty(), after.is_empty()) {
        (true, true) => String::new(),
        (false, true) => format!(": “{before}” → nothing"),
        (true, false) => format!(": nothing → “{after}”"),
        (false, false) => format!(": “{before}” → “{after}”"),
    };
    let first = marks.first();
    json!({
        "page": first.map(|it| it.0),
        "area": first.map(|it| area(it.1)),
        "marks": marks.iter().map(|it| json!({ "page": it.0, "area": area(it.1) })).collect::<Value>(),
        "sign": number.to_string(),
        "kind": look(change),
        "label": format!("{number}, {kind}, {part}{words}"),
        "title": format!("{number}, {kind}, {part}"),
        "before": before,
        "after": after,
        "section": section,
        "place": place.as_ref().map(|place| start_of(report, built, place.byte())),
    })
}

/// The look of the marks of a change.
fn look(change: &ChangeEntry) -> &'static str {
    match change.place.as_ref().map(|place| &place.spot) {
        None | Some(ChangeSpot::Gap(_)) => "gap",
        Some(ChangeSpot::After) => "gone",
        Some(ChangeSpot::Words(_)) if change.before == change.after => "format",
        Some(ChangeSpot::Words(_)) if !change.before.is_empty() => "replaced",
        Some(ChangeSpot::Words(_)) => "words",
        Some(ChangeSpot::Paragraph) => "paragraph",
    }
}
