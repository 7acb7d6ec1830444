//! Lines for the terminal.

use textwrap::{Options, WrapAlgorithm};

use super::rows::shown;
use crate::diagnostic::printable;

/// Lines under construction.
pub struct Lines {
    width: usize,
    /// The text so far.
    pub text: String,
}

impl Lines {
    /// An empty text.
    pub fn new(width: usize) -> Lines {
        Lines { width: width.max(20), text: String::new() }
    }

    /// Writes an underlined heading.
    pub fn heading(&mut self, heading: &str) {
        self.text += &format!("{heading}\n{}\n\n", "-".repeat(heading.len()));
    }

    /// Writes a comment or a reply with its author.
    pub fn remark(&mut self, is_reply: bool, who: &str, text: &str) {
        let (first, rest) = if is_reply { ("       > ", "         ") } else { (AFTER, AFTER) };
        self.wrapped(first, rest, &format!("{who}:"));
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            let indent = format!("{rest}  ");
            self.wrapped(&indent, &indent, line);
        }
    }

    /// Writes an entry that belongs to the number above it. Lines after the first are YAML to paste, and are
    /// not wrapped.
    pub fn entry(&mut self, text: &str) {
        let mut lines = text.lines();
        lines.next().into_iter().for_each(|first| self.wrapped(AFTER, AFTER, first));
        lines.for_each(|line| self.text += &format!("{AFTER}{}\n", printable(line)));
    }

    /// Writes a text, safe to print, with an indent on the first line and one on the others.
    pub fn wrapped(&mut self, first: &str, rest: &str, text: &str) {
        let options = Options::new(self.width)
            .initial_indent(first)
            .subsequent_indent(rest)
            .wrap_algorithm(WrapAlgorithm::FirstFit);
        for line in textwrap::wrap(&printable(text), options) {
            self.text.push_str(line.trim_end());
            self.text.push('\n');
        }
    }
}

/// The indent of entries that belong to a number.
pub const AFTER: &str = "       ";

/// The maximum number of characters shown of the words of a change.
const LONGEST: usize = 400;

/// Words on one line, shortened if they are very long.
pub fn words(text: &str) -> String {
    let text = shown(&text.replace(['\n', '\t'], " "));
    match text.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("{}…", text.get(..cut).unwrap_or_default()),
        None => text,
    }
}
