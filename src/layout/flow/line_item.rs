//! Set lines → flow items, and short texts on one line: markers, numbers, page furniture.

use super::Context;
use super::flow_item::FlowItem;
use crate::document::{ElementId, Inline};
use crate::layout::inline::{self, Line, LinkArea, TypesettingContext};
use crate::layout::page::{Item, Link, Owner, Part, Rect, translated};
use crate::layout::penalties::page::HYPHEN;
use crate::templates::ParagraphStyle;

/// The cap height of the bundled faces, in em; lines are centred on it.
const CAPITAL_EM: f32 = 0.67;

/// The space between the lines of text and an equation, in em.
const CLEARANCE: f32 = 0.1;

/// A short text on one line.
pub struct SingleLine {
    /// Its page items; y counts from the top of the line.
    pub items: Vec<Item>,
    /// Its width, in points.
    pub width: f32,
}

/// The distance from the top of a line to its baseline, in points.
pub fn baseline(style: &ParagraphStyle) -> f32 {
    (style.leading_pt + CAPITAL_EM * style.size_pt) / 2.0
}

/// How text with an owner is set: as the template says, with more or fewer lines at the editor's
/// request.
pub fn setting<'a>(context: Context<'a>, owner: Owner) -> TypesettingContext<'a> {
    let placement = match owner {
        Owner::Element(element, Part::Content) => context.document.placements.get(&element),
        Owner::Element(..) | Owner::Artifact(_) => None,
    };
    TypesettingContext {
        style: context.style,
        fonts: context.fonts,
        language: &context.document.language,
        hyphenation: &context.document.hyphenation,
        more_lines: placement.map_or(0, |placement| placement.lines),
        draws: context.draws,
        kept: context.kept,
    }
}

/// A line as a flow item. A page break before it is costly after a hyphen.
pub fn line_item(line: Line, style: &ParagraphStyle, after_hyphen: bool) -> FlowItem {
    let usual = baseline(style);
    // A line with high equations is higher than others.
    let (over, under) = line.extent;
    let above = (over + CLEARANCE * style.size_pt - usual).max(0.0);
    let below = (under + CLEARANCE * style.size_pt - (style.leading_pt - usual)).max(0.0);
    let (above, below) = if line.extent == (0.0, 0.0) { (0.0, 0.0) } else { (above, below) };
    let y = usual + above;
    let height = style.leading_pt + above + below;
    let mut items = Vec::with_capacity(line.runs.len() + line.links.len());
    items.extend(line.runs.into_iter().map(|mut run| {
        run.origin.y += y;
        Item::Glyphs(run)
    }));
    items.extend(line.links.into_iter().map(|LinkArea { from, to, element, target }| {
        let rect = Rect { x: from, y: 0.0, width: to - from, height };
        Item::Link(Link { rect, element, target })
    }));
    items.extend(line.rules.into_iter().map(|rule| {
        let (x, y, width, height) = (rule.from, y + rule.y, rule.width, rule.thickness);
        Item::Fill { rect: Rect { x, y, width, height }, colour: rule.colour, owner: rule.owner }
    }));
    let mut item = FlowItem::new(height, items);
    item.anchors.notes = line.notes;
    item.anchors.elements = line.elements;
    item.breaks.penalty = if after_hyphen { HYPHEN } else { 0.0 };
    item
}

/// A short text on one line, without indent.
pub fn single_line(
    context: Context,
    text: &str,
    owner: Owner,
    style: &ParagraphStyle,
) -> SingleLine {
    single_line_of(context, &[Inline::Text(text.to_owned().into())], owner, style)
}

/// As [`single_line`], with markup.
pub fn single_line_of(
    context: Context,
    content: &[Inline],
    owner: Owner,
    style: &ParagraphStyle,
) -> SingleLine {
    let setting = TypesettingContext { more_lines: 0, ..setting(context, owner) };
    let line = inline::single_line(setting, content, style, owner);
    let width = line.as_ref().map_or(0.0, |line| line.width);
    let items = line.map_or_else(Vec::new, |line| line_item(line, style, false).content.items);
    SingleLine { items, width }
}

/// Puts a marker on the first line of a flow, `x` points from its left edge.
pub fn put_marker(
    context: Context,
    flow: &mut Vec<FlowItem>,
    marker: &str,
    element: ElementId,
    style: &ParagraphStyle,
    x: f32,
) {
    let marker = single_line(context, marker, Owner::Element(element, Part::Marker), style);
    if flow.is_empty() {
        flow.push(FlowItem::new(style.leading_pt, Vec::new()));
    }
    if let Some(first) = flow.first_mut() {
        first.content.items.splice(0..0, translated(marker.items, x, 0.0));
    }
}
