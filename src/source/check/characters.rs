//! Characters that cannot be seen: those that no format can hold, and those that are slips.

use std::ops::Range;

use super::inventory::{Inventory, TextEntry};
use crate::diagnostic::Code;
use crate::diagnostic::Diagnostic;
use crate::yaml::locate;

/// No text holds characters that break a format or hide from its reader.
pub fn check(inventory: &Inventory, source: &str, found: &mut Vec<Diagnostic>) {
    // Nearly every text has none; one look at the whole spares a look at each.
    if source.chars().all(|c| !is_suspect(c)) && !source.contains('\\') {
        return;
    }
    for piece in &inventory.texts {
        if piece.text.chars().any(is_suspect) {
            each(piece, source, found);
            unpaired(piece, source, found);
        }
    }
}

fn is_suspect(character: char) -> bool {
    forbidden(character) || invisible(character).is_some() || direction(character).is_some()
}

/// XML 1.0 §2.2 allows no C0 control but tab and line breaks; C1 controls have no form either.
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
        '\u{e000}'..='\u{f8ff}' => Some("character for private use"),
        _ => None,
    }
}

/// What a mark does to the direction of writing: UAX #9 §2.
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

fn each(piece: &TextEntry, source: &str, found: &mut Vec<Diagnostic>) {
    for (at, character) in piece.text.char_indices() {
        let place = || locate(source, piece.node, at..at + character.len_utf8());
        let point = format!("U+{:04X}", u32::from(character));
        if forbidden(character) {
            let message = format!("a control character ({point}) stands here");
            let error = Code::ControlCharacter.at(place(), message);
            found.push(error.hint("delete it; an editor may not show it"));
        } else if let Some(name) = invisible(character) {
            let message = format!("a {name} ({point}) stands here");
            let warning = Code::InvisibleCharacter.at(place(), message);
            found.push(
                warning.hint("delete it if it is a slip; it came along from another program"),
            );
        }
    }
}

fn unpaired(piece: &TextEntry, source: &str, found: &mut Vec<Diagnostic>) {
    for at in unpaired_marks(piece.text) {
        let place = locate(source, piece.node, at);
        let message = "this mark turns the direction of writing and has no partner";
        let warning = Code::UnpairedBidi.at(place, message);
        found.push(warning.hint("delete it; an editor may not show it"));
    }
}

/// The marks of a text that open without closing, or close without opening.
fn unpaired_marks(text: &str) -> Vec<Range<usize>> {
    let mut open: Vec<(Direction, Range<usize>)> = Vec::new();
    let mut unpaired = Vec::new();
    for (at, character) in text.char_indices() {
        let place = at..at + character.len_utf8();
        let opener = match direction(character) {
            Some(kind @ (Direction::Embed | Direction::Isolate)) => {
                open.push((kind, place));
                continue;
            }
            Some(Direction::EndEmbed) => Direction::Embed,
            Some(Direction::EndIsolate) => Direction::Isolate,
            None => continue,
        };
        match open.iter().rposition(|(kind, _)| *kind == opener) {
            Some(index) => unpaired.extend(open.drain(index..).skip(1).map(|(_, place)| place)),
            None => unpaired.push(place),
        }
    }
    unpaired.extend(open.into_iter().map(|(_, place)| place));
    unpaired
}

#[cfg(test)]
mod tests {
    use super::*;

    /// No-break spaces of French, joiners and marks of direction of Arabic and Persian.
    #[test]
    fn what_is_meant_is_no_slip() {
        for meant in "\u{a0}\u{202f}\u{200c}\u{200d}\u{200e}\u{200f}\u{2009}".chars() {
            assert!(!is_suspect(meant), "{meant:?}");
        }
    }

    #[test]
    fn marks_of_direction_pair() {
        assert!(unpaired_marks("a\u{202b}b\u{202c}c \u{2067}d\u{2069}").is_empty());
        assert_eq!(unpaired_marks("a\u{202b}b"), vec![std::ops::Range { start: 1, end: 4 }]);
        assert_eq!(unpaired_marks("a\u{2069}b"), vec![std::ops::Range { start: 1, end: 4 }]);
        assert_eq!(
            unpaired_marks("\u{2067}\u{202b}b\u{2069}"),
            vec![std::ops::Range { start: 3, end: 6 }]
        );
    }
}
