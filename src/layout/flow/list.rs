//! Lists and recommendations.

use super::Context;
use super::block::{WHOLE, wish};
use super::flow_item::{Background, FlowItem, band, begin, hold, keep_next, shift, space};
use crate::document::{Block, List, ListItem, ListKind, Recommendations};
use crate::layout::pagination::NEVER;
use crate::layout::{Owner, Part};
use crate::templates::{Colour, ParagraphStyle};

/// Between the mark of an item and its text, at least, in points.
const MARK_GAP: f32 = 4.0;

/// What it costs to break between two items: a little more than between two paragraphs.
const BETWEEN_ITEMS: f32 = 15.0;

/// How the items of a list are set.
struct ItemStyle<'a> {
    text: &'a ParagraphStyle,
    indent: f32,
    gap: f32,
    /// Whether marks end at the same place, so that numbers align on the point.
    marks_at_end: bool,
    /// The style of marks.
    mark: &'a ParagraphStyle,
}

impl Context<'_> {
    /// A list in the text or in an item.
    pub fn list(&self, list: &List, width: f32) -> Vec<FlowItem> {
        let text = &self.style.paragraphs.list_item;
        let item = ItemStyle {
            text,
            indent: self.indent(&list.items, self.style.lists.indent_pt, text),
            gap: self.style.lists.item_gap_pt,
            marks_at_end: list.kind == ListKind::Decimal,
            mark: text,
        };
        let mut flow = self.items(&list.items, &item, width);
        let after = if list.depth > 1 { item.gap } else { self.style.paragraphs.body.after_pt };
        space(&mut flow, item.gap, after);
        begin(&mut flow, list.id);
        flow
    }

    /// The indent of a list: as the template says, or as much as its widest mark needs.
    fn indent(&self, items: &[ListItem], least: f32, style: &ParagraphStyle) -> f32 {
        let owner = |item: &ListItem| Owner::Element(item.id, Part::Marker);
        let widths =
            items.iter().map(|item| self.label(&item.marker.text(), owner(item), style).width);
        widths.fold(least, |indent, width| indent.max(width + MARK_GAP))
    }

    fn items(&self, items: &[ListItem], style: &ItemStyle, width: f32) -> Vec<FlowItem> {
        let mut all: Vec<FlowItem> = Vec::new();
        for item in items {
            let mut flow = self.item(item, style, width);
            if let (Some(first), false) = (flow.first_mut(), all.is_empty()) {
                first.before = first.before.max(style.gap);
                first.row.penalty = first.row.penalty.max(BETWEEN_ITEMS);
            }
            all.extend(flow);
        }
        all
    }

    fn item(&self, item: &ListItem, style: &ItemStyle, width: f32) -> Vec<FlowItem> {
        let inner = width - style.indent;
        let mut flow = Vec::new();
        for block in &item.blocks {
            flow.extend(self.item_block(block, style, inner));
        }
        let own_lines = flow.iter().take_while(|item| item.bands.is_empty()).count();
        if own_lines < usize::from(self.style.breaking.item_whole_below) {
            hold(&mut flow, WHOLE);
        }
        shift(&mut flow, style.indent);
        let x = match style.marks_at_end {
            true => style.indent - MARK_GAP - self.mark_width(item, style.mark),
            false => 0.0,
        };
        let mut flow = self.with_mark(flow, &item.marker.text(), item.id, style.mark, x);
        begin(&mut flow, item.id);
        wish(&mut flow, self.document.placement(item.id));
        flow
    }

    fn mark_width(&self, item: &ListItem, style: &ParagraphStyle) -> f32 {
        self.label(&item.marker.text(), Owner::Element(item.id, Part::Marker), style).width
    }

    /// Paragraphs of an item are set as the item; other blocks as they are elsewhere.
    fn item_block(&self, block: &Block, style: &ItemStyle, width: f32) -> Vec<FlowItem> {
        if let Block::Paragraph(paragraph) = block {
            self.paragraph(paragraph, style.text, width)
        } else {
            self.block(block, width)
        }
    }

    /// A labelled list with its rule.
    pub fn recommendations(&self, list: &Recommendations, width: f32) -> Vec<FlowItem> {
        let look = &self.style.recommendations;
        let edge = if look.rule_pt > 0.0 { look.rule_pt + look.rule_gap_pt } else { 0.0 };
        let inner = width - edge;
        let mut flow = self.recommendations_head(list, inner);
        flow.extend(self.recommendation_items(list, inner));
        shift(&mut flow, edge);
        if look.rule_pt > 0.0 {
            let (element, x, width) = (list.id, 0.0, look.rule_pt);
            band(&mut flow, Background { element, x, width, padding: 0.0, colour: Colour::Accent });
        }
        let grid = self.style.page.grid_pt;
        space(&mut flow, grid, grid);
        begin(&mut flow, list.id);
        flow
    }

    fn recommendations_head(&self, list: &Recommendations, width: f32) -> Vec<FlowItem> {
        let styles = &self.style.paragraphs;
        let mut flow = Vec::new();
        if let Some(label) = &list.heading {
            let owner = Owner::Element(list.id, Part::Marker);
            let content = [crate::document::Inline::Text(label.clone().into())];
            flow = self.owned_lines(owner, &content, &styles.recommendation_heading, width);
            flow.iter_mut().for_each(|item| item.start = None);
            hold(&mut flow, NEVER);
            keep_next(&mut flow);
        }
        if let Some(lead) = &list.lead {
            flow.extend(self.paragraph(lead, &styles.recommendation_lead, width));
            keep_next(&mut flow);
        }
        flow
    }

    fn recommendation_items(&self, list: &Recommendations, width: f32) -> Vec<FlowItem> {
        let look = &self.style.recommendations;
        let upright = &self.style.paragraphs.recommendation;
        let text = ParagraphStyle { italic: look.italic, ..upright.clone() };
        let mark = ParagraphStyle { colour: Colour::Accent, ..upright.clone() };
        let item = ItemStyle {
            text: &text,
            indent: self.indent(&list.items, look.indent_pt, &mark),
            gap: look.item_gap_pt,
            marks_at_end: false,
            mark: &mark,
        };
        self.items(&list.items, &item, width)
    }
}
