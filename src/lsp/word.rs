//! The word that a completion replaces, and how an editor inserts it.

use serde_json::{Value, json};

use super::place::{Place, place};
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
    pub fn rest(&self) -> (&'t str, &'t str) {
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
