//! Byte offset → line and column.

use super::Lined;

/// The mark that may stand first in a file; it belongs to no column.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// A place that a person can find.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

/// The position of a byte of a file; past the end, that of the end.
pub fn position<S: Lined + ?Sized>(source: &S, offset: usize) -> Position {
    let bytes = source.whole();
    let before = bytes.get(..offset).unwrap_or(bytes);
    let in_line = before.get(line_start(bytes, offset)..).unwrap_or_default();
    let column = 1 + String::from_utf8_lossy(in_line).chars().count();
    Position { line: 1 + source.breaks_before(offset), column }
}

/// Where the line of a byte begins, a byte order mark skipped.
pub(super) fn line_start(source: &[u8], offset: usize) -> usize {
    let before = source.get(..offset).unwrap_or(source);
    match before.iter().rposition(|byte| *byte == b'\n') {
        Some(newline) => newline + 1,
        None if before.starts_with(BYTE_ORDER_MARK) => BYTE_ORDER_MARK.len(),
        None => 0,
    }
}

/// Where the line of a byte ends, before its line break.
pub(super) fn line_end(source: &[u8], offset: usize) -> usize {
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
        let source = "\u{feff}ä: b\r\nčć: x\n".as_bytes();
        assert_eq!(position(source, 3), Position { line: 1, column: 1 });
        assert_eq!(position(source, 5), Position { line: 1, column: 2 });
        assert_eq!(position(source, 16), Position { line: 2, column: 5 });
        assert_eq!(position(source, 999), Position { line: 3, column: 1 });
        assert_eq!(position("", 0), Position { line: 1, column: 1 });
    }

    #[test]
    fn lines_end_before_their_break() {
        assert_eq!(line_end(b"ab\r\ncd", 1), 2);
        assert_eq!(line_end(b"ab\r\ncd", 4), 6);
        assert_eq!(line_end(b"ab", 9), 2);
    }
}
