//! Borders of paragraphs and tables.

use crate::document::Direction;
use crate::templates::{Colour, Style};
use crate::units::eighths;

use super::super::geometry::{MAX_SPACE_PT, edge_pt, rule_offset_pt};
use super::super::xml::Xml;
use super::character::theme_colour;
use super::indents::indents_pt;
use super::word_style::WordStyle;

/// Distance between the text of people and the borders above and below, in points.
const PEOPLE_SPACE_PT: f32 = 4.0;

/// The minimum width of a border, in points (`w:sz`, §17.3.4).
const MIN_WIDTH_PT: f32 = 0.25;

/// An enclosure of paragraphs. Word joins the borders and the background of paragraphs that have the same
/// borders and begin at the same edge, hanging indents included.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Enclosure {
    /// The rule beside recommendations.
    Rule,
    /// The background of a box.
    Box(BoxEdges),
}

/// The position of a box, and its difference from the box before it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct BoxEdges {
    /// The indent of its edge, in points.
    pub indent_pt: f32,
    /// Whether its colour is one step off the colour of the template, so that Word does not join it to the
    /// box before it. The difference is invisible.
    pub varied: bool,
    /// Whether the paragraph begins the box, so that the rule of the box is above it.
    pub first: bool,
}

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
    /// Whether the colour is one step off the colour of the template.
    pub varied: bool,
}

/// Writes a border, if it has a width, §17.3.4.
pub fn border(xml: &mut Xml, style: &Style, border: &Border) {
    if border.width_pt <= 0.0 {
        return;
    }
    let width = eighths(border.width_pt).to_string();
    let space = border.space_pt.round().to_string();
    let colour = hex(style, border.colour, border.varied);
    let mut attributes = vec![
        ("w:val", "single"),
        ("w:sz", width.as_str()),
        ("w:space", space.as_str()),
        ("w:color", colour.as_str()),
    ];
    if !border.varied {
        attributes.push(("w:themeColor", theme_colour(border.colour)));
    }
    xml.leaf(border.side, &attributes);
}

/// Writes the borders of a paragraph in schema order, §17.3.1.24.
pub fn paragraph_borders(xml: &mut Xml, style: &Style, borders: &[Border]) {
    xml.open("w:pBdr", &[]);
    let sides = ["w:top", "w:left", "w:bottom", "w:right"];
    let in_order = sides.iter().flat_map(|side| borders.iter().filter(|one| one.side == *side));
    in_order.for_each(|one| border(xml, style, one));
    xml.close("w:pBdr");
}

/// Writes the background of a box or of a heading, §17.3.5.
pub fn background(xml: &mut Xml, style: &Style, colour: Colour, varied: bool) {
    let fill = hex(style, colour, varied);
    let mut attributes = vec![("w:val", "clear"), ("w:color", "auto"), ("w:fill", fill.as_str())];
    if !varied {
        attributes.push(("w:themeFill", theme_colour(colour)));
    }
    xml.leaf("w:shd", &attributes);
}

/// The colour on a screen, or the one next to it.
pub fn hex(style: &Style, colour: Colour, varied: bool) -> String {
    let mut ink = style.colours.get(colour).screen;
    if varied {
        ink.blue ^= 1;
    }
    ink.hex()
}

/// The borders of a paragraph style.
pub fn borders(style: &Style, word_style: WordStyle, direction: Direction) -> Vec<Border> {
    let colour = Colour::Primary;
    match enclosure_of(word_style) {
        Some(enclosure) => enclosing(style, enclosure, edges_pt(style, word_style), direction),
        None if is_on_band(style, word_style) => band(style),
        None if matches!(word_style, WordStyle::PullQuote | WordStyle::PullQuoteSource) => {
            let (width_pt, space_pt) = (style.pull_quotes.rule_pt, style.pull_quotes.rule_gap_pt);
            let (colour, varied) = (Colour::Accent, false);
            ["w:top", "w:bottom"]
                .map(|side| Border { side, width_pt, space_pt, colour, varied })
                .into()
        }
        None if word_style == WordStyle::People && style.people.rule_pt > 0.0 => {
            let (width_pt, space_pt, varied) = (style.people.rule_pt, PEOPLE_SPACE_PT, false);
            ["w:top", "w:bottom"]
                .map(|side| Border { side, width_pt, space_pt, colour, varied })
                .into()
        }
        None => Vec::new(),
    }
}

/// Whether the style is that of headings on a band.
fn is_on_band(style: &Style, word_style: WordStyle) -> bool {
    let opens = word_style.opens_section() || word_style == WordStyle::ContentsHeading;
    opens && style.has_band(1)
}

/// The borders that extend the background of a heading beyond it on all sides, so that its text begins at
/// the margin.
fn band(style: &Style) -> Vec<Border> {
    let side = |side| filling(side, style.page.grid_pt, style.openers.colour, false);
    ["w:top", "w:left", "w:bottom", "w:right"].map(side).into()
}

/// The colour of the background that a style gives to its paragraphs.
pub fn background_of(style: &Style, word_style: WordStyle) -> Option<Colour> {
    let boxed = matches!(enclosure_of(word_style), Some(Enclosure::Box(_)));
    let on_band = is_on_band(style, word_style).then_some(style.openers.colour);
    boxed.then_some(Colour::Tint).or(on_band)
}

