//! The kinds of changes.

use crate::review::proposals::Action;

/// The kind of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// New words.
    Insert,
    /// Words deleted.
    Delete,
    /// Words replaced.
    Replace,
    /// Words made bold, italic, or plain.
    Format,
    /// A new paragraph.
    InsertParagraph,
    /// A paragraph deleted.
    DeleteParagraph,
    /// A paragraph moved.
    Move,
    /// A paragraph split.
    Split,
    /// Paragraphs merged.
    Merge,
    /// A new row.
    InsertRow,
    /// A row deleted.
    DeleteRow,
    /// A new column.
    InsertColumn,
    /// A new table.
    InsertTable,
    /// A table deleted.
    DeleteTable,
    /// Any other change to a paragraph.
    Unclear,
}

impl Kind {
    /// Its name in messages and data.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Insert => "insert",
            Kind::Delete => "delete",
            Kind::Replace => "replace",
            Kind::Format => "format",
            Kind::InsertParagraph => "insert paragraph",
            Kind::DeleteParagraph => "delete paragraph",
            Kind::Move => "move",
            Kind::Split => "split",
            Kind::Merge => "merge",
            Kind::InsertRow => "insert row",
            Kind::DeleteRow => "delete row",
            Kind::InsertColumn => "insert column",
            Kind::InsertTable => "insert table",
            Kind::DeleteTable => "delete table",
            Kind::Unclear => "unclear",
        }
    }

    /// The kind of an action; `after` gives the words after the change.
    pub(super) fn of(action: &Action, after: &str) -> Kind {
        match action {
            Action::Words { at, .. } if at.is_empty() => Kind::Insert,
            Action::Words { .. } if after.is_empty() => Kind::Delete,
            Action::Words { .. } => Kind::Replace,
            Action::Format { .. } => Kind::Format,
            Action::Remove { .. } => Kind::DeleteParagraph,
            Action::Insert { .. } => Kind::InsertParagraph,
            Action::Split { .. } => Kind::Split,
            Action::Join { .. } => Kind::Merge,
            Action::Move { .. } => Kind::Move,
            Action::RemoveRow { .. } => Kind::DeleteRow,
            Action::InsertRow { .. } => Kind::InsertRow,
            Action::InsertColumn { .. } => Kind::InsertColumn,
            Action::InsertTable { .. } => Kind::InsertTable,
            Action::RemoveTable { .. } => Kind::DeleteTable,
            Action::Unclear { .. } => Kind::Unclear,
        }
    }

    /// Whether it changes words within a paragraph.
    pub fn is_within(self) -> bool {
        match self {
            Kind::Insert | Kind::Delete | Kind::Replace | Kind::Format => true,
            Kind::InsertParagraph
            | Kind::DeleteParagraph
            | Kind::Move
            | Kind::Split
            | Kind::Merge
            | Kind::InsertRow
            | Kind::DeleteRow
            | Kind::InsertColumn
            | Kind::InsertTable
            | Kind::DeleteTable
            | Kind::Unclear => false,
        }
    }

    /// Whether it does not affect the words around its place.
    pub(super) fn is_beside(self) -> bool {
        matches!(
            self,
            Kind::InsertParagraph
                | Kind::InsertRow
                | Kind::InsertColumn
                | Kind::InsertTable
                | Kind::Move
        )
    }
}
