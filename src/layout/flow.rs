//! Sections and blocks → flow → pages' worth of flow.

pub mod assemble;
pub mod block;
mod decimal_alignment;
pub mod flow_item;
pub mod footnote;
pub mod list;
pub mod multicolumn;
pub mod page_body;
pub mod paragraph;
pub mod people;
pub mod section;
pub mod table;

use std::collections::HashMap;

use crate::document::{Document, ElementId, Note};
use crate::fonts::Fonts;
use crate::layout::PageMap;
use crate::layout::inline::TypesettingContext;
use crate::layout::{Owner, Part};
use crate::templates::Style;

/// What setting a flow needs at hand.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The document.
    pub document: &'a Document,
    /// The template.
    pub style: &'a Style,
    /// The faces.
    pub fonts: &'a Fonts,
    /// The note that each mark in the text leads to.
    pub note_of: &'a HashMap<ElementId, ElementId>,
    /// What is known of the pages; nothing, but for the index.
    pub map: &'a PageMap,
}

/// The note that each mark of a document leads to.
pub fn note_marks(document: &Document) -> HashMap<ElementId, ElementId> {
    let marks =
        |note: &Note| note.references.iter().map(|mark| (*mark, note.id)).collect::<Vec<_>>();
    document.notes.iter().flat_map(marks).collect()
}

impl<'a> Context<'a> {
    fn setting(&self) -> TypesettingContext<'a> {
        TypesettingContext {
            style: self.style,
            fonts: self.fonts,
            language: &self.document.language,
            hyphenation: &self.document.hyphenation,
            more_lines: 0,
        }
    }

    /// The setting of text with an owner, as its editor wishes it.
    fn setting_of(&self, owner: Owner) -> TypesettingContext<'a> {
        let placement = match owner {
            Owner::Element(element, Part::Content) => self.document.placements.get(&element),
            Owner::Element(..) | Owner::Artifact(_) => None,
        };
        TypesettingContext {
            more_lines: placement.map_or(0, |placement| placement.lines),
            ..self.setting()
        }
    }
}
