//! Texts with the positions of the Language Server Protocol: lines from 0, and UTF-16 code units from 0.

use std::ops::Range;

use serde_json::{Value, json};

/// A text with indexed lines.
#[derive(Debug, Default)]
pub struct Text {
    text: String,
    /// The first byte of each line.
    lines: Vec<usize>,
}

/// A position in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 0.
    pub line: u64,
    /// The UTF-16 code units before it in the line.
    pub character: u64,
}

impl Text {
    /// Indexes a text.
    pub fn new(text: String) -> Text {
        let mut lines = vec![0];
        let bytes = text.as_bytes();
        for (at, byte) in bytes.iter().enumerate() {
            // A line ends with \n, \r\n or \r.
            let ends = *byte == b'\n' || (*byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
            if ends {
                lines.push(at + 1);
            }
        }
        Text { text, lines }
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The byte at a position. Positions past the end of a line or of the text mean the end.
    pub fn offset(&self, position: Position) -> usize {
        let line = usize::try_from(position.line).unwrap_or(usize::MAX);
        let Some(start) = self.lines.get(line).copied() else { return self.text.len() };
        let rest = self.text.get(start..).unwrap_or_default();
        let line = rest.split(['\n', '\r']).next().unwrap_or_default();
        let mut units = 0;
        for (at, character) in line.char_indices() {
            // A position within a surrogate pair is before the character.
            units += character.len_utf16() as u64;
            if units > position.character {
                return start + at;
            }
        }
        start + line.len()
    }

    /// The position of a byte.
    pub fn position(&self, offset: usize) -> Position {
        let offset = offset.min(self.text.len());
        let line = self.lines.partition_point(|start| *start <= offset).saturating_sub(1);
        let start = self.lines.get(line).copied().unwrap_or_default();
        let before = self.text.as_bytes().get(start..offset).unwrap_or_default();
        let before = String::from_utf8_lossy(before);
        let character = before.chars().map(|it| it.len_utf16() as u64).sum();
        Position { line: line as u64, character }
    }

    /// The line and the column of a byte, from 1, as in messages.
    pub fn line_and_column(&self, offset: usize) -> (u64, usize) {
        let before = self.before(offset.min(self.text.len()));
        (self.position(offset).line + 1, before.chars().count() + 1)
    }

    /// A range of bytes as a `Range` of the protocol.
    pub fn range(&self, bytes: &Range<usize>) -> Value {
        json!({ "start": self.position(bytes.start).json(), "end": self.position(bytes.end).json() })
    }

    /// The bytes of a `Range` of the protocol.
    pub fn bytes(&self, range: &Value) -> Option<Range<usize>> {
        let start = self.offset(Position::of(range.get("start")?)?);
        let end = self.offset(Position::of(range.get("end")?)?);
        Some(start..end.max(start))
    }

    /// Replaces some bytes.
    pub fn replace(&mut self, bytes: Range<usize>, by: &str) {
        let mut text = std::mem::take(&mut self.text);
        text.replace_range(bytes, by);
        *self = Text::new(text);
    }

    /// The text before a byte on its line.
    pub fn before(&self, offset: usize) -> &str {
        let line = self.lines.partition_point(|start| *start <= offset).saturating_sub(1);
        let start = self.lines.get(line).copied().unwrap_or_default();
        self.text.get(start..offset).unwrap_or_default()
    }

    /// The text after a byte on its line.
    pub fn after(&self, offset: usize) -> &str {
        let rest = self.text.get(offset..).unwrap_or_default();
        rest.split(['\n', '\r']).next().unwrap_or_default()
    }

    /// The lines after the line of a byte.
    pub fn lines_below(&self, offset: usize) -> impl Iterator<Item = &str> {
        let end = offset + self.after(offset).len();
        self.text.get(end..).unwrap_or_default().lines().skip(1)
    }

    /// The lines before the line of a byte, the nearest first.
    pub fn lines_above(&self, offset: usize) -> impl Iterator<Item = &str> {
        let start = offset - self.before(offset).len();
        self.text.get(..start).unwrap_or_default().lines().rev()
    }
}

impl Position {
    /// Reads a `Position` of the protocol.
    pub fn of(value: &Value) -> Option<Position> {
        let number = |key: &str| value.get(key)?.as_u64();
        Some(Position { line: number("line")?, character: number("character")? })
    }

    /// As a `Position` of the protocol.
    pub fn json(self) -> Value {
        json!({ "line": self.line, "character": self.character })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_in_utf_16() {
        let text = Text::new("a\u{1F6A2}é\r\nb\rc\n".into());
        let at = |line, character| text.offset(Position { line, character });
        assert_eq!(
            [at(0, 0), at(0, 1), at(0, 2), at(0, 3), at(0, 4), at(0, 99)],
            [0, 1, 1, 5, 7, 7]
        );
        assert_eq!([at(1, 0), at(1, 1), at(2, 0), at(3, 0), at(9, 0)], [9, 10, 11, 13, 13]);
        for offset in [0, 1, 5, 7, 9, 10, 11, 12, 13] {
            assert_eq!(text.offset(text.position(offset)), offset);
        }
    }

    #[test]
    fn ten_thousand_edits_leave_the_text_that_an_editor_has() {
        let mut state = 7_u64;
        let mut random = |below: usize| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % below
        };
        let (mut expected, mut text) = (String::new(), Text::new(String::new()));
        for _ in 0..10_000 {
            let places: Vec<usize> =
                expected.char_indices().map(|it| it.0).chain([expected.len()]).collect();
            let start = random(places.len());
            let end = (start + random(4)).min(places.len() - 1);
            let by = ["a", "é", "\u{1F6A2}", "\n", "\r\n", "\r", "", "\u{2028}"][random(8)];
            let bytes = places[start]..places[end];
            // Editors have no position between a carriage return and its line feed.
            let splits =
                |at: usize| expected[..at].ends_with('\r') && expected[at..].starts_with('\n');
            if splits(bytes.start) || splits(bytes.end) || expected.len() > 200 && !by.is_empty() {
                continue;
            }
            let range = text.range(&bytes);
            assert_eq!(text.bytes(&range), Some(bytes.clone()), "{expected:?}");
            text.replace(bytes.clone(), by);
            expected.replace_range(bytes, by);
            assert_eq!(
                (text.as_str(), &text.lines),
                (expected.as_str(), &Text::new(expected.clone()).lines)
            );
        }
    }

    #[test]
    fn parts_are_replaced() {
        let mut text = Text::new("é: 1\nb: 2\n".into());
        let range =
            json!({"start": {"line": 0, "character": 3}, "end": {"line": 1, "character": 1}});
        let bytes = text.bytes(&range).unwrap();
        text.replace(bytes, "x\ny");
        assert_eq!(text.as_str(), "é: x\ny: 2\n");
        assert_eq!((text.before(7), text.lines_above(7).next()), ("y", Some("é: x")));
        assert_eq!((text.after(4), text.lines_below(3).next()), ("x", Some("y: 2")));
        assert_eq!(text.lines_below(7).next(), None);
    }
}
