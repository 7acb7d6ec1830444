//! Widths, heights and indents that a template implies, in points.

use crate::templates::{PageStyle, Style};
use crate::units::pt_from_mm;

/// Width of the text, in points.
pub fn measure_pt(page: &PageStyle) -> f32 {
    pt_from_mm(page.width_mm - page.inner_mm - page.outer_mm).max(72.0)
}

/// Width of the text on a landscape page with the inner margin on both sides, in points.
pub fn landscape_measure_pt(page: &PageStyle) -> f32 {
    pt_from_mm(page.height_mm - 2.0 * page.inner_mm).max(72.0)
}

/// Height of the text, in points.
pub fn text_height_pt(page: &PageStyle) -> f32 {
    pt_from_mm(page.height_mm - page.head_mm - page.foot_mm).max(72.0)
}

/// Indent of recommendations, which leaves room for their rule, in points.
pub fn rule_offset_pt(style: &Style) -> f32 {
    let recommendations = &style.recommendations;
    if recommendations.rule_pt > 0.0 {
        recommendations.rule_pt + recommendations.rule_gap_pt
    } else {
        0.0
    }
}

/// Indents of the marker and the text of a list item, in points. Levels count from 0, as in Word.
pub fn item_indents_pt(style: &Style, recommendation: bool, level: u8) -> (f32, f32) {
    let step = style.lists.indent_pt;
    let level = f32::from(level);
    if !recommendation {
        return (level * step, (level + 1.0) * step);
    }
    let first = rule_offset_pt(style) + style.recommendations.indent_pt;
    let text = first + level * step;
    (if level == 0.0 { rule_offset_pt(style) } else { text - step }, text)
}
