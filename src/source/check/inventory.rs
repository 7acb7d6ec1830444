//! Everything in a report that rules are about, each with its node: one walk for all rules.

mod content;
mod matter;

use crate::source::schema::{
    CoverPicture, Figure, Layout, OneOrManyTexts, Participants, Recommendations, Report, Section,
    SectionKind, Table, Text, Work,
};
use crate::yaml::tree::Node;

/// What rules are about.
pub struct Inventory<'a> {
    /// The report.
    pub report: &'a Report,
    /// Its tree.
    pub tree: &'a Node<'a>,
    /// Every text.
    pub texts: Vec<TextEntry<'a>>,
    /// Every section, panel, side event, annex and foreword.
    pub sections: Vec<SectionEntry<'a>>,
    /// Every table.
    pub tables: Vec<(&'a Table, &'a Node<'a>)>,
    /// Every figure.
    pub figures: Vec<(&'a Figure, &'a Node<'a>)>,
    /// The pictures of the cover.
    pub cover_pictures: Vec<(&'a CoverPicture, &'a Node<'a>)>,
    /// Every list of recommendations.
    pub recommendations: Vec<(&'a Recommendations, &'a Node<'a>)>,
    /// What holds a number of things: a name for it, how many, and its node.
    pub holders: Vec<(&'static str, usize, &'a Node<'a>)>,
    /// The numbers that lists begin with, where they say so.
    pub starts: Vec<(u32, &'a Node<'a>)>,
    /// Every list of participants.
    pub participants: Vec<(&'a Participants, &'a Node<'a>)>,
    /// What is asked of the pages, with what it is asked for.
    pub layouts: Vec<LayoutRequest<'a>>,
    /// Every id that `[#id]` may refer to.
    pub ids: Vec<Id<'a>>,
    /// Whether the walk is within a box.
    boxed: bool,
}

/// What is asked of the pages for one thing.
pub struct LayoutRequest<'a> {
    /// What is asked.
    pub layout: Layout,
    /// The mapping.
    pub node: &'a Node<'a>,
    /// Whether it is a paragraph or begins with one.
    pub has_lines: bool,
    /// Whether it stands in a box.
    pub in_box: bool,
}

/// A text.
pub struct TextEntry<'a> {
    /// What it says.
    pub text: &'a str,
    /// Its scalar.
    pub node: &'a Node<'a>,
    /// What it is.
    pub kind: TextKind,
}

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextKind {
    /// With inline markup.
    Marked,
    /// With inline markup, and may be empty: a cell.
    Cell,
    /// Without inline markup.
    Plain,
    /// Without inline markup, and on no page: keywords, descriptions of pictures.
    Unseen,
}

/// Where a section stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matter {
    /// The foreword.
    Front,
    /// The body.
    Body,
    /// An annex.
    Back,
}

/// A section and where it stands.
#[derive(Clone, Copy)]
pub struct SectionEntry<'a> {
    /// The section.
    pub section: &'a Section,
    /// Its node.
    pub node: &'a Node<'a>,
    /// Front, body or back.
    pub matter: Matter,
    /// 1 for a section that stands in none.
    pub depth: usize,
    /// What it stands in.
    pub parent: Option<SectionKind>,
}

/// An id and whether what bears it can be cited.
pub struct Id<'a> {
    /// The id.
    pub id: &'a str,
    /// Its scalar.
    pub node: &'a Node<'a>,
    /// Why it cannot be cited without words of the author's own, if so.
    pub uncitable: Option<&'static str>,
}

impl TextKind {
    /// Whether inline markup has its meaning.
    pub fn is_marked(self) -> bool {
        match self {
            TextKind::Marked | TextKind::Cell => true,
            TextKind::Plain | TextKind::Unseen => false,
        }
    }
}

impl<'a> Inventory<'a> {
    /// Walks a report and its tree together.
    pub fn take(report: &'a Report, tree: &'a Node<'a>) -> Self {
        let mut inventory = Inventory {
            report,
            tree,
            texts: Vec::new(),
            sections: Vec::new(),
            tables: Vec::new(),
            figures: Vec::new(),
            cover_pictures: Vec::new(),
            recommendations: Vec::new(),
            holders: Vec::new(),
            starts: Vec::new(),
            participants: Vec::new(),
            layouts: Vec::new(),
            ids: Vec::new(),
            boxed: false,
        };
        inventory.matter();
        inventory
    }

    fn matter(&mut self) {
        let (report, tree) = (self.report, self.tree);
        self.publication();
        self.people();
        self.front();
        self.sections_of(&report.body, tree.key("body"), Matter::Body, 1, None);
        self.sections_of(&report.annexes, tree.key("annexes"), Matter::Back, 1, None);
        let works = tree.key("bibliography");
        for (index, work) in report.bibliography.iter().enumerate() {
            self.work(work, works.item(index));
        }
        // Keys are unique, so the entries of the tree stand in the order of the report's.
        let notes = tree.entries_of("footnotes");
        for (note, entry) in report.footnotes.values().zip(notes) {
            self.texts_of(note, &entry.value);
            self.holders.push(("this footnote", note.0.len(), &entry.value));
        }
    }

    fn work(&mut self, work: &'a Work, node: &'a Node<'a>) {
        self.text(&work.text, node.key("text"));
        self.id(&work.id, node, None);
    }

    fn texts_of(&mut self, texts: &'a OneOrManyTexts, node: &'a Node<'a>) {
        for (index, text) in texts.0.iter().enumerate() {
            self.text(text, node.item(index));
        }
    }

    fn text(&mut self, text: &'a Text, node: &'a Node<'a>) {
        self.push(&text.0, node, TextKind::Marked);
    }

    fn optional(&mut self, texts: &[(&str, &'a Option<Text>)], node: &'a Node<'a>) {
        for (key, text) in texts {
            if let Some(text) = text {
                self.text(text, node.key(key));
            }
        }
    }

    fn plain(&mut self, texts: &[(&str, &'a Option<String>)], node: &'a Node<'a>) {
        for (key, text) in texts {
            if let Some(text) = text {
                self.push(text, node.key(key), TextKind::Plain);
            }
        }
    }

    fn unseen(&mut self, text: &'a Option<String>, node: &'a Node<'a>) {
        if let Some(text) = text {
            self.push(text, node, TextKind::Unseen);
        }
    }

    fn push(&mut self, text: &'a str, node: &'a Node<'a>, kind: TextKind) {
        self.texts.push(TextEntry { text, node, kind });
    }

    fn id(&mut self, id: &'a Option<String>, node: &'a Node<'a>, uncitable: Option<&'static str>) {
        if let Some(id) = id {
            self.ids.push(Id { id, node: node.key("id"), uncitable });
        }
    }
}
