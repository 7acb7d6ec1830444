//! The text to which some bytes of the file belong.

use std::collections::VecDeque;
use std::ops::Range;

use super::inline::{self, Chunk, Fault, Manner, Row, TextEdit};
use super::locate::{Step, locate};
use super::scalar::{self, Layout, Patch, Written};
use super::texts::Texts;
use crate::origin::{Origin, Source};
use crate::yaml::tree::{Entry, Node, Scalar, Value};

/// A printed text in the file.
pub struct Target<'t> {
    kind: Kind<'t>,
    manner: Manner<'t>,
    runs: Vec<Run>,
}

enum Kind<'t> {
    Scalar(&'t Node<'t>, &'t Scalar<'t>, Layout),
    Key(&'t Entry<'t>, bool),
}

/// A run of a text: its bytes in the text and in the file.
struct Run {
    text: Range<usize>,
    file: Range<usize>,
    is_copy: bool,
}

const UNPRINTED: Fault =
    ("these bytes are not a printed text", "change what the text is generated from in the source");

impl<'t> Target<'t> {
    /// The text at an offset.
    pub fn at(
        source: &str,
        root: &'t Node<'t>,
        texts: &Texts<'t>,
        at: usize,
        line_end: &'static str,
    ) -> Result<Self, Fault> {
        let located = locate(root, at);
        let step = located.steps.last().ok_or(UNPRINTED)?;
        let flow = located.steps.iter().any(|step| is_flow(source, step.parent));
        if let Some(entry) = step.entry.filter(|entry| at <= entry.key_place.end) {
            let is_printed = located.to_string() == format!("front.abbreviations.{}", entry.key);
            let manner = is_printed.then_some(Texts::BARE).ok_or(UNPRINTED)?;
            let runs = runs(&entry.key_origin, entry.key.len());
            return Ok(Target { kind: Kind::Key(entry, flow), manner, runs });
        }
        let Value::Scalar(scalar) = &step.node.value else { return Err(UNPRINTED) };
        let start = step.node.place.start;
        let manner = texts.manner(start, &located.steps, &scalar.text).ok_or(UNPRINTED)?;
        let layout = Layout::of(source, step.node, scalar, flow, column(source, step), line_end);
        let runs = runs(&scalar.origin, scalar.text.len());
        Ok(Target { kind: Kind::Scalar(step.node, scalar, layout), manner, runs })
    }

    /// The first byte of the text at an offset, which identifies it.
    pub fn start_at(root: &Node, at: usize) -> Option<usize> {
        let located = locate(root, at);
        let step = located.steps.last()?;
        let key = step.entry.filter(|entry| at <= entry.key_place.end);
        Some(key.map_or(step.node.place.start, |entry| entry.key_place.start))
    }

