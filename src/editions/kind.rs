//! The kinds of elements, and their names in messages.

use crate::source::schema::parts::EntryKind;
use crate::source::schema::{BlockKind, ListStyle, RecommendationKind, SectionKind};

/// The kind of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    /// The class of kinds that it may be paired with.
    pub class: Class,
    /// Its name in the singular: "panel".
    pub name: &'static str,
    /// Its name in the plural: "panels".
    plural: &'static str,
}

/// A class of kinds that may be paired with each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// The whole report.
    Report,
    /// Sections of every kind.
    Section,
    /// The foreword or an annex.
    Matter,
    /// Paragraphs.
    Paragraph,
    /// Sub-headings.
    Heading,
    /// Lists of every kind.
    List,
    /// Items of every kind of list.
    Item,
    /// Quotations.
    Quotation,
    /// Tables.
    Table,
    /// Rows.
    Row,
    /// Pictures.
    Figure,
    /// Equations.
    Equation,
    /// Boxes.
    Box,
    /// Preformatted texts.
    Code,
    /// Lists of participants.
    Participants,
    /// Signatures.
    Signature,
    /// Programmes of the event.
    Programme,
    /// Footnotes, works, abbreviations and people, which are paired by id alone.
    Entry,
}

const fn kind(class: Class, name: &'static str, plural: &'static str) -> Kind {
    Kind { class, name, plural }
}

impl Kind {
    /// The whole report.
    pub const REPORT: Kind = kind(Class::Report, "report", "reports");
    /// The history of the document.
    pub const HISTORY: Kind = kind(Class::List, "document history", "document histories");
    /// A version in the history of the document.
    pub const REVISION: Kind = kind(Class::Item, "version", "versions");
    /// An annex.
    pub const ANNEX: Kind = kind(Class::Matter, "annex", "annexes");
    /// A paragraph.
    pub const PARAGRAPH: Kind = kind(Class::Paragraph, "paragraph", "paragraphs");
    /// A footnote.
    pub const NOTE: Kind = kind(Class::Entry, "footnote", "footnotes");
    /// A work cited.
    pub const WORK: Kind = kind(Class::Entry, "work", "works");
    /// An entry of the list of abbreviations.
    pub const ABBREVIATION: Kind = kind(Class::Entry, "abbreviation", "abbreviations");
    /// A person in the register.
    pub const PERSON: Kind = kind(Class::Entry, "person", "people");

    /// The kind of a section of the front matter by its key.
    pub fn of_front(key: &'static str) -> Self {
        let plural = match key {
            "foreword" => "forewords",
            "abstract" => "abstracts",
            key => key,
        };
        kind(Class::Matter, key, plural)
    }

    /// The kind of a section of the body, or of a subsection.
    pub fn of_section(section: SectionKind) -> Self {
        let (name, plural) = match section {
            SectionKind::Section => ("section", "sections"),
            SectionKind::Panel => ("panel", "panels"),
            SectionKind::SideEvents => ("side events section", "side events sections"),
            SectionKind::SideEvent => ("side event", "side events"),
            SectionKind::Conclusion => ("conclusion", "conclusions"),
        };
        kind(Class::Section, name, plural)
    }

    /// The kind of a block.
    pub fn of_block(block: &BlockKind) -> Self {
        match block {
            BlockKind::Paragraph(_) => Kind::PARAGRAPH,
            BlockKind::Heading(_) => kind(Class::Heading, "sub-heading", "sub-headings"),
            BlockKind::List(block) => list(block.style),
            BlockKind::Bullets(_) => list(ListStyle::Bulleted),
            BlockKind::Numbered(_) => list(ListStyle::Numbered),
            BlockKind::Recommendations(block) => recommendations(block.kind),
            BlockKind::Quotation(_) => kind(Class::Quotation, "quotation", "quotations"),
            BlockKind::Table(_) => kind(Class::Table, "table", "tables"),
            BlockKind::Figure(_) => kind(Class::Figure, "figure", "figures"),
            BlockKind::Equation(_) => kind(Class::Equation, "equation", "equations"),
            BlockKind::Box(_) => kind(Class::Box, "box", "boxes"),
            BlockKind::Code(_) => kind(Class::Code, "preformatted text", "preformatted texts"),
            BlockKind::Participants(_) => {
                kind(Class::Participants, "list of participants", "lists of participants")
            }
            BlockKind::Programme(_) => kind(Class::Programme, "programme", "programmes"),
            BlockKind::Signature(_) => kind(Class::Signature, "signature", "signatures"),
            BlockKind::Definitions(_) => {
                kind(Class::List, "list of definitions", "lists of definitions")
            }
        }
    }

