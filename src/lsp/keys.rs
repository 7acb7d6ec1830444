//! Completion and explanation of keys and values, from the JSON Schema.

use plenary::lookup::{Key, ValueForm, Vocabulary};
use serde_json::{Value, json};

use super::flow::Slot;
use super::place::{Place, place};
use super::snippets::snippets;
use super::text::Text;

/// How an editor inserts completions of several lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Indentation {
    /// As they are.
    #[default]
    Kept,
    /// Indented as the line before them.
    Adjusted,
}

/// What an editor can do with completions.
#[derive(Clone, Copy, Debug, Default)]
pub struct Abilities {
    /// How it inserts several lines.
    pub indentation: Indentation,
    /// Whether it knows snippets.
    pub has_snippets: bool,
}

impl Abilities {
    /// What an editor can do, from the parameters of its `initialize` request.
    pub fn of(parameters: &Value) -> Abilities {
        let item = parameters.pointer("/capabilities/textDocument/completion/completionItem");
        let ability = |name: &str| item.and_then(|item| item.pointer(name));
        let modes = ability("/insertTextModeSupport/valueSet").and_then(Value::as_array);
        let is_adjusted = modes.is_some_and(|it| it.contains(&json!(2)));
        let indentation = if is_adjusted { Indentation::Adjusted } else { Indentation::Kept };
        let has_snippets = ability("/snippetSupport").and_then(Value::as_bool).unwrap_or_default();
        Abilities { indentation, has_snippets }
    }
}

impl Indentation {
    /// The `InsertTextMode`.
    pub fn mode(self) -> u8 {
        match self {
            Indentation::Kept => 1,
            Indentation::Adjusted => 2,
        }
    }
}

/// A word up to the cursor.
pub struct Word<'t> {
    pub text: &'t Text,
    /// Its first byte.
    pub start: usize,
    /// The cursor.
    pub end: usize,
}

