//! Writes changed words of a text back into the source.

use std::ops::Range;

use super::Pages;
use super::places::maker;
use super::texts::{Content, Text, texts};
use crate::compile::Source;
use crate::origin::Source as Origin;
use crate::review::words::differences;
use crate::rewrite::{self, Change, Edit, Format, Words};

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TextPiece {
    /// The printed characters.
    pub text: String,
    /// The maker of a generated part, which cannot be changed here; `None` for words of the source.
    pub made_by: Option<&'static str>,
    /// Bold.
    pub strong: bool,
    /// Italic.
    pub emphasis: bool,
}

/// A part of a changed text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NewPiece {
    /// Words in a format.
    Words {
        /// The words.
        text: String,
        /// Bold.
        strong: bool,
        /// Italic.
        emphasis: bool,
    },
    /// A part that cannot be changed, by its index among the [pieces](Pages::words) of the text.
    Kept(usize),
}

/// Why changed words are not written.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Refused {
    /// The reason: a clause in lower case, as the message of a diagnostic.
    pub reason: String,
    /// What to do instead: an imperative.
    pub hint: String,
}

impl Refused {
    /// A reason with its hint.
    pub(super) fn new(reason: &str, hint: &str) -> Refused {
        Refused { reason: reason.into(), hint: hint.into() }
    }
}

/// A part of a text, with its bytes in the file if it can be changed.
struct Part {
    text: String,
    what: What,
    format: Format,
}

enum What {
    /// Words that are in the file unchanged.
    Copied(Range<usize>),
    /// Words that replace something in the file as a whole, such as an escape.
    Replaced(Range<usize>),
    /// A part that cannot be changed here.
    Fixed(&'static str),
}

impl Pages {
    /// The parts of a text, given by its number; `None` if the text does not exist.
    pub fn words(&self, text: usize) -> Option<Vec<TextPiece>> {
        let texts = texts(&self.document);
        let parts = parts(texts.get(text)?);
        let piece = |part: Part| TextPiece {
            text: part.text,
            made_by: part.what.maker(),
            strong: part.format.strong,
            emphasis: part.format.emphasis,
        };
        Some(joined(parts).into_iter().map(piece).collect())
    }

    /// Writes a changed text into the source from which the report was read. Returns the bytes of the new
    /// file, in which only the changed words differ.
    ///
    /// # Errors
    ///
    /// If the text does not exist, or the change cannot be written.
    pub fn reword(
        &self,
        source: &Source,
        text: usize,
        new: &[NewPiece],
    ) -> Result<Vec<u8>, Refused> {
        let texts = texts(&self.document);
        let gone = || Refused::new("this text is gone", "close it, and open it again");
        let parts = parts(texts.get(text).ok_or_else(gone)?);
        let change = change(&parts, new)?;
        let bytes = source.text().bytes();
        if change.0.is_empty() {
            return Ok(bytes.to_vec());
        }
        let (labels, limits) = (self.report.labels(), self.report.limits());
        let written = rewrite::rewrite(bytes, labels, limits, &[change]);
        match written.refused.into_iter().next() {
            Some(refusal) => Err(Refused { reason: refusal.reason, hint: refusal.hint }),
            None => Ok(written.bytes),
        }
    }
}

impl What {
    fn maker(&self) -> Option<&'static str> {
        match self {
            What::Fixed(maker) => Some(maker),
            What::Copied(_) | What::Replaced(_) => None,
        }
    }
}

/// The parts of a text, one for each run of its origin.
fn parts(text: &Text) -> Vec<Part> {
    let mut parts = Vec::new();
    for piece in &text.pieces {
        let format = piece.format;
        match &piece.content {
            Content::Text(traced) => {
                for (at, source) in traced.runs() {
                    let text = traced.get(at).unwrap_or_default().to_owned();
                    let what = match source {
                        Origin::Copied { start } => {
                            What::Copied(start as usize..start as usize + text.len())
                        }
                        Origin::Replaced { start, end } => {
                            What::Replaced(start as usize..end as usize)
                        }
                        Origin::Generated(generator) => What::Fixed(maker(generator)),
                    };
                    parts.push(Part { text, what, format });
                }
            }
            Content::Note(number) => {
                let what = What::Fixed("the numbering of footnotes");
                parts.push(Part { text: number.clone(), what, format });
            }
            Content::Equation(line) => {
                let what = What::Fixed("an equation");
                parts.push(Part { text: line.to_string(), what, format });
            }
            Content::LineBreak => {
                let what = What::Fixed("a line break");
                parts.push(Part { text: "\n".into(), what, format });
            }
        }
    }
    parts
}

