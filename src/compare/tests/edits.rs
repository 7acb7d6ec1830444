//! Seeded random edits of reports.

use std::path::Path;

use serde_yaml::Value;

use super::options;
use crate::compile::{CheckedReport, Source};
use crate::world::FileSystem;

/// The reports that are edited.
pub const CASES: &[&str] = &[
    "source/alliance-2016.yaml",
    "tests/cases/second/report.yaml",
    "tests/cases/formats/definitions.yaml",
    "tests/cases/russian/report.yaml",
];

/// A report with about eight edits; `None` if none of those tried is valid.
pub fn edited(path: &Path, source: &str, seed: u64) -> Option<String> {
    let mut random = crate::yaml::random(seed + 1);
    let mut report: Value = serde_yaml::from_str(source).unwrap();
    let mut text = None;
    let mut made = 0;
    for _ in 0..24 {
        let mut changed = report.clone();
        for key in ["body", "footnotes", "people"] {
            let share = if key == "body" { 10 } else { 1 };
            if let Some(part) = changed.get_mut(key)
                && (share == 10 || random().is_multiple_of(8))
            {
                edit(part, &mut random);
            }
        }
        let written = serde_yaml::to_string(&changed).unwrap();
        let source = Source::new(path, &written);
        if changed != report && CheckedReport::read(&source, &FileSystem, &options()).is_ok() {
            (report, text, made) = (changed, Some(written), made + 1);
        }
        if made == 8 {
            break;
        }
    }
    text
}

fn edit(value: &mut Value, random: &mut impl FnMut() -> u64) {
    let mut places = Vec::new();
    find(value, &mut Vec::new(), &mut places);
    if places.is_empty() {
        return;
    }
    let place = &places[random() as usize % places.len()];
    let mut at = value;
    for step in place {
        at = match at {
            Value::Sequence(items) => &mut items[*step],
            Value::Mapping(entries) => entries.iter_mut().nth(*step).unwrap().1,
            _ => return,
        };
    }
    match at {
        Value::String(text) => *text = words(text, random),
        Value::Sequence(items) => items_of(items, random),
        _ => {}
    }
}

/// The places of texts with several words and of sequences.
fn find(value: &Value, at: &mut Vec<usize>, out: &mut Vec<Vec<usize>>) {
    match value {
        Value::String(text) if text.split(' ').count() >= 4 => out.push(at.clone()),
        Value::Sequence(items) => {
            if items.len() > 1 {
                out.push(at.clone());
            }
            for (index, item) in items.iter().enumerate() {
                at.push(index);
                find(item, at, out);
                at.pop();
            }
        }
        Value::Mapping(entries) => {
            for (index, (_, item)) in entries.iter().enumerate() {
                at.push(index);
                find(item, at, out);
                at.pop();
            }
        }
        _ => {}
    }
}

fn words(text: &str, random: &mut impl FnMut() -> u64) -> String {
    let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
    let at = random() as usize % words.len();
    let is_plain = |word: &String| !word.is_empty() && word.chars().all(char::is_alphabetic);
    let at = (at..words.len()).chain(0..at).find(|at| is_plain(&words[*at])).unwrap_or(at);
    if !is_plain(&words[at]) {
        return text.into();
    }
    match random() % 4 {
        0 => drop(words.remove(at)),
        1 => words.insert(at, format!("fresh words {}", random() % 90)),
        2 => words[at] = format!("**{}**", words[at]),
        _ => words[at] = "other".into(),
    }
    words.join(" ")
}

fn items_of(items: &mut Vec<Value>, random: &mut impl FnMut() -> u64) {
    let mut at = || random() as usize % items.len();
    let (one, other, choice) = (at(), at(), at());
    match choice % 4 {
        0 => drop(items.remove(one)),
        1 => items.swap(one, other),
        2 => {
            let item = items[one].clone();
            items.insert(other, item);
        }
        _ => {
            let item = items.remove(one);
            items.insert(other.min(items.len()), item);
        }
    }
}
