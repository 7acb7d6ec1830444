//! Texts of templates and labels that outputs cannot print.

use crate::diagnostic::{Code, Findings};
use crate::yaml::tree::{Node, Scalar, Value};

/// The keys of texts that may be empty, because a language or a design may not use these signs.
const MAY_BE_EMPTY: [&str; 14] = [
    "heading_separator",
    "caption_separator",
    "comma",
    "semicolon",
    "range",
    "source_dash",
    "open",
    "close",
    "inner_open",
    "inner_close",
    "apostrophe",
    "description",
    "alt",
    "info",
];

/// Reports the texts in a tree that are empty or contain characters that no output can print. `key`
/// is the nearest key.
pub fn unprintable_texts(node: &Node, key: &str, found: &mut Findings) {
    match &node.value {
        Value::Scalar(scalar) => {
            found.extend(fault(scalar, key).map(|(message, hint)| {
                Code::BadTemplate.at(node.place.clone(), message).hint(hint)
            }))
        }
        Value::Sequence(items) => items.iter().for_each(|it| unprintable_texts(it, key, found)),
        Value::Mapping(entries) => {
            entries.iter().for_each(|entry| unprintable_texts(&entry.value, &entry.key, found));
        }
    }
}

fn fault(scalar: &Scalar, key: &str) -> Option<(String, &'static str)> {
    if let Some(character) = scalar.text.chars().find(|character| is_unprintable(*character)) {
        let number = u32::from(character);
        let message =
            format!("`{key}` contains the character U+{number:04X}, which cannot be printed");
        return Some((message, "delete it (it may be invisible in your editor)"));
    }
    // Another rule reports missing values.
    let is_empty = scalar.is_text && scalar.text.trim().is_empty();
    let message = format!("`{key}` has an empty text");
    (is_empty && !MAY_BE_EMPTY.contains(&key)).then_some((message, "write a text, or delete it"))
}

/// Whether a character is a control other than a line break or tab, or a noncharacter (Unicode §23.7).
fn is_unprintable(character: char) -> bool {
    character.is_control() && !matches!(character, '\n' | '\t')
        || u32::from(character) & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml;

    fn faults(text: &str) -> Vec<&str> {
        let (tree, _) = yaml::parse(text);
        let mut found = Findings::default();
        unprintable_texts(&tree.unwrap(), "", &mut found);
        found.into_iter().map(|it| &text[it.place.unwrap()]).collect()
    }

    #[test]
    fn controls_and_empty_texts_are_found_at_their_places() {
        let text = "note: \"\\0\"\nlists: {bullets: [\"•\", \"\", \"\\e[1m\", \" \"]}\n\
                    comma: \"\"\nname: a\ndescription: >-\n  two\n\n  lines\npage: \nx: \"\\uFFFE\"\n";
        assert_eq!(faults(text), ["\"\\0\"", "\"\"", "\"\\e[1m\"", "\" \"", "\"\\uFFFE\""]);
    }
}
