//! Converts diagnostics of the library into those of the protocol.

use std::path::Path;

use plenary::diagnostics::{Diagnostic, Diagnostics, Position, Related, Severity, SourceText};
use serde_json::{Value, json};

use super::text::Text;
use super::uri::uri;

/// The diagnostics about a file. Those about files that it uses are placed at its beginning.
pub fn diagnostics(path: &Path, text: &Text, found: &Diagnostics) -> Vec<Value> {
    let name = path.display().to_string();
    found.iter().map(|(it, source)| diagnostic(it, source, &name, text)).collect()
}

/// The diagnostics about one edition from a comparison of editions.
pub fn of_edition(path: &Path, text: &Text, found: &Diagnostics) -> Vec<Value> {
    let name = path.display().to_string();
    let own = found.iter().filter(|(it, _)| it.file == name);
    own.map(|(it, source)| diagnostic(it, source, &name, text)).collect()
}

/// A message about a whole file.
pub fn of_file(text: &Text, message: &str) -> Value {
    json!({ "range": text.range(&(0..0)), "severity": 1, "source": "plenary", "message": message })
}

fn diagnostic(it: &Diagnostic, source: &SourceText, name: &str, text: &Text) -> Value {
    let is_own = it.file == name;
    let place = it.place.clone().filter(|_| is_own).unwrap_or_default();
    let place = if place.is_empty() { whole_word(text, place.start) } else { place };
    let mut message = it.message.clone();
    if !is_own {
        let line = it.place.as_ref().map(|place| source.position(place.start).line);
        let line = line.map(|line| format!(":{line}")).unwrap_or_default();
        message = format!("{}{line}: {message}", it.file);
    }
    if let Some(hint) = &it.hint {
        message = format!("{message}\n{hint}");
    }
    let severity = match it.severity {
        Severity::Error => 1,
        Severity::Warning => 2,
    };
    let mut value = json!({
        "range": text.range(&place),
        "severity": severity,
        "code": it.code.id(),
        "source": "plenary",
        "message": message,
    });
    if let (Some(related), Some(value)) = (&it.related, value.as_object_mut()) {
        value.insert("relatedInformation".into(), json!([related_place(related)]));
    }
    value
}

/// The word at a byte, because editors do not show an empty range at the end of a line.
fn whole_word(text: &Text, at: usize) -> std::ops::Range<usize> {
    let rest = text.as_str().get(at..).unwrap_or_default();
    let word = rest.find(|it: char| it.is_whitespace()).unwrap_or(rest.len());
    at..at + word
}

/// A second place. Its columns are counted in characters, which differ from UTF-16 only after characters
/// such as emoji.
fn related_place(related: &Related) -> Value {
    let position = |it: Position| json!({"line": it.line - 1, "character": it.column - 1});
    let (start, end) = related.positions;
    let range = json!({ "start": position(start), "end": position(end) });
    let location = json!({ "uri": uri(Path::new(&related.file)), "range": range });
    json!({ "location": location, "message": related.message })
}
