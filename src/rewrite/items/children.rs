//! The items of a list, or the entries of a mapping, and their bytes.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::rewrite::Side;
use crate::rewrite::report_file::ReportFile;
use crate::rewrite::scalar::{Patch, columns_before};
use crate::rewrite::target::is_flow;
use crate::yaml::extent;
use crate::yaml::tree::{Node, Value};

/// The items of a list, or the entries of a mapping.
pub struct Children<'a> {
    /// The list or mapping.
    pub parent: &'a Node<'a>,
    flow: bool,
    /// The bytes of each from its first word to its last.
    words: Vec<Range<usize>>,
    /// The bytes to delete or move with each child.
    extents: Vec<Range<usize>>,
}

impl<'a> Children<'a> {
    pub fn of(source: &str, parent: &'a Node<'a>) -> Self {
        let (words, extents): (Vec<_>, Vec<_>) = match &parent.value {
            Value::Scalar(_) => (Vec::new(), Vec::new()),
            Value::Sequence(items) => (
                items.iter().map(|item| item.place.start..extent::end(source, item)).collect(),
                items.iter().map(|item| item.extent.clone()).collect(),
            ),
            Value::Mapping(entries) => {
                let words = entries
                    .iter()
                    .map(|entry| entry.key_place.start..extent::entry_end(source, entry));
                (words.collect(), extent::of_entries(source, entries))
            }
        };
        Children { parent, flow: is_flow(source, parent), words, extents }
    }

    /// The number of children.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// The first byte of the first child, which identifies the list or mapping.
    pub fn start(&self) -> usize {
        self.words.first().map_or(self.parent.place.start, |words| words.start)
    }

    /// An item, or the value of an entry.
    pub fn node(&self, index: usize) -> Option<&'a Node<'a>> {
        match &self.parent.value {
            Value::Scalar(_) => None,
            Value::Sequence(items) => items.get(index),
            Value::Mapping(entries) => entries.get(index).map(|entry| &entry.value),
        }
    }

    /// The extent of a child.
    pub fn extent(&self, index: usize) -> Range<usize> {
        self.extents.get(index).cloned().unwrap_or_default()
    }

    /// The bytes of a child from its first word to its last.
    pub fn words(&self, index: usize) -> Range<usize> {
        self.words.get(index).cloned().unwrap_or_default()
    }

    /// The bytes to delete for some children, with the changes of each run of them.
    pub fn removals(
        &self,
        source: &str,
        removed: &BTreeMap<usize, Vec<usize>>,
    ) -> Vec<(Range<usize>, Vec<usize>)> {
        let mut runs: Vec<(Range<usize>, Vec<usize>)> = Vec::new();
        for (index, changes) in removed {
            match runs.last_mut() {
                Some((run, all)) if run.end == *index => {
                    run.end += 1;
                    all.extend(changes);
                }
                Some(_) | None => runs.push((*index..index + 1, changes.clone())),
            }
        }
        runs.into_iter().map(|(run, changes)| (self.removal(source, &run), changes)).collect()
    }

    fn removal(&self, source: &str, run: &Range<usize>) -> Range<usize> {
        let (first, last) = (run.start, run.end.saturating_sub(1));
        let is_last = run.end >= self.len();
        if self.flow {
            return match (first.checked_sub(1), is_last) {
                (_, false) => self.words(first).start..self.words(run.end).start,
                (Some(before), true) => self.words(before).end..self.words(last).end,
                (None, true) => self.words(first).start..self.words(last).end,
            };
        }
        let Range { start, .. } = self.extent(first);
        let end = self.extent(last).end;
        if !is_line_start(source, start) && !is_last {
            // The first item is on the line of an outer dash, so the next one takes its place.
            let next = self.extent(run.end).start;
            let rest = source.get(next..).unwrap_or_default();
            return start..next + (rest.len() - rest.trim_start_matches(' ').len());
        }
        // If there are empty lines on both sides, those above remain.
        let above = source.get(..start).unwrap_or_default();
        let is_spaced = above.ends_with("\n\n") || above.ends_with("\n\r\n");
        start..if is_spaced { end + blank_lines(source, end) } else { end }
    }

    /// The patch that adds the lines of a new child beside another.
    pub fn insertion(&self, file: &ReportFile, (index, side): (usize, Side), lines: &str) -> Patch {
        let source = file.source;
        if self.flow {
            let words = self.words(index);
            return match side {
                Side::Before => insert(words.start, format!("{lines}, ")),
                Side::After => insert(words.end, format!(", {lines}")),
            };
        }
        let extent = self.extent(index);
        let at = if side == Side::Before { extent.start } else { extent.end };
        let indent = " ".repeat(self.column(source));
        let line_end = file.line_end;
        if is_line_start(source, at) {
            let gap = if self.is_spaced(source, index) { line_end } else { "" };
            return match side {
                Side::Before => insert(at, format!("{indent}{lines}{line_end}{gap}")),
                Side::After => insert(at, format!("{gap}{indent}{lines}{line_end}")),
            };
        }
        let rest = source.get(at..).unwrap_or_default();
        let rest = rest.lines().next().unwrap_or_default().trim();
        match rest.is_empty() {
            true => insert(at, format!("{line_end}{indent}{lines}")),
            // Before an item on the line of an outer dash, or after it.
            false => insert(at, format!("{lines}{line_end}{indent}")),
        }
    }

    /// The column of the dashes or keys.
    fn column(&self, source: &str) -> usize {
        let start = self.extent(0).start;
        let rest = source.get(start..).unwrap_or_default();
        columns_before(source, start + (rest.len() - rest.trim_start_matches(' ').len()))
    }

    /// Whether there is an empty line beside a child.
    fn is_spaced(&self, source: &str, index: usize) -> bool {
        let extent = self.extent(index);
        let above = source.get(..extent.start).unwrap_or_default();
        let above = index > 0 && (above.ends_with("\n\n") || above.ends_with("\n\r\n"));
        above || (index + 1 < self.len() && blank_lines(source, extent.end) > 0)
    }
}

fn insert(at: usize, with: String) -> Patch {
    Patch { at: at..at, with }
}

fn is_line_start(source: &str, at: usize) -> bool {
    at == 0 || source.get(..at).is_some_and(|before| before.ends_with(['\n', '\u{feff}']))
}

/// The length of the empty lines at an offset.
fn blank_lines(source: &str, at: usize) -> usize {
    let lines = source.get(at..).unwrap_or_default().split_inclusive('\n');
    lines.take_while(|line| line.trim().is_empty()).map(str::len).sum()
}

/// The lines of an item, moved from one column to another, without the indent of the first.
pub fn reindented(text: &str, [from, to]: [usize; 2]) -> String {
    let indent = " ".repeat(to);
    let mut out = String::with_capacity(text.len());
    for (index, line) in text.trim_end_matches(' ').split_inclusive('\n').enumerate() {
        let spaces = line.len() - line.trim_start_matches(' ').len();
        if index > 0 && !line.trim().is_empty() {
            out.push_str(&indent);
            // A line of a quoted text may have any indent except the indent of an item.
            out.push_str(if spaces < from + 1 && !line.trim_start().starts_with(['-', '#']) {
                "  "
            } else {
                ""
            });
        }
        out.push_str(line.get(spaces.min(from)..).unwrap_or_default());
    }
    out.truncate(out.trim_end_matches(['\n', '\r']).len());
    out
}
