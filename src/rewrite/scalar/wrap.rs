//! Breaks lines that have become too long.

use std::collections::HashSet;
use std::ops::RangeInclusive;

use super::{Layout, Written};
use crate::yaml::tree::ScalarStyle;

/// The width of the lines of a scalar in columns: the width of its longest line, within these bounds.
pub const WIDTH: RangeInclusive<usize> = 80..=100;

/// How the lines of a text are broken.
pub struct Wrap<'a> {
    /// The style. Lines of a literal scalar are not broken.
    pub style: ScalarStyle,
    /// The columns before its first line.
    pub before: usize,
    /// The number of columns of a line.
    pub width: usize,
    /// The beginning of further lines.
    pub indent: &'a str,
    /// The line ending.
    pub line_end: &'a str,
    /// Lines that are kept as they are.
    pub kept: HashSet<&'a str>,
}

impl<'a> Wrap<'a> {
    /// The wrapping for a change of a scalar at `start`: as wide as its longest line, within [`WIDTH`].
    /// `None` if its lines are longer, because its author does not break lines.
    pub fn of(written: &'a Written, style: ScalarStyle, start: usize) -> Option<Self> {
        let old = written.source.get(written.place.clone()).unwrap_or_default();
        let before = columns_before(written.source, written.place.start);
        let widths = old.lines().enumerate();
        let widths =
            widths.map(|(index, line)| line.chars().count() + if index == 0 { before } else { 0 });
        let longest = widths.max().unwrap_or_default();
        (longest <= *WIDTH.end()).then(|| Wrap {
            style,
            before: columns_before(written.source, start),
            width: longest.max(*WIDTH.start()),
            indent: &written.layout.indent,
            line_end: written.layout.line_end,
            kept: old.lines().collect(),
        })
    }

    /// For a new scalar after some columns.
    pub fn of_new(layout: &'a Layout, style: ScalarStyle, before: usize) -> Self {
        let Layout { indent, line_end, .. } = layout;
        Wrap { style, before, width: *WIDTH.end(), indent, line_end, kept: HashSet::new() }
    }

    /// Breaks the lines of a text that are too long.
    pub fn wrap(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        for (index, line) in text.split_inclusive('\n').enumerate() {
            let before = if index == 0 { self.before } else { 0 };
            let content =
                if index == 0 { line } else { line.strip_prefix(self.indent).unwrap_or(line) };
            let is_literal = self.style == ScalarStyle::Literal
                || self.style == ScalarStyle::Folded && content.starts_with(' ');
            match is_literal || self.kept.contains(line.trim_end_matches(['\n', '\r'])) {
                true => out.push_str(line),
                false => self.push_wrapped(line, before, &mut out),
            }
        }
        out
    }

    fn push_wrapped(&self, line: &str, before: usize, out: &mut String) {
        let mut rest = line;
        let mut column = before;
        while column + rest.trim_end().chars().count() > self.width {
            let Some((before, after)) = split(rest, self.width.saturating_sub(column)) else {
                break;
            };
            out.push_str(before);
            out.push_str(self.line_end);
            out.push_str(self.indent);
            rest = after;
            column = self.indent.len();
        }
        out.push_str(rest);
    }
}

/// The columns of the line before an offset.
pub fn columns_before(source: &str, at: usize) -> usize {
    let before = source.get(..at).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    line.trim_start_matches('\u{feff}').chars().count()
}

/// Splits a line at the last space at which it may be broken within `width` columns, or at the first
/// such space after them.
fn split(line: &str, width: usize) -> Option<(&str, &str)> {
    let indent = line.len() - line.trim_start().len();
    let mut best = None;
    for (column, (at, _)) in line.char_indices().enumerate().filter(|(_, it)| it.1 == ' ') {
        if at > indent && may_break(line, at) {
            if column > width && best.is_some() {
                break;
            }
            best = Some(at);
            if column > width {
                break;
            }
        }
    }
    let at = best?;
    Some((line.get(..at)?, line.get(at + 1..)?))
}

/// Whether a line may be broken at a space: the next line must not look like something else.
fn may_break(line: &str, at: usize) -> bool {
    let before = line.get(..at).and_then(|before| before.chars().next_back());
    let after = line.get(at + 1..).unwrap_or_default();
    let begins_otherwise = ["#", "- ", "? ", ": ", "---", "..."];
    before.is_some_and(|before| !before.is_whitespace() && before != '\\')
        && !after.trim().is_empty()
        && !after.starts_with(char::is_whitespace)
        && !begins_otherwise.iter().any(|sign| after.starts_with(sign))
}
