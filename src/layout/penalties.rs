//! The costs of breaks: every penalty of breaking pages and lines, in one table.
//!
//! Both searches minimize the sum of costs along a path. The two scales are unrelated.

/// Costs of page breaks, on a separate scale: [`WASTED_LINE`](page::WASTED_LINE) is one line of
/// avoidable white at the foot of a page. They add up over the pages of a flow (Plass 1981).
pub mod page {
    /// A page with more content than fits: the last resort.
    pub const OVERFULL: f32 = 1.0e8;
    /// A break that occurs only if every alternative is overfull: after a heading, in a caption.
    pub const NEVER: f32 = 1.0e6;
    /// A break between a lead-in and its list.
    pub const LEAD_IN_FROM_LIST: f32 = NEVER;
    /// A break before the last line of a lead-in, which would leave it alone with its list.
    pub const LEAD_IN_LAST_LINE: f32 = 1.0e5;
    /// A break that leaves fewer lines of a paragraph on a page than the template wants.
    pub const WIDOW_OR_ORPHAN: f32 = 2500.0;
    /// A break within something short: a list item, an entry, a table row, the people of a panel.
    pub const SHORT_BLOCK: f32 = 1500.0;
    /// A break within a table row of [`LONG_ROW`] lines or more.
    pub const WITHIN_ROW: f32 = 400.0;
    /// A break that leaves one row of a table alone on a page; [`WITHIN_ROW`] if the row is long.
    pub const LONE_ROW: f32 = WIDOW_OR_ORPHAN;
    /// A break within a table of at most [`SHORT_TABLE_LINES`] lines.
    pub const SHORT_TABLE: f32 = 600.0;
    /// The maximum number of lines in the rows of a short table.
    pub const SHORT_TABLE_LINES: usize = 10;
    /// A break that leaves the last [`LIST_END_LINES`] lines of a list, or fewer, alone at the head of a page.
    pub const LIST_END: f32 = 300.0;
    /// The lines of a list that look lost at the head of a page.
    pub const LIST_END_LINES: usize = 2;
    /// The minimum number of lines of a long table row.
    pub const LONG_ROW: usize = 5;
    /// A break after a line that ends in a hyphen.
    pub const HYPHEN: f32 = 200.0;
    /// A break between two list items: slightly worse than between two paragraphs.
    pub const BETWEEN_ITEMS: f32 = 15.0;
    /// The highest penalty of a break that counts as free when pages are compared with the fullest one.
    pub const FREE: f32 = 20.0;
    /// A footnote continued on the next page.
    pub const SPLIT_NOTE: f32 = 600.0;
    /// A float carried to the next page; once for each page.
    pub const DEFERRED_FLOAT: f32 = 40.0;
    /// A page of floats alone, at the end of a section. Text of the section with them is better.
    pub const FLOATS_ALONE: f32 = 300.0;
    /// An empty page before a forced break; half as much for one that just falls short of
    /// [`STUB_LINES`].
    pub const STUB: f32 = 700.0;
    /// The minimum number of lines that the page before a forced break should have.
    pub const STUB_LINES: f32 = 3.5;
    /// Each line that a page leaves empty although more would fit.
    pub const WASTED_LINE: f32 = 60.0;
    /// The number of lines that may stay empty at the foot without counting as wasted.
    pub const FREE_LINES: f32 = 2.0;
    /// Unused depth that stretchable spaces absorb, per line squared.
    pub const STRETCHED_LINE_SQUARED: f32 = 4.0;
    /// Unused depth of at most [`SHORT_LINES`] at the foot, per line.
    pub const SHORT_LINE: f32 = 25.0;
    /// The maximum unused depth that counts as one line, in lines, with a tolerance for rounding.
    pub const SHORT_LINES: f32 = 1.05;
    /// Any larger hole at the foot.
    pub const HOLE: f32 = 100.0;
    /// Such a hole, per line.
    pub const HOLE_LINE: f32 = 30.0;
    /// Such a hole, per line squared.
    pub const HOLE_LINE_SQUARED: f32 = 0.7;
}

/// Costs of line breaks, after Knuth and Plass, "Breaking paragraphs into lines" (1981), p. 1128. A
/// line costs `(LINE + badness)² + penalty²` plus the demerits below; its badness is 100 times the
/// cube of the ratio by which its spaces stretch or shrink.
pub mod line {
    /// Added to the badness of each line, so that fewer lines are better (`\linepenalty`).
    pub const LINE: f64 = 10.0;
    /// The greatest badness (`inf_bad`).
    pub const WORST: f64 = 10_000.0;

    /// Demerits of two consecutive lines that end in hyphens (`\doublehyphendemerits`).
    pub const CONSECUTIVE_HYPHENS: f64 = 20_000.0;
    /// Demerits of a hyphen at the end of the last line but one (`\finalhyphendemerits`).
    pub const LAST_HYPHEN: f64 = 30_000.0;
    /// Demerits of a tight line next to a loose one (`\adjdemerits`).
    pub const CONTRAST: f64 = 5_000.0;
    /// Demerits of a last line of no width; proportionally less for a line that is too short.
    pub const SHORT_LAST: f64 = 150_000.0;

    /// Penalty of a break at a hyphen, written or added (`\hyphenpenalty`).
    pub const HYPHEN: f32 = 50.0;
    /// Penalty of a break within a part of a hyphenated compound.
    pub const COMPOUND: f32 = 200.0;
    /// Penalty of a break within a capitalized word.
    pub const CAPITAL: f32 = 150.0;
    /// Penalty of a break after a slash or within a web address.
    pub const SLASH: f32 = 100.0;
    /// Penalty of a break between words that belong together: "Panel 2", "11 April".
    pub const TIED: f32 = 300.0;
    /// Penalty of a break after a word of one letter.
    pub const SHORT_WORD: f32 = 50.0;
    /// Penalty of a break between any two letters, in a word wider than the measure.
    pub const ANYWHERE: f32 = 1000.0;
}
