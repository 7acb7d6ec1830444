//! Literal and folded scalars: YAML 1.2.2 §8.1. Lines stand in the file as in the text, after
//! their indent.

use std::ops::Range;

use super::Segment;

/// The segments of a literal or folded scalar: one a line. `place` begins with the first line's
/// text.
pub fn segments(source: &str, place: Range<usize>, text: &str) -> Option<Vec<Segment>> {
    let mut at = text.len() - text.trim_start_matches('\n').len();
    let first = text.get(at..)?;
    let mut segments = Vec::new();
    if first.is_empty() {
        return Some(segments);
    }
    let kept = first.len() - first.trim_start_matches(' ').len();
    let line = source.get(..place.start)?.rfind('\n').map_or(0, |newline| newline + 1);
    let raw = source.get(line..place.end)?;
    let indent = (raw.len() - raw.trim_start_matches(' ').len()).checked_sub(kept)?;
    let mut file = line;
    for line in raw.split_inclusive('\n') {
        let content = content(line, indent);
        if !content.is_empty() && at < text.len() {
            let start = file + skipped(line, indent);
            segments
                .push(Segment { text: at..at + content.len(), file: start..start + content.len() });
            at = after_separator(text, at + content.len());
        }
        file += line.len();
    }
    Some(segments)
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

/// After a line the text has line breaks, or the one space that folding makes of them.
fn after_separator(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let breaks = rest.len() - rest.trim_start_matches('\n').len();
    if breaks > 0 { at + breaks } else { at + usize::from(rest.starts_with(' ')) }
}
