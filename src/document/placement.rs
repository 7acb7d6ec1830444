//! What an editor asks of the pages where the template and the algorithms do not please.

/// An editor's last resorts for one element. They change where pages and lines end, and nothing
/// else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Placement {
    /// Whether a page ends before it in any case.
    pub page_break_before: bool,
    /// Whether no page ends within it, if it fits on one.
    pub keep_together: bool,
    /// Whether no page ends between it and what follows.
    pub keep_with_next: bool,
    /// How many lines more than its best setting a paragraph takes, -3 to 3. Of an item, its first
    /// paragraph bears it.
    pub lines: i8,
}
