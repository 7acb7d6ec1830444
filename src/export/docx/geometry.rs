//! Widths, heights and indents that a template implies, in points.

use crate::templates::{PageStyle, Style};
use crate::units::{pt_from_mm, twips};

/// Width of the text, in points.
pub fn measure_pt(page: &PageStyle) -> f32 {
    within_margins_pt(page.width_mm, [page.inner_mm, page.outer_mm])
}

/// Width of the text on a landscape page with the inner margin on both sides, in points.
pub fn landscape_measure_pt(page: &PageStyle) -> f32 {
    within_margins_pt(page.height_mm, [page.inner_mm; 2])
}

/// Height of the text, in points.
pub fn text_height_pt(page: &PageStyle) -> f32 {
    within_margins_pt(page.height_mm, [page.head_mm, page.foot_mm])
}

/// The space between two margins of a page as Word computes it: the file gives the page and its margins
/// in whole twips. A tab stop one twip before the edge of the text would let a letter follow it.
fn within_margins_pt(page_mm: f32, margins_mm: [f32; 2]) -> f32 {
    let length = |mm| twips(pt_from_mm(mm));
    let twips: i32 = length(page_mm) - margins_mm.map(length).iter().sum::<i32>();
    (twips as f32 / 20.0).max(72.0)
}

/// Height of the text on a landscape page, in points.
pub fn landscape_height_pt(page: &PageStyle) -> f32 {
    pt_from_mm(page.width_mm - page.head_mm - page.foot_mm).max(72.0)
}

/// The maximum distance between the border of a paragraph and its text, in points (`w:space`, §17.3.4).
pub const MAX_SPACE_PT: f32 = 31.0;

/// Indent of recommendations, which leaves room for their rule, in points.
pub fn rule_offset_pt(style: &Style) -> f32 {
    let recommendations = &style.recommendations;
    if recommendations.rule_pt > 0.0 {
        within_reach_pt(style, recommendations.rule_pt + recommendations.rule_gap_pt)
    } else {
        0.0
    }
}

/// The nearest indent beside which Word can draw the rule of recommendations. Its distance from the rule
/// is a whole number of points within Word's limit.
pub fn within_reach_pt(style: &Style, indent_pt: f32) -> f32 {
    let width = style.recommendations.rule_pt;
    if width > 0.0 {
        width + (indent_pt - width).round().clamp(0.0, MAX_SPACE_PT)
    } else {
        indent_pt
    }
}

/// The edge at which the lines of a paragraph begin, from its left and hanging indent. All in points.
pub fn edge_pt(left_pt: f32, hanging_pt: f32) -> f32 {
    left_pt - hanging_pt.max(0.0)
}

/// Indents of the marker and the text of a list item, in points. Levels count from 0, as in Word.
pub fn item_indents_pt(style: &Style, recommendation: bool, level: u8) -> (f32, f32) {
    let step = style.lists.indent_pt;
    let level = f32::from(level);
    if !recommendation {
        return (level * step, (level + 1.0) * step);
    }
    let offset = rule_offset_pt(style);
    let text = offset + style.recommendations.indent_pt;
    if level == 0.0 {
        // The rule is beside the number, wherever the text is.
        return (offset, text);
    }
    let text = within_reach_pt(style, text) + level * step;
    (within_reach_pt(style, text - step), text)
}
