//! What an element of a report is, and what it is called in messages.

use crate::source::schema::{ListStyle, RecommendationKind, SectionKind};

/// What an element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The whole report.
    Report,
    /// The foreword.
    Foreword,
    /// A section of the body or within another.
    Section(SectionKind),
    /// An annex.
    Annex,
    /// A paragraph.
    Paragraph,
    /// A sub-heading.
    Heading,
    /// A list.
    List(ListStyle),
    /// A labelled list.
    Recommendations(RecommendationKind),
    /// An item of a list; of a labelled one, with what the list holds.
    Item(Option<RecommendationKind>),
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
    /// A person of the register.
    Person,
}

/// What may be lined up with each other, perhaps as another kind of the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// The whole report.
    Report,
    /// Sections of every kind.
    Section,
    /// The foreword, an annex.
    Matter,
    /// A paragraph of any sort.
    Paragraph,
    /// A sub-heading.
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
    /// What is lined up by its id alone.
    Entry,
}

impl Kind {
    /// What it may be lined up with.
    pub fn class(self) -> Class {
        match self {
            Kind::Report => Class::Report,
            Kind::Foreword | Kind::Annex => Class::Matter,
            Kind::Section(_) => Class::Section,
            Kind::Paragraph => Class::Paragraph,
            Kind::Heading => Class::Heading,
            Kind::List(_) | Kind::Recommendations(_) => Class::List,
            Kind::Item(_) => Class::Item,
            Kind::Quotation => Class::Quotation,
            Kind::Table => Class::Table,
            Kind::Row => Class::Row,
            Kind::Figure => Class::Figure,
            Kind::Box => Class::Box,
            Kind::Participants => Class::Participants,
            Kind::Note | Kind::Work | Kind::Person => Class::Entry,
        }
    }

    /// Its name for one and for several: "panel", "panels".
    pub fn names(self) -> (&'static str, &'static str) {
        match self {
            Kind::Report => ("report", "reports"),
            Kind::Foreword => ("foreword", "forewords"),
            Kind::Annex => ("annex", "annexes"),
            Kind::Section(kind) => section(kind),
            Kind::Paragraph => ("paragraph", "paragraphs"),
            Kind::Heading => ("sub-heading", "sub-headings"),
            Kind::List(style) => list(style),
            Kind::Recommendations(kind) => labelled_list(kind),
            Kind::Item(None) => ("item", "items"),
            Kind::Item(Some(kind)) => item(kind),
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

    /// Whether what it stands in is known by it: a list or a table says more than a paragraph.
    pub fn is_telling(self) -> bool {
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

    /// Its name for one.
    pub fn name(self) -> &'static str {
        self.names().0
    }

    /// "a panel", "an annex".
    pub fn one(self) -> String {
        let name = self.name();
        let article = if name.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
        format!("{article} {name}")
    }

    /// "this panel", "these 3 panels".
    pub fn these(self, count: usize) -> String {
        match count {
            1 => format!("this {}", self.name()),
            _ => format!("these {count} {}", self.names().1),
        }
    }

    /// "a panel", "3 panels".
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
        SectionKind::SideEvents => ("section of side events", "sections of side events"),
        SectionKind::SideEvent => ("side event", "side events"),
        SectionKind::Conclusion => ("conclusion", "conclusions"),
    }
}

fn list(style: ListStyle) -> (&'static str, &'static str) {
    match style {
        ListStyle::Bulleted => ("list with bullets", "lists with bullets"),
        ListStyle::Numbered => ("numbered list", "numbered lists"),
        ListStyle::Lettered => ("lettered list", "lettered lists"),
        ListStyle::Roman => ("list with roman numbers", "lists with roman numbers"),
    }
}

fn labelled_list(kind: RecommendationKind) -> (&'static str, &'static str) {
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
