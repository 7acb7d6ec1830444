//! Any block, and the kinds too small for a separate file: quotations and bibliographies.

use super::Context;
use super::code::code;
use super::definitions::definitions;
use super::endnotes::endnotes;
use super::equation::equation;
use super::figure::figure;
use super::flow_item::{
    FlowItem, add_space, apply_placement, begin, keep_together, keep_with_next,
};
use super::heading::heading;
use super::index::index;
use super::landscape_insert::landscape_insert;
use super::list::list;
use super::paragraph::paragraph;
use super::participants::participants;
use super::people::people;
use super::recommendations::recommendations;
use super::table::table;
use super::text_box::text_box;
use crate::document::{Block, ElementId, Paragraph, Quotation};
use crate::layout::geometry::{Orientation, text_area};
use crate::layout::page::{Artifact, Item, Owner, Rect};
use crate::layout::penalties::page::{NEVER, SHORT_BLOCK};
use crate::templates::{Colour, PullQuoteStyle};

/// A block, with the editor's wishes for its page breaks.
pub fn block(context: Context, block: &Block, width: f32) -> Vec<FlowItem> {
    let mut flow = match block {
        Block::Paragraph(block) => paragraph(context, block, context.text.paragraph, width),
        Block::Code(block) => code(context, block, width),
        Block::Heading(block) => heading(context, block, width),
        Block::List(block) => list(context, block, width),
        Block::Recommendations(block) => recommendations(context, block, width),
        Block::People(block) => people(context, block, width),
        Block::Participants(block) => participants(context, block, width),
        Block::Quotation(block) => quotation(context, block, width),
        Block::Table(block) if block.wide => {
            let area = text_area(&context.style.page, Orientation::Landscape);
            vec![landscape_insert(table(context, block, area.width))]
        }
        Block::Table(block) => table(context, block, width),
        Block::Figure(block) => figure(context, block, width),
        Block::Equation(block) => equation(context, block, width),
        Block::Box(block) => text_box(context, block, width),
        Block::Definitions { id, entries } => definitions(context, *id, entries, width),
        Block::Bibliography { id, entries } => bibliography(context, *id, entries, width),
        Block::Endnotes { id, notes } => endnotes(context, *id, notes.clone(), width),
        Block::Index { id, entries } => index(context, *id, entries, width),
    };
    apply_placement(&mut flow, context.document.placement(block.id()));
    flow
}

fn quotation(context: Context, quotation: &Quotation, width: f32) -> Vec<FlowItem> {
    let styles = &context.style.paragraphs;
    let (text, below) = match quotation.pull {
        true => (&styles.pull_quote, &styles.pull_quote_source),
        false => (&styles.quotation, &styles.quotation_source),
    };
    let paragraphs = quotation.paragraphs.iter();
    let mut flow: Vec<FlowItem> =
        paragraphs.flat_map(|content| paragraph(context, content, text, width)).collect();
    if let Some(source) = &quotation.source {
        keep_with_next(&mut flow, NEVER);
        if let Some(last) = flow.last_mut() {
            last.spacing.after = 0.0;
        }
        flow.extend(paragraph(context, source, below, width));
    }
    if quotation.pull {
        flow = between_rules(&context.style.pull_quotes, flow, width);
    }
    begin(&mut flow, quotation.id);
    flow
}

/// A pull quote between its rules, which no page break splits.
fn between_rules(style: &PullQuoteStyle, mut text: Vec<FlowItem>, width: f32) -> Vec<FlowItem> {
    let space = text.first().map_or(0.0, |first| first.spacing.before);
    let after = text.last().map_or(0.0, |last| last.spacing.after);
    if let Some(first) = text.first_mut() {
        first.spacing.before = 0.0;
    }
    if let Some(last) = text.last_mut() {
        last.spacing.after = 0.0;
    }
    let rule = |y: f32| {
        let owner = Owner::Artifact(Artifact::Layout);
        let rect = Rect { x: 0.0, y, width, height: style.rule_pt };
        let fill = Item::Fill { rect, colour: Colour::Accent, owner };
        let drawn = if style.rule_pt > 0.0 { vec![fill] } else { Vec::new() };
        FlowItem::new(style.rule_pt + style.rule_gap_pt, drawn)
    };
    let mut flow = vec![rule(0.0)];
    flow.append(&mut text);
    flow.push(rule(style.rule_gap_pt));
    add_space(&mut flow, space, after);
    keep_together(&mut flow, NEVER);
    flow
}

fn bibliography(
    context: Context,
    id: ElementId,
    entries: &[Paragraph],
    width: f32,
) -> Vec<FlowItem> {
    let style = &context.style.paragraphs.bibliography;
    let mut flow = Vec::new();
    for entry in entries {
        let mut items = paragraph(context, entry, style, width);
        keep_together(&mut items, SHORT_BLOCK);
        flow.extend(items);
    }
    begin(&mut flow, id);
    flow
}
