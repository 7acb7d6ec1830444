//! What stands between paragraphs.

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
    /// Who moderated, reported and spoke.
    People(People),
    /// Who took part, in columns.
    Participants(Participants),
    /// A quotation set off from the text.
    Quotation(Quotation),
    /// A table.
    Table(Table),
    /// A picture with its caption.
    Figure(Figure),
    /// A callout box.
    Box(TextBox),
    /// Terms and what they mean: abbreviations.
    Definitions { id: ElementId, entries: Vec<Definition> },
    /// Works cited.
    Bibliography { id: ElementId, entries: Vec<Paragraph> },
    /// Persons and where they are named.
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
    /// Its number for citing, as printed: "12."; `None` where paragraphs are not numbered.
    pub number: Option<String>,
    /// Whether it leads into the list after it, so that the two stay on one page.
    pub leads_in: bool,
    /// Its text.
    pub content: Vec<Inline>,
}

/// A heading of a section, or a sub-heading within one.
#[derive(Clone, Debug)]
pub struct Heading {
    /// The element.
    pub id: ElementId,
    /// 1 to 6; sections and panels are 1.
    pub level: u8,
    /// The generated part: "Panel 1", "Annex A".
    pub prefix: Option<String>,
    /// The separator between prefix and title where both share a line: ": ".
    pub separator: String,
    /// The authored part.
    pub title: Vec<Inline>,
    /// The running head: the short title with its prefix, without note references.
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

/// A list; lists nest through the blocks of their items.
#[derive(Clone, Debug)]
pub struct List {
    /// The element.
    pub id: ElementId,
    /// How its items are marked.
    pub kind: ListKind,
    /// 1 for a list in the text, 2 for a list within one, and so on.
    pub depth: u8,
    /// Its items.
    pub items: Vec<ListItem>,
}

/// How the items of a list are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ListKind {
    /// All with the same mark.
    Bulleted,
    /// 1. 2. 3.
    Decimal,
    /// (a) (b) (c)
    LowerAlpha,
    /// (i) (ii) (iii)
    LowerRoman,
}

/// One item of a list.
#[derive(Clone, Debug)]
pub struct ListItem {
    /// The element.
    pub id: ElementId,
    /// Its mark as printed: "•", "–", "1.", "(a)", "3.4".
    pub mark: String,
    /// Its place in a numbered list, counted from one; restarts and start values included.
    pub ordinal: u32,
    /// Its text and what is nested in it; the first block is nearly always a paragraph.
    pub blocks: Vec<Block>,
}

/// What a list of recommendations holds.
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
    /// What it holds.
    pub kind: RecommendationKind,
    /// The heading above the list, as printed: "Lessons learned"; `None` if the report or the
    /// template turns it off.
    pub heading: Option<String>,
    /// The sentence that leads into it.
    pub lead: Option<Paragraph>,
    /// Whether items are numbered (marks "3.1") or bulleted.
    pub numbered: bool,
    /// Its items.
    pub items: Vec<ListItem>,
}

/// The people of a panel or side event, by role.
#[derive(Clone, Debug)]
pub struct People {
    /// The element.
    pub id: ElementId,
    /// The roles in the order in which they are shown.
    pub groups: Vec<PeopleGroup>,
}

/// The people of one role.
#[derive(Clone, Debug)]
pub struct PeopleGroup {
    /// The element.
    pub id: ElementId,
    /// The role as printed, in singular or plural: "Moderator", "Speakers".
    pub role: String,
    /// Who they are.
    pub people: Vec<Person>,
}

/// One person, or organisation, in a role.
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
    /// How many columns stand side by side, 1 to 3.
    pub columns: u8,
    /// Who took part: one group, or one for each country.
    pub groups: Vec<ParticipantGroup>,
}

