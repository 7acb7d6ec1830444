//! Sections and blocks → flow items → page bodies.
//!
//! Each kind of block is set by the function of its file; [`block::block`] dispatches.

mod assemble;
mod background;
mod block;
mod code;
mod collapse;
mod definitions;
mod endnotes;
mod equation;
mod figure;
pub mod flow_item;
pub mod flow_pages;
pub mod flow_part;
mod footnote;
pub mod heading;
mod index;
mod kept_pages;
mod landscape_insert;
pub mod line_item;
mod list;
mod multicolumn;
pub mod page_body;
pub mod paragraph;
mod participants;
mod people;
mod recommendations;
pub mod section;
mod table;
mod table_columns;
mod table_rows;
mod text_box;

use std::collections::HashMap;
use std::hash::Hash;

use crate::document::{Document, ElementId, Note};
use crate::fonts::Fonts;
use crate::layout::kept::KeptLayout;
use crate::layout::page_map::PageMap;
use crate::templates::{ParagraphStyle, Style};

/// The inputs of setting a flow.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The document.
    pub document: &'a Document,
    /// The template.
    pub style: &'a Style,
    /// The faces.
    pub fonts: &'a Fonts,
    /// The note of each note reference.
    pub note_of: &'a HashMap<ElementId, ElementId>,
    /// The pages set so far, for the index of persons.
    pub map: &'a PageMap,
    /// The styles of running text.
    pub text: TextStyles<'a>,
    /// Whether the lines are drawn, or only their page breaks are wanted.
    pub draws: bool,
    /// The results of earlier builds.
    pub kept: &'a KeptLayout<'a>,
}

impl<'a> Context<'a> {
    /// What content is set with, besides what is the same in the whole document.
    pub fn made_with(&self) -> impl Hash + use<'a> {
        (self.text, self.draws, self.map)
    }
}

/// The styles of running text. Boxes, notes, list items and the imprint have different ones.
#[derive(Clone, Copy, Hash)]
pub struct TextStyles<'a> {
    /// Paragraphs.
    pub paragraph: &'a ParagraphStyle,
    /// The text around lists and definitions.
    pub body: &'a ParagraphStyle,
    /// Paragraphs of list items.
    pub list_item: &'a ParagraphStyle,
}

impl<'a> TextStyles<'a> {
    /// The styles of text with these styles of paragraphs and list items.
    pub fn new(text: &'a ParagraphStyle, list_item: &'a ParagraphStyle) -> TextStyles<'a> {
        TextStyles { paragraph: text, body: text, list_item }
    }
}

/// The note of each note reference in a document.
pub fn note_references(document: &Document) -> HashMap<ElementId, ElementId> {
    let references = |note: &Note| {
        note.references.iter().map(|reference| (*reference, note.id)).collect::<Vec<_>>()
    };
    document.notes.iter().flat_map(references).collect()
}
