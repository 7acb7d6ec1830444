//! Front matter, text and back matter as numbered sheets, in the order in which they can be set:
//! the text first, since its arabic folios do not depend on what comes before it; then the front
//! matter, whose contents show where things stand.

use rayon::prelude::*;

use crate::document::{Document, ElementId, Matter, Section, SectionKind};
use crate::layout::PageMap;
use crate::layout::flow::Context;
use crate::layout::flow::compose::Opening;
use crate::layout::flow::sheet::Sheet;
use crate::layout::flow::strip::Strip;
use crate::resolve::number::roman;

/// How often the contents are set anew because the page numbers that they show have changed them.
const ROUNDS: usize = 3;

/// A sheet with its page label.
pub type Numbered = (String, Sheet);

/// The label of the page on which each element begins; indexed by [`ElementId`].
pub struct Labels(Vec<Option<String>>);

impl Labels {
    /// The labels of some sheets.
    pub fn new<'s>(document: &Document, sheets: impl Iterator<Item = &'s Numbered>) -> Labels {
        let mut labels = vec![None; document.anchors.len()];
        for (label, sheet) in sheets {
            for element in &sheet.begins {
                if let Some(place) = labels.get_mut(element.0 as usize) {
                    place.get_or_insert_with(|| label.clone());
                }
            }
        }
        Labels(labels)
    }

    /// The label of the page on which an element begins.
    pub fn get(&self, element: ElementId) -> Option<&str> {
        self.0.get(element.0 as usize)?.as_deref()
    }
}

/// Sheets of the front matter, and whether the contents show where things stand.
pub struct Front {
    /// The sheets.
    pub sheets: Vec<Numbered>,
    /// Whether the page numbers had settled after the last round.
    pub settled: bool,
}

impl Context<'_> {
    /// The sheets of text and back matter but for the index; their folios are arabic, and the first
    /// is a right-hand page.
    pub fn text(&self) -> Vec<Numbered> {
        self.body_sheets(0, |section| section.kind != SectionKind::Index)
    }

    /// The sheets of the index, which follow those that a map knows, the cover not counted.
    pub fn index_pages(&self, map: &PageMap) -> Vec<Numbered> {
        let arabic = |label: &str| label.starts_with(|c: char| c.is_ascii_digit());
        let before = map.starts.iter().filter(|start| arabic(&start.label)).count();
        let context = Context { map, ..*self };
        context.body_sheets(before, |section| section.kind == SectionKind::Index)
    }

    fn body_sheets(&self, before: usize, wanted: impl Fn(&Section) -> bool) -> Vec<Numbered> {
        let sections = self.document.sections.iter();
        let wanted = sections.filter(|s| s.matter != Matter::Front && wanted(s));
        let sheets = self.sheets(self.set(&wanted.collect::<Vec<_>>()), self.portrait());
        let right = before.is_multiple_of(2);
        let sheets = if self.two_sided() { on_right(sheets, right) } else { sheets };
        let number = |(index, sheet): (usize, Sheet)| ((before + index + 1).to_string(), sheet);
        sheets.into_iter().enumerate().map(number).collect()
    }

    /// The sheets of the front matter: imprint, contents, the rest. The contents are set until the
    /// page numbers that they show are those that follow from them.
    pub fn front(&self, text: &[Numbered], index: &[Numbered]) -> Front {
        let text = || text.iter().chain(index);
        let mut labels = Labels::new(self.document, text());
        let mut round = 0;
        loop {
            round += 1;
            let sheets = self.front_with(&labels, text().next().is_some());
            let next = Labels::new(self.document, sheets.iter().chain(text()));
            let settled = self.same_in_contents(&labels, &next);
            if settled || round == ROUNDS {
                return Front { sheets, settled };
            }
            labels = next;
        }
    }

    fn same_in_contents(&self, one: &Labels, other: &Labels) -> bool {
        let mut entries = self.document.contents.iter().flat_map(|contents| &contents.entries);
        entries.all(|entry| one.get(entry.target) == other.get(entry.target))
    }

    fn front_with(&self, labels: &Labels, text_follows: bool) -> Vec<Numbered> {
        let (imprint, rest) = self.document.split_at_contents();
        let rest: Vec<&Section> =
            rest.iter().filter(|section| section.matter == Matter::Front).collect();
        let mut strips = self.imprint(&imprint.iter().collect::<Vec<_>>());
        if let Some(contents) = &self.document.contents {
            strips.extend(self.contents(contents, labels, self.measure()));
        }
        let mut rest = self.set(&rest);
        if let Some(first) = rest.first_mut() {
            first.row.forced = first.row.forced.or(Some(Opening::Page));
        }
        strips.extend(rest);
        let mut sheets = self.sheets(strips, self.portrait());
        if self.two_sided() {
            sheets = on_right(sheets, false);
            if text_follows && sheets.len().is_multiple_of(2) {
                sheets.push(blank());
            }
        }
        // The cover is the first page of the front matter.
        sheets.into_iter().enumerate().map(|(index, s)| (roman(index as u32 + 2), s)).collect()
    }

    fn two_sided(&self) -> bool {
        self.style.page.two_sided
    }

    /// The imprint is set in a style of its own.
    fn imprint(&self, sections: &[&Section]) -> Vec<Strip> {
        let mut style = self.style.clone();
        style.paragraphs.body = style.paragraphs.imprint.clone();
        Context { style: &style, ..*self }.set(sections)
    }

    fn set(&self, sections: &[&Section]) -> Vec<Strip> {
        let width = self.measure();
        let set: Vec<Vec<Strip>> =
            sections.par_iter().map(|section| self.section(section, width)).collect();
        set.into_iter().flatten().collect()
    }
}

/// Puts a blank sheet before each that must be a right-hand page and is not. `first`: whether the
/// first one is.
fn on_right(sheets: Vec<Sheet>, first: bool) -> Vec<Sheet> {
    let mut out: Vec<Sheet> = Vec::with_capacity(sheets.len());
    for sheet in sheets {
        let right = out.len().is_multiple_of(2) == first;
        if sheet.on_right && !right {
            out.push(blank());
        }
        out.push(sheet);
    }
    out
}

fn blank() -> Sheet {
    Sheet { blank: true, ..Sheet::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(wanted: &[bool], first: bool) -> String {
        let sheets =
            wanted.iter().map(|on_right| Sheet { on_right: *on_right, ..Sheet::default() });
        let sign = |sheet: &Sheet| if sheet.blank { '-' } else { 'x' };
        on_right(sheets.collect(), first).iter().map(sign).collect()
    }

    #[test]
    fn blank_pages_stand_before_right_hand_pages_only() {
        assert_eq!(shown(&[true, true, false, true], true), "x-xxx");
        assert_eq!(shown(&[true], false), "-x");
    }
}
