//! Finished pages → figures that say how good they are.
//!
//! Nothing is asked of those who broke lines and pages: lines, spaces and page ends are found on
//! the pages themselves, as someone with a ruler would; only what a block is (a heading, a
//! paragraph, a note) is the document's.

mod line_defects;
mod line_reader;
mod owner_block;
mod page_ends;
#[cfg(test)]
mod tests;

use crate::document::Document;
use crate::fonts::Fonts;
use crate::layout::Page;
use crate::templates::Style;
use owner_block::OwnerBlocks;

/// A line is loose when one of its spaces is wider than this many natural ones.
pub const LOOSE: f32 = 2.0;

/// No more than this share of the justified lines should be loose.
pub const LOOSE_SHARE: f32 = 0.02;

/// What must not be on any page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Defect {
    /// A line that reaches over the edge of the text, or into its neighbour.
    Overfull,
    /// The last line of a paragraph alone at the head of a page.
    Widow,
    /// The first line of a paragraph alone at the foot of a page.
    Orphan,
    /// A heading or a label at the foot of a page.
    HeadingAtFoot,
    /// The sentence that leads into a list, without an item, at the foot of a page.
    StrandedLeadIn,
    /// A note that does not begin on the page of its first reference.
    NoteApart,
}

impl Defect {
    /// Every defect, in the order in which they are shown.
    pub const ALL: [Defect; 6] = [
        Defect::Overfull,
        Defect::Widow,
        Defect::Orphan,
        Defect::HeadingAtFoot,
        Defect::StrandedLeadIn,
        Defect::NoteApart,
    ];
}

/// Where something is seen.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Location {
    /// The label of the page.
    pub page: String,
    /// The words of the line.
    pub words: String,
}

/// Figures about pages.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Statistics {
    /// How many pages there are, the cover included.
    pub pages: usize,
    /// How many lines of text, headings, notes, tables and captions.
    pub lines: usize,
    /// How many of them are spread to the measure.
    pub justified: usize,
    /// Those that have a space wider than [`LOOSE`] natural ones: how many, and where.
    pub loose: Vec<(f32, Location)>,
    /// The widest space: how many natural ones, and where.
    pub loosest: Option<(f32, Location)>,
    /// How many lines end with a hyphen that the text has not.
    pub hyphenated: usize,
    /// How many lines in a row do, at most.
    pub hyphens_in_a_row: usize,
    /// How many times spaces stand above each other in four lines or more.
    pub rivers: usize,
    /// How many notes there are.
    pub notes: usize,
    /// How many of them go on on another page.
    pub notes_split: usize,
    /// How many pages of the text end more than a line too early.
    pub short: usize,
    /// The largest of those holes, in lines, and the page.
    pub hole: Option<(f32, String)>,
    /// What must not be.
    pub defects: Vec<(Defect, Location)>,
}

impl Statistics {
    /// How often a defect is seen.
    pub fn count(&self, defect: Defect) -> usize {
        self.defects.iter().filter(|(found, _)| *found == defect).count()
    }

    /// Share of the justified lines that are loose, 0 to 1.
    pub fn loose_share(&self) -> f32 {
        self.loose.len() as f32 / self.justified.max(1) as f32
    }

    /// Whether the pages are as they should be: no defect, and few loose lines.
    pub fn sound(&self) -> bool {
        self.defects.is_empty() && self.loose_share() <= LOOSE_SHARE
    }
}

/// Measures finished pages.
pub fn measure(pages: &[Page], document: &Document, style: &Style, fonts: &Fonts) -> Statistics {
    let blocks = OwnerBlocks::new(document, &style.paragraphs);
    let found = line_reader::find(pages, &blocks, fonts);
    let mut statistics =
        Statistics { pages: pages.len(), lines: found.lines.len(), ..Statistics::default() };
    let reader = Reader { pages, document, style, found: &found };
    reader.text(&mut statistics);
    reader.page_ends(&mut statistics);
    reader.notes(&mut statistics);
    statistics
}

/// Pages and what was found on them.
struct Reader<'a> {
    pages: &'a [Page],
    document: &'a Document,
    style: &'a Style,
    found: &'a line_reader::Found,
}

impl Reader<'_> {
    fn place(&self, line: &line_reader::Line) -> Location {
        let page = self.pages.get(line.page).map(|page| page.label.to_string()).unwrap_or_default();
        Location { page, words: line.words.trim().to_owned() }
    }
}
