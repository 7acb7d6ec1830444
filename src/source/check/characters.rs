//! Invisible characters: those that the formats cannot store, and those that are probably slips.

use std::ops::Range;

use super::inventory::{Inventory, TextEntry};
use crate::diagnostic::{Code, Findings};

/// Reports control characters and invisible characters.
pub fn check(inventory: &Inventory, found: &mut Findings) {
    for entry in &inventory.texts {
        if entry.text.chars().any(is_suspect) {
            each(entry, found);
            unpaired(entry, found);
        }
    }
}

fn is_suspect(character: char) -> bool {
    // Most characters of most texts.
    if matches!(character, ' '..='~') {
        return false;
    }
    forbidden(character) || invisible(character).is_some() || direction(character).is_some()
}

/// XML 1.0 §2.2 allows no C0 controls except tab and line breaks. C1 controls are not printed
/// either.
fn forbidden(character: char) -> bool {
    (character.is_control() && !matches!(character, '\t' | '\n'))
        || matches!(character, '\u{fffe}' | '\u{ffff}')
}

fn invisible(character: char) -> Option<&'static str> {
    match character {
        '\u{200b}' => Some("zero-width space"),
        '\u{2060}' => Some("word joiner"),
        '\u{feff}' => Some("byte order mark"),
        '\u{2028}' => Some("line separator"),
        '\u{2029}' => Some("paragraph separator"),
        '\u{ad}' => Some("soft hyphen"),
        '\u{fffd}' => Some("replacement character"),
        '\u{e000}'..='\u{f8ff}' => Some("private-use character"),
        _ => None,
    }
}

/// The effect of an explicit directional formatting character (UAX #9 §2).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Embed,
    Isolate,
    EndEmbed,
    EndIsolate,
}

fn direction(character: char) -> Option<Direction> {
    match character {
        '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' => Some(Direction::Embed),
        '\u{202c}' => Some(Direction::EndEmbed),
        '\u{2066}'..='\u{2068}' => Some(Direction::Isolate),
        '\u{2069}' => Some(Direction::EndIsolate),
        _ => None,
    }
}

fn each(entry: &TextEntry, found: &mut Findings) {
    for (at, character) in entry.text.char_indices() {
        let place = || entry.locate(at..at + character.len_utf8());
        let point = format!("U+{:04X}", u32::from(character));
        if forbidden(character) {
            let message = format!("control character ({point}) in the text");
            let error = Code::ControlCharacter.at(place(), message);
            found.push(error.hint("delete it (it may be invisible in your editor)").write(""));
        } else if let Some(name) = invisible(character) {
            let message = format!("invisible character ({point}, {name}) in the text");
            let warning = Code::InvisibleCharacter.at(place(), message);
            found.push(warning.hint("delete it, unless it is there on purpose").write(""));
        }
    }
}

fn unpaired(entry: &TextEntry, found: &mut Findings) {
    for at in unpaired_controls(entry.text) {
        let place = entry.locate(at);
        let message = "unpaired control character of writing direction";
        let warning = Code::UnpairedBidi.at(place, message);
        found.push(warning.hint("delete it (it may be invisible in your editor)").write(""));
    }
}

/// The characters that open an embedding, override or isolate without closing it, or the reverse.
fn unpaired_controls(text: &str) -> Vec<Range<usize>> {
    // The places of the open characters of each kind, with their order.
    let (mut embeds, mut isolates) = (Vec::new(), Vec::new());
    let mut unpaired = Vec::new();
    for (at, character) in text.char_indices() {
        let place = at..at + character.len_utf8();
        let (own, inner) = match direction(character) {
            Some(Direction::Embed) => {
                embeds.push(place);
                continue;
            }
            Some(Direction::Isolate) => {
                isolates.push(place);
                continue;
            }
            Some(Direction::EndEmbed) => (&mut embeds, &mut isolates),
            Some(Direction::EndIsolate) => (&mut isolates, &mut embeds),
            None => continue,
        };
        match own.pop() {
            // Whatever opened later stays without an end.
            Some(opened) => {
                let later = inner.partition_point(|it: &Range<usize>| it.start < opened.start);
                unpaired.extend(inner.drain(later..));
            }
            None => unpaired.push(place),
        }
    }
    unpaired.extend(embeds.into_iter().chain(isolates));
    unpaired.sort_unstable_by_key(|place| place.start);
    unpaired
}

#[cfg(test)]
mod tests {
    use super::*;

    /// No-break spaces of French; joiners and direction marks of Arabic and Persian.
    #[test]
    fn deliberate_characters_are_not_suspect() {
        for deliberate in "\u{a0}\u{202f}\u{200c}\u{200d}\u{200e}\u{200f}\u{2009}".chars() {
            assert!(!is_suspect(deliberate), "{deliberate:?}");
        }
    }

    #[test]
    fn direction_controls_pair() {
        assert!(unpaired_controls("a\u{202b}b\u{202c}c \u{2067}d\u{2069}").is_empty());
        assert_eq!(unpaired_controls("a\u{202b}b"), vec![std::ops::Range { start: 1, end: 4 }]);
        assert_eq!(unpaired_controls("a\u{2069}b"), vec![std::ops::Range { start: 1, end: 4 }]);
        assert_eq!(
            unpaired_controls("\u{2067}\u{202b}b\u{2069}"),
            vec![std::ops::Range { start: 3, end: 6 }]
        );
        // Each is looked at once, so 100,000 of them take no longer than their text.
        let text = format!("{}{}", "\u{202b}".repeat(50_000), "\u{2069}".repeat(50_000));
        assert_eq!(unpaired_controls(&text).len(), 100_000);
    }
}
