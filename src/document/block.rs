//! The blocks of a document.

use super::{ElementId, ImageId, Inline};

/// One block of a section, a note, a list item or a box.
#[derive(Clone, Debug)]
pub enum Block {
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
    /// A callout box.
    Box(TextBox),
    /// Terms with their definitions, such as abbreviations.
    Definitions { id: ElementId, entries: Vec<Definition> },
    /// The works cited.
    Bibliography { id: ElementId, entries: Vec<Paragraph> },
    /// Persons with references to the places that name them.
    Index { id: ElementId, entries: Vec<IndexEntry> },
}

impl Block {
    /// The element of the block.
    pub fn id(&self) -> ElementId {
        match self {
            Block::Paragraph(block) => block.id,
            Block::Heading(block) => block.id,
            Block::List(block) => block.id,
            Block::Recommendations(block) => block.id,
            Block::People(block) => block.id,
            Block::Participants(block) => block.id,
            Block::Quotation(block) => block.id,
            Block::Table(block) => block.id,
            Block::Figure(block) => block.id,
            Block::Box(block) => block.id,
            Block::Definitions { id, .. }
            | Block::Bibliography { id, .. }
            | Block::Index { id, .. } => *id,
        }
    }
}

/// A paragraph.
#[derive(Clone, Debug)]
pub struct Paragraph {
    /// The element.
    pub id: ElementId,
    /// Its printed number: "12."; `None` if paragraphs are not numbered.
    pub number: Option<String>,
    /// Whether it is the lead-in of the list after it, which must begin on the same page.
    pub leads_in: bool,
    /// Its text.
    pub content: Vec<Inline>,
}

/// A heading of a section, or a sub-heading within one.
#[derive(Clone, Debug)]
pub struct Heading {
    /// The element.
    pub id: ElementId,
    /// The level, 1 to 6; sections and panels have 1.
    pub level: u8,
    /// The generated part: "Panel 1", "Annex A".
    pub prefix: Option<String>,
    /// The separator between prefix and title where both share a line: ": ".
    pub separator: String,
    /// The authored title.
    pub title: Vec<Inline>,
    /// The text of running heads: prefix and short title, without note references.
    pub running: String,
}

impl Heading {
    /// The heading on one line with its prefix: "Panel 1: Forms and implications".
    pub fn line(&self) -> Vec<Inline> {
        let prefix =
            self.prefix.iter().map(|prefix| Inline::Text(format!("{prefix}{}", self.separator)));
        prefix.chain(self.title.iter().cloned()).collect()
    }
}

/// A list. Nested lists are blocks of its items.
#[derive(Clone, Debug)]
pub struct List {
    /// The element.
    pub id: ElementId,
    /// The kind of its markers.
    pub kind: ListKind,
    /// The nesting depth, from 1.
    pub depth: u8,
    /// Its items.
    pub items: Vec<ListItem>,
}

/// The kind of markers of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ListKind {
    /// The same marker for all items.
    Bulleted,
    /// 1. 2. 3.
    Decimal,
    /// (a) (b) (c)
    LowerAlpha,
    /// (i) (ii) (iii)
    LowerRoman,
}

/// An item of a list.
#[derive(Clone, Debug)]
pub struct ListItem {
    /// The element.
    pub id: ElementId,
    /// Its mark as printed: "•", "–", "1.", "(a)", "3.4".
    pub mark: String,
    /// Its number in a numbered list, from the start value of the list.
    pub ordinal: u32,
    /// Its blocks; the first is usually a paragraph.
    pub blocks: Vec<Block>,
}

/// The kind of a list of recommendations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RecommendationKind {
    /// "Recommendations".
    Recommendations,
    /// "Findings".
    Findings,
    /// "Lessons learned".
    Lessons,
    /// "Conclusions".
    Conclusions,
}

/// A list of recommendations, findings, lessons or conclusions.
#[derive(Clone, Debug)]
pub struct Recommendations {
    /// The element.
    pub id: ElementId,
    /// Its kind.
    pub kind: RecommendationKind,
    /// The heading above the list, as printed: "Lessons learned"; `None` if the report or the
    /// template turns it off.
    pub heading: Option<String>,
    /// The lead-in sentence.
    pub lead: Option<Paragraph>,
    /// Whether its items are numbered ("3.1") or bulleted.
    pub numbered: bool,
    /// Its items.
    pub items: Vec<ListItem>,
}

/// The people of a panel or side event, by role.
#[derive(Clone, Debug)]
pub struct People {
    /// The element.
    pub id: ElementId,
    /// The roles in printed order.
    pub groups: Vec<PeopleGroup>,
}

/// The people of one role.
#[derive(Clone, Debug)]
pub struct PeopleGroup {
    /// The element.
    pub id: ElementId,
    /// The printed role, in singular or plural: "Moderator", "Speakers".
    pub role: String,
    /// The people.
    pub people: Vec<Person>,
}

/// A person or organisation in a role.
#[derive(Clone, Debug)]
pub struct Person {
    /// The element.
    pub id: ElementId,
    /// The name with honorific: "Ambassador Madina Jarbussynova".
    pub name: String,
    /// Post, organisation and country, joined: "Judge, Supreme Court of Cassation, Serbia".
    pub details: String,
}

