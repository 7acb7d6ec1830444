//! The current source: its draft, its tree, and the places that can be written.

mod bytes;
mod items;
mod listing;
mod marks;
mod people;
mod printed;

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::paragraphs::{self, Sent};
use super::words::plain;
use crate::draft::{Draft, DraftKind, DraftParagraph, Format, Script, Span};
use crate::origin::Generator;
use crate::rewrite::locate::{Located, locate};
use crate::rewrite::{self, Piece, Words};
use crate::source::ParsedReport;
use crate::yaml::tree::Node;
use bytes::Part;
pub use listing::Listing;
use marks::Mark;
use people::People;
use printed::PrintedRun;

/// Today's source.
pub struct Today<'a> {
    /// Its draft.
    pub draft: &'a Draft,
    /// The paragraphs of its draft.
    pub sent: Vec<Sent>,
    /// Its tree.
    pub tree: &'a Node<'a>,
    /// Its footnote marks and references.
    marks: Vec<Mark>,
    /// The parts of each paragraph, each found once.
    parts: Vec<OnceCell<Vec<Part>>>,
    /// The footnote marks by their paragraphs, in the order of the draft.
    cited: Vec<(usize, &'a str)>,
    /// The first byte of each paragraph in the file, in the order of the file.
    starts: Vec<(usize, usize)>,
    /// The characters of the file that each paragraph prints, found once.
    runs: OnceCell<Vec<PrintedRun>>,
    /// The paragraphs with each text, without typography and spaces at its ends, found once.
    texts: OnceCell<HashMap<String, Vec<usize>>>,
    /// Its people, indexed once.
    people: OnceCell<People>,
}

/// Why something cannot be written into the source, and what to do instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The reason, as a clause.
    pub reason: String,
    /// What to do, as a request.
    pub hint: String,
}

impl Reason {
    /// A reason and a hint.
    pub fn new(reason: impl Into<String>, hint: impl Into<String>) -> Reason {
        Reason { reason: reason.into(), hint: hint.into() }
    }
}

impl<'a> Today<'a> {
    /// The source with its draft.
    pub fn new(draft: &'a Draft, parsed: &'a ParsedReport<'a>) -> Today<'a> {
        let paragraphs = draft.paragraphs.iter().enumerate();
        let starts = paragraphs.filter_map(|(at, it)| Some((start(it)?, at)));
        let mut starts: Vec<(usize, usize)> = starts.collect();
        starts.sort_unstable();
        let parts = draft.paragraphs.iter().map(|_| OnceCell::new()).collect();
        let marks = marks::marks(parsed);
        let cited = draft.paragraphs.iter().enumerate().flat_map(|(at, it)| {
            let notes = it.spans.iter().filter_map(|span| match span {
                Span::Note { id } => Some(id.as_str()),
                Span::Text { .. } | Span::Tab | Span::LineBreak | Span::Picture => None,
            });
            notes.map(move |id| (at, id))
        });
        let cited = cited.collect();
        let sent = paragraphs::sent(draft);
        let (runs, texts, people) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        let tree = &parsed.tree;
        Today { draft, sent, tree, marks, parts, cited, starts, runs, texts, people }
    }

    /// A paragraph.
    pub fn paragraph(&self, at: usize) -> Option<&'a DraftParagraph> {
        self.draft.paragraphs.get(at)
    }

    /// The paragraphs with a text, ignoring typography and spaces at its ends.
    pub fn with_text(&self, text: &str) -> &[usize] {
        let texts = self.texts.get_or_init(|| {
            let mut texts: HashMap<String, Vec<usize>> = HashMap::new();
            for (at, it) in self.sent.iter().enumerate() {
                texts.entry(plain(it.text.trim())).or_default().push(at);
            }
            texts
        });
        texts.get(&plain(text.trim())).map_or(&[], Vec::as_slice)
    }

    /// How a paragraph is listed.
    pub fn listing(&self, at: usize) -> Listing {
        self.paragraph(at).map_or(Listing::Fixed, |it| Listing::of(&it.kind))
    }

    /// The first byte of a paragraph in the file.
    pub fn start(&self, at: usize) -> Option<usize> {
        self.paragraph(at).and_then(start)
    }

    /// The path of a byte of the source: `body[2].content[4]`.
    pub fn path_at(&self, byte: usize) -> String {
        locate(self.tree, byte).to_string()
    }

    /// The bytes of the file from which some bytes of a paragraph come, or the place for an insertion.
    ///
    /// # Errors
    ///
    /// If they are not all the author's.
    pub fn bytes(&self, at: usize, range: &Range<usize>) -> Result<Range<usize>, Reason> {
        let parts = self.parts(at);
        match range.is_empty() {
            true if parts.is_empty() => self.empty_cell(at),
            true => bytes::position(parts, range.start),
            false => bytes::bytes(parts, range),
        }
    }