/// The parts, with neighbouring words of one format joined.
fn joined(parts: Vec<Part>) -> Vec<Part> {
    let mut out: Vec<Part> = Vec::new();
    for part in parts {
        match out.last_mut() {
            Some(last)
                if last.format == part.format
                    && last.what.maker().is_none()
                    && part.what.maker().is_none() =>
            {
                last.text.push_str(&part.text);
            }
            Some(_) | None => out.push(part),
        }
    }
    out
}

/// A placeholder for a part that cannot be changed.
fn placeholder(index: usize) -> char {
    u32::try_from(index).ok().and_then(|it| char::from_u32(0xF_0000 + it)).unwrap_or('\u{FFFC}')
}

fn is_placeholder(character: char) -> bool {
    ('\u{F0000}'..='\u{FFFFD}').contains(&character) || character == '\u{FFFC}'
}

/// A text with its formats.
#[derive(Default)]
struct Flat {
    text: String,
    /// The format of each stretch, by its end.
    formats: Vec<(usize, bool, bool)>,
}

impl Flat {
    fn push(&mut self, text: &str, strong: bool, emphasis: bool) {
        self.text.push_str(text);
        self.formats.push((self.text.len(), strong, emphasis));
    }

    fn format(&self, byte: usize) -> (bool, bool) {
        let at = self.formats.partition_point(|(end, ..)| *end <= byte);
        let last = self.formats.get(at).or(self.formats.last());
        last.map_or((false, false), |(_, strong, emphasis)| (*strong, *emphasis))
    }

    /// The ranges of one format in a part of the text.
    fn stretches(&self, part: Range<usize>) -> Vec<(Range<usize>, (bool, bool))> {
        let mut out: Vec<(Range<usize>, (bool, bool))> = Vec::new();
        let mut start = part.start;
        while start < part.end {
            let next = self.formats.partition_point(|(end, ..)| *end <= start);
            let end = self.formats.get(next).map_or(part.end, |it| it.0.min(part.end));
            let format = self.format(start);
            match out.last_mut() {
                Some((last, known)) if *known == format => last.end = end,
                Some(_) | None => out.push((start..end, format)),
            }
            start = end.max(start + 1);
        }
        out
    }
}

/// The old text in the form that is compared, with the places of its parts.
fn flat_old(parts: &[Part]) -> (Flat, Vec<Range<usize>>) {
    let (mut flat, mut places) = (Flat::default(), Vec::new());
    for (part, index) in joined_indices(parts) {
        let start = flat.text.len();
        let Format { strong, emphasis, .. } = part.format;
        match &part.what {
            What::Fixed(_) => flat.push(&placeholder(index).to_string(), strong, emphasis),
            What::Copied(_) | What::Replaced(_) => flat.push(&part.text, strong, emphasis),
        }
        places.push(start..flat.text.len());
    }
    (flat, places)
}

/// The parts, each with the index of the piece that contains it after joining.
fn joined_indices(parts: &[Part]) -> Vec<(&Part, usize)> {
    let mut out: Vec<(&Part, usize)> = Vec::new();
    for part in parts {
        let index = match out.last() {
            Some((last, index)) => {
                let joins = last.format == part.format
                    && last.what.maker().is_none()
                    && part.what.maker().is_none();
                if joins { *index } else { index + 1 }
            }
            None => 0,
        };
        out.push((part, index));
    }
    out
}

fn flat_new(new: &[NewPiece]) -> Flat {
    let mut flat = Flat::default();
    for piece in new {
        match piece {
            NewPiece::Words { text, strong, emphasis } => {
                let text: String = text.chars().filter(|it| !is_placeholder(*it)).collect();
                flat.push(&text, *strong, *emphasis);
            }
            NewPiece::Kept(index) => flat.push(&placeholder(*index).to_string(), false, false),
        }
    }
    flat
}

