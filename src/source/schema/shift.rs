//! Shifts the positions in sections whose text is unchanged, but begins at another byte of the file.

use std::sync::Arc;

use super::block::*;
use super::{OneOrManyTexts, Part, Section, Text};
use crate::origin::{Shift, Shifted};
use crate::source::markup::{Citation, CitedTarget, InlineNote, Piece, PieceKind};

/// Names every field of a type: those with positions, and after the semicolon those without.
macro_rules! shifted {
    ($($type:ident { $($shifted:ident),*; $($kept:ident),* })*) => {$(
        impl Shifted for $type {
            fn shift(&mut self, by: Shift) {
                let $type { $($shifted,)* $($kept: _,)* } = self;
                $($shifted.shift(by);)*
            }
        }
    )*};
}

shifted! {
    Section {
        title, label, short_title, co_organisers, content, sections, part;
        kind, id, moderator, rapporteur, speakers, layout
    }
    Paragraph { text; id, numbered }
    SubHeading { text; id }
    Quotation { text, source; id, pull }
    TextBox { title, content; id }
    Signature { closing, place; picture, people, date }
    List { items; style, start }
    Item { text, content; id, layout }
    Recommendations { label, lead, items; kind, id }
    Definition { term, definition, content; id }
    Programme { days; style }
    ProgrammeDay { title, entries; date }
    ProgrammeEntry { time, title; panel, people }
    Table {
        caption, header, rows, data, units, notes, source;
        id, align, rotated_header, row_headers, total_rows, widths, wide
    }
    TableHeader { rows; is_list }
    TableCell { text, content; columns, rows }
    Figure {
        parts, caption, credit;
        image, columns, side_by_side, id, alt, decorative, width, place
    }
    FigurePart { caption; image, id, alt, decorative }
    DisplayEquation { latex; id, alt }
    // The ranges in these are bytes of the text around them.
    Piece { kind; at }
    InlineNote { text; id, at }
    Citation { targets; form }
    CitedTarget { prefix, locator; id, at, ends_range }
}

impl Shifted for Part {
    fn shift(&mut self, by: Shift) {
        self.0.iter_mut().for_each(|(_, place)| by.range(place));
    }
}

impl Shifted for OneOrManyTexts {
    fn shift(&mut self, by: Shift) {
        self.0.shift(by);
    }
}

impl Shifted for Box<Text> {
    fn shift(&mut self, by: Shift) {
        self.as_mut().shift(by);
    }
}

impl Shifted for Block {
    fn shift(&mut self, by: Shift) {
        let Block { kind, layout: _, extent } = self;
        kind.shift(by);
        by.range(extent);
    }
}

impl Shifted for BlockKind {
    fn shift(&mut self, by: Shift) {
        match self {
            BlockKind::Paragraph(block) => block.shift(by),
            BlockKind::Heading(block) => block.shift(by),
            BlockKind::List(block) => block.shift(by),
            BlockKind::Bullets(items) | BlockKind::Numbered(items) => items.shift(by),
            BlockKind::Recommendations(block) => block.shift(by),
            BlockKind::Quotation(block) => block.shift(by),
            BlockKind::Table(block) => block.shift(by),
            BlockKind::Figure(block) => block.shift(by),
            BlockKind::Equation(block) => block.shift(by),
            BlockKind::Box(block) => block.shift(by),
            BlockKind::Definitions(entries) => entries.shift(by),
            BlockKind::Signature(block) => block.shift(by),
            BlockKind::Programme(block) => block.shift(by),
            BlockKind::Code(text) => text.shift(by),
            BlockKind::Participants(_) => {}
        }
    }
}

impl Shifted for PieceKind {
    fn shift(&mut self, by: Shift) {
        match self {
            PieceKind::Text(text) | PieceKind::Code(text) => text.shift(by),
            PieceKind::Strong(content)
            | PieceKind::Emphasis(content)
            | PieceKind::Superscript(content)
            | PieceKind::Subscript(content)
            | PieceKind::Span(_, content)
            | PieceKind::Foreign { content, .. }
            | PieceKind::Link { content, .. }
            | PieceKind::Reference { content, .. } => content.shift(by),
            PieceKind::Equation(equation) => Arc::make_mut(equation).latex.shift(by),
            PieceKind::InlineNote(note) => note.shift(by),
            PieceKind::Citation(citation) => citation.shift(by),
            PieceKind::Note { .. } | PieceKind::LineBreak => {}
        }
    }
}
