//! Today's source: its draft, its tree, and what can be written where.

mod bytes;
mod people;

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

use super::paragraphs::{self, Sent};
use super::words::plain;
use crate::draft::{Draft, DraftKind, DraftParagraph, Format, Script, Span};
use crate::origin::Generator;
use crate::rewrite::locate::{self, Located, locate};
use crate::rewrite::{self, Piece, Words};
use crate::source::ParsedReport;
use crate::yaml::tree::{Node, Value};
use bytes::{Mark, Part};

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
    /// What each paragraph prints, found once.
    runs: OnceCell<Vec<PrintedRun>>,
    /// The paragraphs with each text, without typography and spaces at its ends, found once.
    texts: OnceCell<HashMap<String, Vec<usize>>>,
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

/// How paragraphs are listed in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listing {
    /// As a block of a section, box or item.
    Block,
    /// As an item of a list.
    Item,
    /// As a row of a table.
    Row,
    /// As an entry of its own kind, such as a person.
    Entry,
    /// Not in a list: a caption, a heading.
    Fixed,
}

impl Listing {
    /// How a paragraph is listed.
    pub fn of(kind: &DraftKind) -> Listing {
        match kind {
            DraftKind::Paragraph => Listing::Block,
            DraftKind::Item(_) | DraftKind::Recommendation(_) => Listing::Item,
            DraftKind::Cell { .. } => Listing::Row,
            DraftKind::Person
            | DraftKind::Participant
            | DraftKind::Definition
            | DraftKind::Work
            | DraftKind::Quotation => Listing::Entry,
            DraftKind::Cover
            | DraftKind::Generated
            | DraftKind::Heading(_)
            | DraftKind::RecommendationHeading
            | DraftKind::LeadIn
            | DraftKind::QuotationSource
            | DraftKind::BoxTitle
            | DraftKind::Caption
            | DraftKind::Credit
            | DraftKind::ParticipantGroup
            | DraftKind::IndexEntry
            | DraftKind::Note { .. }
            | DraftKind::Picture
            | DraftKind::Separator => Listing::Fixed,
        }
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
        let marks = bytes::marks(parsed);
        let cited = draft.paragraphs.iter().enumerate().flat_map(|(at, it)| {
            let notes = it.spans.iter().filter_map(|span| match span {
                Span::Note { id } => Some(id.as_str()),
                Span::Text { .. } | Span::Tab | Span::LineBreak | Span::Picture => None,
            });
            notes.map(move |id| (at, id))
        });
        let cited = cited.collect();
        let sent = paragraphs::sent(draft);
        let (runs, texts) = (OnceCell::new(), OnceCell::new());
        Today { draft, sent, tree: &parsed.tree, marks, parts, cited, starts, runs, texts }
    }

