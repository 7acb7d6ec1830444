//! Writes a changed text into its scalar: in its style if that can represent the text, and with its line
//! breaks wherever nothing changed.

mod layout;
mod style;
mod wrap;

use std::ops::Range;

pub use layout::{Layout, line_end};
pub use wrap::columns_before;

use super::inline::Chunk;
use crate::limits::{Limit, Limits};
use crate::origin::Source;
use crate::yaml::tree::{Entry, Scalar, ScalarStyle, Value};
use crate::yaml::{is_text, parse_within};
use style::encoded;
use wrap::Wrap;

/// Bytes of the file and their replacement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Patch {
    /// The bytes.
    pub at: Range<usize>,
    /// Their replacement.
    pub with: String,
}

/// A scalar in its file.
pub struct Written<'a> {
    /// The file.
    pub source: &'a str,
    /// The scalar.
    pub scalar: &'a Scalar<'a>,
    /// Its bytes. Those of a block scalar begin after its header.
    pub place: Range<usize>,
    /// Its position on its line.
    pub layout: Layout,
}

impl Written<'_> {
    /// The patch of the file that changes the text to some chunks; `None` if no style can represent the new
    /// text.
    pub fn patch(&self, chunks: &[Chunk]) -> Option<Patch> {
        let text = super::inline::text(chunks, &self.scalar.text);
        if text.is_empty() {
            return self.attempt(&[], ScalarStyle::SingleQuoted, &text);
        }
        if let Some(patch) = self.attempt(chunks, self.scalar.style, &text) {
            return Some(patch);
        }
        let whole = [Chunk::New(text.clone())];
        if let Some(patch) = self.attempt(&whole, self.scalar.style, &text) {
            return Some(patch);
        }
        let mut others = self.other_styles(&text).into_iter();
        others.find_map(|style| self.attempt(chunks, style, &text))
    }

    /// The styles to try after the style of the scalar, the most similar first.
    fn other_styles(&self, text: &str) -> Vec<ScalarStyle> {
        let spans_lines = self.source.get(self.place.clone()).is_some_and(|it| it.contains('\n'));
        let mut styles = match self.scalar.style {
            ScalarStyle::Plain => style::in_place_of_plain(text, spans_lines && !self.layout.flow),
            ScalarStyle::SingleQuoted
            | ScalarStyle::DoubleQuoted
            | ScalarStyle::Literal
            | ScalarStyle::Folded => Vec::new(),
        };
        styles.push(ScalarStyle::DoubleQuoted);
        styles
    }

    fn attempt(&self, chunks: &[Chunk], style: ScalarStyle, text: &str) -> Option<Patch> {
        let content = self.content(chunks, style, text);
        let at = self.range(style);
        let enclosed = style::enclosed(&content, style, &self.layout);
        let wrap = Wrap::of(self, style, at.start).filter(|_| !self.layout.flow);
        let with = wrap.map_or(enclosed.clone(), |wrap| wrap.wrap(&enclosed));
        let patch = Patch { at, with };
        self.reads_as(&patch, style, text).then_some(patch)
    }

    /// The bytes to replace. A block scalar keeps its header if it keeps its style.
    fn range(&self, style: ScalarStyle) -> Range<usize> {
        if !is_block(self.scalar.style) {
            return self.place.clone();
        }
        let all = self.scalar.origin.file_range(0..self.scalar.text.len());
        let all = all.unwrap_or(self.place.clone());
        if style == self.scalar.style {
            return all;
        }
        let end = self.source.get(..all.end).map_or(all.end, |it| it.trim_end().len());
        self.layout.header.unwrap_or(all.start)..end
    }

    /// The chunks in a style, without quotation marks.
    fn content(&self, chunks: &[Chunk], style: ScalarStyle, text: &str) -> String {
        let mut out = String::new();
        let mut done = 0;
        for chunk in chunks {
            match chunk {
                Chunk::New(new) => {
                    out.push_str(&encoded(new, style, &self.layout));
                    done += new.len();
                }
                Chunk::Kept(at) => {
                    for (part, source) in self.scalar.origin.runs_in(at.clone()) {
                        let around = (text.get(..done), text.get(done + part.len()..));
                        self.push_kept(&part, source, around, style, &mut out);
                        done += part.len();
                    }
                }
            }
        }
        out
    }

    fn push_kept(
        &self,
        part: &Range<usize>,
        source: Source,
        (before, after): (Option<&str>, Option<&str>),
        style: ScalarStyle,
        out: &mut String,
    ) {
        let text = self.scalar.text.get(part.clone()).unwrap_or_default();
        let raw = source.file_range(part.len()).and_then(|at| self.source.get(at));
        let raw = raw.unwrap_or_default();
        let is_fold = raw.contains(['\n', '\r']);
        let is_kept = match source {
            Source::Copied { .. } => style == self.scalar.style,
            Source::Replaced { .. } if is_fold => {
                let blank = |c: char| matches!(c, ' ' | '\n');
                let joins = before.is_some_and(|it| !it.is_empty() && !it.ends_with(blank))
                    && after.is_some_and(|it| !it.is_empty() && !it.starts_with(blank));
                let folds = !raw.starts_with('\\')
                    && ![style, self.scalar.style].contains(&ScalarStyle::Literal);
                (style == self.scalar.style || folds) && (joins || text != " ")
            }
            Source::Replaced { .. } => style == self.scalar.style,
            Source::Generated(_) => false,
        };
        match is_kept && self.is_whole(part, source) {
            true => out.push_str(raw),
            false => out.push_str(&encoded(text, style, &self.layout)),
        }
    }

    /// Whether a run is not cut.
    fn is_whole(&self, part: &Range<usize>, source: Source) -> bool {
        let same = |at: usize| {
            let mut runs = self.scalar.origin.runs_in(at..at + 1);
            runs.next().is_some_and(|(_, other)| other == source)
        };
        match source {
            Source::Copied { .. } | Source::Generated(_) => true,
            Source::Replaced { .. } => {
                let before = part.start.checked_sub(1).is_some_and(same);
                !before && (part.end >= self.scalar.text.len() || !same(part.end))
            }
        }
    }

    /// Whether the scalar, after a patch, has a text in a style.
    fn reads_as(&self, patch: &Patch, style: ScalarStyle, text: &str) -> bool {
        let document = self.layout.document(self.source, patch);
        document.is_some_and(|it| reads_as(&it, style, text, is_text(self.scalar)))
    }
}

