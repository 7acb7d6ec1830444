//! The requests of the page in the browser: the word at a point, and changes to the source.

use std::path::Path;

use plenary::fix_only;
use plenary::preview::NewPiece;
use serde_json::{Value, json};

use super::differences::differences;
use super::refusal::{Refusal, refusal};
use super::report::{Built, Report, locked};
use super::{Preview, json};
use crate::commands::found::{backup, folder_and_name};
use crate::input_files::InputFiles;
use crate::output_folder::{OutputFile, Replace};

/// Performs an action; `None` if it is unknown.
pub fn act(preview: &Preview, report: &Report, action: &str, asked: &Value) -> Option<Value> {
    let done = match action {
        "at" => return Some(at(report, asked).unwrap_or_else(|| json!({}))),
        "differences" => {
            return Some(differences(preview, report, asked).unwrap_or_else(Refusal::json));
        }
        "open" => open(preview, report, asked),
        "reword" => reword(report, asked),
        "show" => show(preview, report, asked),
        "field" => field(report, asked),
        "fix" => fix(report, asked),
        "undo" => undo(report),
        _ => return None,
    };
    Some(match done {
        Ok(()) => json!({}),
        Err(refusal) => refusal.json(),
    })
}

fn at(report: &Report, asked: &Value) -> Option<Value> {
    let built = report.shown().built.clone()?;
    let look = asked.get("page")?.as_str()?;
    let page = built.by_look.get(&u64::from_str_radix(look, 16).ok()?)?;
    let side = |name: &str| Some(asked.get(name)?.as_f64()? as f32);
    let word = built.pages.word_at(*page, side("x")?, side("y")?)?;
    Some(json::word(report, &built, &word))
}

/// Opens a place of the report, or of another file with a problem.
fn open(preview: &Preview, report: &Report, asked: &Value) -> Result<(), Refusal> {
    let file = asked.get("file").and_then(Value::as_str).unwrap_or_default();
    let is_own = file == report.path.display().to_string();
    if !is_own && !json::names(report, file) {
        return Err(refusal("this file is not a part of the report", ""));
    }
    let path = if is_own { report.absolute() } else { absolute(file) };
    let number = |name: &str| asked.get(name).and_then(Value::as_u64).unwrap_or(1);
    let opened = preview.editor.open(&path, number("line"), number("column"));
    opened.map_err(|error| refusal(error, "check the command after `--editor`"))
}

/// Shows a place of the source, for an editor.
fn show(preview: &Preview, report: &Report, asked: &Value) -> Result<(), Refusal> {
    let built = report.shown().built.clone();
    let built = built.ok_or_else(|| refusal("the report has errors", "correct them first"))?;
    let number = |name: &str| asked.get(name)?.as_u64()?.try_into().ok();
    let (line, column) = (number("line").unwrap_or(1), number("column").unwrap_or(1));
    let text = String::from_utf8_lossy(built.source.text().bytes());
    let found = built.pages.find_near(&[byte_of(&text, line, column)]).pop().flatten();
    let (page, area) =
        found.ok_or_else(|| refusal("this is on no page", "choose a place in a text"))?;
    let index = preview.reports.iter().position(|it| std::ptr::eq(it, report));
    let place = json!({ "report": index, "page": page, "area": json::area(area) });
    preview.place.send_replace(place);
    Ok(())
}

/// The byte at a line and column of a text, from 1.
fn byte_of(text: &str, line: usize, column: usize) -> usize {
    let mut lines = text.split_inclusive('\n');
    let before: usize = lines.by_ref().take(line.saturating_sub(1)).map(str::len).sum();
    let own = lines.next().unwrap_or_default().trim_end_matches(['\n', '\r']);
    let within = own.char_indices().nth(column.saturating_sub(1)).map_or(own.len(), |it| it.0);
    before + within
}

fn absolute(file: &str) -> std::path::PathBuf {
    std::path::absolute(Path::new(file)).unwrap_or_else(|_| file.into())
}

/// The version that the page shows, if it is the latest.
fn current(report: &Report, asked: &Value) -> Result<std::sync::Arc<Built>, Refusal> {
    let shown = report.shown();
    let version = asked.get("version").and_then(Value::as_u64);
    match (&shown.built, &shown.failure) {
        (Some(built), None) if Some(built.version) == version => Ok(built.clone()),
        _ => Err(refusal("the report has changed in the meantime", "try again")),
    }
}

