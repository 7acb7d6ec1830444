//! Borders of paragraphs and tables.

use crate::templates::{Colour, Style};
use crate::units::eighths;

use super::super::geometry::item_indents_pt;
use super::super::xml::Xml;
use super::character::theme_colour;
use super::word_style::WordStyle;

/// The maximum distance between border and text, in points (`w:space`, §17.3.4).
const MAX_SPACE_PT: f32 = 31.0;

/// Distance between the text of people and the borders above and below, in points.
const PEOPLE_SPACE_PT: f32 = 4.0;

/// A border.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Border {
    /// The element: `w:top`, `w:left`.
    pub side: &'static str,
    /// The line width, in points.
    pub width_pt: f32,
    /// The distance from the text, in points.
    pub space_pt: f32,
    /// The colour.
    pub colour: Colour,
}

/// Writes a border, if it has a width, §17.3.4.
pub fn border(xml: &mut Xml, style: &Style, border: &Border) {
    if border.width_pt <= 0.0 {
        return;
    }
    let width = eighths(border.width_pt).to_string();
    let space = border.space_pt.round().to_string();
    let colour = style.colours.get(border.colour).screen.hex();
    let attributes = [
        ("w:val", "single"),
        ("w:sz", width.as_str()),
        ("w:space", space.as_str()),
        ("w:color", colour.as_str()),
        ("w:themeColor", theme_colour(border.colour)),
    ];
    xml.leaf(border.side, &attributes);
}

/// Writes the borders of a paragraph style, §17.3.1.24.
pub fn paragraph_borders(xml: &mut Xml, style: &Style, borders: &[Border]) {
    xml.open("w:pBdr", &[]);
    borders.iter().for_each(|one| border(xml, style, one));
    xml.close("w:pBdr");
}

/// The borders of a paragraph style; those without a width are left out.
pub fn borders(style: &Style, word_style: WordStyle) -> Vec<Border> {
    let mut borders = all_borders(style, word_style);
    borders.retain(|border| border.width_pt > 0.0);
    borders
}

fn all_borders(style: &Style, word_style: WordStyle) -> Vec<Border> {
    use WordStyle::*;
    if word_style == People {
        let (width_pt, space_pt) = (style.people.rule_pt, PEOPLE_SPACE_PT);
        let colour = Colour::Primary;
        let beside = |side| Border { side, width_pt, space_pt, colour };
        return vec![beside("w:top"), beside("w:bottom")];
    }
    let is_recommendation = matches!(
        word_style,
        RecommendationHeading | RecommendationLead | Recommendation(_) | RecommendationContinued(_)
    );
    if !is_recommendation {
        return Vec::new();
    }
    let width_pt = style.recommendations.rule_pt;
    let space_pt = (text_start_pt(style, word_style) - width_pt).clamp(0.0, MAX_SPACE_PT);
    vec![Border { side: "w:left", width_pt, space_pt, colour: Colour::Accent }]
}

/// Where a paragraph of recommendations begins, hanging marker included, in points.
fn text_start_pt(style: &Style, word_style: WordStyle) -> f32 {
    if let WordStyle::Recommendation(level) = word_style {
        item_indents_pt(style, true, level).0
    } else {
        word_style.setting(style).indent_pt
    }
}
