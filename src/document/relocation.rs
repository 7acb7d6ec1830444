//! Moves sections that are otherwise unchanged: their elements have other numbers, and their texts are at other bytes
//! of the file.

use std::sync::Arc;

use super::block::*;
use super::inline::{Inline, InlineEquation, NoteReference};
use super::{ElementId, Section, SectionKey};
use crate::origin::{Shift, Shifted, TracedString};

/// Where a section moves: the shift of its elements and of its positions in the file.
#[derive(Clone, Copy, Debug)]
pub struct Relocation {
    /// The number of its first element, before and after.
    pub elements: [ElementId; 2],
    /// The shift of its positions.
    pub bytes: Shift,
}

impl Relocation {
    /// Whether the elements keep their numbers.
    pub fn keeps_elements(self) -> bool {
        let [from, to] = self.elements;
        from == to
    }

    /// Whether nothing changes.
    pub fn is_none(self) -> bool {
        self.keeps_elements() && self.bytes.from == self.bytes.to
    }
}

/// A part of a section, with elements and texts.
pub trait Relocated {
    /// Shifts the numbers and positions of all of them.
    fn relocate(&mut self, by: Relocation);
}

impl<T: Relocated> Relocated for Vec<T> {
    fn relocate(&mut self, by: Relocation) {
        self.iter_mut().for_each(|item| item.relocate(by));
    }
}

impl<T: Relocated> Relocated for Option<T> {
    fn relocate(&mut self, by: Relocation) {
        self.iter_mut().for_each(|value| value.relocate(by));
    }
}

impl Relocated for ElementId {
    fn relocate(&mut self, by: Relocation) {
        let [from, to] = by.elements;
        self.0 = self.0.wrapping_sub(from.0).wrapping_add(to.0);
    }
}

impl Relocated for TracedString {
    fn relocate(&mut self, by: Relocation) {
        self.shift(by.bytes);
    }
}

/// The hash of a section includes its elements, but no positions.
impl Relocated for SectionKey {
    fn relocate(&mut self, by: Relocation) {
        if !by.keeps_elements() {
            *self = SectionKey::default();
        }
    }
}

/// Names every field of a type: those with elements or texts, and after the semicolon those without.
macro_rules! relocated {
    ($($type:ident { $($moved:ident),*; $($kept:ident),* })*) => {$(
        impl Relocated for $type {
            fn relocate(&mut self, by: Relocation) {
                let $type { $($moved,)* $($kept: _,)* } = self;
                $($moved.relocate(by);)*
            }
        }
    )*};
}

relocated! {
    Section { id, heading, blocks, sections, key; kind, matter }
    Heading { id, prefix, title, running; level, separator }
    HeadingPrefix { label; kind, outer, ordinal, alphabet }
    Paragraph { id, content; number, leads_in }
    List { id, items; kind, depth }
    ListItem { id, blocks; marker }
    Recommendations { id, heading, lead, items; numbered }
    People { id, groups; }
    PeopleGroup { id, role, people; }
    Person { id, name, details; }
    Participants { id, groups; columns }
    ParticipantGroup { id, heading, people; }
    Quotation { id, paragraphs, source; pull }
    Table {
        id, caption, header, rows, below;
        columns, row_headers, total_rows, shares, wide
    }
    Cell { id, content, blocks; column, columns, rows, rotated }
    Caption { id, content; kind, name, annex, number, part, continued, separator }
    Figure { id, pictures, caption, credit; columns, position }
    FigurePicture { id, caption; image, alternative, decorative, width }
    TextBox { id, title, blocks; }
    Definition { id, term, blocks; }
    IndexEntry { id, term, references; }
    IndexReference { id, target; offset, section }
    NoteReference { id; note, number, first }
}

impl Relocated for DisplayEquation {
    fn relocate(&mut self, by: Relocation) {
        let DisplayEquation { id, equation, line: _, alternative: _, number: _ } = self;
        id.relocate(by);
        Arc::make_mut(equation).latex.relocate(by);
    }
}

impl Relocated for InlineEquation {
    fn relocate(&mut self, by: Relocation) {
        let InlineEquation { id, equation, line } = self;
        id.relocate(by);
        Arc::make_mut(equation).latex.relocate(by);
        line.relocate(by);
    }
}

impl Relocated for Block {
    fn relocate(&mut self, by: Relocation) {
        match self {
            Block::Code(block) | Block::Paragraph(block) => block.relocate(by),
            Block::Heading(block) => block.relocate(by),
            Block::List(block) => block.relocate(by),
            Block::Recommendations(block) => block.relocate(by),
            Block::People(block) => block.relocate(by),
            Block::Participants(block) => block.relocate(by),
            Block::Quotation(block) => block.relocate(by),
            Block::Table(block) => block.relocate(by),
            Block::Figure(block) => block.relocate(by),
            Block::Equation(block) => block.relocate(by),
            Block::Box(block) => block.relocate(by),
            Block::Definitions { id, entries } => {
                id.relocate(by);
                entries.relocate(by);
            }
            Block::Bibliography { id, entries } => {
                id.relocate(by);
                entries.relocate(by);
            }
            Block::Endnotes { id, notes: _ } => id.relocate(by),
            Block::Index { id, entries } => {
                id.relocate(by);
                entries.relocate(by);
            }
        }
    }
}

impl Relocated for Inline {
    fn relocate(&mut self, by: Relocation) {
        match self {
            Inline::Text(text) => text.relocate(by),
            Inline::Strong(inner)
            | Inline::Emphasis(inner)
            | Inline::Superscript(inner)
            | Inline::Subscript(inner)
            | Inline::Span(_, inner)
            | Inline::Foreign { language: _, content: inner } => inner.relocate(by),
            Inline::Link { id, url: _, content } => {
                id.relocate(by);
                content.relocate(by);
            }
            Inline::CrossReference { id, target, content } => {
                id.relocate(by);
                target.relocate(by);
                content.relocate(by);
            }
            Inline::Equation(equation) => equation.relocate(by),
            Inline::NoteReference(reference) => reference.relocate(by),
            Inline::LineBreak => {}
        }
    }
}
