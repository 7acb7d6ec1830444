//! Lists, recommendations, definitions.

use crate::document::{Block, ElementId, Inline, ListKind, ListMarker, Paragraph};

/// A list. Nested lists are blocks of its items.
#[derive(Clone, Debug, Hash)]
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

/// An item of a list.
#[derive(Clone, Debug, Hash)]
pub struct ListItem {
    /// The element.
    pub id: ElementId,
    /// Its marker: "•", "–", "1.", "(a)", "3.4".
    pub marker: ListMarker,
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
#[derive(Clone, Debug, Hash)]
pub struct Recommendations {
    /// The element.
    pub id: ElementId,
    /// The heading above the list, as printed: "Lessons learned"; `None` if the report or the
    /// template turns it off.
    pub heading: Option<Vec<Inline>>,
    /// The lead-in sentence.
    pub lead: Option<Paragraph>,
    /// Whether its items are numbered ("3.1") or bulleted.
    pub numbered: bool,
    /// Its items.
    pub items: Vec<ListItem>,
}

/// A term and its definition.
#[derive(Clone, Debug, Hash)]
pub struct Definition {
    /// The element of the term and of the first paragraph of the definition.
    pub id: ElementId,
    /// The term: "OSCE".
    pub term: Vec<Inline>,
    /// The definition. Its first block is a paragraph.
    pub blocks: Vec<Block>,
}

impl Definition {
    /// A definition with one paragraph.
    pub fn new(id: ElementId, term: Vec<Inline>, content: Vec<Inline>) -> Definition {
        let paragraph = Paragraph { id, number: None, leads_in: false, content };
        Definition { id, term, blocks: vec![Block::Paragraph(paragraph)] }
    }
}
