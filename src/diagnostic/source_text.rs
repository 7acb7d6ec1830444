//! The text of a file, with its lines and columns.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// U+FEFF in UTF-8. At the beginning of a file it does not count as a column.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// The bytes of a file that diagnostics refer to. Cloning is cheap.
///
/// Line breaks are indexed on first use, so that a thousand diagnostics do not count the lines of
/// a file a thousand times.
#[derive(Clone, Debug, Default)]
pub struct SourceText(Arc<Indexed>);

#[derive(Debug, Default)]
struct Indexed {
    bytes: Box<[u8]>,
    /// The offsets of all newlines.
    newlines: OnceLock<Vec<usize>>,
}

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
        SourceText(Arc::new(Indexed { bytes: bytes.into(), newlines: OnceLock::new() }))
    }

    /// The bytes of the file.
    pub fn bytes(&self) -> &[u8] {
        &self.0.bytes
    }

    /// The position of a byte; offsets past the end give the position of the end.
    pub fn position(&self, offset: usize) -> Position {
        let before = self.bytes().get(..offset).unwrap_or(self.bytes());
        let in_line = before.get(line_start(self.bytes(), offset)..).unwrap_or_default();
        let column = 1 + String::from_utf8_lossy(in_line).chars().count();
        Position { line: 1 + self.newlines().partition_point(|at| *at < offset), column }
    }

    /// The bytes of the line that contains a byte, without byte order mark and line break.
    pub(super) fn line(&self, offset: usize) -> Range<usize> {
        line_start(self.bytes(), offset)..line_end(self.bytes(), offset)
    }

    fn newlines(&self) -> &[usize] {
        self.0.newlines.get_or_init(|| {
            let newlines = self.bytes().iter().enumerate().filter(|(_, byte)| **byte == b'\n');
            newlines.map(|(offset, _)| offset).collect()
        })
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

fn line_start(source: &[u8], offset: usize) -> usize {
    let before = source.get(..offset).unwrap_or(source);
    match before.iter().rposition(|byte| *byte == b'\n') {
        Some(newline) => newline + 1,
        None if before.starts_with(BYTE_ORDER_MARK) => BYTE_ORDER_MARK.len(),
        None => 0,
    }
}

fn line_end(source: &[u8], offset: usize) -> usize {
    let rest = source.get(offset..).unwrap_or_default();
    let length = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
    let end = source.len().min(offset + length);
    let carriage_return = end > offset && source.get(end - 1) == Some(&b'\r');
    if carriage_return { end - 1 } else { end }
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
        assert_eq!(line_end(b"ab\r\ncd", 1), 2);
        assert_eq!(line_end(b"ab\r\ncd", 4), 6);
        assert_eq!(line_end(b"ab", 9), 2);
    }
}
