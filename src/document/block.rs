//! The blocks of a document.

mod list;
mod people;
mod table;

pub use list::*;
pub use people::*;
pub use table::*;

use std::ops::Range;
use std::sync::Arc;

use super::inline::plain_text;
use super::{ElementId, Inline, ListMarker};
use crate::math::Equation;
use crate::numerals::Alphabet;
use crate::origin::TracedString;

/// One block of a section, a note, a list item or a box.
#[derive(Clone, Debug, Hash)]
pub enum Block {
    /// Preformatted text. Spaces that would otherwise be lost are no-break spaces
    /// ([`Paragraph::code_lines`] has them as written).
    Code(Paragraph),
    /// A paragraph.
    Paragraph(Paragraph),
    /// A sub-heading within a section.
    Heading(Heading),
    /// A list, bulleted or numbered.
    List(List),
    /// A list of recommendations, findings, lessons or conclusions.
    Recommendations(Recommendations),
    /// The moderator, rapporteur and speakers of a panel.
    People(People),
    /// A list of participants.
    Participants(Participants),
    /// A quotation set off from the text.
    Quotation(Quotation),
    /// A table.
    Table(Table),
    /// A picture with a caption.
    Figure(Figure),
    /// An equation on a line of its own.
    Equation(DisplayEquation),
    /// A callout box.
    Box(TextBox),
    /// Terms with their definitions, such as abbreviations.
    Definitions { id: ElementId, entries: Vec<Definition> },
    /// The works cited.
    Bibliography { id: ElementId, entries: Vec<Paragraph> },
    /// The endnotes, or those of one section: a range of [`Document::notes`](super::Document::notes).
    Endnotes { id: ElementId, notes: Range<usize> },
    /// Persons with references to the places that name them.
    Index { id: ElementId, entries: Vec<IndexEntry> },
}

/// Visits the parts of a block: the only place that knows what a block consists of. The shared and the
/// mutable walk use the same match.
macro_rules! for_each_part {
    ($block:expr, $visit:ident, $part:ident, $iter:ident $(, $mut:tt)?) => {{
        macro_rules! text {
            ($kind:ident, $text:expr, $field:ident) => {
                $visit($part::Text(TextKind::$kind, $text.id, &$($mut)? $text.$field))
            };
        }
        macro_rules! texts {
            ($kind:ident, $texts:expr, $field:ident) => {
                for text in $texts.$iter() {
                    text!($kind, text, $field);
                }
            };
        }
        macro_rules! blocks {
            ($kind:ident, $blocks:expr) => {
                $visit($part::Blocks(Container::$kind, &$($mut)? $blocks))
            };
        }
        match $block {
            Block::Paragraph(block) | Block::Code(block) => text!(Paragraph, block, content),
            Block::Heading(block) => {
                let kind = TextKind::Heading(block.level);
                $visit($part::Text(kind, block.id, &$($mut)? block.title));
            }
            Block::List(block) => {
                for item in block.items.$iter() {
                    blocks!(Item, item.blocks);
                }
            }
            Block::Recommendations(block) => {
                for heading in block.heading.$iter() {
                    $visit($part::Text(TextKind::RecommendationHeading, block.id, heading));
                }
                texts!(LeadIn, block.lead, content);
                for item in block.items.$iter() {
                    blocks!(Recommendation, item.blocks);
                }
            }
            Block::People(block) => {
                for group in block.groups.$iter() {
                    $visit($part::Role(group.id, &$($mut)? group.role));
                    texts!(Person, group.people, name);
                }
            }
            Block::Participants(block) => {
                for group in block.groups.$iter() {
                    for heading in group.heading.$iter() {
                        $visit($part::Text(TextKind::ParticipantGroup, group.id, heading));
                    }
                    texts!(Participant, group.people, name);
                }
            }
            Block::Quotation(block) => {
                if block.pull {
                    texts!(PullQuote, block.paragraphs, content);
                    texts!(PullQuoteSource, block.source, content);
                } else {
                    texts!(Quotation, block.paragraphs, content);
                    texts!(QuotationSource, block.source, content);
                }
            }
            Block::Table(block) => {
                texts!(Caption, block.caption, content);
                let rows = block.header.$iter().chain(block.rows.$iter());
                for cell in rows.flatten() {
                    text!(Cell, cell, content);
                    blocks!(Cell, cell.blocks);
                }
                texts!(Credit, block.below, content);
            }
            Block::Figure(block) => {
                for picture in block.pictures.$iter() {
                    texts!(Caption, picture.caption, content);
                }
                texts!(Caption, block.caption, content);
                texts!(Credit, block.credit, content);
            }
            // An equation has no text to walk over: its line of text is made from its parts.
            Block::Equation(_) => {}
            Block::Box(block) => {
                texts!(BoxTitle, block.title, content);
                blocks!(Box, block.blocks);
            }
            Block::Definitions { entries, .. } => {
                for entry in entries.$iter() {
                    text!(Term, entry, term);
                    blocks!(Definition, entry.blocks);
                }
            }
            Block::Bibliography { entries, .. } => texts!(Work, entries, content),
            // The texts of notes belong to the notes.
            Block::Endnotes { .. } => {}
            Block::Index { entries, .. } => texts!(IndexTerm, entries, term),
        }
    }};
}

