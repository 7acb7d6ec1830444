//! Sections with their headings.

use std::sync::Arc;

use rayon::prelude::*;

use super::Context;
use super::block::wish;
use super::flow_item::{FlowItem, begin, float, hold, keep_next, space};
use crate::document::{Block, Figure, FigurePosition, Heading, Inline, Matter, Section};
use crate::layout::pagination::{NEVER, Opening};
use crate::layout::{Owner, Part};
use crate::templates::{ParagraphStyle, PrefixPosition, SectionOpening};

impl Context<'_> {
    /// A section and its subsections.
    pub fn section(&self, section: &Section, width: f32) -> Vec<FlowItem> {
        let mut flow = Vec::new();
        if let Some(heading) = &section.heading {
            flow.extend(self.heading(heading, width));
        }
        let blocks: Vec<Vec<FlowItem>> =
            section.blocks.par_iter().map(|block| self.section_block(block, width)).collect();
        for (index, (block, lines)) in section.blocks.iter().zip(blocks).enumerate() {
            flow.extend(lines);
            // People stand under the heading, so they keep with the text as it does.
            if matches!(block, Block::People(_)) && index + 1 < section.blocks.len() {
                keep_next(&mut flow);
            }
        }
        let inner: Vec<Vec<FlowItem>> =
            section.sections.par_iter().map(|inner| self.section(inner, width)).collect();
        flow.extend(inner.into_iter().flatten());
        begin(&mut flow, section.id);
        self.open(section, &mut flow);
        wish(&mut flow, self.document.placement(section.id));
        flow
    }

    /// A block of a section; its figures may stand on another page.
    fn section_block(&self, block: &Block, width: f32) -> Vec<FlowItem> {
        let mut flow = self.block(block, width);
        if let Block::Figure(Figure { position: FigurePosition::Float, id, .. }) = block {
            float(&mut flow, *id);
        }
        flow
    }

    /// What the first item of a section says about the page it stands on.
    fn open(&self, section: &Section, flow: &mut [FlowItem]) {
        let Some(first) = flow.first_mut() else { return };
        let level = section.heading.as_ref().map_or(0, |heading| heading.level);
        let opening = match self.style.page.sections_open {
            SectionOpening::SamePage if section.matter == Matter::Front => Some(Opening::Page),
            SectionOpening::SamePage => None,
            SectionOpening::NewPage => Some(Opening::Page),
            SectionOpening::RightPage => Some(Opening::RightPage),
        };
        match &section.heading {
            Some(heading) if level <= 1 => {
                first.running = Some(Arc::from(heading.running.as_str()));
                first.row.opens = true;
                first.row.forced = opening;
            }
            Some(_) => {}
            None => first.before = first.before.max(self.style.page.grid_pt),
        }
    }

    /// A heading, its label above it or before it.
    pub fn heading(&self, heading: &Heading, width: f32) -> Vec<FlowItem> {
        let style = self.style.paragraphs.heading(heading.level);
        let above = self.style.heading_prefix.position == PrefixPosition::Above;
        let mut flow = Vec::new();
        if let (true, Some(label)) = (above, &heading.prefix) {
            flow.extend(self.heading_label(heading, label, width));
        }
        let content: Vec<Inline> = if above { heading.title.clone() } else { heading.line() };
        let title = ParagraphStyle { before_pt: 0.0, ..style.clone() };
        flow.extend(self.lines(heading.id, &content, &title, width));
        space(&mut flow, style.before_pt, style.after_pt);
        hold(&mut flow, NEVER);
        keep_next(&mut flow);
        flow
    }

    fn heading_label(&self, heading: &Heading, label: &str, width: f32) -> Vec<FlowItem> {
        let style = &self.style.paragraphs.heading_prefix;
        let owner = Owner::Element(heading.id, Part::Marker);
        let mut flow = self.owned_lines(owner, &[Inline::Text(label.into())], style, width);
        for item in &mut flow {
            item.start = None;
        }
        flow
    }
}
