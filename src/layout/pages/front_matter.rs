//! Front matter, text and back matter as numbered bodies, in the order in which they can be set:
//! the text first, since its arabic folios do not depend on what comes before it; then the front
//! matter, whose contents show where things stand.

use rayon::prelude::*;

use crate::document::{Document, ElementId, Matter, Section, SectionKind};
use crate::layout::flow::Context;
use crate::layout::flow::flow_item::FlowItem;
use crate::layout::flow::page_body::PageBody;
use crate::layout::pagination::Opening;
use crate::layout::{FolioStyle, PageLabel, PageMap, PageStart};

/// How often the contents are set anew because the page numbers that they show have changed them.
const ROUNDS: usize = 3;

/// A body with its page label.
pub type Numbered = (PageLabel, PageBody);

/// The label of the page on which each element begins; indexed by [`ElementId`].
pub struct Labels(Vec<Option<PageLabel>>);

impl Labels {
    /// The labels of some bodies.
    pub fn new<'s>(document: &Document, bodies: impl Iterator<Item = &'s Numbered>) -> Labels {
        let mut labels = vec![None; document.anchors.len()];
        for (label, body) in bodies {
            for element in &body.begins {
                if let Some(place) = labels.get_mut(element.0 as usize) {
                    place.get_or_insert_with(|| label.clone());
                }
            }
        }
        Labels(labels)
    }

    /// The label of the page on which an element begins.
    pub fn get(&self, element: ElementId) -> Option<&PageLabel> {
        self.0.get(element.0 as usize)?.as_ref()
    }
}

/// Sheets of the front matter, and whether the contents show where things stand.
pub struct Front {
    /// The bodies.
    pub bodies: Vec<Numbered>,
    /// Whether the page numbers had settled after the last round.
    pub settled: bool,
}

impl Context<'_> {
    /// The bodies of text and back matter but for the index; their folios are arabic, and the first
    /// is a right-hand page.
    pub fn text(&self) -> Vec<Numbered> {
        self.body_matter(0, |section| section.kind != SectionKind::Index)
    }

    /// The bodies of the index, which follow those that a map knows, the cover not counted.
    pub fn index_pages(&self, map: &PageMap) -> Vec<Numbered> {
        let folio = |start: &PageStart| start.label.number(FolioStyle::Decimal);
        let before = map.starts.iter().filter_map(folio).count();
        let context = Context { map, ..*self };
        context.body_matter(before, |section| section.kind == SectionKind::Index)
    }

    fn body_matter(&self, before: usize, wanted: impl Fn(&Section) -> bool) -> Vec<Numbered> {
        let sections = self.document.sections.iter();
        let wanted = sections.filter(|s| s.matter != Matter::Front && wanted(s));
        let bodies = self.bodies(self.set(&wanted.collect::<Vec<_>>()), self.portrait());
        let right = before.is_multiple_of(2);
        let bodies = if self.two_sided() { on_right(bodies, right) } else { bodies };
        let number = |(index, body): (usize, PageBody)| {
            (PageLabel::decimal((before + index + 1) as u32), body)
        };
        bodies.into_iter().enumerate().map(number).collect()
    }

    /// The bodies of the front matter: imprint, contents, the rest. The contents are set until the
    /// page numbers that they show are those that follow from them.
    pub fn front(&self, text: &[Numbered], index: &[Numbered]) -> Front {
        let text = || text.iter().chain(index);
        let mut labels = Labels::new(self.document, text());
        let mut round = 0;
        loop {
            round += 1;
            let bodies = self.front_with(&labels, text().next().is_some());
            let next = Labels::new(self.document, bodies.iter().chain(text()));
            let settled = self.same_in_contents(&labels, &next);
            if settled || round == ROUNDS {
                return Front { bodies, settled };
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
        let mut flow = self.imprint(&imprint.iter().collect::<Vec<_>>());
        if let Some(contents) = &self.document.contents {
            flow.extend(self.contents(contents, labels, self.measure()));
        }
        let mut rest = self.set(&rest);
        if let Some(first) = rest.first_mut() {
            first.row.forced = first.row.forced.or(Some(Opening::Page));
        }
        flow.extend(rest);
        let mut bodies = self.bodies(flow, self.portrait());
        if self.two_sided() {
            bodies = on_right(bodies, false);
            if text_follows && bodies.len().is_multiple_of(2) {
                bodies.push(blank());
            }
        }
        // The cover is the first page of the front matter.
        bodies
            .into_iter()
            .enumerate()
            .map(|(index, s)| (PageLabel::roman(index as u32 + 2), s))
            .collect()
    }

    fn two_sided(&self) -> bool {
        self.style.page.two_sided
    }

    /// The imprint is set in a style of its own.
    fn imprint(&self, sections: &[&Section]) -> Vec<FlowItem> {
        let mut style = self.style.clone();
        style.paragraphs.body = style.paragraphs.imprint.clone();
        Context { style: &style, ..*self }.set(sections)
    }

    fn set(&self, sections: &[&Section]) -> Vec<FlowItem> {
        let width = self.measure();
        let set: Vec<Vec<FlowItem>> =
            sections.par_iter().map(|section| self.section(section, width)).collect();
        set.into_iter().flatten().collect()
    }
}

/// Puts a blank body before each that must be a right-hand page and is not. `first`: whether the
/// first one is.
fn on_right(bodies: Vec<PageBody>, first: bool) -> Vec<PageBody> {
    let mut out: Vec<PageBody> = Vec::with_capacity(bodies.len());
    for body in bodies {
        let right = out.len().is_multiple_of(2) == first;
        if body.on_right && !right {
            out.push(blank());
        }
        out.push(body);
    }
    out
}

fn blank() -> PageBody {
    PageBody { blank: true, ..PageBody::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(wanted: &[bool], first: bool) -> String {
        let bodies =
            wanted.iter().map(|on_right| PageBody { on_right: *on_right, ..PageBody::default() });
        let sign = |body: &PageBody| if body.blank { '-' } else { 'x' };
        on_right(bodies.collect(), first).iter().map(sign).collect()
    }

    #[test]
    fn blank_pages_stand_before_right_hand_pages_only() {
        assert_eq!(shown(&[true, true, false, true], true), "x-xxx");
        assert_eq!(shown(&[true], false), "-x");
    }
}
