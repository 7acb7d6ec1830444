//! Inlay hints: the generated numbers of headings, captions, items and notes.

use std::ops::Range;

use plenary::lookup::{Lookup, PrintedNumber};
use serde_json::{Value, json};

use super::text::Text;

/// The numbers within some bytes, as `InlayHint`s.
pub fn hints(
    text: &Text,
    numbers: &[PrintedNumber],
    lookup: &Lookup,
    bytes: &Range<usize>,
) -> Value {
    let mut hints = Vec::new();
    let mut last = (0, 0);
    for number in numbers {
        let at = match number.is_note {
            true => {
                // Several references may follow the same words.
                let from = if number.at == last.0 { last.1 } else { number.at };
                let Some(reference) = reference(text, lookup, from) else { continue };
                last = (number.at, reference.end);
                reference.start
            }
            false => before_signs(text, number.at),
        };
        if bytes.start <= at && at <= bytes.end {
            let position = text.position(at).json();
            hints.push(json!({ "position": position, "label": number.text, "paddingRight": true }));
        }
    }
    Value::Array(hints)
}

/// The next reference to a note from a byte on. A note within the text has several parts.
fn reference<'l>(text: &Text, lookup: &'l Lookup, from: usize) -> Option<&'l Range<usize>> {
    let first = lookup.styled.partition_point(|it| it.place.start < from);
    let mut next = lookup.styled.get(first..)?.iter().map(|it| &it.place);
    next.find(|place| {
        let written = text.as_str().get(place.start..).unwrap_or_default();
        // Only citations of works that are printed as notes have the numbers of notes.
        ["[^", "^[", "[@"].iter().any(|signs| written.starts_with(signs))
    })
}

/// The place before the markup and the quotation mark with which a text begins. Without quotation marks, most
/// signs cannot begin a text on the line of its key: a bracket is that of a list.
fn before_signs(text: &Text, at: usize) -> usize {
    let before = text.before(at);
    let outside = before.trim_end_matches(['*', '^', '~', '[', '`']);
    let start = match outside.strip_suffix(['\'', '"']) {
        Some(unquoted) => unquoted,
        None if outside.trim().is_empty() => outside,
        None => before.trim_end_matches(['^', '~']),
    };
    at - (before.len() - start.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hints_precede_quotation_marks_and_markup() {
        for (source, found) in [
            ("- |A", "- |A"),
            ("- ['*|A*']", "- [|'*A*']"),
            ("rows: [|A]", "rows: [|A]"),
            ("- ^|a^", "- |^a^"),
            ("- '[|A](#b)'", "- |'[A](#b)'"),
            ("  **|A**", "  |**A**"),
        ] {
            let at = source.find('|').unwrap();
            let text = source.replace('|', "");
            let at = before_signs(&Text::new(text.clone()), at);
            assert_eq!(format!("{}|{}", &text[..at], &text[at..]), found);
        }
    }
}
