//! The figures that statistics give.

use crate::layout::Rect;

/// A line is loose if one of its spaces is wider than this many natural spaces.
pub const LOOSE: f32 = 2.0;

/// The largest acceptable share of loose lines among the justified ones.
pub const LOOSE_SHARE: f32 = 0.02;

/// A typographic defect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Defect {
    /// A line that extends past the edge of the text area, or into its neighbour.
    Overfull,
    /// The last line of a paragraph alone at the head of a page.
    Widow,
    /// The first line of a paragraph alone at the foot of a page.
    Orphan,
    /// A heading at the foot of a page.
    HeadingAtFoot,
    /// A lead-in at the foot of a page, without its list.
    StrandedLeadIn,
    /// A note that does not begin on the page of its first reference.
    NoteApart,
}

impl Defect {
    /// Every defect, in the order in which reports list them.
    pub const ALL: [Defect; 6] = [
        Defect::Overfull,
        Defect::Widow,
        Defect::Orphan,
        Defect::HeadingAtFoot,
        Defect::StrandedLeadIn,
        Defect::NoteApart,
    ];
}

/// A line on a page.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Location {
    /// The page label.
    pub page: String,
    /// The text of the line.
    pub words: String,
    /// The index of the page; `None` if the content is on no page.
    pub(crate) index: Option<usize>,
    /// The area of the line, or of a hole; `None` for what has none.
    pub(crate) area: Option<Rect>,
}

/// Figures about finished pages.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Statistics {
    /// The number of pages, the cover included.
    pub pages: usize,
    /// The number of lines of text, headings, notes, tables and captions.
    pub lines: usize,
    /// The number of justified lines, last lines of paragraphs excluded.
    pub justified: usize,
    /// The loose lines among them: their widest space, in natural spaces, and their location.
    pub loose: Vec<(f32, Location)>,
    /// The widest space of any justified line, in natural spaces, and its location.
    pub loosest: Option<(f32, Location)>,
    /// The number of lines that end with an added hyphen.
    pub hyphenated: usize,
    /// The largest number of consecutive lines that end with an added hyphen.
    pub hyphens_in_a_row: usize,
    /// The number of rivers: spaces one below the other in four or more lines.
    pub rivers: usize,
    /// The number of notes.
    pub notes: usize,
    /// The number of notes split over pages.
    pub notes_split: usize,
    /// Rows of tables that are alone on a page while other rows are on another.
    pub lone_rows: Vec<Location>,
    /// The last line or two of a list, alone at the head of a page.
    pub list_ends: Vec<Location>,
    /// The number of text pages that end more than a line early.
    pub short: usize,
    /// The deepest hole at the foot of a page, in lines, and the page label.
    pub hole: Option<(f32, String)>,
    /// The holes at the feet of these pages, in lines, and their locations.
    pub(crate) holes: Vec<(f32, Location)>,
    /// Every defect and its location.
    pub defects: Vec<(Defect, Location)>,
}

impl Statistics {
    /// The number of defects of one kind.
    pub fn count(&self, defect: Defect) -> usize {
        self.defects.iter().filter(|(found, _)| *found == defect).count()
    }

    /// The share of loose lines among the justified ones, 0 to 1.
    pub fn loose_share(&self) -> f32 {
        self.loose.len() as f32 / self.justified.max(1) as f32
    }

    /// Whether the pages have no defects and few loose lines.
    pub fn sound(&self) -> bool {
        self.defects.is_empty() && self.loose_share() <= LOOSE_SHARE
    }
}