fn reword(report: &Report, asked: &Value) -> Result<(), Refusal> {
    let built = current(report, asked)?;
    let text = asked.get("text").and_then(Value::as_u64).and_then(|it| usize::try_from(it).ok());
    let pieces = asked.get("pieces").and_then(Value::as_array).map(Vec::as_slice);
    let pieces: Option<Vec<NewPiece>> = pieces.unwrap_or_default().iter().map(piece).collect();
    let (Some(text), Some(pieces)) = (text, pieces) else {
        return Err(refusal("this is not a change of words", "load the page again"));
    };
    let bytes = built.pages.reword(&built.source, text, &pieces);
    let bytes = bytes.map_err(|refused| refusal(refused.reason, &refused.hint))?;
    replace(report, built.source.text().bytes(), bytes)
}

fn piece(value: &Value) -> Option<NewPiece> {
    if let Some(kept) = value.get("kept") {
        return Some(NewPiece::Kept(usize::try_from(kept.as_u64()?).ok()?));
    }
    let is = |name: &str| value.get(name).and_then(Value::as_bool).unwrap_or_default();
    let text = value.get("text")?.as_str()?.to_owned();
    Some(NewPiece::Words { text, strong: is("strong"), emphasis: is("emphasis") })
}

/// Changes a field of the file as it is now: forms stay open while the report is built anew.
fn field(report: &Report, asked: &Value) -> Result<(), Refusal> {
    let built = report.shown().built.clone();
    let built = built.ok_or_else(|| refusal("the report has errors", "correct them first"))?;
    let path = asked.get("path").and_then(Value::as_array).map(Vec::as_slice);
    let path: Vec<&str> = path.unwrap_or_default().iter().filter_map(Value::as_str).collect();
    let value = asked.get("value").and_then(Value::as_str).unwrap_or_default();
    let before = read(report)?;
    let after = built.pages.set_field(&before, &path, value);
    replace(report, &before, after.map_err(|it| refusal(it.reason, &it.hint))?)
}

/// Makes one of the corrections of `check --fix`.
fn fix(report: &Report, asked: &Value) -> Result<(), Refusal> {
    let built = current(report, asked)?;
    let side = |index: usize| asked.get("place")?.get(index)?.as_u64()?.try_into().ok();
    let place = side(0).zip(side(1)).map(|(start, end): (usize, usize)| start..end);
    let fixed = place.map(|place| fix_only(&built.source, built.pages.report(), &place));
    match fixed.filter(|fixed| fixed.made > 0) {
        Some(fixed) => replace(report, built.source.text().bytes(), fixed.bytes),
        None => Err(refusal("this cannot be corrected here", "correct it in the source")),
    }
}

/// Reverts the last change, unless the report has been changed elsewhere since.
fn undo(report: &Report) -> Result<(), Refusal> {
    let mut history = locked(&report.history);
    let Some((before, after)) = history.changes.pop() else { return Ok(()) };
    if read(report)? != after {
        history.changes.clear();
        return Err(refusal("the report was changed elsewhere since", "undo it in your editor"));
    }
    write(report, None, before)
}

/// Replaces a source by the new source that was made from it.
fn replace(report: &Report, before: &[u8], after: Vec<u8>) -> Result<(), Refusal> {
    let mut history = locked(&report.history);
    if after == before {
        return Ok(());
    }
    if read(report)? != before {
        return Err(refusal("the report has changed in the meantime", "try again"));
    }
    write(report, (!history.is_kept).then_some(before), after.clone())?;
    history.is_kept = true;
    history.changes.push((before.to_vec(), after));
    Ok(())
}

fn read(report: &Report) -> Result<Vec<u8>, Refusal> {
    let read = std::fs::read(&report.path);
    read.map_err(|error| refusal(error.to_string(), "check the file"))
}

/// Writes the report, and an older version beside it.
fn write(report: &Report, older: Option<&[u8]>, bytes: Vec<u8>) -> Result<(), Refusal> {
    let (folder, name) = folder_and_name(&report.path);
    let older = older.map(|older| OutputFile { name: backup(&folder, &name), bytes: older.into() });
    let files: Vec<OutputFile> = older.into_iter().chain([OutputFile { name, bytes }]).collect();
    let written = folder.write(&files, Replace::AllBut(&InputFiles::default()));
    written.map(drop).map_err(|error| refusal(error.to_string(), "check the file"))
}