    /// The kind of an entry of a block.
    pub fn of_entry(entry: EntryKind) -> Self {
        match entry {
            EntryKind::Item => kind(Class::Item, "item", "items"),
            EntryKind::Recommendation(of) => recommendation(of),
            EntryKind::Definition => kind(Class::Item, "definition", "definitions"),
            EntryKind::Paragraph => Kind::PARAGRAPH,
            EntryKind::Row => kind(Class::Row, "row", "rows"),
            EntryKind::FigurePart => kind(Class::Figure, "part", "parts"),
            EntryKind::Day => kind(Class::Item, "day", "days"),
            EntryKind::ProgrammeEntry => kind(Class::Item, "entry", "entries"),
        }
    }

    /// Whether it has nothing but one text, which is also its place.
    pub fn is_text(self) -> bool {
        matches!(self.class, Class::Paragraph | Class::Heading)
    }

    /// Whether it helps to recognize its parent: a list or a table does, a paragraph does not.
    pub fn is_distinctive(self) -> bool {
        match self.class {
            Class::List
            | Class::Quotation
            | Class::Table
            | Class::Figure
            | Class::Equation
            | Class::Box
            | Class::Code
            | Class::Participants
            | Class::Signature
            | Class::Programme => true,
            Class::Report
            | Class::Section
            | Class::Matter
            | Class::Paragraph
            | Class::Heading
            | Class::Item
            | Class::Row
            | Class::Entry => false,
        }
    }

    /// Its name with an article: "a panel", "an annex".
    pub fn one(self) -> String {
        let name = self.name;
        let article = if name.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
        format!("{article} {name}")
    }

    /// Its name with a demonstrative: "this panel", "these 3 panels".
    pub fn these(self, count: usize) -> String {
        match count {
            1 => format!("this {}", self.name),
            _ => format!("these {count} {}", self.plural),
        }
    }

    /// Its name with a number: "a panel", "3 panels".
    pub fn counted(self, count: usize) -> String {
        match count {
            1 => self.one(),
            _ => format!("{count} {}", self.plural),
        }
    }
}

fn list(style: ListStyle) -> Kind {
    let (name, plural) = match style {
        ListStyle::Bulleted => ("bulleted list", "bulleted lists"),
        ListStyle::Numbered => ("numbered list", "numbered lists"),
        ListStyle::Lettered => ("lettered list", "lettered lists"),
        ListStyle::Roman => ("list with roman numerals", "lists with roman numerals"),
    };
    kind(Class::List, name, plural)
}

fn recommendations(of: RecommendationKind) -> Kind {
    let (name, plural) = match of {
        RecommendationKind::Recommendations => {
            ("list of recommendations", "lists of recommendations")
        }
        RecommendationKind::Findings => ("list of findings", "lists of findings"),
        RecommendationKind::Lessons => ("list of lessons", "lists of lessons"),
        RecommendationKind::Conclusions => ("list of conclusions", "lists of conclusions"),
    };
    kind(Class::List, name, plural)
}

fn recommendation(of: RecommendationKind) -> Kind {
    let (name, plural) = match of {
        RecommendationKind::Recommendations => ("recommendation", "recommendations"),
        RecommendationKind::Findings => ("finding", "findings"),
        RecommendationKind::Lessons => ("lesson", "lessons"),
        RecommendationKind::Conclusions => ("conclusion", "conclusions"),
    };
    kind(Class::Item, name, plural)
}
