//! Inline markup: `**strong**`, `*emphasis*`, `^raised^`, `~lowered~`, `[words](https://…)`,
//! `[^note]`, `[#reference]`, `[words](#reference)`, `[words]{lang=fr}`, `[words]{.smallcaps}`.

use std::ops::Range;

/// A piece of marked-up text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Markup {
    /// Plain text, escapes resolved.
    Text(String),
    /// `**strong**`
    Strong(Vec<Markup>),
    /// `*emphasis*`
    Emphasis(Vec<Markup>),
    /// `^raised^`
    Superscript(Vec<Markup>),
    /// `~lowered~`
    Subscript(Vec<Markup>),
    /// `[words]{.smallcaps}`
    SmallCaps(Vec<Markup>),
    /// `[words]{lang=fr}`
    Foreign { language: String, content: Vec<Markup> },
    /// `[words](https://…)`
    Link { url: String, content: Vec<Markup> },
    /// `[^note]`; `at` is the byte range of the id in the text.
    Note { id: String, at: Range<usize> },
    /// `[#reference]`, or `[words](#reference)` with words of the author's own.
    Reference { id: String, at: Range<usize>, content: Option<Vec<Markup>> },
    /// A backslash at the end of a line.
    LineBreak,
}