impl Block {
    /// The element of the block.
    pub fn id(&self) -> ElementId {
        match self {
            Block::Paragraph(block) | Block::Code(block) => block.id,
            Block::Heading(block) => block.id,
            Block::List(block) => block.id,
            Block::Recommendations(block) => block.id,
            Block::People(block) => block.id,
            Block::Participants(block) => block.id,
            Block::Quotation(block) => block.id,
            Block::Table(block) => block.id,
            Block::Figure(block) => block.id,
            Block::Equation(block) => block.id,
            Block::Box(block) => block.id,
            Block::Definitions { id, .. }
            | Block::Bibliography { id, .. }
            | Block::Endnotes { id, .. }
            | Block::Index { id, .. } => *id,
        }
    }

    /// The number of a numbered paragraph.
    pub fn paragraph_number(&self) -> Option<&ListMarker> {
        match self {
            Block::Paragraph(paragraph) => paragraph.number.as_ref(),
            Block::Code(_)
            | Block::Heading(_)
            | Block::List(_)
            | Block::Recommendations(_)
            | Block::People(_)
            | Block::Participants(_)
            | Block::Quotation(_)
            | Block::Table(_)
            | Block::Figure(_)
            | Block::Equation(_)
            | Block::Box(_)
            | Block::Definitions { .. }
            | Block::Bibliography { .. }
            | Block::Endnotes { .. }
            | Block::Index { .. } => None,
        }
    }

    /// Whether a paragraph before it is its lead-in.
    pub fn needs_lead_in(&self) -> bool {
        match self {
            Block::List(_) | Block::Definitions { .. } => true,
            Block::Recommendations(list) => list.lead.is_none(),
            Block::Paragraph(_)
            | Block::Code(_)
            | Block::Heading(_)
            | Block::People(_)
            | Block::Participants(_)
            | Block::Quotation(_)
            | Block::Table(_)
            | Block::Figure(_)
            | Block::Equation(_)
            | Block::Box(_)
            | Block::Bibliography { .. }
            | Block::Endnotes { .. }
            | Block::Index { .. } => false,
        }
    }

    /// Whether it is set in the columns of its section, if the section has any. Wider blocks interrupt them.
    pub fn fits_columns(&self) -> bool {
        match self {
            Block::Heading(_)
            | Block::List(_)
            | Block::Recommendations(_)
            | Block::Definitions { .. } => true,
            // Numbers hang in the margin.
            Block::Paragraph(paragraph) => paragraph.number.is_none(),
            Block::Quotation(quotation) => !quotation.pull,
            Block::Code(_)
            | Block::People(_)
            | Block::Participants(_)
            | Block::Table(_)
            | Block::Figure(_)
            | Block::Equation(_)
            | Block::Box(_)
            | Block::Bibliography { .. }
            | Block::Endnotes { .. }
            | Block::Index { .. } => false,
        }
    }

    /// The works, if it is a list of works cited.
    pub fn works(&self) -> &[Paragraph] {
        if let Block::Bibliography { entries, .. } = self { entries } else { &[] }
    }

    /// The paragraph, if it is one.
    pub fn as_paragraph(&self) -> Option<&Paragraph> {
        if let Block::Paragraph(paragraph) = self { Some(paragraph) } else { None }
    }

    /// The sub-heading, if it is one.
    pub fn as_heading(&self) -> Option<&Heading> {
        if let Block::Heading(heading) = self { Some(heading) } else { None }
    }

