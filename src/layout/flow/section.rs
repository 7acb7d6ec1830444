//! Sections.

use std::sync::Arc;

use rayon::prelude::*;

use super::Context;
use super::block::block;
use super::figure::page_figure;
use super::flow_item::{FlowItem, apply_placement, begin, float, keep_with_next};
use super::heading::heading;
use super::landscape_insert::landscape_insert;
use super::multicolumn::{ColumnGrid, join_kept};
use crate::document::{Block, FigurePosition, Matter, Section, SectionKind};
use crate::layout::geometry::{Orientation, TextArea, text_area};
use crate::layout::pagination::PageOpening;
use crate::layout::penalties::page::NEVER;
use crate::templates::{SectionOpening, Style};

/// A section and its subsections. The text of annexes may be set in columns.
pub fn section(context: Context, content: &Section, width: f32) -> Vec<FlowItem> {
    let columns = context.style.sections.annex_columns;
    if content.kind != SectionKind::Annex || columns <= 1 {
        return section_in(context, content, width, None);
    }
    let grid = ColumnGrid::new(&context.style.columns, content.id, columns, width);
    join_kept(section_in(context, content, width, Some(grid)))
}

/// A section, the blocks that fit in the columns of a grid, if there is one.
fn section_in(
    context: Context,
    content: &Section,
    width: f32,
    grid: Option<ColumnGrid>,
) -> Vec<FlowItem> {
    let mut flow = Vec::new();
    if let Some(content) = &content.heading {
        flow.extend(match grid.filter(|_| content.level > 1) {
            Some(grid) => grid.put(heading(context, content, grid.width)),
            None => heading(context, content, width),
        });
    }
    let blocks: Vec<Vec<FlowItem>> =
        content.blocks.par_iter().map(|block| section_block(context, block, width, grid)).collect();
    for (index, (block, items)) in content.blocks.iter().zip(blocks).enumerate() {
        flow.extend(items);
        // People belong to the heading, so they stay with the text as the heading does.
        if matches!(block, Block::People(_)) && index + 1 < content.blocks.len() {
            keep_with_next(&mut flow, NEVER);
        }
    }
    let inner = content.sections.par_iter();
    let inner: Vec<Vec<FlowItem>> =
        inner.map(|inner| section_in(context, inner, width, grid)).collect();
    flow.extend(inner.into_iter().flatten());
    begin(&mut flow, content.id);
    open_section(context.style, content, &mut flow);
    apply_placement(&mut flow, context.document.placement(content.id));
    flow
}

/// A block of a section; its figures may float.
fn section_block(
    context: Context,
    content: &Block,
    width: f32,
    grid: Option<ColumnGrid>,
) -> Vec<FlowItem> {
    if let Some(grid) = grid.filter(|_| content.fits_columns()) {
        return grid.put(block(context, content, grid.width));
    }
    let Block::Figure(figure) = content else { return block(context, content, width) };
    match figure.position {
        FigurePosition::Here => block(context, content, width),
        FigurePosition::Float => {
            let mut flow = block(context, content, width);
            float(&mut flow, figure.id);
            flow
        }
        FigurePosition::Page => {
            let area = TextArea { width, ..text_area(&context.style.page, Orientation::Portrait) };
            let mut flow = page_figure(context, figure, area);
            apply_placement(&mut flow, context.document.placement(figure.id));
            float(&mut flow, figure.id);
            flow
        }
        FigurePosition::Landscape => {
            let area = text_area(&context.style.page, Orientation::Landscape);
            let mut flow = vec![landscape_insert(page_figure(context, figure, area))];
            apply_placement(&mut flow, context.document.placement(figure.id));
            flow
        }
    }
}

/// Sets the page break, the running head and the space before a section.
fn open_section(style: &Style, section: &Section, flow: &mut [FlowItem]) {
    let Some(first) = flow.first_mut() else { return };
    match &section.heading {
        Some(heading) if heading.level <= 1 => {
            first.anchors.running_head = Some(Arc::from(heading.running.as_slice()));
            first.breaks.opens_section = true;
        }
        Some(_) => {}
        // None of them has a heading, yet the pages of the first two show no running head either.
        None if matches!(section.kind, SectionKind::Dedication | SectionKind::Imprint) => {
            first.breaks.opens_section = true;
        }
        None => first.spacing.before = first.spacing.before.max(style.page.grid_pt),
    }
    first.breaks.forced = page_opening(style, section).or(first.breaks.forced);
}

/// The page that a section must begin on.
pub fn page_opening(style: &Style, section: &Section) -> Option<PageOpening> {
    match &section.heading {
        Some(heading) if heading.level <= 1 => match style.section_opening() {
            SectionOpening::SamePage if section.matter == Matter::Front => {
                Some(PageOpening::NextPage)
            }
            SectionOpening::SamePage => None,
            SectionOpening::NewPage => Some(PageOpening::NextPage),
            SectionOpening::RightPage => Some(PageOpening::Recto),
        },
        None if section.kind == SectionKind::Dedication => Some(PageOpening::NextPage),
        Some(_) | None => None,
    }
}
