//! The bytes of the file from which the parts of a paragraph come, including footnote references and
//! cross-references.

use std::ops::Range;

use super::marks::Mark;
use super::{Reason, generated};
use crate::draft::{DraftParagraph, Span, Within};
use crate::origin::{Generator, Source, TracedString};
use crate::review::paragraphs;
use crate::rewrite::locate::locate;
use crate::yaml::tree::Node;

/// A part of a paragraph: its bytes in the text, and their origin.
#[derive(Clone, Debug)]
pub struct Part {
    at: Range<usize>,
    what: What,
}

#[derive(Clone, Debug)]
enum What {
    /// Characters of the file, or a replacement for all of them.
    Text {
        file: Range<usize>,
        is_copy: bool,
    },
    /// A footnote reference, a cross-reference or a line break, with its bytes in the file if they are known.
    Mark {
        note: Option<String>,
        generator: Generator,
        file: Option<Range<usize>>,
        /// The parts of a cross-reference, which may contain the words of a heading.
        parts: Vec<Part>,
    },
    /// Generated text, or a tab.
    Generated(Generator),
    Picture,
}

impl Part {
    /// The bytes of the file for the bytes that the part has in common with a range of the text.
    fn file(&self, range: &Range<usize>) -> Result<Range<usize>, Reason> {
        let at = range.start.max(self.at.start)..range.end.min(self.at.end);
        match &self.what {
            What::Text { file, is_copy: true } => {
                let first = file.start + (at.start - self.at.start);
                Ok(first..first + at.len())
            }
            What::Text { file, is_copy: false } => Ok(file.clone()),
            What::Mark { file: Some(file), .. } if at == self.at => Ok(file.clone()),
            What::Mark { parts, .. } if parts.iter().any(|it| it.text().is_some()) => {
                bytes(parts, &at)
            }
            What::Mark { file: Some(_), .. } => Err(Reason::new(
                "it changes a part of a reference",
                "delete the whole reference, or change what it refers to",
            )),
            What::Mark { note: Some(id), file: None, .. } => Err(Reason::new(
                "it deletes the mark of a footnote",
                format!("remove `[^{id}]` and the footnote `{id}` in the source"),
            )),
            What::Mark { generator, .. } | What::Generated(generator) => Err(generated(*generator)),
            What::Picture => {
                Err(Reason::new("it deletes a picture", "remove the figure in the source"))
            }
        }
    }

    fn text(&self) -> Option<Range<usize>> {
        match &self.what {
            What::Text { file, .. } => Some(file.clone()),
            What::Mark { .. } | What::Generated(_) | What::Picture => None,
        }
    }

    fn known(&self) -> Option<Range<usize>> {
        match &self.what {
            What::Mark { file, .. } => file.clone(),
            What::Text { .. } | What::Generated(_) | What::Picture => self.text(),
        }
    }
}

/// The parts of a paragraph. The numbers of footnotes, which Word writes, are left out.
pub fn parts(paragraph: &DraftParagraph, tree: &Node, marks: &[Mark]) -> Vec<Part> {
    let skipped = paragraphs::number_length(paragraph);
    let mut parts: Vec<Part> = Vec::new();
    let mut start = 0;
    let mut last = Within::Paragraph;
    for span in &paragraph.spans {
        let all = start..start + span.text().len();
        start = all.end;
        let shown = all.start.saturating_sub(skipped)..all.end.saturating_sub(skipped);
        if shown.is_empty() {
            continue;
        }
        let mark = |note, generator| What::Mark { note, generator, file: None, parts: Vec::new() };
        match span {
            Span::Text { text, within, .. } => {
                let hidden = all.len() - shown.len();
                let own = runs(&text.part(hidden..text.len()), shown.start);
                push(own, *within, last == *within, &mut parts);
            }
            Span::Note { id } => {
                let what = mark(Some(id.clone()), Generator::Number);
                parts.push(Part { at: shown, what });
            }
            Span::LineBreak => {
                parts.push(Part { at: shown, what: mark(None, Generator::Layout) });
            }
            Span::Tab => parts.push(Part { at: shown, what: What::Generated(Generator::Layout) }),
            Span::Picture => parts.push(Part { at: shown, what: What::Picture }),
        }
        last = match span {
            Span::Text { within, .. } => *within,
            Span::Note { .. } | Span::Tab | Span::LineBreak | Span::Picture => Within::Paragraph,
        };
    }
    find_marks(&mut parts, tree, marks);
    parts
}

/// The parts of a text that begins at a byte of its paragraph.
fn runs(text: &TracedString, start: usize) -> Vec<Part> {
    let runs = text.runs().map(|(run, source)| {
        let is_copy = matches!(source, Source::Copied { .. });
        let what = match (source, source.file_range(run.len())) {
            (_, Some(file)) => What::Text { file, is_copy },
            (Source::Generated(generator), None) => What::Generated(generator),
            (Source::Copied { .. } | Source::Replaced { .. }, None) => {
                What::Generated(Generator::Layout)
            }
        };
        Part { at: start + run.start..start + run.end, what }
    });
    runs.collect()
}

