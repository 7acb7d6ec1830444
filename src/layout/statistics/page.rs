//! What is wrong with the ends of pages: lines left alone, headings at the foot, notes apart.

use std::collections::HashMap;

use super::home::Role;
use super::line::{Line, Sheet, Thing};
use super::{Fault, Place, Reader, Statistics};
use crate::document::{ElementId, walk};
use crate::layout::{Item, Owner, PageKind};
use crate::templates::SectionOpening;

/// Between the text and the rule above the notes, at least, in points.
const ABOVE_RULE: f32 = 9.0;

/// From a baseline to the foot of its line, in em: half of what the leading adds to a capital.
const BELOW_BASELINE_EM: f32 = 0.355;

impl Reader<'_> {
    /// Counts what there is to say of the ends of pages.
    pub fn page_ends(&self, out: &mut Statistics) {
        self.blocks().values().for_each(|lines| self.left_alone(lines, out));
        for (number, pair) in self.found.sheets.windows(2).enumerate() {
            let [sheet, next] = pair else { continue };
            if !next.flow.is_empty() {
                self.foot(sheet, out);
                self.hole(number, sheet, out);
            }
        }
    }

    /// First and last lines of a paragraph alone on a page.
    fn left_alone(&self, lines: &[&Line], out: &mut Statistics) {
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return };
        let kept = match first.home.role {
            Role::Text | Role::Note => false,
            Role::Heading | Role::Piece => true,
        };
        if kept || first.page == last.page {
            return;
        }
        let on = |page: usize| lines.iter().filter(|line| line.page == page).count();
        if on(first.page) == 1 {
            out.faults.push((Fault::Orphan, self.place(first)));
        }
        if on(last.page) == 1 {
            out.faults.push((Fault::Widow, self.place(last)));
        }
    }

    /// What must not be the last of a page that others follow.
    fn foot(&self, sheet: &Sheet, out: &mut Statistics) {
        let Some(Thing::Line(last)) = sheet.flow.last() else { return };
        let Some(line) = self.found.lines.get(*last) else { return };
        if line.home.role == Role::Heading {
            out.faults.push((Fault::HeadingAtFoot, self.place(line)));
        } else if line.home.leads_in && self.ends_block(*last) {
            out.faults.push((Fault::StrandedLeadIn, self.place(line)));
        }
    }

    /// Whether no line of the same block follows.
    fn ends_block(&self, line: usize) -> bool {
        let block = |line: &Line| line.home.block;
        let own = self.found.lines.get(line).map(block);
        let mut later = self.found.lines.iter().skip(line + 1);
        // Notes stand between a page's last line and the next page's first one.
        later.find(|line| line.home.role != Role::Note).map(block) != own
    }

    /// A page that ends early, though the text goes on after it.
    fn hole(&self, number: usize, sheet: &Sheet, out: &mut Statistics) {
        let Some(page) = self.pages.get(number).filter(|page| page.kind == PageKind::Body) else {
            return;
        };
        let style = &self.style.page;
        if self.forced(number + 1) || sheet.flow.is_empty() || page.width > page.height {
            return;
        }
        let foot = page.height - style.foot_mm * 72.0 / 25.4;
        let until = sheet.note_rule.map_or(foot, |rule| rule - ABOVE_RULE);
        let depth = sheet.flow.iter().map(|thing| self.bottom(thing)).fold(0.0, f32::max);
        let lines = (until - depth) / style.grid_pt;
        if lines > 1.05 {
            out.short += 1;
            if out.hole.as_ref().is_none_or(|(largest, _)| lines > *largest) {
                out.hole = Some((lines, page.label.clone()));
            }
        }
    }

    /// Whether a page begins where one must: with a section that opens pages, or with what the
    /// editor wants there.
    fn forced(&self, number: usize) -> bool {
        let first = self.found.sheets.get(number).and_then(|sheet| sheet.flow.first());
        let Some(Thing::Line(first)) = first else { return false };
        let Some(line) = self.found.lines.get(*first) else { return false };
        let block = line.home.block;
        let asked = |element| self.document.placement(element).page_break_before;
        let opening = self.style.page.sections_open != SectionOpening::SamePage;
        let mut forced = asked(block);
        walk::sections(self.document, &mut |section| {
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
                out.faults.push((Fault::NoteApart, self.note_place(first, &note.number)));
            }
            out.notes_split += usize::from(first != last);
        }
    }

    fn note_place(&self, page: Option<usize>, number: &str) -> Place {
        let page = page.and_then(|page| self.pages.get(page));
        Place { page: page.map_or("none", |page| &page.label).to_owned(), words: number.to_owned() }
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
