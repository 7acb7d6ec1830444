//! Makes the edits that the hints of diagnostics name, for editors.

use std::borrow::Cow;
use std::ops::Range;

use crate::diagnostic::{Diagnostic, Suggestion};
use crate::limits::Limits;
use crate::rewrite::refactor::Refactoring;
use crate::rewrite::{fields, rewrite};
use crate::templates::load;

/// The edits that the hint of a diagnostic about a file names, in the order in which it names them. They are
/// not checked: the file may have other errors afterwards, such as a key without a value.
pub fn suggestions(file: &[u8], diagnostic: &Diagnostic, limits: &Limits) -> Vec<Refactoring> {
    let Ok(text) = std::str::from_utf8(file) else { return Vec::new() };
    let all = diagnostic.suggestions().iter();
    let made = all.filter_map(|it| made(text, diagnostic.place.as_ref(), it, limits));
    let made = made.map(|(title, bytes)| Refactoring { title, kind: "quickfix", bytes });
    made.collect()
}

/// The title of a suggestion, and the whole file after it.
fn made(
    text: &str,
    place: Option<&Range<usize>>,
    suggestion: &Suggestion,
    limits: &Limits,
) -> Option<(String, Vec<u8>)> {
    match suggestion {
        Suggestion::Write(new) => written(text, place?, new),
        Suggestion::WriteAt { place, text: new } => written(text, place, new),
        Suggestion::AddKey { mapping, key, value } => {
            let (at, new) = key_of(text, mapping, &format!("{key}: {value}"))?;
            let (_, bytes) = written(text, &(at..at), &new)?;
            Some((format!("Add `{key}`"), bytes))
        }
        Suggestion::AddEntry { register, id } => {
            let bytes = entry_of(text, register, id, limits)?;
            Some((format!("Add `{id}` to `{register}`"), bytes))
        }
    }
}

/// Replaces some bytes of a text.
fn written(text: &str, place: &Range<usize>, new: &str) -> Option<(String, Vec<u8>)> {
    let old = text.get(place.clone())?;
    let title = match (old.is_empty(), new.is_empty()) {
        (false, true) => format!("Delete {}", shown(old)),
        (true, _) => format!("Insert “{new}”"),
        (false, false) => format!("Write “{}” instead of “{}”", short(new), short(old)),
    };
    let (before, after) = (text.get(..place.start)?, text.get(place.end..)?);
    Some((title, format!("{before}{new}{after}").into_bytes()))
}

/// The most characters of a text in a title.
const LONGEST: usize = 40;

fn short(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()).into(),
        None => text.into(),
    }
}

/// A deleted character by its number, because most that are deleted are invisible.
fn shown(text: &str) -> String {
    let mut characters = text.chars();
    match (characters.next(), characters.next()) {
        (Some(only), None) => format!("U+{:04X}", u32::from(only)),
        _ => format!("“{}”", short(text)),
    }
}

/// Where a key is added to a mapping, and what is inserted there. A new key is the first of its mapping.
fn key_of(text: &str, mapping: &Range<usize>, entry: &str) -> Option<(usize, String)> {
    let inside = text.get(mapping.clone())?;
    if let Some(rest) = inside.strip_prefix('{') {
        let is_empty = rest.trim_start().starts_with('}');
        let end = if is_empty { "" } else { ", " };
        return Some((mapping.start + 1, format!("{entry}{end}")));
    }
    let before = text.get(..mapping.start)?;
    let line = before.rsplit('\n').next().unwrap_or_default();
    let indent = " ".repeat(line.chars().count());
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    Some((mapping.start, format!("{entry}{end}{indent}")))
}

/// The file with another person, or another footnote, whose words are still to be written.
fn entry_of(text: &str, register: &str, id: &str, limits: &Limits) -> Option<Vec<u8>> {
    let path: &[&str] = match register {
        "people" => &[register, id, "name"],
        _ => &[register, id],
    };
    let change = fields::set(text.as_bytes(), limits, path, TO_WRITE)?;
    let labels = load::labels("en", load::built_in_labels("en")?).ok()?;
    let written = rewrite(text.as_bytes(), &labels, limits, &[change]);
    written.refused.is_empty().then_some(written.bytes)
}

/// The text of an entry that is still to be written.
const TO_WRITE: &str = "…";