/// The enclosure that a style itself gives to its paragraphs.
pub fn enclosure_of(word_style: WordStyle) -> Option<Enclosure> {
    use WordStyle::*;
    if matches!(word_style, BoxTitle | BoxText) {
        let first = word_style == BoxTitle;
        return Some(Enclosure::Box(BoxEdges { first, ..BoxEdges::default() }));
    }
    let is_recommendation = matches!(
        word_style,
        RecommendationHeading | RecommendationLead | Recommendation(_) | RecommendationContinued(_)
    );
    is_recommendation.then_some(Enclosure::Rule)
}

/// The borders of a paragraph with lines that begin and end at some distances from the margins, in points.
pub fn enclosing(
    style: &Style,
    enclosure: Enclosure,
    edges: (f32, f32),
    direction: Direction,
) -> Vec<Border> {
    let (start, end) = match direction {
        Direction::LeftToRight => ("w:left", "w:right"),
        Direction::RightToLeft => ("w:right", "w:left"),
    };
    match enclosure {
        Enclosure::Rule => beside_rule(style, start, edges.0),
        Enclosure::Box(BoxEdges { indent_pt, varied, first }) => {
            let padding = style.boxes.padding_pt;
            let filling = |side, distance_pt: f32| filling(side, distance_pt, Colour::Tint, varied);
            let mut top = filling("w:top", padding);
            if first && style.boxes.rule_pt > 0.0 {
                let (width_pt, colour) = (style.boxes.rule_pt, Colour::Accent);
                top = Border { width_pt, colour, varied: false, ..top };
            }
            let sides = [filling(start, edges.0 - indent_pt), filling(end, edges.1)];
            [top, filling("w:bottom", padding)].into_iter().chain(sides).collect()
        }
    }
}

/// A border in the colour of a box that fills a distance. The space between border and text is in whole
/// points, so the border is as wide as the remainder.
fn filling(side: &'static str, distance_pt: f32, colour: Colour, varied: bool) -> Border {
    let space_pt = (distance_pt - MIN_WIDTH_PT).floor().clamp(0.0, MAX_SPACE_PT);
    let width_pt = (distance_pt - space_pt).max(MIN_WIDTH_PT);
    Border { side, width_pt, space_pt, colour, varied }
}

/// The rule beside a paragraph. Word does not join a paragraph to the recommendations if it begins at a
/// different edge. Borders in the colour of the paper then make the space between them, since the rule
/// extends to the borders.
fn beside_rule(style: &Style, side: &'static str, edge_pt: f32) -> Vec<Border> {
    let width_pt = style.recommendations.rule_pt;
    if width_pt <= 0.0 {
        return Vec::new();
    }
    let space_pt = (edge_pt - width_pt).clamp(0.0, MAX_SPACE_PT);
    let varied = false;
    let mut borders = vec![Border { side, width_pt, space_pt, colour: Colour::Accent, varied }];
    if (edge_pt - rule_offset_pt(style)).abs() > 0.01 {
        let space_pt = style.recommendations.item_gap_pt.min(MAX_SPACE_PT);
        let (width_pt, colour) = (MIN_WIDTH_PT, Colour::Paper);
        let gap = |side| Border { side, width_pt, space_pt, colour, varied };
        borders.extend([gap("w:top"), gap("w:bottom")]);
    }
    borders
}

/// The distances from the margins at which the lines of a style begin and end, in points.
fn edges_pt(style: &Style, word_style: WordStyle) -> (f32, f32) {
    let (left, hanging, right) = indents_pt(style, word_style);
    (edge_pt(left, hanging), right)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::templates::load;

    #[test]
    fn the_rule_of_recommendations_is_at_the_margin_at_every_level() {
        use WordStyle::*;
        for template in load::names() {
            let style = load::style(template, load::built_in(template).unwrap()).unwrap();
            let levels =
                (0..5).flat_map(|level| [Recommendation(level), RecommendationContinued(level)]);
            for word_style in levels.chain([RecommendationHeading, RecommendationLead]) {
                let borders = borders(&style, word_style, Direction::LeftToRight);
                let Some(rule) = borders.first() else { continue };
                let place = edges_pt(&style, word_style).0 - rule.space_pt - rule.width_pt;
                assert!(place.abs() < 0.01, "{template}, {word_style:?}: {place}");
                assert_eq!(rule.space_pt.fract(), 0.0);
            }
        }
    }

    #[test]
    fn the_borders_of_a_box_reach_its_edges() {
        let style = load::style("conference", load::built_in("conference").unwrap()).unwrap();
        for edge_pt in [7.25, 21.75, 31.0] {
            let edges = BoxEdges::default();
            let borders =
                enclosing(&style, Enclosure::Box(edges), (edge_pt, 7.25), Direction::RightToLeft);
            let [_, _, start, end] = &borders[..] else { panic!("{borders:?}") };
            assert_eq!((start.side, end.side), ("w:right", "w:left"));
            assert_eq!(start.width_pt + start.space_pt, edge_pt);
        }
    }
}
