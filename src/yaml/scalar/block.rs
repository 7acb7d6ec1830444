//! Literal and folded scalars (YAML 1.2.2 §8.1). Their lines are copies, after the indent.

use std::ops::Range;

use crate::origin::TracedString;

/// Traces a literal or folded scalar. `place` begins at the text of its first line that is not
/// empty.
pub fn trace(source: &str, place: Range<usize>, text: &str) -> Option<TracedString> {
    let mut traced = TracedString::with_capacity(text.len());
    let leading = text.len() - text.trim_start_matches('\n').len();
    let first = text.get(leading..)?;
    if first.is_empty() {
        traced.push_replaced(text, breaks_before(source, place.end)..place.end);
        return Some(traced);
    }
    let start = source.get(..place.start)?.rfind('\n').map_or(0, |newline| newline + 1);
    let raw = source.get(start..place.end)?;
    let kept = first.len() - first.trim_start_matches(' ').len();
    let indent = (raw.len() - raw.trim_start_matches(' ').len()).checked_sub(kept)?;
    let mut lines = Lines { traced, text, at: 0, end: breaks_before(source, start) };
    let mut at = start;
    for line in raw.split_inclusive('\n') {
        let content = content(line, indent);
        if !content.is_empty() && lines.at < text.len() {
            lines.push(content, at + skipped(line, indent));
        }
        at += line.len();
    }
    lines.finish(source);
    Some(lines.traced)
}

/// The lines of a text, as they are found in the file.
struct Lines<'t> {
    traced: TracedString,
    text: &'t str,
    /// The number of bytes of the text traced so far.
    at: usize,
    /// The end of the last line in the file, without its break.
    end: usize,
}

impl<'t> Lines<'t> {
    /// Adds a line, after the break that separates it from the line before.
    fn push(&mut self, content: &str, start: usize) {
        let separator = self.separator();
        self.traced.push_replaced(separator, self.end..start);
        self.at += separator.len() + content.len();
        self.traced.push_copied(content, start);
        self.end = start + content.len();
    }

    /// Line breaks, or the space that replaces one in folding.
    fn separator(&self) -> &'t str {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let breaks = rest.len() - rest.trim_start_matches('\n').len();
        let space = breaks == 0 && self.at > 0 && rest.starts_with(' ');
        rest.get(..breaks + usize::from(space)).unwrap_or_default()
    }

    /// Adds the breaks after the last line.
    fn finish(&mut self, source: &str) {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let after = source.get(self.end..).unwrap_or_default();
        let blank = after.len() - after.trim_start_matches([' ', '\t', '\r', '\n']).len();
        let blank = after.get(..blank).unwrap_or_default();
        let length = blank.rfind('\n').map_or(blank.len(), |newline| newline + 1);
        self.traced.push_replaced(rest, self.end..self.end + length);
    }
}

/// The end of the line before the empty lines that end at `at`.
fn breaks_before(source: &str, at: usize) -> usize {
    source.get(..at).map_or(at, |before| before.trim_end_matches([' ', '\t', '\r', '\n']).len())
}

/// A line without its indent and break.
fn content(line: &str, indent: usize) -> &str {
    let line = line.strip_suffix('\n').unwrap_or(line);
    let line = line.strip_suffix('\r').unwrap_or(line);
    line.get(skipped(line, indent)..).unwrap_or_default()
}

fn skipped(line: &str, indent: usize) -> usize {
    indent.min(line.len() - line.trim_start_matches(' ').len())
}
