//! The changes to each block of two documents, in reading order.

use std::ops::Range;

use super::manuscript::{Row, Table, WordBlock};

/// A difference: bytes of the old text, and bytes of the new text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hunk {
    /// The deleted bytes.
    pub before: Range<usize>,
    /// The inserted bytes.
    pub after: Range<usize>,
}

/// The changes to blocks that belong together.
#[derive(Clone, Debug)]
pub enum Merge<'m> {
    /// Paragraphs. Usually one on each side; several if a paragraph was split or merged; none on a side
    /// that lacks the paragraph.
    Paragraphs {
        /// The paragraphs before.
        old: Vec<usize>,
        /// The paragraphs after.
        new: Vec<usize>,
        /// The differences between their texts, including paragraph ends.
        hunks: Vec<Hunk>,
        /// The number of the move, if the same text was moved.
        moved: Option<usize>,
    },
    /// A table.
    Table {
        /// The table before.
        old: Option<&'m Table>,
        /// The table after.
        new: Option<&'m Table>,
        /// The rows in order.
        rows: Vec<RowMerge<'m>>,
    },
    /// Blocks of the new document that are not compared.
    Fixed(&'m [WordBlock]),
}

/// The changes to a row.
#[derive(Clone, Debug)]
pub struct RowMerge<'m> {
    /// The row before.
    pub old: Option<&'m Row>,
    /// The row after.
    pub new: Option<&'m Row>,
    /// The changes in each cell.
    pub cells: Vec<Vec<Merge<'m>>>,
}

/// The changes to a footnote. Notes are counted from 0.
#[derive(Clone, Debug)]
pub struct NoteMerge<'m> {
    /// The note before.
    pub old: Option<usize>,
    /// The note after.
    pub new: Option<usize>,
    /// The changes in it.
    pub merges: Vec<Merge<'m>>,
}
