//! Text that is safe to print: it cannot control a terminal, change the order of the text around it, or
//! fill the screen.

use std::borrow::Cow;
use std::fmt::Write;

/// Whether a character has an effect other than being shown: a terminal control (C0, C1), a line or
/// paragraph separator, or an explicit directional formatting character (UAX #9 §2).
fn is_unsafe(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{206f}')
        // Tags, which are invisible.
        || matches!(character, '\u{e0000}'..='\u{e007f}')
}

/// Makes a text safe to print on one line: shows terminal controls, line breaks and characters
/// that change the writing direction by their code points, such as `<U+001B>`.
///
/// [`render`](super::render()) and [`render_coloured`](super::render_coloured) do this with everything
/// that they show. Use it for other text from outside, such as file names.
pub fn printable(text: &str) -> Cow<'_, str> {
    shown(text, is_unsafe)
}

/// As [`printable`], for a line of a file, in which tabs are common.
pub(super) fn printable_line(line: Cow<'_, str>) -> Cow<'_, str> {
    match shown(&line, |character| is_unsafe(character) && character != '\t') {
        Cow::Borrowed(_) => line,
        Cow::Owned(shown) => shown.into(),
    }
}

fn shown(text: &str, hidden: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&hidden) {
        return text.into();
    }
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        if hidden(character) {
            // Writing to a string cannot fail.
            let _ = write!(shown, "<U+{:04X}>", u32::from(character));
        } else {
            shown.push(character);
        }
    }
    shown.into()
}

/// Escapes unsafe characters in JSON on one line. They occur only in strings, so the meaning stays the same.
pub fn escaped_json(json: String) -> String {
    if !json.contains(is_unsafe) {
        return json;
    }
    let mut escaped = String::with_capacity(json.len());
    for character in json.chars() {
        if is_unsafe(character) {
            for unit in character.encode_utf16(&mut [0; 2]) {
                // Writing to a string cannot fail.
                let _ = write!(escaped, "\\u{unit:04x}");
            }
        } else {
            escaped.push(character);
        }
    }
    escaped
}

/// The length of the longest message, in bytes.
const LONGEST: usize = 1000;

/// Shortens a message that repeats too much of the file.
pub(super) fn shortened(mut message: String) -> String {
    if message.len() > LONGEST {
        message.truncate(message.floor_char_boundary(LONGEST));
        message.push('…');
    }
    message
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_and_directions_become_visible() {
        assert_eq!(printable("a\u{9b}31m\u{1b}]\nb"), "a<U+009B>31m<U+001B>]<U+000A>b");
        assert_eq!(printable("\u{202e}abc\u{2069}"), "<U+202E>abc<U+2069>");
        assert_eq!(printable_line("\ta\u{7f}".into()), "\ta<U+007F>");
    }

    /// Joiners and direction marks of Persian and Hebrew belong to words.
    #[test]
    fn other_texts_stay_as_they_are() {
        let text = "čć \u{a0}漢 می\u{200c}خ א\u{200f} \u{200d}";
        assert!(matches!(printable(text), Cow::Borrowed(same) if same == text));
    }

    #[test]
    fn json_keeps_its_meaning() {
        let text = "a\u{9b}\u{202e}\u{e0041}";
        let json = escaped_json(serde_json::to_string(text).unwrap());
        assert_eq!(json, r#""a\u009b\u202e\udb40\udc41""#);
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }
}
