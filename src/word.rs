//! A reader of Word files (ECMA-376, transitional and strict) with everything that reviewers leave in
//! them: tracked changes, comments, moved text.
//!
//! [`read`] makes a [`WordFile`] of the bytes.
//! Sections in the documentation (§) are those of ECMA-376 Part 1.

mod error;
mod model;

pub use error::{OtherFile, WordError};
pub use model::*;

use crate::limits::Limits;

/// Reads a Word file (.docx, .docm, .dotx, .dotm).
///
/// # Errors
///
/// A file of another format, a damaged file, or one that exceeds a limit.
pub fn read(_bytes: &[u8], _limits: &Limits) -> Result<WordFile, WordError> {
    Err(WordError::Other(OtherFile::Unknown))
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
    pub fn style_chain<'a>(&'a self, id: Option<&'a str>) -> impl Iterator<Item = &'a Style> {
        let next = |style: &&'a Style| self.styles.get(style.based_on.as_deref()?);
        let first = id.and_then(|id| self.styles.get(id));
        std::iter::successors(first, next).take(LONGEST_CHAIN)
    }
}

/// The outline level of body text (§17.3.1.20).
const BODY_TEXT: u8 = 9;

/// The most styles that are based on each other; it ends circles. Word allows eleven.
const LONGEST_CHAIN: usize = 20;
