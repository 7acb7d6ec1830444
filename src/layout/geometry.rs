//! The geometry of pages: trimmed size, text area, margins, the depth around the note rule.
//!
//! Templates give lengths in millimetres; everything here is in points. Layout and statistics
//! share these functions, so that pages are measured by the rules by which they were set.

use super::page::{Page, PageKind, Rect};
use crate::document::Direction;
use crate::templates::{PageStyle, Style};
use crate::units::{PT_PER_MM, pt_from_mm};

/// The minimum space between the text and the rule above the notes, in points.
pub const ABOVE_NOTE_RULE: f32 = 9.0;

/// The space between that rule and the first note, in points.
const BELOW_NOTE_RULE: f32 = 4.0;

/// The orientation of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Orientation {
    /// As the template says.
    #[default]
    Portrait,
    /// Width and height exchanged, for content wider than the measure.
    Landscape,
}

/// The text area of a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TextArea {
    /// The orientation of the page.
    pub orientation: Orientation,
    /// Its width, in points.
    pub width: f32,
    /// Its depth, notes included, in points.
    pub height: f32,
}

/// Width and height of the trimmed page.
pub fn page_size(page: &PageStyle, orientation: Orientation) -> (f32, f32) {
    let (width, height) = (pt_from_mm(page.width_mm), pt_from_mm(page.height_mm));
    match orientation {
        Orientation::Portrait => (width, height),
        Orientation::Landscape => (height, width),
    }
}

/// The text area of a page. On a landscape page, both side margins equal the inner margin.
pub fn text_area(page: &PageStyle, orientation: Orientation) -> TextArea {
    let (width, height) = match orientation {
        Orientation::Portrait => (measure(page), text_height(page)),
        Orientation::Landscape => (
            (page.height_mm - 2.0 * page.inner_mm) * PT_PER_MM,
            (page.width_mm - page.head_mm - page.foot_mm) * PT_PER_MM,
        ),
    };
    TextArea { orientation, width, height }
}

/// The width of the text area of a portrait page.
pub fn measure(page: &PageStyle) -> f32 {
    (page.width_mm - page.inner_mm - page.outer_mm) * PT_PER_MM
}

/// The depth of the text area of a portrait page.
pub fn text_height(page: &PageStyle) -> f32 {
    (page.height_mm - page.head_mm - page.foot_mm) * PT_PER_MM
}

/// Whether a page is a recto. `index` counts all pages; the cover is 0.
pub fn is_recto(page: &PageStyle, index: usize) -> bool {
    index.is_multiple_of(2) || !page.two_sided
}

/// The left edge of the text area of a page.
pub fn text_left(page: &PageStyle, orientation: Orientation, index: usize) -> f32 {
    match orientation {
        Orientation::Portrait if !is_recto(page, index) => page.outer_mm * PT_PER_MM,
        Orientation::Portrait | Orientation::Landscape => page.inner_mm * PT_PER_MM,
    }
}

/// The area of the text on the page with an index, mirrored in reports written from right to left; the cover has none.
pub fn area_on(page: &Page, style: &PageStyle, index: usize, direction: Direction) -> Option<Rect> {
    let is_wide = page.width > page.height && style.width_mm < style.height_mm;
    let orientation = if is_wide { Orientation::Landscape } else { Orientation::Portrait };
    let TextArea { width, height, .. } = text_area(style, orientation);
    let start = text_left(style, orientation, index);
    let x = match direction {
        Direction::LeftToRight => start,
        Direction::RightToLeft => page.width - start - width,
    };
    let area = Rect { x, y: text_top(style), width, height };
    (page.kind != PageKind::Cover).then_some(area)
}

/// The top edge of the text area.
pub fn text_top(page: &PageStyle) -> f32 {
    page.head_mm * PT_PER_MM
}

/// The bottom edge of the text area of a page of some height.
pub fn text_bottom(page: &PageStyle, page_height: f32) -> f32 {
    page_height - pt_from_mm(page.foot_mm)
}

/// The distance from the last line of a heading to the foot of the band behind it.
pub fn opener_padding(style: &Style) -> f32 {
    style.page.grid_pt
}

/// The depth between text and notes, the rule included.
pub fn note_separator(style: &Style) -> f32 {
    ABOVE_NOTE_RULE + style.notes.rule_pt + BELOW_NOTE_RULE
}
