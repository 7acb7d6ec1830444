//! Sections with their headings.

use std::sync::Arc;

use rayon::prelude::*;

use super::Context;
use super::block::wish;
use super::compose::{NEVER, Opening};
use super::strip::{Strip, begin, float, hold, keep_next, space};
use crate::document::{Block, Figure, FigurePosition, Heading, Inline, Matter, Section};
use crate::layout::{Owner, Part};
use crate::templates::{ParagraphStyle, PrefixPosition, SectionOpening};

impl Context<'_> {
    /// A section and its subsections.
    pub fn section(&self, section: &Section, width: f32) -> Vec<Strip> {
        let mut strips = Vec::new();
        if let Some(heading) = &section.heading {
            strips.extend(self.heading(heading, width));
        }
        let blocks: Vec<Vec<Strip>> =
            section.blocks.par_iter().map(|block| self.section_block(block, width)).collect();
        for (index, (block, lines)) in section.blocks.iter().zip(blocks).enumerate() {
            strips.extend(lines);
            // People stand under the heading, so they keep with the text as it does.
            if matches!(block, Block::People(_)) && index + 1 < section.blocks.len() {
                keep_next(&mut strips);
            }
        }
        let inner: Vec<Vec<Strip>> =
            section.sections.par_iter().map(|inner| self.section(inner, width)).collect();
        strips.extend(inner.into_iter().flatten());
        begin(&mut strips, section.id);
        self.open(section, &mut strips);
        wish(&mut strips, self.document.placement(section.id));
        strips
    }

    /// A block of a section; its figures may stand on another page.
    fn section_block(&self, block: &Block, width: f32) -> Vec<Strip> {
        let mut strips = self.block(block, width);
        if let Block::Figure(Figure { position: FigurePosition::Float, id, .. }) = block {
            float(&mut strips, *id);
        }
        strips
    }

    /// What the first strip of a section says about the page it stands on.
    fn open(&self, section: &Section, strips: &mut [Strip]) {
        let Some(first) = strips.first_mut() else { return };
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
    pub fn heading(&self, heading: &Heading, width: f32) -> Vec<Strip> {
        let style = self.style.paragraphs.heading(heading.level);
        let above = self.style.heading_prefix.position == PrefixPosition::Above;
        let mut strips = Vec::new();
        if let (true, Some(label)) = (above, &heading.prefix) {
            strips.extend(self.heading_label(heading, label, width));
        }
        let content: Vec<Inline> = if above { heading.title.clone() } else { heading.line() };
        let title = ParagraphStyle { before_pt: 0.0, ..style.clone() };
        strips.extend(self.lines(heading.id, &content, &title, width));
        space(&mut strips, style.before_pt, style.after_pt);
        hold(&mut strips, NEVER);
        keep_next(&mut strips);
        strips
    }

    fn heading_label(&self, heading: &Heading, label: &str, width: f32) -> Vec<Strip> {
        let style = &self.style.paragraphs.heading_prefix;
        let owner = Owner::Element(heading.id, Part::Label);
        let mut strips = self.owned_lines(owner, &[Inline::Text(label.into())], style, width);
        for strip in &mut strips {
            strip.start = None;
        }
        strips
    }
}