impl<'t> Word<'t> {
    /// The word before a cursor.
    pub fn at(text: &'t Text, cursor: usize) -> Word<'t> {
        let before = text.before(cursor);
        let length = before.len() - before.trim_end_matches(is_of_id).len();
        Word { text, start: cursor - length, end: cursor }
    }

    /// The rest of the word after the cursor, and what follows it on the line.
    fn rest(&self) -> (&'t str, &'t str) {
        let after = self.text.after(self.end);
        let rest = after.trim_start_matches(is_of_id);
        after.split_at(after.len() - rest.len())
    }

    /// The indentation of further lines after its own.
    pub fn indent(&self, indentation: Indentation) -> String {
        let line = self.text.before(self.start);
        let above = match indentation {
            Indentation::Kept => 0,
            Indentation::Adjusted => line.len() - line.trim_start_matches(' ').len(),
        };
        " ".repeat(line.len() - above)
    }

    /// Its place; `None` if it belongs to a text, or begins a list.
    pub fn place(&self) -> Option<Place> {
        let after = self.rest().1;
        let follows = after.trim_start();
        let is_whole = follows.is_empty() || follows.starts_with([':', ',', '}', ']', '#']);
        let begins_list = self.text.after(self.start).starts_with('-');
        place(self.text, self.start, after).filter(|_| is_whole && !begins_list)
    }
}

/// Whether a character can be in an id or a key.
pub fn is_of_id(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '-' || character == '_'
}

/// The keys and values from the JSON Schema.
pub fn words(
    word: &Word,
    place: &Place,
    vocabulary: &Vocabulary,
    abilities: Abilities,
) -> Vec<Value> {
    let present: Vec<&str> = place.present.iter().map(String::as_str).collect();
    let keys = match place.slot {
        Slot::Key | Slot::Item => vocabulary.keys(&place.path, &present),
        Slot::Value => Vec::new(),
    };
    let choices = match place.slot {
        Slot::Value | Slot::Item => vocabulary.choices(&place.path),
        Slot::Key => Vec::new(),
    };
    let snippets = snippets(word, place, &keys, abilities);
    let indentation = abilities.indentation;
    let keys = keys.iter().enumerate().map(|(at, it)| key(word, place, (at, it), indentation));
    let range = word.text.range(&(word.start..word.end));
    let choices = choices.iter().map(|it| {
        json!({
            "label": it.word,
            "kind": 20,
            "documentation": { "kind": "markdown", "value": it.description },
            "textEdit": { "range": range, "newText": it.word },
        })
    });
    keys.chain(choices).chain(snippets).collect()
}

/// A key, with what its value begins with. A key that already has its colon is only replaced.
fn key(word: &Word, place: &Place, (at, key): (usize, &Key), indentation: Indentation) -> Value {
    let (rest, after) = word.rest();
    let has_colon = after.starts_with(':');
    let end = if has_colon { word.end + rest.len() } else { word.end };
    let new = if has_colon { key.name.clone() } else { beginning(word, place, key, indentation) };
    let required = if key.is_required { ", required" } else { "" };
    json!({
        "label": key.name,
        "kind": 10,
        "detail": format!("{}{required}", key.expected),
        "documentation": { "kind": "markdown", "value": key.description },
        "sortText": format!("{at:03}"),
        "insertTextMode": indentation.mode(),
        "textEdit": { "range": word.text.range(&(word.start..end)), "newText": new },
    })
}

/// A key and the beginning of its value.
fn beginning(word: &Word, place: &Place, key: &Key, indentation: Indentation) -> String {
    let indent = word.indent(indentation) + "  ";
    match key.form {
        ValueForm::List if !place.is_flow => format!("{}:\n{indent}- ", key.name),
        ValueForm::Mapping if !place.is_flow => format!("{}:\n{indent}", key.name),
        ValueForm::Scalar | ValueForm::List | ValueForm::Mapping => format!("{}: ", key.name),
    }
}

/// The description of the key at a byte, as a `Hover`.
pub fn explain(text: &Text, offset: usize, vocabulary: &Vocabulary) -> Value {
    let word = Word::at(text, offset);
    let end = offset + word.rest().0.len();
    let name = text.as_str().get(word.start..end).unwrap_or_default();
    let place = word.place().filter(|it| it.slot != Slot::Value && word.rest().1.starts_with(':'));
    let keys = place.map(|place| vocabulary.keys(&place.path, &[])).unwrap_or_default();
    keys.iter().find(|it| it.name == name).map_or(Value::Null, |key| {
        let words = format!("**{}** {}\n\n{}", key.name, key.expected, key.description);
        json!({
            "contents": { "kind": "markdown", "value": words },
            "range": text.range(&(word.start..end)),
        })
    })
}

#[cfg(test)]
mod tests {
    use plenary::lookup::Step;

    use super::*;

    /// Every key of some reports is offered where it is, also while nothing follows it.
    #[test]
    fn every_key_is_offered_at_its_place() {
        let vocabulary = Vocabulary::default();
        for (source, fewest) in [
            (include_str!("../../source/alliance-2016.yaml"), 100),
            (include_str!("../../tests/cases/second/report.yaml"), 100),
            (include_str!("../../tests/cases/arabic/report.yaml"), 50),
        ] {
            let (mut found, mut start) = (0, 0);
            for line in source.split_inclusive('\n') {
                let at = start + line.len() - line.trim_start_matches([' ', '-']).len();
                start += line.len();
                let Some((name, _)) = source[at..start].split_once(':') else { continue };
                let is_key = |it: char| it.is_ascii_lowercase() || it == '_';
                if name.is_empty() || !name.chars().all(is_key) {
                    continue;
                }
                for text in [source, &source[..at]].map(|it| Text::new(it.to_owned())) {
                    let after = text.after(at).trim_start_matches(is_of_id);
                    let Some(place) = place(&text, at, after) else { panic!("{line}") };
                    let present: Vec<&str> = place.present.iter().map(String::as_str).collect();
                    let keys = vocabulary.keys(&place.path, &present);
                    let is_free = matches!(place.path.last(), Some(Step::Key(key)) if key == "people" || key == "footnotes");
                    assert!(is_free || keys.iter().any(|it| it.name == name), "{line}{place:?}");
                }
                found += 1;
            }
            assert!(found >= fewest, "{found}");
        }
    }
}
