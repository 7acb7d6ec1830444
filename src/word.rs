//! A reader of Word files (ECMA-376, transitional and strict) with everything that reviewers leave in
//! them: tracked changes, comments, moved text.
//!
//! [`read()`] makes a [`WordFile`] from the bytes; [`text`] is its text with all changes made, or none.
//! Sections in the documentation (§) are those of ECMA-376 Part 1.

mod archive;
mod comments;
mod equation;
mod error;
mod lists;
mod model;
mod package;
mod properties;
mod read;
mod scan;
mod shared;
mod story;
mod styles;
#[cfg(test)]
mod tests;
mod view;
mod xml;

pub use error::{OtherFile, WordError};
pub use lists::ListCounter;
pub use model::*;
#[cfg_attr(
    not(test),
    expect(unused_imports, reason = "`plenary review` will read Word files")
)]
pub use view::text;

use std::collections::BTreeMap;

use crate::limits::Limits;

/// Reads a Word file (.docx, .docm, .dotx, .dotm).
///
/// # Errors
///
/// A file of another format, a damaged file, or one that exceeds a limit.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<WordFile, WordError> {
    read::read(bytes, limits)
}

/// The content of a Word file besides its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extras<'a> {
    /// The bytes of the pictures that the file has, by the names of their parts.
    pub pictures: BTreeMap<&'a str, Vec<u8>>,
    /// The text of each header and footer.
    pub running_heads: Vec<String>,
    /// The properties of the file (Part 2 §8): name and value.
    pub properties: Vec<(String, String)>,
}

/// Reads the content of a Word file besides its text, with only the pictures in the given parts, which
/// [`Object::picture`] names.
///
/// # Errors
///
/// A damaged file, or one that exceeds a limit.
pub fn extras<'a>(
    bytes: &[u8],
    pictures: impl IntoIterator<Item = &'a str>,
    limits: &Limits,
) -> Result<Extras<'a>, WordError> {
    read::extras(bytes, pictures, limits)
}

impl WordFile {
    /// The list item that a paragraph is, by its own properties or by its style.
    pub fn numbering(&self, paragraph: &Paragraph) -> Option<Numbering> {
        let style = || self.style_chain(paragraph.style.as_deref()).find_map(|it| it.numbering);
        paragraph.numbering.or_else(style).filter(|numbering| numbering.list != 0)
    }

    /// The outline level of a paragraph, by its own properties or by its style: 0 for a heading of the
    /// first level; `None` for body text.
    pub fn outline_level(&self, paragraph: &Paragraph) -> Option<u8> {
        let style = || self.style_chain(paragraph.style.as_deref()).find_map(|it| it.outline_level);
        paragraph.outline_level.or_else(style).filter(|level| *level < BODY_TEXT)
    }

    /// The list item that a paragraph is. A style that belongs to a level of a list is at that level,
    /// whatever the style itself states (§17.9.23).
    pub fn list_item(&self, paragraph: &Paragraph) -> Option<Numbering> {
        let numbering = self.numbering(paragraph)?;
        if paragraph.numbering.is_some() {
            return Some(numbering);
        }
        let mut ids = std::iter::successors(paragraph.style.as_deref(), |id| {
            self.styles.get(*id)?.based_on.as_deref()
        });
        let id = ids.by_ref().take(styles::LONGEST_CHAIN);
        let level = { id }.find_map(|id| self.lists.level_of_style(numbering.list, id));
        Some(Numbering { level: level.unwrap_or(numbering.level), ..numbering })
    }

    /// The format of a run, including the format of its paragraph, styles and defaults.
    pub fn format(&self, paragraph: &Paragraph, run: &Format) -> Format {
        let mut format = run.clone();
        let style = paragraph.style.as_deref().or_else(|| self.default_style());
        self.style_chain(style).for_each(|style| styles::fill(&mut format, &style.format));
        styles::fill(&mut format, &self.default_format);
        format
    }

    /// The id of the default style of paragraphs.
    fn default_style(&self) -> Option<&str> {
        let is_default = |it: &Style| it.is_default && it.kind == StyleKind::Paragraph;
        self.styles.iter().find(|(_, style)| is_default(style)).map(|(id, _)| id.as_str())
    }

    /// A style and the styles that it is based on, nearest first.
    pub fn style_chain(&self, id: Option<&str>) -> impl Iterator<Item = &Style> {
        styles::chain(&self.styles, id)
    }
}

/// The outline level of body text (§17.3.1.20).
const BODY_TEXT: u8 = 9;
