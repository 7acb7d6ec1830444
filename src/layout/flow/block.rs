//! Any block, and the kinds too small for a separate file: quotations and bibliographies.

use super::Context;
use super::code::code;
use super::definitions::definitions;
use super::endnotes::endnotes;
use super::figure::figure;
use super::flow_item::{FlowItem, apply_placement, begin, keep_together, keep_with_next};
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
use crate::layout::penalties::page::{NEVER, SHORT_BLOCK};

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
    let paragraphs = quotation.paragraphs.iter();
    let mut flow: Vec<FlowItem> = paragraphs
        .flat_map(|content| paragraph(context, content, &styles.quotation, width))
        .collect();
    if let Some(source) = &quotation.source {
        keep_with_next(&mut flow, NEVER);
        if let Some(last) = flow.last_mut() {
            last.spacing.after = 0.0;
        }
        flow.extend(paragraph(context, source, &styles.quotation_source, width));
    }
    begin(&mut flow, quotation.id);
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