/// The change of the source that turns an old text into a new one.
fn change(parts: &[Part], new: &[NewPiece]) -> Result<Change, Refused> {
    let (old, places) = flat_old(parts);
    let new = flat_new(new);
    let mut edits = Vec::new();
    let (mut kept_from, mut new_from) = (0, 0);
    let hunks = differences(&old.text, &new.text);
    let end = (old.text.len()..old.text.len(), new.text.len()..new.text.len());
    let stretches = hunks.into_iter().map(|hunk| (hunk.before, hunk.after)).chain([end]);
    for (before, after) in stretches {
        let kept = kept_from..before.start;
        reformat(&old, &new, kept, new_from, (parts, &places), &mut edits);
        (kept_from, new_from) = (before.end, after.end);
        if before.is_empty() && after.is_empty() {
            continue;
        }
        let is_fixed = |text: &Flat, at: &Range<usize>| {
            text.text.get(at.clone()).is_some_and(|it| it.contains(is_placeholder))
        };
        if is_fixed(&old, &before) || is_fixed(&new, &after) {
            return Err(Refused::new(
                "a generated part or the mark of a footnote was deleted or moved",
                "undo that here, and change it in the source",
            ));
        }
        let at = bytes(parts, &places, &before).ok_or_else(|| {
            Refused::new(
                "this is beside generated words only",
                "change what they are generated from in the source",
            )
        })?;
        let raised = raised(parts, &places, &before);
        let words = new.stretches(after).into_iter().map(|(at, (strong, emphasis))| {
            let text = new.text.get(at).unwrap_or_default().to_owned();
            Words { text, format: Format { strong, emphasis, ..raised } }.into()
        });
        edits.push(Edit::Words { at, with: words.collect() });
    }
    Ok(Change(edits))
}

/// Changes the format of kept words where it is different now.
fn reformat(
    old: &Flat,
    new: &Flat,
    kept: Range<usize>,
    new_from: usize,
    (parts, places): (&[Part], &[Range<usize>]),
    edits: &mut Vec<Edit>,
) {
    for (at, format) in new.stretches(new_from..new_from + kept.len()) {
        let at = at.start - new_from + kept.start..at.end - new_from + kept.start;
        for (at, own) in old.stretches(at) {
            let text = old.text.get(at.clone()).unwrap_or_default();
            if own == format || text.contains(is_placeholder) || text.trim().is_empty() {
                continue;
            }
            let (strong, emphasis) = format;
            let format = Format { strong, emphasis, ..raised(parts, places, &at) };
            let at = bytes(parts, places, &at);
            edits.extend(at.map(|at| Edit::Format { at, format }));
        }
    }
}

/// Whether the words around a part of the old text are raised or lowered. Replacements for them are then
/// raised or lowered too, as is text added between two of their letters.
fn raised(parts: &[Part], places: &[Range<usize>], at: &Range<usize>) -> Format {
    let mut both = parts.iter().zip(places);
    let is_around = |place: &Range<usize>| match at.is_empty() {
        true => place.start < at.start && at.end < place.end,
        false => place.start <= at.start && at.end <= place.end,
    };
    let around = both.find(|(_, place)| is_around(place));
    let own = around.map(|(part, _)| part.format).unwrap_or_default();
    Format { strong: false, emphasis: false, ..own }
}

/// The bytes of the file behind a part of the old text.
fn bytes(parts: &[Part], places: &[Range<usize>], at: &Range<usize>) -> Option<Range<usize>> {
    let mut found: Option<Range<usize>> = None;
    for (part, place) in parts.iter().zip(places) {
        let touches = match at.is_empty() {
            true => place.start <= at.start && at.start <= place.end,
            false => place.start < at.end && at.start < place.end,
        };
        if !touches {
            continue;
        }
        let file = match &part.what {
            What::Fixed(_) => continue,
            What::Copied(file) => {
                let start = file.start + at.start.saturating_sub(place.start);
                start..file.end - place.end.saturating_sub(at.end)
            }
            What::Replaced(file) if at.is_empty() => {
                let edge = if at.start == place.start { file.start } else { file.end };
                edge..edge
            }
            What::Replaced(file) => file.clone(),
        };
        if at.is_empty() {
            return Some(file);
        }
        found = Some(match found {
            Some(found) => found.start.min(file.start)..found.end.max(file.end),
            None => file,
        });
    }
    found
}
