//! The parts of a block: what checks and editions read, with the keys of the YAML.

use super::{Block, Latex, Layout, RecommendationKind, Text, TracedString};
use crate::grammar::ReferenceKind;
use crate::table_grid::Span;
use crate::yaml::tree::{Entry, Node};

/// A part of a block or of an entry of one.
pub struct Part<'a> {
    /// Its key.
    pub key: &'static str,
    /// Its position, if it is an item of the list under the key.
    pub index: Option<usize>,
    /// What it is.
    pub content: Content<'a>,
}

/// How `[#id]` cites an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cited {
    /// By a number, after the word of its kind. The template decides whether sections and recommendations
    /// have one; without it, they are cited by their title or first words.
    Number(ReferenceKind),
    /// By its title, its term or the label of a work.
    Title,
    /// Not at all, because it has neither a number nor a title. Contains its name in messages.
    Not(&'static str),
}

impl Cited {
    /// By a title, or not at all without one.
    pub fn by_title(title: &Option<Text>, without: &'static str) -> Cited {
        if title.is_some() { Cited::Title } else { Cited::Not(without) }
    }
}

/// The content of a part.
pub enum Content<'a> {
    /// An id, and how `[#id]` cites its element.
    Id(&'a str, Cited),
    /// A text.
    Text(&'a Text),
    /// A text that replaces a generated one. Not every edition needs to have it.
    Override(&'a Text),
    /// A cell, which may be empty, and the columns and rows that it spans.
    Cell(&'a Text, Span),
    /// Preformatted text, without markup.
    Code(&'a TracedString),
    /// An equation in LaTeX.
    Equation(&'a Latex),
    /// A description for readers who cannot see a picture or an equation.
    Alternative(&'a str),
    /// The path of a file.
    File(&'a str),
    /// People by id, with the name of their role.
    People(&'static str, &'a [String]),
    /// How page breaks fall around an entry.
    Layout(Layout),
    /// A collection that must not be empty: its name in messages and its length.
    Collection(&'static str, usize),
    /// An entry with parts.
    Entry(EntryKind, Parts<'a>),
    /// Nested blocks.
    Blocks(&'a [Block]),
}

/// The kind of an entry of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// An item of a list.
    Item,
    /// A recommendation, finding, lesson or conclusion.
    Recommendation(RecommendationKind),
    /// A term with its definition.
    Definition,
    /// A paragraph.
    Paragraph,
    /// A row of a table.
    Row,
    /// One of several pictures of a figure.
    FigurePart,
    /// A day of a programme.
    Day,
    /// An entry of a programme.
    ProgrammeEntry,
}

impl EntryKind {
    /// Its name in the singular. The kinds of recommendations share one name.
    pub fn name(self) -> &'static str {
        match self {
            EntryKind::Item => "item",
            EntryKind::Recommendation(_) => "recommendation",
            EntryKind::Definition => "definition",
            EntryKind::Paragraph => "paragraph",
            EntryKind::Row => "row",
            EntryKind::FigurePart => "part",
            EntryKind::Day => "day",
            EntryKind::ProgrammeEntry => "entry",
        }
    }
}

/// The parts of a block or of an entry of one, in the order of reading.
#[derive(Default)]
pub struct Parts<'a>(pub Vec<Part<'a>>);

impl<'a> Part<'a> {
    /// The node of the part, within that of its block or entry.
    pub fn node(&self, parent: &'a Node<'a>) -> &'a Node<'a> {
        let node = parent.key(self.key);
        let node = self.index.map_or(node, |index| node.item(index));
        // A cell that spans others, or has more than a text, is a mapping.
        if let Content::Cell(..) = self.content {
            node.key("text")
        } else if let (Content::Blocks(_), Some(_)) = (&self.content, self.index) {
            node.key("content")
        } else {
            node
        }
    }
}

/// Each method adds a part; optional ones add it if it is given.
impl<'a> Parts<'a> {
    pub(super) fn id(self, id: &'a Option<String>, cited: Cited) -> Self {
        self.optional("id", id.as_deref().map(|id| Content::Id(id, cited)))
    }

    pub(super) fn text(self, key: &'static str, text: impl Into<Option<&'a Text>>) -> Self {
        self.optional(key, text.into().map(Content::Text))
    }

    pub(super) fn with(self, key: &'static str, content: Content<'a>) -> Self {
        self.optional(key, Some(content))
    }

    pub(super) fn optional(mut self, key: &'static str, content: Option<Content<'a>>) -> Self {
        self.0.extend(content.map(|content| Part { key, index: None, content }));
        self
    }

    /// Adds the items of a list.
    pub(super) fn list<T>(
        mut self,
        key: &'static str,
        items: &'a [T],
        content: impl Fn(&'a T) -> Content<'a>,
    ) -> Self {
        let items = items.iter().enumerate();
        self.0.extend(items.map(|(index, item)| Part {
            key,
            index: Some(index),
            content: content(item),
        }));
        self
    }

    /// Adds the items of a list that must not be empty, whose name in messages is `name`.
    pub(super) fn filled<T>(
        self,
        key: &'static str,
        name: &'static str,
        items: &'a [T],
        content: impl Fn(&'a T) -> Content<'a>,
    ) -> Self {
        self.with(key, Content::Collection(name, items.len())).list(key, items, content)
    }
}

impl Block {
    /// The entry of the mapping that names the kind of a block; `None` for a text.
    pub fn entry<'a>(node: &'a Node<'a>) -> Option<&'a Entry<'a>> {
        node.entries().iter().find(|entry| entry.key != LAYOUT)
    }
}

/// The key that may accompany any kind of block.
pub(in crate::source) const LAYOUT: &str = "layout";
