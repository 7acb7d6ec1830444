//! Plain and quoted scalars: YAML 1.2.2 §7.3. Lines are folded, quotes escape.

use std::ops::Range;

use super::Segment;
use crate::yaml::tree::ScalarStyle;

/// The segments of a plain or quoted scalar.
pub fn segments(source: &str, place: Range<usize>, style: ScalarStyle) -> Option<Vec<Segment>> {
    let quoted = style != ScalarStyle::Plain;
    let inner = if quoted { place.start + 1..place.end.checked_sub(1)? } else { place };
    let mut reader = Reader {
        raw: source.get(..inner.end)?,
        at: inner.start,
        style,
        text: 0,
        segments: Vec::new(),
    };
    while let Some(next) = reader.next() {
        reader.step(next)?;
    }
    Some(reader.segments)
}

struct Reader<'s> {
    raw: &'s str,
    at: usize,
    style: ScalarStyle,
    text: usize,
    segments: Vec<Segment>,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        self.raw.get(self.at..).unwrap_or_default()
    }

    fn next(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn step(&mut self, next: char) -> Option<()> {
        match next {
            '\n' | '\r' => self.fold(),
            ' ' | '\t' if self.blanks_end_the_line() => self.at += self.blanks(),
            '\'' if self.style == ScalarStyle::SingleQuoted => self.push(2, 1),
            '\\' if self.style == ScalarStyle::DoubleQuoted => self.escape()?,
            other => self.push(other.len_utf8(), other.len_utf8()),
        }
        Some(())
    }

    /// Takes `file` bytes of the file for `text` bytes of the text.
    fn push(&mut self, file: usize, text: usize) {
        let segment = Segment { text: self.text..self.text + text, file: self.at..self.at + file };
        self.at = segment.file.end;
        self.text = segment.text.end;
        match self.segments.last_mut() {
            Some(last)
                if last.is_verbatim()
                    && segment.is_verbatim()
                    && last.file.end == segment.file.start
                    && last.text.end == segment.text.start =>
            {
                last.text.end = segment.text.end;
                last.file.end = segment.file.end;
            }
            _ => self.segments.push(segment),
        }
    }

    fn blanks(&self) -> usize {
        self.rest().len() - self.rest().trim_start_matches([' ', '\t']).len()
    }

    fn blanks_end_the_line(&self) -> bool {
        self.rest().trim_start_matches([' ', '\t']).starts_with(['\n', '\r'])
    }

    /// Passes over line breaks and blanks: one break makes a space, more make one break less.
    fn fold(&mut self) {
        let breaks = self.breaks();
        self.text += breaks.saturating_sub(1).max(1);
    }

    fn breaks(&mut self) -> usize {
        let rest = self.rest();
        let run = rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
        let skipped = rest.get(..run).unwrap_or_default();
        let breaks = skipped.replace("\r\n", "\n").matches(['\n', '\r']).count();
        self.at += run;
        breaks
    }

    /// YAML 1.2.2 §5.7.
    fn escape(&mut self) -> Option<()> {
        let escaped = self.rest().chars().nth(1)?;
        match escaped {
            '\n' | '\r' => {
                // An escaped break joins the lines; empty lines after it stay breaks.
                self.at += 1;
                let breaks = self.breaks();
                self.text += breaks.saturating_sub(1);
            }
            'x' => self.hexadecimal(2)?,
            'u' => self.hexadecimal(4)?,
            'U' => self.hexadecimal(8)?,
            'N' | '_' => self.push(2, 2),
            'L' | 'P' => self.push(2, 3),
            _ => self.push(1 + escaped.len_utf8(), 1),
        }
        Some(())
    }

    fn hexadecimal(&mut self, digits: usize) -> Option<()> {
        let code = self.rest().get(2..2 + digits)?;
        let code = u32::from_str_radix(code, 16).ok()?;
        match char::from_u32(code) {
            Some(character) => self.push(2 + digits, character.len_utf8()),
            // The first of a surrogate pair; the second follows as an escape of its own.
            None => self.push(2 * (2 + digits), 4),
        }
        Some(())
    }
}