/// Whether the last scalar of a document has a text in a style. `is_words` says that it must not be
/// read as a number or truth value.
fn reads_as(document: &str, style: ScalarStyle, text: &str, is_words: bool) -> bool {
    let (tree, found) = parse_within(document, &any_length());
    let mut node = tree.as_ref().filter(|_| !found.has_errors());
    while let Some(at) = node {
        node = match &at.value {
            Value::Sequence(items) => items.last(),
            Value::Mapping(entries) => entries.last().map(|entry| &entry.value),
            Value::Scalar(scalar) => {
                let keeps_type = !is_words || is_text(scalar) && !style::is_word_of_yaml(scalar);
                return scalar.text == text && scalar.style == style && keeps_type;
            }
        };
    }
    false
}

/// Limits without the limit on the length of a text, which the reader of the whole file applies.
fn any_length() -> Limits {
    let mut limits = Limits::default();
    limits.set(Limit::TextLength, u64::MAX);
    limits
}

fn is_block(style: ScalarStyle) -> bool {
    matches!(style, ScalarStyle::Literal | ScalarStyle::Folded)
}

/// The change of a key at `place`; `None` if no style can represent it.
pub fn key(source: &str, place: Range<usize>, text: &str, flow: bool) -> Option<Patch> {
    let old = match source.get(place.clone())?.chars().next()? {
        '\'' => ScalarStyle::SingleQuoted,
        '"' => ScalarStyle::DoubleQuoted,
        _ => ScalarStyle::Plain,
    };
    Some(Patch { at: place, with: key_in(text, old, flow)? })
}

/// A new key; `None` if no style can represent it.
pub fn new_key(text: &str, flow: bool) -> Option<String> {
    key_in(text, ScalarStyle::Plain, flow)
}

fn key_in(text: &str, style: ScalarStyle, flow: bool) -> Option<String> {
    let styles = [style, ScalarStyle::SingleQuoted, ScalarStyle::DoubleQuoted].into_iter();
    let mut written = styles.map(|style| style::quoted(text, style));
    written.find(|with| reads_as_key(with, text, flow))
}

/// A new scalar in the style of its neighbour, or the most similar style that can represent it. `before` is
/// the number of columns before it on its line.
pub fn new(text: &str, style: ScalarStyle, layout: &Layout, before: usize) -> Option<String> {
    let is_long = before + text.chars().count() > *wrap::WIDTH.end();
    let mut styles = match style {
        ScalarStyle::Literal | ScalarStyle::Folded if !layout.flow => vec![ScalarStyle::Folded],
        ScalarStyle::Literal | ScalarStyle::Folded | ScalarStyle::Plain => vec![ScalarStyle::Plain],
        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => vec![style],
    };
    styles.extend(style::in_place_of_plain(text, is_long && !layout.flow));
    styles.push(ScalarStyle::DoubleQuoted);
    let written = styles.into_iter().map(|style| {
        let enclosed = style::enclosed(&encoded(text, style, layout), style, layout);
        let wrap = Wrap::of_new(layout, style, before);
        (style, if layout.flow { enclosed } else { wrap.wrap(&enclosed) })
    });
    let reads = |style: ScalarStyle, with: &str| {
        let document = match layout.flow {
            true => format!("[{with}]"),
            false => format!("k: {with}{}", layout.line_end),
        };
        reads_as(&document, style, text, true)
    };
    written.into_iter().find(|(style, with)| reads(*style, with)).map(|(_, with)| with)
}

fn reads_as_key(with: &str, text: &str, flow: bool) -> bool {
    let document = if flow { format!("{{{with}: x}}") } else { format!("{with}: x\n") };
    let (tree, found) = parse_within(&document, &any_length());
    let is_only = |entries: &[Entry]| matches!(entries, [entry] if entry.key == text);
    !found.has_errors() && tree.is_some_and(|tree| is_only(tree.entries()))
}
