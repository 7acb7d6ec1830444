//! The text of a file, with its lines and columns.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// U+FEFF in UTF-8. At the beginning of a file it does not count as a column.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// The bytes of a file that diagnostics refer to. Cloning is cheap.
///
/// Lines and characters are indexed on first use, so that a thousand diagnostics do not count the lines
/// and characters of a file a thousand times, even if all are on one line.
#[derive(Clone, Debug, Default)]
pub struct SourceText(Arc<Indexed>);

#[derive(Debug, Default)]
struct Indexed {
    bytes: Box<[u8]>,
    /// The offsets of all newlines.
    newlines: OnceLock<Vec<usize>>,
    /// The number of characters before some offsets.
    counts: OnceLock<Vec<Count>>,
}

/// The number of characters before an offset.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    offset: usize,
    characters: usize,
}

/// The number of characters from one count to the next. A larger number takes less memory, but makes it
/// slower to find a column.
const STEP: usize = 1024;

/// A position in a file as editors show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

impl SourceText {
    /// The text of a file, which need not be valid UTF-8.
    pub fn new(bytes: &[u8]) -> SourceText {
        SourceText::from_bytes(bytes.to_vec())
    }

    /// As [`SourceText::new`], without copying the bytes.
    pub(crate) fn from_bytes(bytes: Vec<u8>) -> SourceText {
        SourceText(Arc::new(Indexed { bytes: bytes.into(), ..Indexed::default() }))
    }

    /// The bytes of the file.
    pub fn bytes(&self) -> &[u8] {
        &self.0.bytes
    }

    /// The position of a byte; offsets past the end give the position of the end.
    pub fn position(&self, offset: usize) -> Position {
        let line = self.newlines().partition_point(|at| *at < offset);
        let before_line = self.characters_before(self.line_start(offset));
        Position { line: 1 + line, column: 1 + self.characters_before(offset) - before_line }
    }

    /// The bytes of the line that contains a byte, without byte order mark and line break.
    pub(super) fn line(&self, offset: usize) -> Range<usize> {
        let newline = self.newlines().partition_point(|at| *at < offset);
        let end = self.newlines().get(newline).copied().unwrap_or(self.bytes().len());
        let carriage_return = end > offset && self.bytes().get(end - 1) == Some(&b'\r');
        self.line_start(offset)..if carriage_return { end - 1 } else { end }
    }

    fn line_start(&self, offset: usize) -> usize {
        let before = self.newlines().partition_point(|at| *at < offset);
        let newline = before.checked_sub(1).and_then(|last| self.newlines().get(last));
        let mark = BYTE_ORDER_MARK.len();
        match newline {
            Some(newline) => newline + 1,
            None if offset >= mark && self.bytes().starts_with(BYTE_ORDER_MARK) => mark,
            None => 0,
        }
    }

    /// The number of characters before an offset; an invalid sequence counts as one.
    fn characters_before(&self, offset: usize) -> usize {
        let next = self.counts().partition_point(|count| count.offset <= offset);
        let known = next.checked_sub(1).and_then(|last| self.counts().get(last));
        let Count { offset: from, characters } = known.copied().unwrap_or_default();
        let rest = self.bytes().get(from..offset.min(self.bytes().len())).unwrap_or_default();
        characters + String::from_utf8_lossy(rest).chars().count()
    }

    fn newlines(&self) -> &[usize] {
        self.0.newlines.get_or_init(|| {
            let newlines = self.bytes().iter().enumerate().filter(|(_, byte)| **byte == b'\n');
            newlines.map(|(offset, _)| offset).collect()
        })
    }

    fn counts(&self) -> &[Count] {
        self.0.counts.get_or_init(|| {
            let mut counts = Vec::with_capacity(self.bytes().len() / STEP);
            let mut at = Count::default();
            for chunk in self.bytes().utf8_chunks() {
                let lengths = chunk.valid().chars().map(char::len_utf8);
                lengths.for_each(|length| at.advance(length, &mut counts));
                if !chunk.invalid().is_empty() {
                    at.advance(chunk.invalid().len(), &mut counts);
                }
            }
            counts
        })
    }
}

impl Count {
    /// Counts a character, and records the count after each step.
    fn advance(&mut self, bytes: usize, counts: &mut Vec<Count>) {
        self.offset += bytes;
        self.characters += 1;
        if self.characters.is_multiple_of(STEP) {
            counts.push(*self);
        }
    }
}

impl From<&[u8]> for SourceText {
    fn from(bytes: &[u8]) -> SourceText {
        SourceText::new(bytes)
    }
}

impl From<&str> for SourceText {
    fn from(text: &str) -> SourceText {
        SourceText::new(text.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let source = SourceText::from("\u{feff}ä: b\r\nčć: x\n");
        assert_eq!(source.position(3), Position { line: 1, column: 1 });
        assert_eq!(source.position(5), Position { line: 1, column: 2 });
        assert_eq!(source.position(16), Position { line: 2, column: 5 });
        assert_eq!(source.position(999), Position { line: 3, column: 1 });
        assert_eq!(SourceText::default().position(0), Position { line: 1, column: 1 });
    }

    #[test]
    fn lines_end_before_their_line_break() {
        let line = |text: &str, offset| SourceText::from(text).line(offset);
        assert_eq!(line("ab\r\ncd", 1), 0..2);
        assert_eq!(line("ab\r\ncd", 4), 4..6);
        assert_eq!(line("\u{feff}ab\n", 3), 3..5);
    }

    /// The result is the same as counting every character from the start of the line.
    #[test]
    fn columns_are_right_in_long_lines_of_any_bytes() {
        let mut random = crate::yaml::random(5);
        let pieces: [&[u8]; 6] =
            [b"a", "č".as_bytes(), "漢".as_bytes(), b"\x92", b"\xF0\x9F", b"yz"];
        let mut bytes = Vec::new();
        while bytes.len() < 12 * STEP {
            let newline = random().is_multiple_of(4000);
            let piece = pieces[random() as usize % pieces.len()];
            bytes.extend_from_slice(if newline { b"\n" } else { piece });
        }
        let source = SourceText::new(&bytes);
        for offset in (0..bytes.len() + 3).step_by(13) {
            let before = &bytes[..offset.min(bytes.len())];
            let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
            let column = 1 + String::from_utf8_lossy(&before[start..]).chars().count();
            assert_eq!(source.position(offset).column, column, "{offset}");
        }
    }

    /// Finding the column of any byte therefore takes less than one step, however long its line is.
    #[test]
    fn characters_are_counted_every_step() {
        let source = SourceText::new(&vec![b'a'; 10 * STEP + 1]);
        let counted = source.counts().iter().map(|count| count.offset);
        assert!(counted.eq((1..=10).map(|step| step * STEP)));
    }
}