    /// Calls `visit` with each part in reading order.
    pub fn parts<'a>(&'a self, visit: &mut impl FnMut(Part<'a>)) {
        for_each_part!(self, visit, Part, iter);
    }

    /// Calls `visit` with each part in reading order, to change it.
    pub fn parts_mut(&mut self, visit: &mut impl FnMut(PartMut)) {
        for_each_part!(self, visit, PartMut, iter_mut, mut);
    }
}

/// A part of a block: text of an element, or nested blocks.
#[derive(Clone, Copy, Debug)]
pub enum Part<'a> {
    /// The text of an element.
    Text(TextKind, ElementId, &'a [Inline]),
    /// A role of a panel: "Moderator".
    Role(ElementId, &'a TracedString),
    /// Nested blocks.
    Blocks(Container, &'a [Block]),
}

/// A part of a block that can be changed.
#[derive(Debug)]
#[allow(dead_code, reason = "the variants mirror those of `Part`")]
pub enum PartMut<'a> {
    /// The text of an element.
    Text(TextKind, ElementId, &'a mut Vec<Inline>),
    /// A role of a panel: "Moderator".
    Role(ElementId, &'a mut TracedString),
    /// Nested blocks.
    Blocks(Container, &'a mut Vec<Block>),
}

/// The role of a text within its block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextKind {
    /// A paragraph.
    Paragraph,
    /// A sub-heading of a level.
    Heading(u8),
    /// The lead-in of a list of recommendations.
    LeadIn,
    /// A paragraph of a quotation.
    Quotation,
    /// The source of a quotation.
    QuotationSource,
    /// A paragraph of a pull quote.
    PullQuote,
    /// Its source.
    PullQuoteSource,
    /// The title of a box.
    BoxTitle,
    /// The caption of a table or figure.
    Caption,
    /// The source of a table, or the credit of a figure.
    Credit,
    /// A cell of a table.
    Cell,
    /// A term that is defined.
    Term,
    /// A work cited.
    Work,
    /// A name in the index.
    IndexTerm,
    /// The heading of a list of recommendations.
    RecommendationHeading,
    /// The name of a person of a panel.
    Person,
    /// The heading of a group of participants.
    ParticipantGroup,
    /// The name of a participant.
    Participant,
}

/// A container of nested blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Container {
    /// An item of a list.
    Item,
    /// A recommendation.
    Recommendation,
    /// A definition.
    Definition,
    /// A box.
    Box,
    /// A cell of a table.
    Cell,
}

/// A paragraph.
#[derive(Clone, Debug, Hash)]
pub struct Paragraph {
    /// The element.
    pub id: ElementId,
    /// Its number: "12."; `None` if paragraphs are not numbered.
    pub number: Option<ListMarker>,
    /// Whether it is the lead-in of the list after it, which must begin on the same page.
    pub leads_in: bool,
    /// Its text.
    pub content: Vec<Inline>,
}

impl Paragraph {
    /// The lines of preformatted text, with common spaces.
    pub fn code_lines(&self) -> Vec<String> {
        let text = plain_text(&self.content).replace('\u{a0}', " ");
        text.split('\n').map(str::to_owned).collect()
    }
}

/// A heading of a section, or a sub-heading within one.
#[derive(Clone, Debug, Hash)]
pub struct Heading {
    /// The element.
    pub id: ElementId,
    /// The level, 1 to 6; sections and panels have 1.
    pub level: u8,
    /// The generated part: "Panel 1", "Annex A".
    pub prefix: Option<HeadingPrefix>,
    /// The separator between prefix and title on the same line: ": ".
    pub separator: String,
    /// The authored title.
    pub title: Vec<Inline>,
    /// The text of running heads: prefix and short title, without note references.
    pub running: Vec<Inline>,
}

impl Heading {
    /// The heading on one line with its prefix: "Panel 1: Forms and implications".
    pub fn line(&self) -> Vec<Inline> {
        let mut line = Vec::new();
        if let Some(prefix) = &self.prefix {
            line.extend(prefix.inlines());
            line.push(Inline::Text(self.separator.as_str().into()));
        }
        line.extend_from_slice(&self.title);
        line
    }
}

/// The part of a heading before its title: "Panel 1", "Annex A", "2.1", or an authored label.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct HeadingPrefix {
    /// What is counted; `None` for an authored label: "Session 2".
    pub kind: Option<PrefixKind>,
    /// The label with its separator from the number: "Panel ". An authored label is the whole prefix.
    /// Empty for sections.
    pub label: Vec<Inline>,
    /// The numbers of the sections around it: 2 in "2.1".
    pub outer: Vec<u32>,
    /// The number among headings of the kind, from 1.
    pub ordinal: u32,
    /// The letters of annexes.
    pub alphabet: Alphabet,
}

/// The kind of headings that are counted together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PrefixKind {
    /// Panels: 1, 2, 3.
    Panel,
    /// Annexes: A, B, C.
    Annex,
    /// Sections of the body: 1, 1.1, 1.1.1.
    Section,
    /// Sections of annexes: A.1, A.1.1.
    AnnexSection,
}