/// Adds the parts of a text. The generated words of a reference, and words of a heading between them, are one
/// mark. Adjacent marks are merged, because a field may be in a link.
fn push(own: Vec<Part>, within: Within, continues: bool, parts: &mut Vec<Part>) {
    let is_atom = match within {
        Within::Reference(_) | Within::Field(_) => true,
        Within::Paragraph | Within::Link(_) => false,
    };
    for (index, part) in own.into_iter().enumerate() {
        let continues = continues || index > 0;
        let generated = match &part.what {
            What::Generated(generator) if is_atom => Some(*generator),
            What::Generated(_) | What::Text { .. } | What::Mark { .. } | What::Picture => None,
        };
        match (parts.last_mut(), generated) {
            (Some(Part { at, what: What::Mark { note: None, generator, parts, .. } }), own)
                if *generator != Generator::Layout && (own.is_some() || is_atom && continues) =>
            {
                at.end = part.at.end;
                parts.push(part);
            }
            (_, Some(generator)) => {
                let at = part.at.clone();
                let what = What::Mark { note: None, generator, file: None, parts: vec![part] };
                parts.push(Part { at, what });
            }
            (_, None) => parts.push(part),
        }
    }
}

/// Finds the marks between neighbouring texts of the file, which are in the same order on both sides.
fn find_marks(parts: &mut [Part], tree: &Node, marks: &[Mark]) {
    let mut start = 0;
    while start < parts.len() {
        let is_text = |part: &Part| part.text().is_some();
        let rest = parts.get(start..).unwrap_or_default();
        let length = rest.iter().position(is_text).unwrap_or(rest.len());
        if length > 0 {
            let before = start.checked_sub(1).and_then(|at| parts.get(at)?.text());
            let after = rest.get(length).and_then(Part::text);
            let found = marks_between(before, after, tree, marks);
            let gap = parts.get_mut(start..start + length).unwrap_or_default();
            set_marks(gap, &found);
        }
        start += length + 1;
    }
}

/// The marks after a text and before another, in the scalars that contain these texts.
fn marks_between<'m>(
    before: Option<Range<usize>>,
    after: Option<Range<usize>>,
    tree: &Node,
    marks: &'m [Mark],
) -> Vec<&'m Mark> {
    let scalar = |at: usize| locate(tree, at).node().map(|node| node.place.clone());
    let own = before.as_ref().and_then(|it| Some(it.end..scalar(it.start)?.end));
    let next = after.as_ref().and_then(|it| Some(scalar(it.start)?.start..it.start));
    let gaps = match (own, next) {
        (Some(own), Some(next)) if next.start <= own.start => [Some(own.start..next.end), None],
        (own, next) => [own, next],
    };
    let within = |gap: Range<usize>| {
        let first = marks.partition_point(|mark| mark.at.start < gap.start);
        let rest = marks.get(first..).unwrap_or_default().iter();
        rest.take_while(move |mark| mark.at.end <= gap.end)
    };
    gaps.into_iter().flatten().flat_map(within).collect()
}

fn set_marks(gap: &mut [Part], found: &[&Mark]) {
    let slots = gap.iter_mut().filter_map(|part| match &mut part.what {
        What::Mark { note, file, .. } => Some((note, file)),
        What::Text { .. } | What::Generated(_) | What::Picture => None,
    });
    let slots: Vec<_> = slots.collect();
    let fits = |(slot, mark): (&(&mut Option<String>, _), &&Mark)| match (&slot.0, &mark.note) {
        (None, _) => true,
        (Some(shown), Some(note)) => note.is_shown_as(shown),
        (Some(_), None) => false,
    };
    if slots.len() == found.len() && slots.iter().zip(found).all(fits) {
        for ((_, file), mark) in slots.into_iter().zip(found) {
            *file = Some(mark.at.clone());
        }
    }
}

/// The bytes of the file from which a part of a text comes.
///
/// # Errors
///
/// If they are not all the author's.
pub fn bytes(parts: &[Part], range: &Range<usize>) -> Result<Range<usize>, Reason> {
    let first = parts.partition_point(|part| part.at.end <= range.start);
    let touched = parts.get(first..).unwrap_or_default().iter();
    let touched = touched.take_while(|part| part.at.start < range.end);
    let files = touched.map(|part| part.file(range)).collect::<Result<Vec<_>, _>>()?;
    let all = files.into_iter().reduce(|a, b| a.start.min(b.start)..a.end.max(b.end));
    all.ok_or_else(|| generated(Generator::Layout))
}

/// The generated parts within a range, if each has the author's words on both sides.
pub fn generated_between(parts: &[Part], range: &Range<usize>) -> Vec<Range<usize>> {
    let within = parts.iter().filter(|part| {
        matches!(part.what, What::Generated(_))
            && range.start < part.at.start
            && part.at.end < range.end
    });
    within.map(|part| part.at.clone()).collect()
}

/// The place in the file for words inserted before a byte of a text: after the text before it, otherwise
/// before the text after it, otherwise beside a mark.
pub fn position(parts: &[Part], at: usize) -> Result<Range<usize>, Reason> {
    let next = parts.partition_point(|part| part.at.end <= at);
    let inside = parts.get(next).filter(|part| part.at.start < at);
    if let Some(part) = inside {
        if let What::Mark { parts, .. } = &part.what
            && parts.iter().any(|it| it.text().is_some())
        {
            return position(parts, at);
        }
        let before = part.file(&(part.at.start..at))?;
        return Ok(before.end..before.end);
    }
    let before = next.checked_sub(1).and_then(|at| parts.get(at));
    let after = parts.get(next);
    let end = |it: Option<Range<usize>>| it.map(|it| it.end..it.end);
    let start = |it: Option<Range<usize>>| it.map(|it| it.start..it.start);
    end(before.and_then(Part::text))
        .or_else(|| start(after.and_then(Part::text)))
        .or_else(|| end(before.and_then(Part::known)))
        .or_else(|| start(after.and_then(Part::known)))
        .ok_or_else(|| generated(Generator::Layout))
}