    /// The text as it was written.
    pub fn text(&self) -> &'t str {
        match &self.kind {
            Kind::Scalar(_, scalar, _) => &scalar.text,
            Kind::Key(entry, _) => &entry.key,
        }
    }

    /// The bytes of the text behind some bytes of the file.
    pub fn text_range(&self, at: &Range<usize>) -> Result<Range<usize>, Fault> {
        let range = match at.is_empty() {
            true => self.position(at.start).map(|at| at..at),
            false => self.range(at),
        };
        let is_within = |range: &Range<usize>| {
            [range.start, range.end].iter().all(|at| self.text().is_char_boundary(*at))
        };
        range.filter(is_within).ok_or((
            "the change reaches from one text of the source into another",
            "change each of the two by itself",
        ))
    }

    fn range(&self, at: &Range<usize>) -> Option<Range<usize>> {
        let first = self.runs.partition_point(|run| run.file.end <= at.start);
        let last = self.runs.partition_point(|run| run.file.start < at.end).checked_sub(1)?;
        let (first, last) = (self.runs.get(first)?, self.runs.get(last)?);
        if at.start < first.file.start || at.end > last.file.end {
            return None;
        }
        let start = if first.is_copy { at.start - first.file.start } else { 0 };
        let end = if last.is_copy { last.file.end - at.end } else { 0 };
        Some(first.text.start + start..last.text.end.checked_sub(end)?)
    }

    fn position(&self, at: usize) -> Option<usize> {
        let Some(last) = self.runs.last().filter(|_| !self.text().is_empty()) else {
            return Some(0);
        };
        let run = self.runs.get(self.runs.partition_point(|run| run.file.end < at));
        let run = run.unwrap_or(last);
        match at {
            at if at == run.file.end => Some(run.text.end),
            at if at == run.file.start => Some(run.text.start),
            at if at > run.file.start && run.is_copy => {
                Some(run.text.start + (at - run.file.start)).filter(|at| *at <= run.text.end)
            }
            _ => None,
        }
    }

    /// The text after some edits, and the patch that writes it, then the parts that are split off.
    pub fn changed(
        &self,
        source: &str,
        edits: &[TextEdit],
        keep: KeptPart,
    ) -> Result<(String, Patch, Vec<String>), Fault> {
        let mut parts: VecDeque<_> = inline::change(self.text(), self.manner, edits)?.into();
        let chunks = match keep {
            KeptPart::First => parts.pop_front(),
            KeptPart::Last => parts.pop_back(),
        };
        let chunks = chunks.unwrap_or_default();
        let parts = parts.into_iter();
        let others = parts.map(|part| inline::text(&part, self.text()).trim_end().to_owned());
        let others: Vec<String> = others.collect();
        let text = inline::text(&chunks, self.text());
        if !others.is_empty() && others.iter().chain([&text]).any(|part| part.trim().is_empty()) {
            return Err(("one of the two parts has no words", "split the text between two words"));
        }
        if matches!(self.kind, Kind::Key(..)) && text.trim().is_empty() {
            return Err((
                "it deletes the key of an entry",
                "remove the whole entry in the source, if it is no longer needed",
            ));
        }
        let patch = self.patch(source, &chunks, &text).ok_or((
            "no style of the source can hold this text",
            "change the text in the source",
        ))?;
        Ok((text, patch, others))
    }

    /// The text as a row of characters.
    pub fn row(&self) -> Row {
        Row::read(self.text(), self.manner)
    }

    fn patch(&self, source: &str, chunks: &[Chunk], text: &str) -> Option<Patch> {
        match &self.kind {
            Kind::Scalar(node, scalar, layout) => {
                let place = node.place.clone();
                Written { source, scalar, place, layout: layout.clone() }.patch(chunks)
            }
            Kind::Key(entry, flow) => scalar::key(source, entry.key_place.clone(), text, *flow),
        }
    }
}

/// The part of a split text that stays in place. The others become separate items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeptPart {
    /// The first.
    First,
    /// The last, because the item has more content that is printed below its text.
    Last,
}

fn runs(origin: &Origin, length: usize) -> Vec<Run> {
    let all = origin.runs_in(0..length);
    let all = all.filter_map(|(text, source)| {
        let file = source.file_range(text.len())?;
        Some(Run { text, file, is_copy: matches!(source, Source::Copied { .. }) })
    });
    all.collect()
}

/// Whether a list or mapping is in flow style.
pub fn is_flow(source: &str, node: &Node) -> bool {
    let open = match &node.value {
        Value::Scalar(_) => return false,
        Value::Sequence(_) => '[',
        Value::Mapping(_) => '{',
    };
    source.get(node.place.start..).is_some_and(|it| it.starts_with(open))
}

/// The column of the dash or key of a step.
pub fn column(source: &str, step: &Step) -> usize {
    let at = match step.entry {
        Some(entry) => entry.key_place.start,
        None => {
            let rest = source.get(step.node.extent.start..).unwrap_or_default();
            step.node.extent.start + (rest.len() - rest.trim_start_matches(' ').len())
        }
    };
    scalar::columns_before(source, at)
}
