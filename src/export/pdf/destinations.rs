//! Named destinations (ISO 32000-1 §12.3.2.3) for headings and for the targets of links.

use std::collections::BTreeSet;
use std::sync::Arc;

use lopdf::{Document as Pdf, Object, ObjectId, dictionary};

use super::object::{byte_string, name, real};
use super::page_summary::{PageLink, PageSummary};
use super::tags::StructureTree;
use crate::document::{Block, Document, ElementId, Section, visit};
use crate::layout::{LinkTarget, Page};

/// Space above a destination when a viewer scrolls to it, in points.
const HEADROOM: f32 = 6.0;

/// A position on a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PagePosition {
    /// Page index, from 0.
    pub page: usize,
    /// Distance from the top edge, in points.
    pub top: f32,
}

/// The positions of elements on the pages, and the elements that get a name.
pub struct Destinations {
    /// The position of each element that has any, by [`ElementId`].
    placed: Vec<Option<PagePosition>>,
    named: BTreeSet<ElementId>,
}

impl Destinations {
    /// Finds the position of every element and the elements that need a name.
    pub fn collect(document: &Document, summaries: &[Arc<PageSummary>]) -> Destinations {
        let mut named = targets(summaries);
        visit::sections(document, &mut |section| named.extend(headings(section)));
        let placed = places(document, summaries);
        let mut destinations = Destinations { placed, named };
        let known = |id: &ElementId| document.anchors.name(*id).is_some();
        destinations.named.retain(known);
        destinations
    }

    /// The position at which an element begins. An element without content, such as a section or a
    /// list, begins with the next element in reading order.
    pub fn place(&self, element: ElementId) -> Option<PagePosition> {
        let following = self.placed.get(element.0 as usize..).unwrap_or_default();
        let last = || self.placed.iter().rev().flatten().next();
        following.iter().flatten().next().or_else(last).copied()
    }

    /// Whether an element has a named destination.
    pub fn is_named(&self, element: ElementId) -> bool {
        self.named.contains(&element) && self.place(element).is_some()
    }

    /// Writes the name tree and returns its object.
    pub fn write(
        &self,
        pdf: &mut Pdf,
        document: &Document,
        pages: &[Arc<Page>],
        ids: &[ObjectId],
        structure: &StructureTree,
    ) -> ObjectId {
        let target = |id: ElementId| {
            let view = view(self.place(id)?, pages, ids)?;
            Some((document.anchor(id), structure.destination(id, view)))
        };
        let mut names: Vec<(&str, Object)> =
            self.named.iter().filter_map(|id| target(*id)).collect();
        names.sort_by(|one, other| one.0.cmp(other.0));
        let names = names.into_iter().flat_map(|(name, view)| [byte_string(name), view]);
        pdf.add_object(dictionary! { "Names" => names.collect::<Vec<Object>>() })
    }
}

fn view(place: PagePosition, pages: &[Arc<Page>], ids: &[ObjectId]) -> Option<Object> {
    let (page, id) = (pages.get(place.page)?, *ids.get(place.page)?);
    let top = (page.height - place.top + HEADROOM).min(page.height);
    Some(Object::Array(vec![id.into(), name("XYZ"), Object::Null, real(top), Object::Null]))
}

fn targets(summaries: &[Arc<PageSummary>]) -> BTreeSet<ElementId> {
    let target = |link: &PageLink| match link.target {
        LinkTarget::Element(element) => Some(element),
        LinkTarget::Url(_) => None,
    };
    summaries.iter().flat_map(|summary| &summary.links).filter_map(target).collect()
}

/// The heading of a section and the sub-headings among its blocks.
fn headings(section: &Section) -> impl Iterator<Item = ElementId> + '_ {
    let within = section.blocks.iter().filter_map(Block::as_heading).map(|heading| heading.id);
    section.heading.iter().map(|heading| heading.id).chain(within)
}

/// The position of each element's first item.
fn places(document: &Document, summaries: &[Arc<PageSummary>]) -> Vec<Option<PagePosition>> {
    let mut places = vec![None; document.anchors.len()];
    for (page, summary) in summaries.iter().enumerate() {
        for (element, top) in &summary.tops {
            if let Some(place) = places.get_mut(element.0 as usize) {
                place.get_or_insert(PagePosition { page, top: *top });
            }
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use crate::cache::Cache;
    use crate::fonts::Fonts;
    use crate::layout::{Item, Link, Owner, Part, Rect};

    #[test]
    fn only_headings_and_link_targets_are_named() {
        let fonts = Fonts::bundled().unwrap();
        let document = sample::document();
        let (section, heading) = (&document.sections[0], sample::HEADING);
        let mut title = sample::run(&fonts, "Panel", 20.0, 100.0);
        title.owner = Owner::Element(heading, Part::Content);
        let mut text = sample::run(&fonts, "Text", 20.0, 120.0);
        text.owner = Owner::Element(sample::PARAGRAPH, Part::Content);
        let link = Link {
            rect: Rect::default(),
            element: sample::PARAGRAPH,
            target: LinkTarget::Element(section.id),
        };
        let items = vec![Item::Glyphs(title), Item::Glyphs(text), Item::Link(link)];
        let pages = [sample::page(Vec::new()), sample::page(items)].map(Arc::new);
        let summaries = PageSummary::of_pages(&pages, (&fonts, Cache::NONE));
        let destinations = Destinations::collect(&document, &summaries);
        assert!(destinations.is_named(heading) && destinations.is_named(section.id));
        assert!(!destinations.is_named(sample::PARAGRAPH));
        let place = destinations.place(section.id).unwrap();
        assert_eq!(Some(place), destinations.place(heading), "a section begins with its heading");
        assert_eq!((place.page, place.top.round()), (1, 90.0));
    }
}
