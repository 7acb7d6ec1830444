//! Completion of ids: notes after `[^`, everything citable after `[#` and `](#`, works after `[@`, people in
//! roles. Elsewhere, keys and values, or the markup of texts.

use plenary::lookup::{IdDefinition, Lookup, Register, Step, Vocabulary};
use serde_json::{Value, json};

use super::document::Document;
use super::flow::Slot;
use super::place::{Place, begun};
use super::word::{Abilities, Word};
use super::{keys, markup};

/// The keys that name people.
const ROLES: [&str; 6] = ["moderator", "rapporteur", "speakers", "authors", "editors", "people"];

/// The kind of id that may be written at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    Notes,
    Elements,
    Works,
    People,
    Sections,
}

impl Wanted {
    fn includes(self, it: &IdDefinition) -> bool {
        match self {
            Wanted::Notes => it.register == Register::Elements && it.kind == "footnote",
            Wanted::Elements => it.register == Register::Elements,
            Wanted::Works => it.register == Register::Elements && it.kind == "work",
            Wanted::People => it.register == Register::People,
            Wanted::Sections => matches!(it.kind.as_str(), "section" | "panel" | "side event"),
        }
    }
}

/// What may be written at a byte, as a `CompletionList`. Files that are not reports have none of their keys.
pub fn complete(
    document: &Document,
    offset: usize,
    lookup: &Lookup,
    (vocabulary, abilities): (&Vocabulary, Abilities),
) -> Value {
    let text = &document.text;
    let word = Word::at(text, offset);
    let place = word.place();
    let items = match (wanted(text.before(word.start), place.as_ref()), place) {
        (Some(wanted), _) => ids(&word, wanted, lookup),
        (None, Some(place)) if document.is_report() => {
            keys::words(&word, &place, vocabulary, abilities)
        }
        (None, None) if document.is_report() => {
            markup::items(&word, begun(text, word.start), abilities)
        }
        (None, _) => Vec::new(),
    };
    json!({ "isIncomplete": false, "items": items })
}

fn ids(word: &Word, wanted: Wanted, lookup: &Lookup) -> Vec<Value> {
    let range = word.text.range(&(word.start..word.end));
    let found = lookup.definitions.iter().filter(|it| wanted.includes(it));
    found
        .map(|it| {
            json!({
                "label": it.id,
                "kind": 18,
                "detail": it.kind,
                "documentation": it.words,
                "filterText": format!("{} {}", it.id, it.words),
                "textEdit": { "range": range, "newText": it.id },
            })
        })
        .collect()
}

/// The kind of id that may follow `head`, the text of the line before the id.
fn wanted(head: &str, place: Option<&Place>) -> Option<Wanted> {
    if head.ends_with("[^") {
        return Some(Wanted::Notes);
    }
    if head.ends_with("[#") || head.ends_with("](#") {
        return Some(Wanted::Elements);
    }
    // Words, or other works and a semicolon, may be before the sign, but no letter.
    let citation = head.strip_suffix('@').and_then(|head| head.rsplit_once('[')).map(|it| it.1);
    let begins_word = |it: &str| !it.ends_with(char::is_alphanumeric) && !it.ends_with('\\');
    if citation.is_some_and(|it| begins_word(it) && !it.contains(']')) {
        return Some(Wanted::Works);
    }
    let place = place.filter(|it| it.slot != Slot::Key)?;
    match last_key(&place.path)? {
        "panel" => Some(Wanted::Sections),
        key => ROLES.contains(&key).then_some(Wanted::People),
    }
}

/// The key of a value, or of the list of an item.
fn last_key(path: &[Step]) -> Option<&str> {
    path.iter().rev().find_map(|step| match step {
        Step::Key(key) => Some(key.as_str()),
        Step::Item => None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::text::Text;
    use super::*;

    /// The kind of id that may be written at the `|` of a text.
    fn at(text: &str) -> Option<Wanted> {
        let offset = text.find('|').unwrap();
        let text = Text::new(text.replace('|', ""));
        let word = Word::at(&text, offset);
        wanted(text.before(word.start), word.place().as_ref())
    }

    #[test]
    fn the_place_says_what_is_wanted() {
        assert_eq!(at("  - 'As noted[^la|"), Some(Wanted::Notes));
        assert_eq!(at("  - See [#|"), Some(Wanted::Elements));
        assert_eq!(at("  - See [the table](#t|"), Some(Wanted::Elements));
        assert_eq!(at("  - As shown [@li|"), Some(Wanted::Works));
        assert_eq!(at("  - As shown [@lind, p. 4; @b|"), Some(Wanted::Works));
        assert_eq!(at("  - As shown [see, e.g., @li|"), Some(Wanted::Works));
        assert_eq!(at("    moderator: |"), Some(Wanted::People));
        assert_eq!(at("    speakers: [a, b-c, |"), Some(Wanted::People));
        assert_eq!(at("  - {title: Ports, speakers: ho|"), Some(Wanted::People));
        assert_eq!(at("    speakers:\n      - a\n      - |"), Some(Wanted::People));
        assert_eq!(at("  - {time: '9:00', panel: |"), Some(Wanted::Sections));
        for other in [
            "  title: Por|",
            "  - [@a] b@|",
            "  - [mail ana@|",
            "  - a|",
            "content:\n  - a\n  - |",
            "speakers: [a], title: x|",
        ] {
            assert_eq!(at(other), None, "{other}");
        }
    }
}
