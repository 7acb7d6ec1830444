//! What happened to each block of two documents, in the order in which a reader finds it.

use std::ops::Range;

use super::manuscript::{Row, Table, WordBlock};

/// A stretch of text that differs: bytes of the text before, and of the text after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hunk {
    /// The bytes that are gone.
    pub before: Range<usize>,
    /// The bytes that came.
    pub after: Range<usize>,
}

/// What happened to blocks that belong together.
#[derive(Clone, Debug)]
pub enum Merge<'m> {
    /// Paragraphs. Usually one and one; several of a paragraph that was split or merged; none on the
    /// side that lacks it.
    Paragraphs {
        /// The paragraphs before.
        old: Vec<usize>,
        /// The paragraphs after.
        new: Vec<usize>,
        /// The differences of their texts, each with the paragraph's end.
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
    /// Blocks of the document after that are not compared.
    Fixed(&'m [WordBlock]),
}

/// What happened to a row.
#[derive(Clone, Debug)]
pub struct RowMerge<'m> {
    /// The row before.
    pub old: Option<&'m Row>,
    /// The row after.
    pub new: Option<&'m Row>,
    /// What happened in each cell.
    pub cells: Vec<Vec<Merge<'m>>>,
}

/// What happened to a footnote. Notes are counted from 0.
#[derive(Clone, Debug)]
pub struct NoteMerge<'m> {
    /// The note before.
    pub old: Option<usize>,
    /// The note after.
    pub new: Option<usize>,
    /// What happened in it.
    pub merges: Vec<Merge<'m>>,
}
