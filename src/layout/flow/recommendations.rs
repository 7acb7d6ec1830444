//! Recommendations, findings, lessons and conclusions: a list with a heading and a rule beside it.

use super::background::Background;
use super::flow_item::{
    FlowItem, add_space, begin, indent, keep_together, keep_with_next, set_background,
};
use super::list::{ItemStyle, item_indent, items, keep_end};
use super::paragraph::{owned_lines, paragraph};
use super::{Context, TextStyles};
use crate::document::Recommendations;
use crate::layout::page::{Owner, Part};
use crate::layout::penalties::page::{LEAD_IN_FROM_LIST, NEVER};
use crate::templates::{Colour, ParagraphStyle};

/// Recommendations, with the rule at their left edge.
pub fn recommendations(context: Context, list: &Recommendations, width: f32) -> Vec<FlowItem> {
    let look = &context.style.recommendations;
    let edge = if look.rule_pt > 0.0 { look.rule_pt + look.rule_gap_pt } else { 0.0 };
    let mut flow = head(context, list, width - edge);
    flow.extend(recommendation_items(context, list, width - edge));
    indent(&mut flow, edge);
    if look.rule_pt > 0.0 {
        let (element, width, colour) = (list.id, look.rule_pt, Colour::Accent);
        set_background(
            &mut flow,
            Background { element, x: 0.0, width, padding: 0.0, colour, rule: 0.0 },
        );
    }
    let grid = context.style.page.grid_pt;
    add_space(&mut flow, grid, grid);
    begin(&mut flow, list.id);
    flow
}

/// The heading and the lead-in.
fn head(context: Context, list: &Recommendations, width: f32) -> Vec<FlowItem> {
    let styles = &context.style.paragraphs;
    let mut flow = Vec::new();
    if let Some(heading) = &list.heading {
        let owner = Owner::Element(list.id, Part::Marker);
        flow = owned_lines(context, owner, heading, &styles.recommendation_heading, width);
        keep_together(&mut flow, NEVER);
        keep_with_next(&mut flow, NEVER);
    }
    if let Some(lead) = &list.lead {
        flow.extend(paragraph(context, lead, &styles.recommendation_lead, width));
        keep_with_next(&mut flow, LEAD_IN_FROM_LIST);
    }
    flow
}

fn recommendation_items(context: Context, list: &Recommendations, width: f32) -> Vec<FlowItem> {
    let look = &context.style.recommendations;
    let upright = &context.style.paragraphs.recommendation;
    let text = ParagraphStyle { italic: look.italic, ..upright.clone() };
    let marker = ParagraphStyle { colour: Colour::Accent, ..upright.clone() };
    let style = ItemStyle {
        text: &text,
        marker: &marker,
        indent: item_indent(context, &list.items, look.indent_pt, &marker),
        gap: look.item_gap_pt,
        markers_at_end: false,
    };
    // Lists within italic items are italic too.
    let italic = text.italic || context.text.list_item.italic;
    let nested = ParagraphStyle { italic, ..context.text.list_item.clone() };
    let context = Context { text: TextStyles { list_item: &nested, ..context.text }, ..context };
    let mut flow = items(context, &list.items, &style, width);
    keep_end(&mut flow);
    flow
}
