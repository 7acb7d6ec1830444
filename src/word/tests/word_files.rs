//! Files that Word and other programs wrote, which are not part of the project. `PLENARY_WORD_FILES` names
//! their folder; if it is not set, the tests say so.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::limits::Limits;
use crate::tests::word_files as folder;
use crate::word::{Note, View, WordFile, read, text};

/// Results of Word that differ from our text, and why.
const EXCEPTIONS: &[(&str, &str)] = &[
    (
        "RP015-MoveFrom-MoveTo-Accepted.docx",
        "an empty paragraph is left where a whole paragraph was moved from; Word leaves none",
    ),
    (
        "RP015-MoveFrom-MoveTo-Rejected.docx",
        "an empty paragraph is left where a whole paragraph was moved to; Word leaves none",
    ),
];

/// The Word files in a folder, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> =
        paths.filter(|path| path.extension().is_some_and(|it| it == "docx")).collect();
    paths.sort();
    paths
}

fn open(path: &Path) -> WordFile {
    let file = read(&fs::read(path).unwrap(), &Limits::default());
    file.unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The text of body and notes.
fn all_text(file: &WordFile, view: View) -> Vec<String> {
    let notes = |notes: &[Note]| -> Vec<String> {
        notes.iter().flat_map(|note| text(&note.blocks, view)).collect()
    };
    let mut lines = text(&file.body, view);
    lines.extend(notes(&file.footnotes));
    lines.extend(notes(&file.endnotes));
    lines
}

#[test]
fn the_text_with_all_changes_or_none_is_that_of_word() {
    let Some(folder) = folder() else { return };
    let (mut equal, mut different) = (0, Vec::new());
    for result in files(&folder.join("RP")) {
        let name = result.file_name().unwrap().to_str().unwrap().to_owned();
        for (suffix, view) in [("-Accepted", View::Accepted), ("-Rejected", View::Rejected)] {
            let Some(base) = name.strip_suffix(&format!("{suffix}.docx")) else { continue };
            let ours = all_text(&open(&result.with_file_name(format!("{base}.docx"))), view);
            if ours == all_text(&open(&result), View::Accepted) {
                equal += 1;
            } else {
                different.push(name.clone());
            }
        }
    }
    assert_eq!(different, EXCEPTIONS.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    assert_eq!(equal, 102);
}

/// Texts of pandoc that differ from ours, and why.
const PANDOC_EXCEPTIONS: &[(&str, &str)] = &[
    ("RP001-Tracked-Revisions-01.docx", "pandoc loses a deletion inside of a move"),
    ("RP001-Tracked-Revisions-02.docx", "pandoc loses a deletion inside of a move"),
    ("docling-Strict.docx", "pandoc reads no strict files"),
    ("docling-textbox.docx", "pandoc reads no text boxes"),
    ("docling-word_sample.docx", "pandoc puts the title first"),
];

/// Appends the letters and digits of pandoc's text; notes go to a second text.
fn pandoc_text(value: &Value, text: &mut String, notes: &mut String) {
    match value {
        Value::Object(map) => match (map.get("t").and_then(Value::as_str), map.get("c")) {
            (Some("Str"), Some(Value::String(it))) => text.push_str(it),
            (Some("Code" | "Math"), Some(Value::Array(parts))) => {
                text.push_str(parts[1].as_str().unwrap_or_default());
            }
            (Some("Note"), Some(content)) => pandoc_text(content, notes, &mut String::new()),
            (Some("Image"), _) => {}
            // Its caption is the alternative text.
            (Some("Table"), Some(Value::Array(parts))) => {
                parts.iter().skip(3).for_each(|it| pandoc_text(it, text, notes));
            }
            (_, Some(content)) => pandoc_text(content, text, notes),
            (Some(_), None) => {}
            (None, None) => ["meta", "title", "subtitle", "author", "date", "blocks"]
                .iter()
                .filter_map(|name| map.get(*name))
                .for_each(|it| pandoc_text(it, text, notes)),
        },
        Value::Array(parts) => parts.iter().for_each(|it| pandoc_text(it, text, notes)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn letters(text: &str) -> String {
    text.chars().filter(|it| it.is_alphanumeric()).collect()
}

#[test]
#[ignore = "runs pandoc"]
fn the_text_with_no_change_is_that_of_pandoc() {
    let Some(folder) = folder() else { return };
    let mut different = Vec::new();
    let without_result = files(&folder.join("RP")).into_iter().filter(|path| {
        let stem = path.file_stem().unwrap().to_str().unwrap();
        let has_result = path.with_file_name(format!("{stem}-Rejected.docx")).exists();
        !has_result && !stem.ends_with("ed")
    });
    for path in without_result.chain(files(&folder.join("import"))) {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let mut pandoc = Command::new("pandoc");
        pandoc.args(["--track-changes=reject", "-t", "json"]).arg(&path);
        let Ok(output) = pandoc.output() else {
            println!("skipped: pandoc is absent");
            return;
        };
        let (mut theirs, mut notes) = (String::new(), String::new());
        let document = serde_json::from_slice(&output.stdout).unwrap_or_default();
        pandoc_text(&document, &mut theirs, &mut notes);
        theirs.push_str(&notes);
        let ours = letters(&all_text(&open(&path), View::Rejected).concat());
        if ours != letters(&theirs) {
            println!("{name}\n  ours   {ours}\n  theirs {}", letters(&theirs));
            different.push(name);
        }
    }
    assert_eq!(different, PANDOC_EXCEPTIONS.iter().map(|(name, _)| *name).collect::<Vec<_>>());
}

#[test]
fn every_file_is_read() {
    let Some(folder) = folder() else { return };
    let all = files(&folder.join("RP")).into_iter().chain(files(&folder.join("import")));
    let lines = all.map(|path| all_text(&open(&path), View::Accepted).len());
    assert!(lines.sum::<usize>() > 1_000);
}