    /// The generated parts within a range of a paragraph, if each has the author's words on both sides.
    pub fn generated_between(&self, at: usize, range: &Range<usize>) -> Vec<Range<usize>> {
        bytes::generated_between(self.parts(at), range)
    }

    fn parts(&self, at: usize) -> &[Part] {
        let (Some(cell), Some(paragraph)) = (self.parts.get(at), self.paragraph(at)) else {
            return &[];
        };
        cell.get_or_init(|| bytes::parts(paragraph, self.tree, &self.marks))
    }

    /// A part of a paragraph, for writing elsewhere: with the markup of the source, or in a format that
    /// a reviewer chose.
    ///
    /// # Errors
    ///
    /// If it is not all the author's.
    pub fn copy(
        &self,
        at: usize,
        range: &Range<usize>,
        format: Option<Format>,
    ) -> Result<Option<Piece>, Reason> {
        if range.is_empty() {
            return Ok(None);
        }
        let bytes = self.bytes(at, range)?;
        let text = self.sent.get(at).and_then(|it| it.text.get(range.clone())).unwrap_or_default();
        Ok(Some(match format.filter(|_| !text.contains(DraftParagraph::OBJECT)) {
            Some(format) => Words { text: text.into(), format: format_of(format) }.into(),
            None => Piece::Copy(bytes),
        }))
    }

    /// The id of the footnote that a paragraph belongs to.
    pub fn note_id(&self, at: usize) -> Option<&'a str> {
        self.paragraph(at)?.kind.note()
    }

    /// The ids of the footnotes that are cited several times. Their first reference places them; the others
    /// are numbers.
    pub fn cited_again(&self) -> HashSet<&str> {
        marks::cited_again(&self.marks)
    }

    /// The footnote that is cited last up to a paragraph.
    pub fn note_before(&self, at: usize) -> Option<&'a str> {
        let next = self.cited.partition_point(|(paragraph, _)| *paragraph <= at);
        next.checked_sub(1).and_then(|last| self.cited.get(last)).map(|(_, id)| *id)
    }

    /// The format that plenary gives to a byte of a paragraph without markup in the source, as in names of
    /// persons and terms.
    pub fn style_at(&self, at: usize, byte: usize) -> Option<rewrite::Format> {
        let format = self.sent.get(at)?.stretch_at(byte).format;
        let is_term = || {
            let text = self.sent.get(at).map_or("", |it| it.text.as_str());
            text.find('\t').is_none_or(|tab| byte < tab)
        };
        let kind = &self.paragraph(at)?.kind;
        let styled = kind.is_person() || *kind == DraftKind::Definition && is_term();
        styled.then(|| format_of(format))
    }

    fn located(&self, at: usize) -> Result<Located<'a>, Reason> {
        self.start(at)
            .map(|start| locate(self.tree, start))
            .ok_or_else(|| generated(Generator::Layout))
    }

    /// The paragraphs with words in a part of the file.
    fn within(&self, extent: &Range<usize>) -> impl Iterator<Item = usize> {
        let first = self.starts.partition_point(|(start, _)| *start < extent.start);
        let end = extent.end;
        let rest = self.starts.get(first..).unwrap_or_default().iter();
        rest.take_while(move |(start, _)| *start < end).map(|(_, at)| *at)
    }
}

fn start(paragraph: &DraftParagraph) -> Option<usize> {
    let length = paragraph.spans.iter().map(|span| span.text().len()).sum();
    let origins = paragraph.origin_at(0..length).into_iter();
    origins.filter_map(|(at, source)| source.file_range(at.len())).map(|file| file.start).next()
}

/// The reason for not changing generated text.
fn generated(generator: Generator) -> Reason {
    let (what, hint) = match generator {
        Generator::Layout => ("text that plenary writes", "change what it is made from"),
        Generator::Number => {
            ("a number, which plenary counts", "change the order of what it counts")
        }
        Generator::Labels => ("a label of the language", "change the label in `labels:`"),
        Generator::Date => {
            ("a date, which plenary writes in full", "change the date in the source")
        }
        Generator::Prefix => ("the words of a reference", "change the heading that it refers to"),
        Generator::Separator => ("punctuation between fields", "change the fields on both sides"),
        Generator::Excerpt => {
            ("words quoted from elsewhere", "change them where they are printed first")
        }
        Generator::Equation => ("an equation", "change its LaTeX in the report"),
        Generator::Data => {
            ("the data of a table or a work", "change the file, or the fields of the work")
        }
    };
    Reason::new(format!("it changes {what}"), hint)
}

/// A format in the words of the rewriter.
pub fn format_of(format: Format) -> rewrite::Format {
    rewrite::Format {
        strong: format.strong,
        emphasis: format.emphasis,
        superscript: format.script == Script::Superscript,
        subscript: format.script == Script::Subscript,
    }
}
