//! The text of a Word file, paragraph by paragraph, and where each of its characters comes from.
//!
//! The DOCX writer makes a [`Draft`] as it writes, and stores it in the file. When the file comes back
//! with changes, its paragraphs are compared with those of the draft, and each change is traced to the
//! bytes of the source.

mod names;
mod read;
mod source_parts;
mod stored;
mod write;

pub use names::NAMESPACE;
pub use read::read;
pub use source_parts::SourceParts;
pub use stored::Author;
#[cfg(test)]
pub use stored::StoredDraft;
pub use write::{OutgoingDraft, WrittenParagraphs, deflated};

use std::ops::Range;

use crate::origin::{Source, TracedString};

/// The beginning of the name of the bookmark around the text of a Word file; the rest of the name is
/// [`StoredDraft::digest`].
pub const DIGEST_BOOKMARK: &str = "plenary_";

/// The name of the custom property of a Word file that contains [`StoredDraft::digest`].
pub const DIGEST_PROPERTY: &str = "Plenary draft";

/// The text of a Word file: the paragraphs of its body, then those of its footnotes, each in the order of
/// the file. Headers and footers are left out, because all of their text is generated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The paragraphs, including empty ones.
    pub paragraphs: Vec<DraftParagraph>,
}

/// A paragraph of a Word file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftParagraph {
    /// The name of its bookmark, made from the anchor of its element: the same in every build of the same
    /// text, and unique in the draft. Empty for generated lines and for paragraphs that only separate others.
    pub bookmark: String,
    /// Its kind.
    pub kind: DraftKind,
    /// Its content in reading order.
    pub spans: Vec<Span>,
}

/// The kind of a paragraph of a Word file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DraftKind {
    /// A line of the cover.
    Cover,
    /// A generated line: in the list of contents, a running head or a folio.
    Generated,
    /// A paragraph of the text: in a section, a box, or an item after its first paragraph.
    Paragraph,
    /// A heading of a level, from 1.
    Heading(u8),
    /// The first paragraph of a list item, at a level from 1.
    Item(u8),
    /// The first paragraph of a recommendation, or of an item nested in it, at a level from 1.
    Recommendation(u8),
    /// The heading of a list of recommendations.
    RecommendationHeading,
    /// The lead-in of a list of recommendations.
    LeadIn,
    /// A paragraph of a quotation.
    Quotation,
    /// The source of a quotation.
    QuotationSource,
    /// The title of a box.
    BoxTitle,
    /// The caption of a table or figure.
    Caption,
    /// The source of a table, or the credit of a figure.
    Credit,
    /// A cell of a table.
    Cell {
        /// The bookmark of the table, which begins at its caption or its first cell.
        table: String,
        /// The row, from 0; a header row is row 0.
        row: u32,
        /// The column, from 0.
        column: u32,
    },
    /// A person of a panel, with the role before the first person of a role.
    Person,
    /// The heading of a group of participants.
    ParticipantGroup,
    /// A participant.
    Participant,
    /// A term and the first paragraph of its definition.
    Definition,
    /// A work cited.
    Work,
    /// An entry of the index.
    IndexEntry,
    /// A paragraph of a footnote.
    Note {
        /// The id of the note in the source.
        id: String,
    },
    /// A picture.
    Picture,
    /// An empty paragraph that separates others.
    Separator,
}

impl DraftKind {
    /// The id of the note to which it belongs.
    pub fn note(&self) -> Option<&str> {
        if let DraftKind::Note { id } = self { Some(id) } else { None }
    }

    /// Whether it shows a person, whose name has the format of the template.
    pub fn is_person(&self) -> bool {
        matches!(self, DraftKind::Person | DraftKind::Participant)
    }

    /// Whether plenary decides its place, as for a note or an entry of a sorted list.
    pub fn is_sorted(&self) -> bool {
        let is_entry =
            matches!(self, DraftKind::Definition | DraftKind::Work | DraftKind::IndexEntry);
        is_entry || self.is_person() || self.note().is_some()
    }
}

/// A part of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Span {
    /// Text in one format.
    Text {
        /// The text, and the source of each character.
        text: TracedString,
        /// The part of the format that the author chooses.
        format: Format,
        /// What it belongs to.
        within: Within,
    },
    /// The reference to a footnote that places it.
    Note {
        /// The id of the note in the source.
        id: String,
    },
    /// A tab.
    Tab,
    /// A line break.
    LineBreak,
    /// A picture.
    Picture,
}

/// The format of a text relative to its paragraph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Format {
    /// Strong emphasis: bold.
    pub strong: bool,
    /// Emphasis: italic, or upright in an italic paragraph.
    pub emphasis: bool,
    /// Its place relative to the baseline.
    pub script: Script,
    /// Small capitals.
    pub small_caps: bool,
}

