//! The paragraphs of both sides, in the form that is compared.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use crate::draft::{Draft, DraftKind, DraftParagraph, Format, Span};

/// The place of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// In the running text.
    Body,
    /// In a cell. All are counted from 0.
    Cell { table: usize, row: usize, column: usize },
    /// In a footnote or endnote, counted from 0 in the order of its file.
    Note(usize),
}

impl Place {
    /// Whether a paragraph in one place can be the same as a paragraph in the other.
    pub fn is_like(&self, other: &Place) -> bool {
        matches!(
            (self, other),
            (Place::Body, Place::Body)
                | (Place::Cell { .. }, Place::Cell { .. })
                | (Place::Note(_), Place::Note(_))
        )
    }

    /// The row it is in.
    pub fn row(&self) -> Option<usize> {
        match self {
            Place::Cell { row, .. } => Some(*row),
            Place::Body | Place::Note(_) => None,
        }
    }

    /// Whether it is in a cell.
    pub fn is_cell(&self) -> bool {
        matches!(self, Place::Cell { .. })
    }

    /// Whether it is in a note.
    pub fn is_note(&self) -> bool {
        matches!(self, Place::Note(_))
    }

    /// The table it is in.
    pub fn table(&self) -> Option<usize> {
        match self {
            Place::Cell { table, .. } => Some(*table),
            Place::Body | Place::Note(_) => None,
        }
    }
}

/// A part of a text in one format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Where it ends.
    pub end: usize,
    /// Its format.
    pub format: Format,
    /// Whether the author can choose the format. Names and terms have no markup.
    pub is_free: bool,
}

/// A paragraph of the draft that was sent.
#[derive(Clone, Debug)]
pub struct Sent {
    /// The name of its bookmark.
    pub bookmark: String,
    /// Where it is.
    pub place: Place,
    /// Its text.
    pub text: String,
    /// The formats of its text.
    pub formats: Vec<Stretch>,
    /// Whether all of it is generated, such as an entry of the contents.
    pub is_generated: bool,
    /// The table whose caption or source it is.
    pub captions: Option<usize>,
}

impl Sent {
    /// The stretch with a byte.
    pub fn stretch_at(&self, at: usize) -> Stretch {
        let index = self.formats.partition_point(|it| it.end <= at);
        let rest = Stretch { end: self.text.len(), format: Format::default(), is_free: false };
        self.formats.get(index).copied().unwrap_or(rest)
    }
}

/// The paragraphs of a draft, by the same indexes.
pub fn sent(draft: &Draft) -> Vec<Sent> {
    let mut tables = HashMap::new();
    let mut notes = HashMap::new();
    let place = |paragraph: &DraftParagraph| {
        if let DraftKind::Cell { table, row, column } = &paragraph.kind {
            let next = tables.len();
            let table = *tables.entry(table.clone()).or_insert(next);
            return Place::Cell { table, row: *row as usize, column: *column as usize };
        }
        let Some(id) = paragraph.kind.note() else { return Place::Body };
        let next = notes.len();
        Place::Note(*notes.entry(id.to_owned()).or_insert(next))
    };
    let places: Vec<Place> = draft.paragraphs.iter().map(place).collect();
    let pairs = draft.paragraphs.iter().zip(&places);
    let mut sent: Vec<Sent> = pairs.map(|(paragraph, place)| one(paragraph, *place)).collect();
    for (at, paragraph) in draft.paragraphs.iter().enumerate() {
        let after = (paragraph.kind == DraftKind::Caption).then_some(at + 1);
        let before = (paragraph.kind == DraftKind::Credit).then(|| at.checked_sub(1)).flatten();
        let beside = after.or(before);
        let table = beside.and_then(|at| places.get(at)).and_then(Place::table);
        sent.get_mut(at).into_iter().for_each(|it| it.captions = table);
    }
    sent
}

fn one(paragraph: &DraftParagraph, place: Place) -> Sent {
    let skipped = number_length(paragraph);
    let mut text = String::new();
    let mut formats: Vec<Stretch> = Vec::new();
    let mut is_free = !paragraph.kind.is_person() && paragraph.kind != DraftKind::Definition;
    let mut start = 0;
    for span in &paragraph.spans {
        let shown = span.text();
        let hidden = skipped.saturating_sub(start).min(shown.len());
        start += shown.len();
        text.push_str(shown.get(hidden..).unwrap_or_default());
        let end = text.len();
        let (format, is_free_here) = match span {
            Span::Text { format, .. } => (*format, is_free),
            Span::Note { .. } | Span::Tab | Span::LineBreak | Span::Picture => {
                (Format::default(), false)
            }
        };
        // In a definition, the text after the term is free.
        is_free |= paragraph.kind == DraftKind::Definition && *span == Span::Tab;
        formats.push(Stretch { end, format, is_free: is_free_here });
    }
    let is_generated = matches!(
        paragraph.kind,
        DraftKind::Generated | DraftKind::IndexEntry | DraftKind::Separator | DraftKind::Picture
    );
    let bookmark = paragraph.bookmark.clone();
    Sent { bookmark, place, text, formats, is_generated, captions: None }
}

