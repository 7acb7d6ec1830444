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
    /// Paragraphs.
    Paragraphs(ParagraphMerge),
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

/// What happened to paragraphs that belong together. Usually one and one; several of a paragraph that
/// was split or merged; none on the side that lacks it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ParagraphMerge {
    /// The paragraphs before.
    pub old: Vec<usize>,
    /// The paragraphs after.
    pub new: Vec<usize>,
    /// The differences of their texts, each with the paragraph's end.
    pub hunks: Vec<Hunk>,
    /// If they were moved, which of the two places this is: the plan has a merge for each.
    pub moved: Option<Move>,
}

impl ParagraphMerge {
    /// The same paragraphs, as if they had not been moved.
    pub fn in_place(&self) -> ParagraphMerge {
        ParagraphMerge { moved: None, ..self.clone() }
    }
}

/// A place of moved paragraphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    /// The number of the move.
    pub number: usize,
    /// Which of its two places.
    pub end: MoveEnd,
}

/// The two places of a move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoveEnd {
    /// Where it was before.
    From,
    /// Where it is after.
    To,
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