    /// A paragraph.
    pub fn paragraph(&self, at: usize) -> Option<&'a DraftParagraph> {
        self.draft.paragraphs.get(at)
    }

    /// The paragraphs with a text, but for typography and spaces at its ends.
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

    /// The bytes of the file behind some bytes of a paragraph, or the place for an insertion.
    ///
    /// # Errors
    ///
    /// If they are not the author's alone.
    pub fn bytes(&self, at: usize, range: &Range<usize>) -> Result<Range<usize>, Reason> {
        let parts = self.parts(at);
        match range.is_empty() {
            true if parts.is_empty() => self.empty_cell(at),
            true => bytes::position(parts, range.start),
            false => bytes::bytes(parts, range),
        }
    }

    /// The generated parts of a range of a paragraph that has the author's words on both sides of each.
    pub fn generated_between(&self, at: usize, range: &Range<usize>) -> Vec<Range<usize>> {
        bytes::generated_between(self.parts(at), range)
    }

    /// The place for the first words of an empty cell.
    fn empty_cell(&self, at: usize) -> Result<Range<usize>, Reason> {
        let column = match self.paragraph(at).map(|it| &it.kind) {
            Some(DraftKind::Cell { column, .. }) => *column as usize,
            Some(_) | None => return Err(generated(Generator::Layout)),
        };
        let own = self.sent.get(at).map(|it| it.place);
        let in_row = |other: &usize| {
            let other = self.sent.get(*other).map(|it| it.place);
            other.zip(own).is_some_and(|(a, b)| a.table() == b.table() && a.row() == b.row())
        };
        let before = (0..at).rev().take_while(in_row);
        let mut row = before.chain((at + 1..self.sent.len()).take_while(in_row));
        let row = row.find_map(|other| {
            let steps = self.located(other).ok()?.steps;
            steps.into_iter().rev().map(|step| step.parent).find(|node| match &node.value {
                Value::Sequence(_) => true,
                Value::Scalar(_) | Value::Mapping(_) => false,
            })
        });
        let cell = match row.map(|row| &row.value) {
            Some(Value::Sequence(cells)) => cells.get(column),
            Some(Value::Scalar(_) | Value::Mapping(_)) | None => None,
        };
        let empty = cell.filter(|cell| match &cell.value {
            Value::Scalar(scalar) => scalar.text.is_empty(),
            Value::Sequence(_) | Value::Mapping(_) => false,
        });
        empty.map(|cell| cell.place.start..cell.place.start).ok_or_else(|| {
            Reason::new("the source has no text for this cell", "fill the cell in the source")
        })
    }

    /// The extent of a cell among those of its row.
    ///
    /// # Errors
    ///
    /// If its row is not a list of texts.
    pub fn cell(&self, at: usize) -> Result<Range<usize>, Reason> {
        let located = self.located(at)?;
        let step = located.steps.last().filter(|step| step.entry.is_none());
        step.map(|step| step.node.extent.clone()).ok_or_else(|| {
            Reason::new(
                "the row is not a list of texts",
                format!("add the column to the table at `{located}` in the source"),
            )
        })
    }

    fn parts(&self, at: usize) -> &[Part] {
        let (Some(cell), Some(paragraph)) = (self.parts.get(at), self.paragraph(at)) else {
            return &[];
        };
        cell.get_or_init(|| bytes::parts(paragraph, self.tree, &self.marks))
    }

    /// A part of a paragraph, to be written elsewhere: with the markup of the source, or in a format that
    /// somebody chose.
    ///
    /// # Errors
    ///
    /// If it is not the author's alone.
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

    /// The footnote that is cited last up to a paragraph.
    pub fn note_before(&self, at: usize) -> Option<&'a str> {
        let next = self.cited.partition_point(|(paragraph, _)| *paragraph <= at);
        next.checked_sub(1).and_then(|last| self.cited.get(last)).map(|(_, id)| *id)
    }

    /// The format that plenary gives to a byte of a paragraph, without markup in the source: that of the
    /// names of persons, and of terms.
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

    /// The extent of the item that is a paragraph.
    ///
    /// # Errors
    ///
    /// If the paragraph is not an item, or the item has other paragraphs.
    pub fn item(&self, at: usize) -> Result<Range<usize>, Reason> {
        let located = self.located(at)?;
        let listing = self.listing(at);
        let step = match listing {
            Listing::Row => {
                located.steps.iter().rev().find(|step| step.entry.is_none() && holds_list(step))
            }
            Listing::Fixed => None,
            Listing::Block | Listing::Item | Listing::Entry => located.item(),
        };
        let Some(step) = step else {
            return Err(Reason::new(
                "it is not an item of a list",
                format!("edit `{located}` in the source"),
            ));
        };
        let extent = step.node.extent.clone();
        if listing != Listing::Row && self.within(&extent).any(|other| other != at) {
            return Err(Reason::new(
                "other paragraphs belong to it",
                format!("edit `{located}` in the source"),
            ));
        }
        Ok(extent)
    }

    /// The extent of the innermost item that a paragraph is in, with whatever else is in it.
    ///
    /// # Errors
    ///
    /// If it is in none.
    pub fn entry(&self, at: usize) -> Result<Range<usize>, Reason> {
        let located = self.located(at)?;
        let item = located.item().map(|step| step.node.extent.clone());
        item.ok_or_else(|| {
            Reason::new("it is not an item of a list", format!("edit `{located}` in the source"))
        })
    }

    /// The first cell of the row after that of a cell.
    pub fn next_row(&self, at: usize) -> Option<usize> {
        let own = self.sent.get(at)?.place;
        (at + 1..self.sent.len())
            .take_while(|at| self.sent.get(*at).is_some_and(|it| it.place.table() == own.table()))
            .find(|at| self.sent.get(*at).is_some_and(|it| it.place.row() != own.row()))
    }

    /// The extent of the block that a paragraph belongs to.
    ///
    /// # Errors
    ///
    /// If it belongs to none.
    pub fn block(&self, at: usize) -> Result<Range<usize>, Reason> {
        let located = self.located(at)?;
        let pairs = located.steps.iter().zip(located.steps.iter().skip(1));
        let block = pairs.rev().find(|(outer, inner)| {
            inner.entry.is_none() && outer.entry.is_some_and(|entry| entry.key == "content")
        });
        block.map(|(_, step)| step.node.extent.clone()).ok_or_else(|| {
            Reason::new(
                "its place has no list of blocks",
                format!("edit `{located}` in the source"),
            )
        })
    }

    /// The key after which the content of a section goes, which has none; the paragraph is its heading or
    /// the last person under it.
    pub fn before_content(&self, at: usize) -> Option<Range<usize>> {
        let section = self.section(at)?;
        let is_missing = section.entry("content").is_none();
        let before = section.entries().iter().rfind(|entry| BEFORE_CONTENT.contains(&&*entry.key));
        before.filter(|_| is_missing).map(|entry| entry.key_place.clone())
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

    /// The paragraphs that print some bytes of the file, in the order of the draft: a name of the
    /// register is printed wherever the person is named.
    pub fn places_of(&self, bytes: &Range<usize>) -> Vec<usize> {
        let runs = self.runs.get_or_init(|| runs(self.draft));
        let last = runs.partition_point(|run| run.file.start < bytes.end);
        let before = runs.get(..last).unwrap_or_default().iter().rev();
        let near = before.take_while(|run| run.reach > bytes.start);
        let found = near.filter(|run| run.file.end > bytes.start).map(|run| run.paragraph);
        let mut found: Vec<usize> = found.collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// Characters of the file that a paragraph prints.
struct PrintedRun {
    file: Range<usize>,
    /// The end of the run, or of the one before it that ends last.
    reach: usize,
    paragraph: usize,
}

/// The runs of all paragraphs, in the order of the file.
fn runs(draft: &Draft) -> Vec<PrintedRun> {
    let mut out = Vec::new();
    for (paragraph, it) in draft.paragraphs.iter().enumerate() {
        let length = it.spans.iter().map(|span| span.text().len()).sum();
        let files = it.origin_at(0..length).into_iter();
        let files = files.filter_map(|(at, source)| source.file_range(at.len()));
        out.extend(files.map(|file| PrintedRun { reach: file.end, file, paragraph }));
    }
    out.sort_by_key(|run| run.file.start);
    let mut reach = 0;
    for run in &mut out {
        reach = run.file.end.max(reach);
        run.reach = reach;
    }
    out
}

/// The keys of a section before its content, as docs/source-format.md orders them.
const BEFORE_CONTENT: [&str; 8] =
    ["kind", "title", "short_title", "id", "moderator", "rapporteur", "speakers", "co_organisers"];

/// Whether a step goes to an item of a list of lists or mappings.
fn holds_list(step: &locate::Step) -> bool {
    match &step.node.value {
        Value::Sequence(_) | Value::Mapping(_) => true,
        Value::Scalar(_) => false,
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
        Generator::Data => ("the data of a table", "change the CSV file"),
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