/// A list of participants, set in columns.
#[derive(Clone, Debug)]
pub struct Participants {
    /// The element.
    pub id: ElementId,
    /// The number of columns, 1 to 3.
    pub columns: u8,
    /// One group, or one per country.
    pub groups: Vec<ParticipantGroup>,
}

/// A group of participants.
#[derive(Clone, Debug)]
pub struct ParticipantGroup {
    /// The element of the group and its heading.
    pub id: ElementId,
    /// The country; `None` for people without country, and in lists not grouped by country.
    pub heading: Option<String>,
    /// The people. `Person::details` omit the country if the heading names it.
    pub people: Vec<Person>,
}

/// A quotation set off from the text.
#[derive(Clone, Debug)]
pub struct Quotation {
    /// The element.
    pub id: ElementId,
    /// Its paragraphs.
    pub paragraphs: Vec<Paragraph>,
    /// The speaker or work quoted, with a dash: "— Secretary General".
    pub source: Option<Paragraph>,
}

/// The alignment of the cells in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnAlignment {
    /// At the start of the line, for text.
    Start,
    /// Centred, for signs and short words.
    Centre,
    /// At the end of the line, for numbers.
    End,
}

/// A table.
#[derive(Clone, Debug)]
pub struct Table {
    /// The element.
    pub id: ElementId,
    /// The caption above the table.
    pub caption: Option<Caption>,
    /// The alignment of each column.
    pub columns: Vec<ColumnAlignment>,
    /// The header row, with one cell per column.
    pub header: Vec<Cell>,
    /// Whether the first cell of each row is a row header.
    pub row_headers: bool,
    /// The body rows, with one cell per column.
    pub rows: Vec<Vec<Cell>>,
    /// The source of the data, below the table.
    pub source: Option<Paragraph>,
    /// Whether it gets a landscape page.
    pub wide: bool,
}

/// One cell of a table.
#[derive(Clone, Debug)]
pub struct Cell {
    /// The element.
    pub id: ElementId,
    /// Its text.
    pub content: Vec<Inline>,
}

/// The caption of a table or figure.
#[derive(Clone, Debug)]
pub struct Caption {
    /// The element.
    pub id: ElementId,
    /// The generated part: "Table 1".
    pub prefix: String,
    /// The prefix on the following pages of a table: "Table 1 (continued)".
    pub continued: String,
    /// The separator between prefix and text: ". ".
    pub separator: String,
    /// The authored caption.
    pub content: Vec<Inline>,
}

/// A picture with its caption.
#[derive(Clone, Debug)]
pub struct Figure {
    /// The element.
    pub id: ElementId,
    /// The picture.
    pub image: ImageId,
    /// The alternative text; empty if decorative.
    pub alternative: String,
    /// Whether the picture is decorative.
    pub decorative: bool,
    /// The width as a fraction of the measure, above 0 and at most 1.
    pub width: f32,
    /// The caption below the picture.
    pub caption: Option<Caption>,
    /// The photographer, below the caption.
    pub credit: Option<Paragraph>,
    /// Its position on pages.
    pub position: FigurePosition,
}

/// The position of a figure on pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FigurePosition {
    /// At the head or foot of a nearby page, if it does not fit between the surrounding blocks.
    Float,
    /// Between the surrounding blocks.
    Here,
}

/// A callout box.
#[derive(Clone, Debug)]
pub struct TextBox {
    /// The element.
    pub id: ElementId,
    /// Its title.
    pub title: Option<Paragraph>,
    /// Its blocks.
    pub blocks: Vec<Block>,
}

/// A term and its definition.
#[derive(Clone, Debug)]
pub struct Definition {
    /// The element.
    pub id: ElementId,
    /// The term: "OSCE".
    pub term: Vec<Inline>,
    /// The definition.
    pub meaning: Vec<Inline>,
}

/// An entry of the index: a person and the places that name them.
#[derive(Clone, Debug)]
pub struct IndexEntry {
    /// The element.
    pub id: ElementId,
    /// The name in sorted form: "Skrivánková, Klara".
    pub term: Vec<Inline>,
    /// The references in reading order; at least one.
    pub references: Vec<IndexReference>,
}

impl IndexEntry {
    /// The sections that name the person, for formats without pages. Repetitions are omitted.
    pub fn sections(&self) -> Vec<&str> {
        let mut sections: Vec<&str> = Vec::new();
        for reference in &self.references {
            if sections.last() != Some(&reference.section.as_str()) {
                sections.push(&reference.section);
            }
        }
        sections
    }
}

/// A reference from the index to a mention.
#[derive(Clone, Debug)]
pub struct IndexReference {
    /// The element of the reference, which is a link.
    pub id: ElementId,
    /// The element that names the person: a paragraph, cell or person.
    pub target: ElementId,
    /// The byte offset of the name in the plain text of that element.
    pub offset: usize,
    /// The name of the section of level 1, for formats without pages: "Panel 2", or a title.
    pub section: String,
}

/// The placement that an editor requests for an element where template and algorithms do not
/// suffice. It changes page and line breaks only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Placement {
    /// Whether a page always ends before it.
    pub page_break_before: bool,
    /// Whether no page ends within it, if it fits on one.
    pub keep_together: bool,
    /// Whether no page ends between it and the next block.
    pub keep_with_next: bool,
    /// The number of lines beyond the optimum that a paragraph takes, -3 to 3 (`\looseness` in TeX).
    /// In an item it applies to the first paragraph.
    pub lines: i8,
}
