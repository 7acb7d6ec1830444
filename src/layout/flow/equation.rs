//! Equations on lines of their own, with their numbers.

use super::Context;
use super::flow_item::{FlowItem, add_space, begin};
use super::line_item::{baseline, single_line};
use crate::document::{Direction, DisplayEquation};
use crate::layout::geometry::text_height;
use crate::layout::math;
use crate::layout::page::{Owner, Part, translated};
use crate::layout::penalties::page::LEAD_IN_FROM_LIST;
use crate::templates::FontRole;

/// The space above and below, as a share of the leading.
const SPACE: f32 = 0.5;
/// The least space between an equation and its number, in em.
const BEFORE_NUMBER: f32 = 1.0;
/// The depth of the deepest equation, as a share of the depth of a page.
const DEEPEST: f32 = 0.95;
/// The smallest size of an equation, as a share of its usual size.
const SMALLEST: f32 = 0.25;

/// An equation, centred, with its number at the end of the line. It stays with the text before it. One that
/// is too wide or too deep is set smaller.
pub fn equation(context: Context, equation: &DisplayEquation, width: f32) -> Vec<FlowItem> {
    let style = context.text.paragraph;
    let width = width - style.indent_pt - style.end_indent_pt;
    let number = equation.label().map(|label| {
        single_line(context, &label, Owner::Element(equation.id, Part::Marker), style)
    });
    let reserved = number.as_ref().map_or(0.0, |it| it.width + BEFORE_NUMBER * style.size_pt);
    let family = match style.family {
        FontRole::Text => &context.style.fonts.text,
        FontRole::Display => &context.style.fonts.display,
    };
    let set = |size: f32| {
        let words = (size, family.name.as_str(), context.document.language.as_str());
        math::set(context.fonts, &equation.equation.content, true, words)
    };
    let Some(mut equation_set) = set(style.size_pt) else { return Vec::new() };
    let room = width - reserved;
    let deepest = text_height(&context.style.page) * DEEPEST;
    let share =
        (room / equation_set.width).min(deepest / (equation_set.height + equation_set.depth));
    if share < 1.0 && room > 0.0 {
        equation_set = set(style.size_pt * share.max(SMALLEST)).unwrap_or(equation_set);
    }
    let centred = (width - equation_set.width) / 2.0;
    // A number needs its place more than the equation needs to be in the middle.
    let x = centred.min(width - reserved - equation_set.width).max(0.0);
    let usual = baseline(style);
    let down = equation_set.height.max(usual);
    let height = down + equation_set.depth.max(style.leading_pt - usual);
    let owner = Owner::Element(equation.id, Part::Content);
    let mut own = equation_set.items(style.colour, owner);
    if context.document.direction() == Direction::RightToLeft {
        // Finished pages are mirrored.
        own.iter_mut().for_each(|item| item.mirror(equation_set.width));
    }
    let mut items: Vec<_> = translated(own, style.indent_pt + x, down).collect();
    if let Some(number) = number {
        let x = style.indent_pt + width - number.width;
        items.extend(translated(number.items, x, down - usual));
    }
    let mut item = FlowItem::new(height, if context.draws { items } else { Vec::new() });
    item.breaks.penalty = LEAD_IN_FROM_LIST;
    let mut flow = vec![item];
    let space = style.leading_pt * SPACE;
    add_space(&mut flow, space.max(style.before_pt), space.max(style.after_pt));
    begin(&mut flow, equation.id);
    flow
}
