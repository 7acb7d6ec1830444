//! The kinds of elements, and their names in messages.

use crate::source::schema::parts::EntryKind;
use crate::source::schema::{BlockKind, ListStyle, RecommendationKind, SectionKind};

/// The kind of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The whole report.
    Report,
    /// The foreword.
    Foreword,
    /// A section of the body, or a subsection.
    Section(SectionKind),
    /// An annex.
    Annex,
    /// A paragraph.
    Paragraph,
    /// A sub-heading.
    Heading,
    /// A list.
    List(ListStyle),
    /// A list of recommendations, findings, lessons or conclusions.
    Recommendations(RecommendationKind),
    /// An item of a list; `Some` in a list of recommendations.
    Item(Option<RecommendationKind>),
    /// A list of definitions.
    Definitions,
    /// A term with its definition.
    Definition,
    /// A quotation.
    Quotation,
    /// A table.
    Table,
    /// A row of a table.
    Row,
    /// A picture.
    Figure,
    /// A box.
    Box,
    /// A list of participants.
    Participants,
    /// A footnote.
    Note,
    /// A work cited.
    Work,
    /// A person in the register.
    Person,
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
    /// Boxes.
    Box,
    /// Lists of participants.
    Participants,
    /// Footnotes, works and people, which are paired by id alone.
    Entry,
}

impl Kind {
    /// The kind of a block.
    pub fn of_block(block: &BlockKind) -> Self {
        match block {
            BlockKind::Paragraph(_) => Kind::Paragraph,
            BlockKind::Heading(_) => Kind::Heading,
            BlockKind::List(list) => Kind::List(list.style),
            BlockKind::Bullets(_) => Kind::List(ListStyle::Bulleted),
            BlockKind::Numbered(_) => Kind::List(ListStyle::Numbered),
            BlockKind::Recommendations(list) => Kind::Recommendations(list.kind),
            BlockKind::Quotation(_) => Kind::Quotation,
            BlockKind::Table(_) => Kind::Table,
            BlockKind::Figure(_) => Kind::Figure,
            BlockKind::Box(_) => Kind::Box,
            BlockKind::Participants(_) => Kind::Participants,
            BlockKind::Definitions(_) => Kind::Definitions,
        }
    }

    /// The kind of an entry of a block.
    pub fn of_entry(entry: EntryKind, block: Kind) -> Self {
        let recommended = if let Kind::Recommendations(kind) = block { Some(kind) } else { None };
        match entry {
            EntryKind::Item => Kind::Item(recommended),
            EntryKind::Definition => Kind::Definition,
            EntryKind::Paragraph => Kind::Paragraph,
            EntryKind::Row => Kind::Row,
        }
    }

    /// Whether it has nothing but one text, which is also its place.
    pub fn is_text(self) -> bool {
        matches!(self, Kind::Paragraph | Kind::Heading)
    }

    /// The class of kinds that it may be paired with.
    pub fn class(self) -> Class {
        match self {
            Kind::Report => Class::Report,
            Kind::Foreword | Kind::Annex => Class::Matter,
            Kind::Section(_) => Class::Section,
            Kind::Paragraph => Class::Paragraph,
            Kind::Heading => Class::Heading,
            Kind::List(_) | Kind::Recommendations(_) | Kind::Definitions => Class::List,
            Kind::Item(_) | Kind::Definition => Class::Item,
            Kind::Quotation => Class::Quotation,
            Kind::Table => Class::Table,
            Kind::Row => Class::Row,
            Kind::Figure => Class::Figure,
            Kind::Box => Class::Box,
            Kind::Participants => Class::Participants,
            Kind::Note | Kind::Work | Kind::Person => Class::Entry,
        }
    }

    /// Its name in singular and plural: "panel", "panels".
    pub fn names(self) -> (&'static str, &'static str) {
        match self {
            Kind::Report => ("report", "reports"),
            Kind::Foreword => ("foreword", "forewords"),
            Kind::Annex => ("annex", "annexes"),
            Kind::Section(kind) => section(kind),
            Kind::Paragraph => ("paragraph", "paragraphs"),
            Kind::Heading => ("sub-heading", "sub-headings"),
            Kind::List(style) => list(style),
            Kind::Recommendations(kind) => recommendations(kind),
            Kind::Item(None) => ("item", "items"),
            Kind::Item(Some(kind)) => item(kind),
            Kind::Definitions => ("list of definitions", "lists of definitions"),
            Kind::Definition => ("definition", "definitions"),
            Kind::Quotation => ("quotation", "quotations"),
            Kind::Table => ("table", "tables"),
            Kind::Row => ("row", "rows"),
            Kind::Figure => ("figure", "figures"),
            Kind::Box => ("box", "boxes"),
            Kind::Participants => ("list of participants", "lists of participants"),
            Kind::Note => ("footnote", "footnotes"),
            Kind::Work => ("work", "works"),
            Kind::Person => ("person", "people"),
        }
    }

    /// Whether it helps to recognize its parent: a list or a table does, a paragraph does not.
    pub fn is_distinctive(self) -> bool {
        match self.class() {
            Class::List
            | Class::Quotation
            | Class::Table
            | Class::Figure
            | Class::Box
            | Class::Participants => true,
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

    /// Its name in the singular.
    pub fn name(self) -> &'static str {
        self.names().0
    }

    /// Its name with an article: "a panel", "an annex".
    pub fn one(self) -> String {
        let name = self.name();
        let article = if name.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
        format!("{article} {name}")
    }

    /// Its name with a demonstrative: "this panel", "these 3 panels".
    pub fn these(self, count: usize) -> String {
        match count {
            1 => format!("this {}", self.name()),
            _ => format!("these {count} {}", self.names().1),
        }
    }

    /// Its name with a number: "a panel", "3 panels".
    pub fn counted(self, count: usize) -> String {
        match count {
            1 => self.one(),
            _ => format!("{count} {}", self.names().1),
        }
    }
}

fn section(kind: SectionKind) -> (&'static str, &'static str) {
    match kind {
        SectionKind::Section => ("section", "sections"),
        SectionKind::Panel => ("panel", "panels"),
        SectionKind::SideEvents => ("side events section", "side events sections"),
        SectionKind::SideEvent => ("side event", "side events"),
        SectionKind::Conclusion => ("conclusion", "conclusions"),
    }
}

fn list(style: ListStyle) -> (&'static str, &'static str) {
    match style {
        ListStyle::Bulleted => ("bulleted list", "bulleted lists"),
        ListStyle::Numbered => ("numbered list", "numbered lists"),
        ListStyle::Lettered => ("lettered list", "lettered lists"),
        ListStyle::Roman => ("list with roman numerals", "lists with roman numerals"),
    }
}

fn recommendations(kind: RecommendationKind) -> (&'static str, &'static str) {
    match kind {
        RecommendationKind::Recommendations => {
            ("list of recommendations", "lists of recommendations")
        }
        RecommendationKind::Findings => ("list of findings", "lists of findings"),
        RecommendationKind::Lessons => ("list of lessons", "lists of lessons"),
        RecommendationKind::Conclusions => ("list of conclusions", "lists of conclusions"),
    }
}

fn item(kind: RecommendationKind) -> (&'static str, &'static str) {
    match kind {
        RecommendationKind::Recommendations => ("recommendation", "recommendations"),
        RecommendationKind::Findings => ("finding", "findings"),
        RecommendationKind::Lessons => ("lesson", "lessons"),
        RecommendationKind::Conclusions => ("conclusion", "conclusions"),
    }
}
