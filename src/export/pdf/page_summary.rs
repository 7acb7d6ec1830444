//! What the structure of a file needs to know about its pages.

use std::sync::Arc;

use rayon::prelude::*;

use super::marked_content::owner;
use crate::cache::{Cache, Key};
use crate::document::ElementId;
use crate::fonts::Fonts;
use crate::layout::{Item, Link, LinkTarget, Owner, Page, Part, Rect};

/// The elements and the links of a page.
pub struct PageSummary {
    /// The elements that the page shows, each with the distance of its first item from the top edge, in points.
    pub tops: Vec<(ElementId, f32)>,
    /// The links. One that spans several lines is one link.
    pub links: Vec<PageLink>,
}

/// A link on a page.
pub struct PageLink {
    /// The element of the link.
    pub element: ElementId,
    /// Its target.
    pub target: LinkTarget,
    /// Its area in each of its lines.
    pub lines: Vec<Rect>,
    /// What the lines say, without its prefix or marker.
    pub texts: Vec<String>,
}

impl PageSummary {
    /// The summaries of some pages, made if no earlier build has made them.
    pub fn of_pages(
        pages: &[Arc<Page>],
        (fonts, cache): (&Fonts, &Cache),
    ) -> Vec<Arc<PageSummary>> {
        let shared = cache.keeps().then(|| fonts.key());
        let summary = |page: &Arc<Page>| {
            let make = || Arc::new(PageSummary::of(page, fonts));
            match (shared, page.key) {
                (Some(shared), Some(key)) => {
                    cache.get(|| Key::new("page summary", (shared, key)), make)
                }
                (Some(_) | None, _) => make(),
            }
        };
        pages.par_iter().map(summary).collect()
    }

    fn of(page: &Page, fonts: &Fonts) -> PageSummary {
        let mut tops: Vec<(ElementId, f32)> = Vec::new();
        for item in &page.items {
            // Items of one element are close together.
            if let Some(Owner::Element(element, _)) = owner(item)
                && !tops.iter().rev().any(|(known, _)| *known == element)
            {
                tops.push((element, top(item, fonts)));
            }
        }
        PageSummary { tops, links: links(page) }
    }

    /// The elements that the page shows, and those of its links.
    pub fn elements(&self) -> impl Iterator<Item = ElementId> {
        let links = self.links.iter().map(|link| link.element);
        self.tops.iter().map(|(element, _)| *element).chain(links)
    }
}

/// The links of a page with their texts.
fn links(page: &Page) -> Vec<PageLink> {
    let mut links = areas(page);
    if links.is_empty() {
        return links;
    }
    for item in &page.items {
        if let Item::Glyphs(run) = item
            && let Owner::Element(element, Part::Content) = run.owner
            && let Some(link) = links.iter_mut().find(|link| link.element == element)
        {
            link.texts.push(run.text.clone());
        }
    }
    links
}

/// Groups the links of a page: a link that spans several lines is one group.
fn areas(page: &Page) -> Vec<PageLink> {
    let mut links: Vec<PageLink> = Vec::new();
    for Link { rect, element, target } in page.items.iter().filter_map(link) {
        let same = |it: &&mut PageLink| it.element == *element && it.target == *target;
        match links.iter_mut().rev().take(NEARBY).find(same) {
            Some(link) => link.lines.push(*rect),
            None => links.push(PageLink {
                element: *element,
                target: target.clone(),
                lines: vec![*rect],
                texts: Vec::new(),
            }),
        }
    }
    links
}

/// A link is compared with this many preceding links of its page; lines of one link are close
/// together.
const NEARBY: usize = 8;

fn link(item: &Item) -> Option<&Link> {
    match item {
        Item::Link(link) => Some(link),
        Item::Glyphs(_) | Item::Fill { .. } | Item::Image { .. } => None,
    }
}

/// The distance of the top of an item from the top edge, in points.
fn top(item: &Item, fonts: &Fonts) -> f32 {
    match item {
        Item::Glyphs(run) => {
            let ascent = fonts.faces.get(run.face.0).map_or(1.0, |face| face.ascent_em);
            run.area(0.0..run.width(), ascent * run.size, 0.0).y
        }
        Item::Fill { rect, .. } | Item::Image { rect, .. } => rect.y,
        Item::Link(link) => link.rect.y,
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn lines_of_one_link_are_one_link_with_its_text() {
        let fonts = Fonts::bundled().unwrap();
        let line = |element, y| {
            let rect = Rect { x: 10.0, y, width: 30.0, height: 10.0 };
            let target = LinkTarget::Url("https://a.org".into());
            Item::Link(Link { rect, element: ElementId(element), target })
        };
        let text = |text, element| {
            let mut run = sample::run(&fonts, text, 0.0, 0.0);
            run.owner = Owner::Element(ElementId(element), Part::Content);
            Item::Glyphs(run)
        };
        let items = vec![
            text("one", 1),
            line(1, 20.0),
            text("other", 2),
            line(2, 0.0),
            text("link", 1),
            line(1, 30.0),
        ];
        let summary = PageSummary::of(&sample::page(items), &fonts);
        let links = summary.links.iter().map(|link| (link.lines.len(), link.texts.concat()));
        assert_eq!(links.collect::<Vec<_>>(), [(2, "onelink".into()), (1, "other".into())]);
        assert_eq!(summary.tops.len(), 2);
    }
}
