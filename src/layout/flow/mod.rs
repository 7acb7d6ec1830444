//! Sections and blocks → strips → pages' worth of strips.

pub mod block;
pub mod compose;
pub mod list;
pub mod note;
pub mod people;
pub mod place;
pub mod section;
pub mod strip;
pub mod table;
pub mod text;

use crate::document::Document;
use crate::fonts::Fonts;
use crate::layout::inline::Setting;
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
}

impl<'a> Context<'a> {
    fn setting(&self) -> Setting<'a> {
        Setting { style: self.style, fonts: self.fonts, language: &self.document.language }
    }
}