/// The length of the number before the text of a note, including the space after it, in bytes.
pub fn number_length(paragraph: &DraftParagraph) -> usize {
    if paragraph.kind.note().is_none() {
        return 0;
    }
    let text = paragraph.text();
    let own = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{fffc}');
    text.len() - own.len()
}

/// A person who changed something in one returned file: an index into the people of the review.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hand(pub usize);

/// The tracked changes of a run, a paragraph mark or a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tracked {
    /// Who inserted it.
    pub inserted: Option<Hand>,
    /// Who deleted it.
    pub deleted: Option<Hand>,
}

/// A run of a returned paragraph.
#[derive(Clone, Debug)]
pub struct Run {
    /// Its text, with placeholders as in [`DraftParagraph::text`](crate::draft::DraftParagraph::text).
    pub text: String,
    /// Its format.
    pub format: Format,
    /// Who changed its format.
    pub formatted: Option<Hand>,
    /// Its tracked changes.
    pub tracked: Tracked,
    /// The note that it refers to: an index into the notes of the file.
    pub note: Option<usize>,
    /// Whether Word computes it.
    pub is_field: bool,
}

/// A paragraph of a returned draft, with its tracked changes.
#[derive(Clone, Debug)]
pub struct Returned {
    /// Where it is.
    pub place: Place,
    /// Its number in the file.
    pub number: usize,
    /// The id of its style.
    pub style: Option<Arc<str>>,
    /// The names of the bookmarks that begin in it.
    pub bookmarks: Vec<String>,
    /// Its runs.
    pub runs: Vec<Run>,
    /// The tracked changes of its end.
    pub mark: Tracked,
    /// The tracked changes of its row.
    pub row: Tracked,
    /// Whether it is in a first row or column of a table that the table style emphasizes.
    pub is_apart: bool,
}

/// A paragraph as it was before the tracked changes: one or more of the returned file, since a
/// paragraph may have been split.
#[derive(Clone, Debug)]
pub struct Group {
    /// The returned paragraphs.
    pub paragraphs: Range<usize>,
    /// Where it is.
    pub place: Place,
    /// The names of the bookmarks that begin in it.
    pub bookmarks: Vec<String>,
    /// Its text with all tracked changes rejected.
    pub text: String,
    /// Whether it is in a new row, which contains nothing from the draft.
    pub is_new: bool,
}

/// The text of returned paragraphs with all tracked changes rejected, as a draft: for a file that no
/// longer contains the draft that was sent.
pub fn rejected(returned: &[Returned], groups: &[Group]) -> Vec<Sent> {
    let kept = groups.iter().filter(|group| !group.is_new);
    let sent = kept.map(|group| {
        let paragraphs = returned.get(group.paragraphs.clone()).unwrap_or_default();
        let runs = paragraphs.iter().flat_map(|it| &it.runs);
        let mut end = 0;
        let formats = runs.filter(|run| run.tracked.inserted.is_none()).map(|run| {
            end += run.text.len();
            Stretch { end, format: run.format, is_free: true }
        });
        Sent {
            bookmark: group.bookmarks.first().cloned().unwrap_or_default(),
            place: group.place,
            text: group.text.clone(),
            formats: formats.collect(),
            is_generated: false,
            captions: None,
        }
    });
    sent.collect()
}

/// Rejects all tracked changes. A paragraph of which nothing is left, not even its end, becomes part of the
/// next.
pub fn groups(returned: &[Returned]) -> Vec<Group> {
    let mut out: Vec<Group> = Vec::new();
    let mut open = false;
    for (at, paragraph) in returned.iter().enumerate() {
        let kept = paragraph.runs.iter().filter(|run| run.tracked.inserted.is_none());
        let text = kept.map(|run| run.text.as_str());
        match out.last_mut() {
            Some(last) if open && last.place == paragraph.place => {
                last.paragraphs.end = at + 1;
                last.bookmarks.extend(paragraph.bookmarks.iter().cloned());
                last.text.extend(text);
            }
            Some(_) | None => out.push(Group {
                paragraphs: at..at + 1,
                place: paragraph.place,
                bookmarks: paragraph.bookmarks.clone(),
                text: text.collect(),
                is_new: paragraph.row.inserted.is_some(),
            }),
        }
        open = paragraph.mark.inserted.is_some();
    }
    out
}
