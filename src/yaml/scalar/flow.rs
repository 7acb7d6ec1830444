//! Plain and quoted scalars (YAML 1.2.2 §7.3). Lines are folded, quotes escape.

use std::ops::Range;

use crate::origin::TracedString;
use crate::yaml::tree::ScalarStyle;

/// Traces a plain or quoted scalar; `inner` is its range without the quotation marks.
pub fn trace(source: &str, inner: Range<usize>, style: ScalarStyle) -> Option<TracedString> {
    let raw = source.get(..inner.end)?;
    let traced = TracedString::with_capacity(inner.len());
    let mut reader = Reader { raw, at: inner.start, style, traced };
    while reader.at < raw.len() {
        reader.step()?;
    }
    Some(reader.traced)
}

struct Reader<'s> {
    /// The file up to the end of the scalar.
    raw: &'s str,
    at: usize,
    style: ScalarStyle,
    traced: TracedString,
}

impl<'s> Reader<'s> {
    fn rest(&self) -> &'s str {
        self.raw.get(self.at..).unwrap_or_default()
    }

    fn step(&mut self) -> Option<()> {
        let rest = self.rest();
        let length = rest.find(|c| self.is_special(c)).unwrap_or(rest.len());
        let span = rest.get(..length)?;
        let folds = rest.get(length..)?.starts_with(['\n', '\r']);
        // Blanks before a line break are not part of the text.
        let kept = if folds { span.trim_end_matches([' ', '\t']) } else { span };
        self.traced.push_copied(kept, self.at);
        self.at += kept.len();
        if folds {
            self.fold();
            return Some(());
        }
        match self.rest().chars().next() {
            Some('\'') => self.replace(2, "'"),
            Some('\\') => self.escape()?,
            _ => {}
        }
        Some(())
    }

    fn is_special(&self, character: char) -> bool {
        match character {
            '\n' | '\r' => true,
            '\'' => self.style == ScalarStyle::SingleQuoted,
            '\\' => self.style == ScalarStyle::DoubleQuoted,
            _ => false,
        }
    }

    /// Adds the replacement of the next bytes of the file.
    fn replace(&mut self, bytes: usize, text: &str) {
        self.traced.push_replaced(text, self.at..self.at + bytes);
        self.at += bytes;
    }

    /// Folds line breaks and the blanks around them: one becomes a space, more lose one.
    fn fold(&mut self) {
        let (bytes, breaks) = self.breaks(0);
        match breaks {
            1 => self.replace(bytes, " "),
            _ => self.replace(bytes, &"\n".repeat(breaks.saturating_sub(1))),
        }
    }

    /// The length of the white space after `skipped` bytes, these included, and its line breaks.
    fn breaks(&self, skipped: usize) -> (usize, usize) {
        let rest = self.rest().get(skipped..).unwrap_or_default();
        let length = rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
        let blank = rest.get(..length).unwrap_or_default();
        let lone = blank.matches('\r').count() - blank.matches("\r\n").count();
        (skipped + length, blank.matches('\n').count() + lone)
    }

    /// YAML 1.2.2 §5.7.
    fn escape(&mut self) -> Option<()> {
        let escaped = self.rest().chars().nth(1)?;
        let text = match escaped {
            '\n' | '\r' => {
                // An escaped break joins two lines; the breaks of empty lines after it remain.
                let (bytes, breaks) = self.breaks(1);
                self.replace(bytes, &"\n".repeat(breaks.saturating_sub(1)));
                return Some(());
            }
            'x' => return self.hexadecimal(2),
            'u' => return self.hexadecimal(4),
            'U' => return self.hexadecimal(8),
            '0' => '\0',
            'a' => '\u{7}',
            'b' => '\u{8}',
            't' | '\t' => '\t',
            'n' => '\n',
            'v' => '\u{b}',
            'f' => '\u{c}',
            'r' => '\r',
            'e' => '\u{1b}',
            'N' => '\u{85}',
            '_' => '\u{a0}',
            'L' => '\u{2028}',
            'P' => '\u{2029}',
            other => other,
        };
        self.replace(1 + escaped.len_utf8(), text.encode_utf8(&mut [0; 4]));
        Some(())
    }

    fn hexadecimal(&mut self, digits: usize) -> Option<()> {
        let length = 2 + digits;
        let code = self.code(2, digits)?;
        if let Some(character) = char::from_u32(code) {
            self.replace(length, character.encode_utf8(&mut [0; 4]));
            return Some(());
        }
        // The first of a surrogate pair; the second is another escape.
        let low = self.code(length + 2, digits)?;
        let code = 0x1_0000 + ((code & 0x3FF) << 10) + (low & 0x3FF);
        self.replace(2 * length, char::from_u32(code)?.encode_utf8(&mut [0; 4]));
        Some(())
    }

    fn code(&self, at: usize, digits: usize) -> Option<u32> {
        u32::from_str_radix(self.rest().get(at..at + digits)?, 16).ok()
    }
}