/// The place of a text relative to the baseline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Script {
    /// On the baseline.
    #[default]
    Baseline,
    /// Superscript.
    Superscript,
    /// Subscript.
    Subscript,
}

/// The atom that a text belongs to. Atoms of one kind are counted in their paragraph from 1, so that two
/// adjacent links can be distinguished.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Within {
    /// Only its paragraph.
    #[default]
    Paragraph,
    /// An external link. The author wrote its words.
    Link(u32),
    /// A cross-reference. Its words are generated or the author's, as their origin shows.
    Reference(u32),
    /// The result of a field: a number that Word computes, such as the number of a page, a caption or a
    /// footnote that is cited again.
    Field(u32),
}

impl Draft {
    /// The draft with plain spaces, in the form that is compared: the author, the language and Word all
    /// decide whether a space may end a line.
    pub fn with_plain_spaces(mut self) -> Draft {
        let spans = self.paragraphs.iter_mut().flat_map(|paragraph| &mut paragraph.spans);
        for span in spans {
            if let Span::Text { text, .. } = span
                && text.contains(is_unbreakable)
            {
                *text = plain_spaces(text);
            }
        }
        self
    }
}

/// Whether a character is a no-break space.
pub fn is_unbreakable(character: char) -> bool {
    matches!(character, '\u{a0}' | '\u{202f}')
}

fn plain_spaces(text: &TracedString) -> TracedString {
    let mut out = TracedString::with_capacity(text.len());
    let mut done = 0;
    for (at, space) in text.match_indices(is_unbreakable) {
        let end = at + space.len();
        out.push_part(text, done..at);
        out.push_substitute(" ", text, at..end);
        done = end;
    }
    out.push_part(text, done..text.len());
    out
}

impl DraftParagraph {
    /// A note reference or a picture in the text of a paragraph.
    pub const OBJECT: &str = "\u{fffc}";

    /// The text as Word shows it, without the numbers that Word generates for items and notes. A tab is `\t`, a line break
    /// is `\n`, and a note reference or a picture is U+FFFC.
    pub fn text(&self) -> String {
        self.spans.iter().map(Span::text).collect()
    }

    /// The sources of a range of bytes of [`DraftParagraph::text`], in order: the bytes in the text, and
    /// the bytes of the file or the generator from which they come. Tabs, line breaks, notes and pictures
    /// are left out.
    pub fn origin_at(&self, range: Range<usize>) -> Vec<(Range<usize>, Source)> {
        let mut found = Vec::new();
        let mut start = 0;
        for span in &self.spans {
            let length = span.text().len();
            let part = range.start.max(start)..range.end.min(start + length);
            if let (Span::Text { text, .. }, false) = (span, part.is_empty()) {
                let within = part.start - start..part.end - start;
                let part = text.part(within.clone());
                let runs = part.runs().map(|(at, source)| {
                    let offset = start + within.start;
                    (at.start + offset..at.end + offset, source)
                });
                found.extend(runs);
            }
            start += length;
        }
        found
    }

    /// The bytes of the file from which a range of bytes of [`DraftParagraph::text`] comes, from the first to
    /// the last; `None` if all of it is generated.
    pub fn file_range(&self, range: Range<usize>) -> Option<Range<usize>> {
        let origins = self.origin_at(range).into_iter();
        let places = origins.filter_map(|(at, source)| source.file_range(at.len()));
        places.reduce(|one, other| one.start.min(other.start)..one.end.max(other.end))
    }
}

impl Span {
    /// The text as Word shows it; see [`DraftParagraph::text`].
    pub fn text(&self) -> &str {
        match self {
            Span::Text { text, .. } => text,
            Span::Tab => "\t",
            Span::LineBreak => "\n",
            Span::Note { .. } | Span::Picture => DraftParagraph::OBJECT,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::origin::{Generator, Origin};

    fn text(text: TracedString) -> Span {
        Span::Text { text, format: Format::default(), within: Within::default() }
    }

    #[test]
    fn a_range_of_a_paragraph_is_traced_to_the_source() {
        let paragraph = DraftParagraph {
            bookmark: "b_1".into(),
            kind: DraftKind::Person,
            spans: vec![
                text(TracedString::generated("Chair", Generator::Labels)),
                Span::Tab,
                text(TracedString::with_origin("Ana", Origin::copied(10))),
                text(TracedString::with_origin("’", Origin::replaced(15..16))),
                Span::Note { id: "n".into() },
            ],
        };
        assert_eq!(paragraph.text(), "Chair\tAna’\u{fffc}");
        let all = paragraph.origin_at(3..paragraph.text().len());
        let generated = Source::Generated(Generator::Labels);
        let replaced = Source::Replaced { start: 15, end: 16 };
        let copied = Source::Copied { start: 10 };
        assert_eq!(all, [(3..5, generated), (6..9, copied), (9..12, replaced)]);
    }
}
