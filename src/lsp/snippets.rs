//! Snippets: blocks with the places to fill in, which an editor visits with Tab.

use plenary::lookup::Key;
use serde_json::{Value, json};

use super::flow::Slot;
use super::place::Place;
use super::word::{Abilities, Word};

/// A snippet.
struct Snippet {
    /// Its name in the list.
    label: &'static str,
    /// What it inserts.
    description: &'static str,
    /// The key that can be written where it is offered, and nowhere else.
    key: &'static str,
    /// Its lines, in the syntax of LSP 3.17 (Snippet Syntax).
    lines: &'static [&'static str],
}

const SNIPPETS: [Snippet; 3] = [
    Snippet {
        label: "panel …",
        description: "A panel with its people",
        key: "moderator",
        lines: &[
            "title: ${1:Title}",
            "kind: panel",
            "moderator: ${2:id}",
            "speakers: [${3:id}]",
            "content:",
            "  - ${0:Text}",
        ],
    },
    Snippet {
        label: "recommendations …",
        description: "Numbered recommendations with a lead-in",
        key: "recommendations",
        lines: &[
            "recommendations:",
            "  lead: ${1:The participants recommended}",
            "  items:",
            "    - ${0:Text}",
        ],
    },
    Snippet {
        label: "table …",
        description: "A table with a caption and a header",
        key: "table",
        lines: &[
            "table:",
            "  caption: ${1:Caption}",
            "  header: [${2:First}, ${3:second}]",
            "  rows:",
            "    - [${4:cell}, ${0:cell}]",
        ],
    },
];

/// The snippets for an empty item of a list, where some keys can be written.
pub fn snippets(word: &Word, place: &Place, keys: &[Key], abilities: Abilities) -> Vec<Value> {
    let is_empty = place.slot == Slot::Item && !place.is_flow && place.present.is_empty();
    if !abilities.has_snippets || !is_empty {
        return Vec::new();
    }
    let range = word.text.range(&(word.start..word.end));
    let indent = word.indent(abilities.indentation);
    let can_be_written = |snippet: &&Snippet| keys.iter().any(|key| key.name == snippet.key);
    let item = |snippet: &Snippet| {
        json!({
            "label": snippet.label,
            "kind": 15,
            "detail": snippet.description,
            // After the keys.
            "sortText": format!("zz {}", snippet.label),
            "insertTextFormat": 2,
            "insertTextMode": abilities.indentation.mode(),
            "textEdit": { "range": range, "newText": snippet.lines.join(&format!("\n{indent}")) },
        })
    };
    SNIPPETS.iter().filter(can_be_written).map(item).collect()
}
