//! Conversion to the units of WordprocessingML and DrawingML, and the page geometry that Word needs.

use crate::templates::{PageStyle, Style};

/// Converts points to twentieths of a point.
pub fn twips(points: f32) -> i32 {
    (points * 20.0).round() as i32
}

/// Converts millimetres to twentieths of a point.
pub fn twips_of_mm(millimetres: f32) -> i32 {
    twips(points(millimetres))
}

/// Converts millimetres to points.
pub fn points(millimetres: f32) -> f32 {
    millimetres * 72.0 / 25.4
}

/// Converts a font size from points to half-points, the unit of `w:sz`.
pub fn half_points(points: f32) -> i32 {
    (points * 2.0).round().max(2.0) as i32
}

/// Converts a line width from points to eighths of a point, the unit of `w:sz` in borders (2 to 96).
pub fn eighths(points: f32) -> i32 {
    ((points * 8.0).round() as i32).clamp(2, 96)
}

/// Converts points to English Metric Units (EMU); 914,400 EMU are an inch.
pub fn emu(points: f32) -> u32 {
    (points * 12_700.0).round().max(1.0) as u32
}

/// Width of the text, in points.
pub fn measure_pt(page: &PageStyle) -> f32 {
    points(page.width_mm - page.inner_mm - page.outer_mm).max(72.0)
}

/// Width of the text on a landscape page with the inner margin on both sides, in points.
pub fn landscape_measure_pt(page: &PageStyle) -> f32 {
    points(page.height_mm - 2.0 * page.inner_mm).max(72.0)
}

/// Height of the text, in points.
pub fn text_height_pt(page: &PageStyle) -> f32 {
    points(page.height_mm - page.head_mm - page.foot_mm).max(72.0)
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
