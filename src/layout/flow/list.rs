//! Lists and their items.

use super::block::block;
use super::flow_item::{FlowItem, add_space, apply_placement, begin, indent, keep_together};
use super::line_item::{put_marker, single_line};
use super::{Context, TextStyles};
use crate::document::{List, ListItem, ListKind};
use crate::layout::page::{Owner, Part};
use crate::layout::penalties::page::{BETWEEN_ITEMS, LIST_END, LIST_END_LINES, SHORT_BLOCK};
use crate::templates::ParagraphStyle;

/// The minimum space between a marker and the text of its item, in points.
const MARKER_GAP: f32 = 4.0;

/// How the items of a list are set. Lengths are points.
pub struct ItemStyle<'a> {
    /// The style of their paragraphs.
    pub text: &'a ParagraphStyle,
    /// The style of their markers.
    pub marker: &'a ParagraphStyle,
    /// The indent of their text.
    pub indent: f32,
    /// The space between items.
    pub gap: f32,
    /// Whether markers are aligned at their ends, so that numbers align on the full stop.
    pub markers_at_end: bool,
}

/// A list in the text or in an item.
pub fn list(context: Context, list: &List, width: f32) -> Vec<FlowItem> {
    let text = context.text.list_item;
    let style = ItemStyle {
        text,
        marker: text,
        indent: item_indent(context, &list.items, context.style.lists.indent_pt, text),
        gap: context.style.lists.item_gap_pt,
        markers_at_end: list.kind == ListKind::Decimal,
    };
    let mut flow = items(context, &list.items, &style, width);
    if list.depth <= 1 {
        keep_end(&mut flow);
    }
    let after = if list.depth > 1 { style.gap } else { context.text.body.after_pt };
    add_space(&mut flow, style.gap, after);
    begin(&mut flow, list.id);
    flow
}

/// Makes it costly to leave only the end of a list to the next page.
pub fn keep_end(flow: &mut [FlowItem]) {
    for item in flow.iter_mut().skip(1).rev().take(LIST_END_LINES) {
        item.breaks.penalty = item.breaks.penalty.max(LIST_END);
    }
}

/// The indent of list items, in points: at least `least`, and as much as the widest marker needs.
pub fn item_indent(
    context: Context,
    items: &[ListItem],
    least: f32,
    style: &ParagraphStyle,
) -> f32 {
    let widths = items.iter().map(|item| marker_width(context, item, style));
    widths.fold(least, |indent, width| indent.max(width + MARKER_GAP))
}

/// The items of a list.
pub fn items(context: Context, items: &[ListItem], style: &ItemStyle, width: f32) -> Vec<FlowItem> {
    let mut all: Vec<FlowItem> = Vec::new();
    for content in items {
        let mut flow = item(context, content, style, width);
        if let (Some(first), false) = (flow.first_mut(), all.is_empty()) {
            first.spacing.before = first.spacing.before.max(style.gap);
            first.breaks.penalty = first.breaks.penalty.max(BETWEEN_ITEMS);
        }
        all.extend(flow);
    }
    all
}

fn item(context: Context, item: &ListItem, style: &ItemStyle, width: f32) -> Vec<FlowItem> {
    let in_item = Context { text: TextStyles { paragraph: style.text, ..context.text }, ..context };
    let blocks = item.blocks.iter();
    let mut flow: Vec<FlowItem> =
        blocks.flat_map(|content| block(in_item, content, width - style.indent)).collect();
    let lines = flow.iter().take_while(|item| item.backgrounds.is_empty()).count();
    if lines < usize::from(context.style.breaking.item_whole_below) {
        keep_together(&mut flow, SHORT_BLOCK);
    }
    indent(&mut flow, style.indent);
    let x = match style.markers_at_end {
        true => style.indent - MARKER_GAP - marker_width(context, item, style.marker),
        false => 0.0,
    };
    put_marker(context, &mut flow, &item.marker.text(), item.id, style.marker, x);
    begin(&mut flow, item.id);
    apply_placement(&mut flow, context.document.placement(item.id));
    flow
}

fn marker_width(context: Context, item: &ListItem, style: &ParagraphStyle) -> f32 {
    single_line(context, &item.marker.text(), Owner::Element(item.id, Part::Marker), style).width
}
