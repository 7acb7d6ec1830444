//! The input of the functions of the writer.

use super::super::runs::RunFormat;
use super::super::styles::WordStyle;
use super::section_keys::KeptSections;
use crate::document::Document;
use crate::fonts::Fonts;
use crate::layout::PageMap;
use crate::templates::Style;

/// The input of every function of the writer.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// The document.
    pub document: &'a Document,
    /// The template.
    pub style: &'a Style,
    /// The fonts, for measuring.
    pub fonts: &'a Fonts,
    /// The page on which each element begins.
    pub map: &'a PageMap,
    /// The sections that earlier builds have written.
    pub kept: Option<&'a KeptSections<'a>>,
}

impl Input<'_> {
    /// The format of plain text in a paragraph.
    pub fn run_format(&self, word_style: WordStyle) -> RunFormat {
        let setting = word_style.setting(self.style);
        RunFormat {
            bold_paragraph: setting.bold,
            italic_paragraph: setting.italic,
            ..RunFormat::default()
        }
    }
}