impl PrefixKind {
    /// Whether the prefix is only a number, which is always on the line of the title.
    pub fn is_number(self) -> bool {
        match self {
            PrefixKind::Panel | PrefixKind::Annex => false,
            PrefixKind::Section | PrefixKind::AnnexSection => true,
        }
    }
}

impl HeadingPrefix {
    /// The prefix as printed.
    pub fn text(&self) -> String {
        match self.numeral() {
            Some(numeral) if self.is_number() => numeral,
            Some(numeral) => format!("{}{numeral}", plain_text(&self.label)),
            None => plain_text(&self.label),
        }
    }

    /// The prefix as printed, with the markup of an authored label: "1^re^ séance".
    pub fn inlines(&self) -> Vec<Inline> {
        match self.kind {
            Some(_) => vec![Inline::Text(self.text().into())],
            None => self.label.clone(),
        }
    }

    /// Whether the prefix is only a number, which is always on the line of the title.
    pub fn is_number(&self) -> bool {
        self.kind.is_some_and(PrefixKind::is_number)
    }

    /// The number as printed; `None` for an authored label.
    pub fn numeral(&self) -> Option<String> {
        let kind = self.kind?;
        let numbers = self.outer.iter().chain([&self.ordinal]).enumerate();
        let number = |(depth, number): (usize, &u32)| match kind {
            PrefixKind::Annex | PrefixKind::AnnexSection if depth == 0 => {
                self.alphabet.capital(*number)
            }
            PrefixKind::Panel
            | PrefixKind::Annex
            | PrefixKind::Section
            | PrefixKind::AnnexSection => number.to_string(),
        };
        Some(numbers.map(number).collect::<Vec<_>>().join("."))
    }
}

/// An equation on a line of its own.
#[derive(Clone, Debug, Hash)]
pub struct DisplayEquation {
    /// The element.
    pub id: ElementId,
    /// The equation.
    pub equation: Arc<Equation>,
    /// The equation as one line of text.
    pub line: String,
    /// Its description for readers who cannot see it: the author's, otherwise its line.
    pub alternative: String,
    /// Its number, if it can be cited: "1", "A.1".
    pub number: Option<String>,
}

impl DisplayEquation {
    /// Its number as printed: "(1)".
    pub fn label(&self) -> Option<String> {
        self.number.as_ref().map(|number| format!("({number})"))
    }
}

/// A quotation set off from the text.
#[derive(Clone, Debug, Hash)]
pub struct Quotation {
    /// The element.
    pub id: ElementId,
    /// Its paragraphs.
    pub paragraphs: Vec<Paragraph>,
    /// The speaker or work quoted, with a dash: "— Secretary General".
    pub source: Option<Paragraph>,
    /// Whether it is a pull quote.
    pub pull: bool,
}

/// A callout box.
#[derive(Clone, Debug, Hash)]
pub struct TextBox {
    /// The element.
    pub id: ElementId,
    /// Its title.
    pub title: Option<Paragraph>,
    /// Its blocks.
    pub blocks: Vec<Block>,
}

/// The placement that an editor requests for an element if template and algorithms do not
/// suffice. It changes only page and line breaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Placement {
    /// Whether a page always ends before it.
    pub page_break_before: bool,
    /// Whether a page must not end within it, if it fits on one page.
    pub keep_together: bool,
    /// Whether a page must not end between it and the next block.
    pub keep_with_next: bool,
    /// The number of lines beyond the optimum that a paragraph takes, -3 to 3 (`\looseness` in TeX).
    /// In an item it applies to the first paragraph.
    pub lines: i8,
}
