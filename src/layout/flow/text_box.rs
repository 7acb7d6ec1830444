//! Callout boxes.

use super::background::Background;
use super::block::block;
use super::flow_item::{
    FlowItem, add_space, begin, indent, keep_together, keep_with_next, set_background,
};
use super::paragraph::paragraph;
use super::{Context, TextStyles};
use crate::document::TextBox;
use crate::layout::pagination::PageEdges;
use crate::layout::penalties::page::NEVER;
use crate::templates::{Colour, ParagraphStyle};

/// A box: its title and blocks on a tint, padded on every page.
pub fn text_box(context: Context, text_box: &TextBox, width: f32) -> Vec<FlowItem> {
    let padding = context.style.boxes.padding_pt;
    let inner = width - 2.0 * padding;
    let styles = &context.style.paragraphs;
    let mut flow = Vec::new();
    if let Some(title) = &text_box.title {
        flow.extend(paragraph(context, title, &styles.box_title, inner));
        keep_together(&mut flow, NEVER);
        keep_with_next(&mut flow, NEVER);
    }
    let list_item = ParagraphStyle { after_pt: 0.0, ..styles.box_text.clone() };
    let in_box = Context { text: TextStyles::new(&styles.box_text, &list_item), ..context };
    flow.extend(text_box.blocks.iter().flat_map(|content| block(in_box, content, inner)));
    indent(&mut flow, padding);
    for item in &mut flow {
        item.spacing.page_edges = PageEdges { head: padding, foot: padding };
    }
    let (element, colour) = (text_box.id, Colour::Tint);
    let rule = context.style.boxes.rule_pt;
    set_background(&mut flow, Background { element, x: 0.0, width, padding, colour, rule });
    let gap = context.style.page.grid_pt + padding;
    add_space(&mut flow, gap, gap);
    begin(&mut flow, text_box.id);
    flow
}
