//! Defects at page ends: widows and orphans, headings and lead-ins at the foot, notes away from
//! their references, holes.

use std::collections::HashMap;

use super::figures::{Defect, Location, Statistics};
use super::inspection::Inspection;
use super::line_reader::{FlowContent, MeasuredLine, MeasuredPage};
use super::owner_block::Role;
use crate::document::{ElementId, NoteKind, visit};
use crate::layout::geometry::{ABOVE_NOTE_RULE, area_on, text_bottom};
use crate::layout::page::{Item, Owner, PageKind, Rect};
use crate::templates::SectionOpening;

/// The distance from a baseline to the bottom of its line, in em: half of the leading beyond the cap height.
const BELOW_BASELINE_EM: f32 = 0.355;

/// The maximum number of lines by which a page may end early without being short.
const SHORT_BY_LINES: f32 = 1.05;

impl Inspection<'_> {
    /// Counts the defects of page ends.
    pub fn page_ends(&self, out: &mut Statistics) {
        self.lines_by_block().values().for_each(|lines| self.widows_and_orphans(lines, out));
        for (number, pair) in self.found.pages.windows(2).enumerate() {
            let [page, next] = pair else { continue };
            if !next.flow.is_empty() {
                self.foot(page, out);
                self.hole(number, page, out);
            }
        }
    }

    fn widows_and_orphans(&self, lines: &[&MeasuredLine], out: &mut Statistics) {
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return };
        let unbroken = match first.block.role {
            Role::Text | Role::Note => false,
            Role::Heading | Role::Unbroken => true,
        };
        if unbroken || first.page == last.page {
            return;
        }
        let on = |page: usize| lines.iter().filter(|line| line.page == page).count();
        if on(first.page) == 1 {
            out.defects.push((Defect::Orphan, self.location(first)));
        }
        if on(last.page) == 1 {
            out.defects.push((Defect::Widow, self.location(last)));
        }
    }

    /// Finds a heading or a lead-in at the foot of a page.
    fn foot(&self, page: &MeasuredPage, out: &mut Statistics) {
        let Some(FlowContent::Line(last)) = page.flow.last() else { return };
        let Some(line) = self.found.lines.get(*last) else { return };
        if line.block.role == Role::Heading {
            out.defects.push((Defect::HeadingAtFoot, self.location(line)));
        } else if line.block.leads_in && self.ends_block(*last) {
            out.defects.push((Defect::StrandedLeadIn, self.location(line)));
        }
    }

    /// Whether a line is the last of its block.
    fn ends_block(&self, line: usize) -> bool {
        let element = |line: &MeasuredLine| line.block.element;
        let own = self.found.lines.get(line).map(element);
        let mut later = self.found.lines.iter().skip(line + 1);
        // The notes of a page come between its last line and the first line of the next page.
        later.find(|line| line.block.role != Role::Note).map(element) != own
    }

    /// Measures the hole at the foot of a page, unless a page break is forced after it.
    fn hole(&self, number: usize, measured: &MeasuredPage, out: &mut Statistics) {
        let Some(page) = self.pages.get(number).filter(|page| page.kind == PageKind::Body) else {
            return;
        };
        let style = &self.style.page;
        let landscape = page.width > page.height;
        if self.begins_forced(number + 1) || measured.flow.is_empty() || landscape {
            return;
        }
        let foot = text_bottom(style, page.height);
        let foot = measured.note_rule.map_or(foot, |rule| rule - ABOVE_NOTE_RULE);
        let depth = measured.flow.iter().map(|content| self.bottom(content)).fold(0.0, f32::max);
        let lines = (foot - depth) / style.grid_pt;
        if lines > SHORT_BY_LINES {
            out.short += 1;
            let area = area_on(page, style, number, self.document.direction());
            let area = area.map(|area| Rect { y: depth, height: foot - depth, ..area });
            let location = Location { area, ..self.on_page(number) };
            out.holes.push((lines, location));
            if out.hole.as_ref().is_none_or(|(largest, _)| lines > *largest) {
                out.hole = Some((lines, page.label.to_string()));
            }
        }
    }

    /// Whether a page begins after a forced page break: with a section that opens a page, or at the
    /// editor's request.
    fn begins_forced(&self, number: usize) -> bool {
        let first = self.found.pages.get(number).and_then(|page| page.flow.first());
        let Some(FlowContent::Line(first)) = first else { return false };
        let Some(line) = self.found.lines.get(*first) else { return false };
        let block = line.block.element;
        let wished = |element| self.document.placement(element).page_break_before;
        let opening = self.style.section_opening() != SectionOpening::SamePage;
        let mut forced = wished(block);
        visit::sections(self.document, &mut |section| {
            forced |= section.heading.as_ref().is_some_and(|heading| {
                heading.id == block && (wished(section.id) || (opening && heading.level <= 1))
            });
        });
        forced
    }

    /// The bottom of content, in points from the top of the page.
    fn bottom(&self, content: &FlowContent) -> f32 {
        match content {
            FlowContent::Line(line) => self
                .found
                .lines
                .get(*line)
                .map_or(0.0, |line| line.baseline + BELOW_BASELINE_EM * line.size),
            FlowContent::Picture(bottom) => *bottom,
        }
    }

    /// Finds notes away from their references, and counts split notes.
    pub fn notes(&self, out: &mut Statistics) {
        let pages = self.pages_of_elements();
        out.notes = self.document.notes.len();
        for note in &self.document.notes {
            let blocks = note.blocks.iter().map(|block| block.id());
            let all = blocks.chain([note.id]).filter_map(|id| pages.get(&id));
            let first = all.clone().map(|(first, _)| *first).min();
            let last = all.map(|(_, last)| *last).max();
            let reference = pages.get(&note.first_reference).map(|(first, _)| *first);
            let is_apart = first != reference && self.document.note_kind == NoteKind::Footnotes;
            if first.is_none() || is_apart {
                out.defects.push((Defect::NoteApart, self.note_location(first, &note.number)));
            }
            out.notes_split += usize::from(first != last);
        }
    }

    fn note_location(&self, page: Option<usize>, number: &str) -> Location {
        let none = || Location { page: "none".into(), ..Location::default() };
        let location = page.map_or_else(none, |page| self.on_page(page));
        Location { words: number.to_owned(), ..location }
    }

    /// The first and last page with text of each element.
    fn pages_of_elements(&self) -> HashMap<ElementId, (usize, usize)> {
        let mut pages = HashMap::new();
        for (number, page) in self.pages.iter().enumerate() {
            for item in &page.items {
                if let Item::Glyphs(run) = item
                    && let Owner::Element(element, _) = run.owner
                {
                    pages.entry(element).or_insert((number, number)).1 = number;
                }
            }
        }
        pages
    }
}
