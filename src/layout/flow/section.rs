//! Sections.

use std::sync::Arc;

use rayon::prelude::*;

use super::Context;
use super::block::block;
use super::flow_item::{FlowItem, apply_placement, begin, float, keep_with_next};
use super::heading::heading;
use crate::document::{Block, Figure, FigurePosition, Matter, Section, SectionKind};
use crate::layout::pagination::PageOpening;
use crate::layout::penalties::page::NEVER;
use crate::templates::{PageStyle, SectionOpening};

/// A section and its subsections.
pub fn section(context: Context, content: &Section, width: f32) -> Vec<FlowItem> {
    let mut flow = Vec::new();
    if let Some(content) = &content.heading {
        flow.extend(heading(context, content, width));
    }
    let blocks: Vec<Vec<FlowItem>> =
        content.blocks.par_iter().map(|block| section_block(context, block, width)).collect();
    for (index, (block, items)) in content.blocks.iter().zip(blocks).enumerate() {
        flow.extend(items);
        // People belong to the heading, so they stay with the text as the heading does.
        if matches!(block, Block::People(_)) && index + 1 < content.blocks.len() {
            keep_with_next(&mut flow, NEVER);
        }
    }
    let inner: Vec<Vec<FlowItem>> =
        content.sections.par_iter().map(|inner| section(context, inner, width)).collect();
    flow.extend(inner.into_iter().flatten());
    begin(&mut flow, content.id);
    open_section(&context.style.page, content, &mut flow);
    apply_placement(&mut flow, context.document.placement(content.id));
    flow
}

/// A block of a section; its figures may float.
fn section_block(context: Context, content: &Block, width: f32) -> Vec<FlowItem> {
    let mut flow = block(context, content, width);
    if let Block::Figure(Figure { position: FigurePosition::Float, id, .. }) = content {
        float(&mut flow, *id);
    }
    flow
}

/// Sets the page break, the running head and the space before a section.
fn open_section(page: &PageStyle, section: &Section, flow: &mut [FlowItem]) {
    let Some(first) = flow.first_mut() else { return };
    let level = section.heading.as_ref().map_or(0, |heading| heading.level);
    match &section.heading {
        Some(heading) if level <= 1 => {
            first.anchors.running_head = Some(Arc::from(heading.running.as_slice()));
            first.breaks.opens_section = true;
            first.breaks.forced = match page.sections_open {
                SectionOpening::SamePage if section.matter == Matter::Front => {
                    Some(PageOpening::NextPage)
                }
                SectionOpening::SamePage => None,
                SectionOpening::NewPage => Some(PageOpening::NextPage),
                SectionOpening::RightPage => Some(PageOpening::Recto),
            };
        }
        Some(_) => {}
        None if section.kind == SectionKind::Dedication => {
            first.breaks.forced = Some(PageOpening::NextPage);
        }
        None => first.spacing.before = first.spacing.before.max(page.grid_pt),
    }
}
