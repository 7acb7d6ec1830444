//! A reader of Word files (ECMA-376, transitional and strict) with everything that reviewers leave in
//! them: tracked changes, comments, moved text.
//!
//! [`read()`] makes a [`WordFile`] of the bytes; [`text`] is its text with all changes made, or none.
//! Sections in the documentation (§) are those of ECMA-376 Part 1.

mod archive;
mod comments;
mod error;
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

#[cfg_attr(
    not(test),
    expect(unused_imports, reason = "`plenary review` will read Word files")
)]
pub use error::{OtherFile, WordError};
pub use model::*;
#[cfg_attr(
    not(test),
    expect(unused_imports, reason = "`plenary review` will read Word files")
)]
pub use view::text;

use crate::limits::Limits;

/// Reads a Word file (.docx, .docm, .dotx, .dotm).
///
/// # Errors
///
/// A file of another format, a damaged file, or one that exceeds a limit.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<WordFile, WordError> {
    read::read(bytes, limits)
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

    /// A style and those that it is based on, nearest first.
    pub fn style_chain(&self, id: Option<&str>) -> impl Iterator<Item = &Style> {
        styles::chain(&self.styles, id)
    }
}

/// The outline level of body text (§17.3.1.20).
const BODY_TEXT: u8 = 9;
