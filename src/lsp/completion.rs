//! Completion of ids: notes after `[^`, everything citable after `[#` and `](#`, works after `[@`, people in
//! roles.

use plenary::lookup::{IdDefinition, Lookup, Register};
use serde_json::{Value, json};

use super::text::Text;

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

/// The ids that may be written at a byte, as a `CompletionList`.
pub fn complete(text: &Text, offset: usize, lookup: &Lookup) -> Value {
    let before = text.before(offset);
    let head = before.trim_end_matches(is_of_id);
    let typed = offset - (before.len() - head.len())..offset;
    let Some(wanted) = wanted(text, offset, head) else {
        return json!({ "isIncomplete": false, "items": [] });
    };
    let range = text.range(&typed);
    let found = lookup.definitions.iter().filter(|it| wanted.includes(it));
    let items: Vec<Value> = found
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
        .collect();
    json!({ "isIncomplete": false, "items": items })
}

fn is_of_id(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '-' || character == '_'
}

/// The kind of id that may follow `head`, the text of the line before the id.
fn wanted(text: &Text, offset: usize, head: &str) -> Option<Wanted> {
    if head.ends_with("[^") {
        return Some(Wanted::Notes);
    }
    if head.ends_with("[#") || head.ends_with("](#") {
        return Some(Wanted::Elements);
    }
    // The second work of a citation follows a semicolon.
    let citation = head.strip_suffix('@').and_then(|head| head.rsplit_once('[')).map(|it| it.1);
    if citation.is_some_and(|it| it.is_empty() || it.starts_with('@') && !it.contains(']')) {
        return Some(Wanted::Works);
    }
    match key_of(text, offset, head)? {
        "panel" => Some(Wanted::Sections),
        key => ROLES.contains(&key).then_some(Wanted::People),
    }
}

/// The key of the value that is being written: on this line, or the key of the list that contains this item.
fn key_of<'t>(text: &'t Text, offset: usize, head: &'t str) -> Option<&'t str> {
    if let Some((key, value)) = head.rsplit_once(": ") {
        let is_list = value.chars().all(|it: char| is_of_id(it) || matches!(it, ' ' | ',' | '['));
        let key = key.rsplit(|it: char| !is_of_id(it)).next()?;
        return is_list.then_some(key);
    }
    let indent = head.strip_suffix("- ")?;
    if !indent.chars().all(|it| it == ' ') {
        return None;
    }
    let is_item = |line: &&str| {
        let item = line.trim_start();
        item.starts_with("- ") && line.len() - item.len() == indent.len() || item.is_empty()
    };
    let above = text.lines_above(offset).find(|line| !is_item(line))?;
    let key = above.trim_end().strip_suffix(':')?;
    key.rsplit(|it: char| !is_of_id(it)).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The kind of id that may be written at the `|` of a text.
    fn at(text: &str) -> Option<Wanted> {
        let offset = text.find('|').unwrap();
        let text = Text::new(text.replace('|', ""));
        let head = text.before(offset).trim_end_matches(is_of_id).to_owned();
        wanted(&text, offset, &head)
    }

    #[test]
    fn the_place_says_what_is_wanted() {
        assert_eq!(at("  - 'As noted[^la|"), Some(Wanted::Notes));
        assert_eq!(at("  - See [#|"), Some(Wanted::Elements));
        assert_eq!(at("  - See [the table](#t|"), Some(Wanted::Elements));
        assert_eq!(at("  - As shown [@li|"), Some(Wanted::Works));
        assert_eq!(at("  - As shown [@lind, p. 4; @b|"), Some(Wanted::Works));
        assert_eq!(at("    moderator: |"), Some(Wanted::People));
        assert_eq!(at("    speakers: [a, b-c, |"), Some(Wanted::People));
        assert_eq!(at("  - {title: Ports, speakers: ho|"), Some(Wanted::People));
        assert_eq!(at("    speakers:\n      - a\n      - |"), Some(Wanted::People));
        assert_eq!(at("  - {time: '9:00', panel: |"), Some(Wanted::Sections));
        for other in [
            "  title: Por|",
            "  - [@a] b@|",
            "  - a|",
            "content:\n  - a\n  - |",
            "speakers: [a], title: x|",
        ] {
            assert_eq!(at(other), None, "{other}");
        }
    }
}
