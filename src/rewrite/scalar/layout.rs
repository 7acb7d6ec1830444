//! The position of a scalar on its line, and the indent of its lines.

use super::{Patch, is_block};
use crate::yaml::tree::{Node, Scalar};

/// The position of a scalar on its line.
#[derive(Clone, Debug)]
pub struct Layout {
    /// Whether it is in a list or mapping in flow style.
    pub flow: bool,
    /// The white space before its further lines.
    pub indent: String,
    /// The start of the header of a block scalar.
    pub header: Option<usize>,
    /// The line ending of the file.
    pub line_end: &'static str,
}

impl Layout {
    /// The layout of a scalar. `column` is the column of the dash or key that it belongs to.
    pub fn of(
        source: &str,
        node: &Node,
        scalar: &Scalar,
        flow: bool,
        column: usize,
        line_end: &'static str,
    ) -> Self {
        let start = node.place.start;
        let header = is_block(scalar.style).then(|| header(source, start)).flatten();
        let indent = match header {
            Some(_) => {
                let first = scalar.text.trim_start_matches('\n');
                let spaces = first.len() - first.trim_start_matches(' ').len();
                let indent = line_indent(source, start);
                indent.get(..indent.len().saturating_sub(spaces)).unwrap_or_default().to_owned()
            }
            None => {
                let lines = source.get(node.place.clone()).unwrap_or_default().lines().skip(1);
                let mut indents = lines.filter(|line| !line.trim().is_empty()).map(indent_of);
                indents.next().map_or_else(|| " ".repeat(column + 2), str::to_owned)
            }
        };
        Layout { flow, indent, header, line_end }
    }

    /// A document that contains only the scalar as it is after a patch, for reading.
    pub fn document(&self, source: &str, patch: &Patch) -> Option<String> {
        if self.flow {
            return Some(format!("[{}]", patch.with));
        }
        let first = self.header.unwrap_or(patch.at.start).min(patch.at.start);
        let before = source.get(..first)?;
        let line = before.rfind('\n').map_or(0, |newline| newline + 1);
        let prefix = source.get(line..patch.at.start)?.trim_start_matches('\u{feff}');
        let key = if before.get(line..)?.trim().is_empty() { "k:\n" } else { "" };
        let end = if patch.with.ends_with('\n') { "" } else { self.line_end };
        Some(format!("{key}{prefix}{}{end}", patch.with))
    }
}

/// The line ending of a file, taken from its first line.
pub fn line_end(source: &str) -> &'static str {
    match source.split_once('\n') {
        Some((first, _)) if first.ends_with('\r') => "\r\n",
        Some(_) | None => "\n",
    }
}

/// The start of the header of a block scalar whose first line has text at `start`: `>-` in `key: >-`.
fn header(source: &str, start: usize) -> Option<usize> {
    let text = source.get(..start)?;
    let before = text.get(..text.rfind('\n')?)?.trim_end();
    let line = before.rfind('\n').map_or(0, |newline| newline + 1);
    let signs = before.get(line..)?.match_indices(['|', '>']);
    let mut headers = signs.filter(|(at, _)| {
        let rest = before.get(line + at + 1..).unwrap_or_default();
        let rest = rest.trim_start_matches(|c: char| c == '+' || c == '-' || c.is_ascii_digit());
        let comment = rest.trim_start();
        comment.is_empty() || (comment.starts_with('#') && comment.len() < rest.len())
    });
    headers.next().map(|(at, _)| line + at)
}

fn line_indent(source: &str, at: usize) -> &str {
    let Some(before) = source.get(..at) else { return "" };
    let line = before.rfind('\n').map_or(0, |newline| newline + 1);
    indent_of(source.get(line..).unwrap_or_default())
}

fn indent_of(line: &str) -> &str {
    let length = line.len() - line.trim_start_matches([' ', '\t']).len();
    line.get(..length).unwrap_or_default()
}
