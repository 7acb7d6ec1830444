//! Completion and explanation of keys and values, from the JSON Schema.

use plenary::lookup::{Key, ValueForm, Vocabulary};
use serde_json::{Value, json};

use super::flow::Slot;
use super::hover::Hover;
use super::place::Place;
use super::snippets::snippets;
use super::text::Text;
use super::word::{Abilities, Indentation, Word};

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

/// The description of the key at a byte.
pub fn explain(text: &Text, offset: usize, vocabulary: &Vocabulary) -> Option<Hover> {
    let word = Word::at(text, offset);
    let end = offset + word.rest().0.len();
    let name = text.as_str().get(word.start..end).unwrap_or_default();
    let place = word.place().filter(|it| it.slot != Slot::Value && word.rest().1.starts_with(':'));
    let keys = place.map(|place| vocabulary.keys(&place.path, &[])).unwrap_or_default();
    keys.iter().find(|it| it.name == name).map(|key| {
        let words = format!("**{}** {}\n\n{}", key.name, key.expected, key.description);
        Hover { words, place: word.start..end }
    })
}

#[cfg(test)]
mod tests {
    use plenary::lookup::Step;

    use super::super::place::place;
    use super::super::word::is_of_id;
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