/// Participants who stand together.
#[derive(Clone, Debug)]
pub struct ParticipantGroup {
    /// The element; it is that of the heading.
    pub id: ElementId,
    /// The country as printed; `None` where the list is not ordered by country, and for those
    /// without one.
    pub heading: Option<String>,
    /// Who they are. Where the heading names the country, `Person::details` do not.
    pub people: Vec<Person>,
}

/// A quotation set off from the text.
#[derive(Clone, Debug)]
pub struct Quotation {
    /// The element.
    pub id: ElementId,
    /// Its paragraphs.
    pub paragraphs: Vec<Paragraph>,
    /// Who said it or where it stands, the dash included: "— Secretary General".
    pub source: Option<Paragraph>,
}

/// How the cells of a column are aligned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnAlignment {
    /// Text.
    Start,
    /// Signs and short words.
    Centre,
    /// Figures.
    End,
}

/// A table.
#[derive(Clone, Debug)]
pub struct Table {
    /// The element.
    pub id: ElementId,
    /// Prefix and caption; it stands above the table.
    pub caption: Option<Caption>,
    /// One for each column.
    pub columns: Vec<ColumnAlignment>,
    /// The header row; as many cells as columns.
    pub header: Vec<Cell>,
    /// Whether the first cell of each row is a header of its row.
    pub row_headers: bool,
    /// The rows; each with as many cells as columns.
    pub rows: Vec<Vec<Cell>>,
    /// Where the figures come from; a line below the table.
    pub source: Option<Paragraph>,
    /// Whether it stands on a landscape page of its own.
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
    /// The same above further parts of a table that runs over pages: "Table 1 (continued)".
    pub continued: String,
    /// The separator between prefix and text: ". ".
    pub separator: String,
    /// The authored part.
    pub content: Vec<Inline>,
}

/// A picture with its caption.
#[derive(Clone, Debug)]
pub struct Figure {
    /// The element.
    pub id: ElementId,
    /// The picture.
    pub image: ImageId,
    /// What the picture shows, for those who do not see it; empty when decorative.
    pub alternative: String,
    /// Whether the picture only adorns.
    pub decorative: bool,
    /// Width as a share of the measure, above 0 and at most 1.
    pub width: f32,
    /// Prefix and caption; it stands below the picture.
    pub caption: Option<Caption>,
    /// Who took it; a line below the caption.
    pub credit: Option<Paragraph>,
    /// Its position on pages.
    pub position: FigurePosition,
}

/// The position of a figure on pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FigurePosition {
    /// At the head or foot of a page near by, where it does not fit between the blocks around it.
    Float,
    /// Between the blocks around it.
    Here,
}

/// A callout box.
#[derive(Clone, Debug)]
pub struct TextBox {
    /// The element.
    pub id: ElementId,
    /// Its title.
    pub title: Option<Paragraph>,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

/// A term and what it means.
#[derive(Clone, Debug)]
pub struct Definition {
    /// The element.
    pub id: ElementId,
    /// The term: "OSCE".
    pub term: Vec<Inline>,
    /// What it means.
    pub meaning: Vec<Inline>,
}

/// A person of the index, and where the report names them.
#[derive(Clone, Debug)]
pub struct IndexEntry {
    /// The element.
    pub id: ElementId,
    /// The name as it is sorted: "Skrivánková, Klara".
    pub term: Vec<Inline>,
    /// Where, in reading order; at least one.
    pub references: Vec<IndexReference>,
}

impl IndexEntry {
    /// The sections that name the person, each once, for what has no pages.
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

/// A place that an index refers to.
#[derive(Clone, Debug)]
pub struct IndexReference {
    /// The element of the reference itself: a link.
    pub id: ElementId,
    /// The element that names the person: a paragraph, a cell, a person of a block of people.
    pub target: ElementId,
    /// The byte of the element's plain text at which the name begins.
    pub offset: usize,
    /// The section of level 1 that it stands in, as printed where there are no pages: "Panel 2",
    /// or a title.
    pub section: String,
}
