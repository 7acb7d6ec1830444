//! What is wrong with the ends of pages: lines left alone, headings at the foot, notes apart.

use std::collections::HashMap;

use super::line_reader::{Line, PageContent, Thing};
use super::owner_block::Role;
use super::{Defect, Location, Reader, Statistics};
use crate::document::{ElementId, visit};
use crate::layout::{Item, Owner, PageKind};
use crate::templates::SectionOpening;
use crate::units::pt_from_mm;

/// Between the text and the rule above the notes, at least, in points.
const ABOVE_RULE: f32 = 9.0;

/// From a baseline to the foot of its line, in em: half of what the leading adds to a capital.
const BELOW_BASELINE_EM: f32 = 0.355;

impl Reader<'_> {
    /// Counts what there is to say of the ends of pages.
    pub fn page_ends(&self, out: &mut Statistics) {
        self.blocks().values().for_each(|lines| self.left_alone(lines, out));
        for (number, pair) in self.found.pages_found.windows(2).enumerate() {
            let [content, next] = pair else { continue };
            if !next.flow.is_empty() {
                self.foot(content, out);
                self.hole(number, content, out);
            }
        }
    }

    /// First and last lines of a paragraph alone on a page.
    fn left_alone(&self, lines: &[&Line], out: &mut Statistics) {
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return };
        let kept = match first.block.role {
            Role::Text | Role::Note => false,
            Role::Heading | Role::Piece => true,
        };
        if kept || first.page == last.page {
            return;
        }
        let on = |page: usize| lines.iter().filter(|line| line.page == page).count();
        if on(first.page) == 1 {
            out.defects.push((Defect::Orphan, self.place(first)));
        }
        if on(last.page) == 1 {
            out.defects.push((Defect::Widow, self.place(last)));
        }
    }

    /// What must not be the last of a page that others follow.
    fn foot(&self, content: &PageContent, out: &mut Statistics) {
        let Some(Thing::Line(last)) = content.flow.last() else { return };
        let Some(line) = self.found.lines.get(*last) else { return };
        if line.block.role == Role::Heading {
            out.defects.push((Defect::HeadingAtFoot, self.place(line)));
        } else if line.block.leads_in && self.ends_block(*last) {
            out.defects.push((Defect::StrandedLeadIn, self.place(line)));
        }
    }

    /// Whether no line of the same block follows.
    fn ends_block(&self, line: usize) -> bool {
        let block = |line: &Line| line.block.block;
        let own = self.found.lines.get(line).map(block);
        let mut later = self.found.lines.iter().skip(line + 1);
        // Notes stand between a page's last line and the next page's first one.
        later.find(|line| line.block.role != Role::Note).map(block) != own
    }

    /// A page that ends early, though the text goes on after it.
    fn hole(&self, number: usize, content: &PageContent, out: &mut Statistics) {
        let Some(page) = self.pages.get(number).filter(|page| page.kind == PageKind::Body) else {
            return;
        };
        let style = &self.style.page;
        if self.forced(number + 1) || content.flow.is_empty() || page.width > page.height {
            return;
        }
        let foot = page.height - pt_from_mm(style.foot_mm);
        let until = content.note_rule.map_or(foot, |rule| rule - ABOVE_RULE);
        let depth = content.flow.iter().map(|thing| self.bottom(thing)).fold(0.0, f32::max);
        let lines = (until - depth) / style.grid_pt;
        if lines > 1.05 {
            out.short += 1;
            if out.hole.as_ref().is_none_or(|(largest, _)| lines > *largest) {
                out.hole = Some((lines, page.label.to_string()));
            }
        }
    }

    /// Whether a page begins where one must: with a section that opens pages, or with what the
    /// editor wants there.
    fn forced(&self, number: usize) -> bool {
        let first = self.found.pages_found.get(number).and_then(|content| content.flow.first());
        let Some(Thing::Line(first)) = first else { return false };
        let Some(line) = self.found.lines.get(*first) else { return false };
        let block = line.block.block;
        let asked = |element| self.document.placement(element).page_break_before;
        let opening = self.style.page.sections_open != SectionOpening::SamePage;
        let mut forced = asked(block);
        visit::sections(self.document, &mut |section| {
            let opens = section.heading.as_ref().is_some_and(|heading| {
                heading.id == block && (asked(section.id) || (opening && heading.level <= 1))
            });
            forced |= opens;
        });
        forced
    }

    fn bottom(&self, thing: &Thing) -> f32 {
        match thing {
            Thing::Line(line) => self
                .found
                .lines
                .get(*line)
                .map_or(0.0, |line| line.baseline + BELOW_BASELINE_EM * line.size),
            Thing::Picture(bottom) => *bottom,
        }
    }

    /// Compares the pages of notes with those of their marks.
    pub fn notes(&self, out: &mut Statistics) {
        let pages = self.pages_of_elements();
        out.notes = self.document.notes.len();
        for note in &self.document.notes {
            let blocks = note.blocks.iter().map(|block| block.id());
            let all = blocks.chain([note.id]).filter_map(|id| pages.get(&id));
            let first = all.clone().map(|(first, _)| *first).min();
            let last = all.map(|(_, last)| *last).max();
            let mark = pages.get(&note.first_reference).map(|(first, _)| *first);
            if first.is_none() || first != mark {
                out.defects.push((Defect::NoteApart, self.note_place(first, &note.number)));
            }
            out.notes_split += usize::from(first != last);
        }
    }

    fn note_place(&self, page: Option<usize>, number: &str) -> Location {
        let page = page.and_then(|page| self.pages.get(page));
        Location {
            page: page.map_or_else(|| "none".into(), |page| page.label.to_string()),
            words: number.to_owned(),
        }
    }

    /// The first and last page that show something of each element.
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
