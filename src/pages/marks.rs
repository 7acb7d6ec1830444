//! What the layers over the pages show: typographic defects, and the tags that a screen reader meets.

use std::collections::HashMap;

use super::places::around_both;
use super::{Area, Pages};
use crate::document::{Block, ElementId, visit};
use crate::export::pdf::{TaggedContent, reading_order};
use crate::layout::statistics::{self, Defect, Location};
use crate::layout::{Item, Owner};

/// A typographic defect on a page.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PageDefect {
    /// The index of the page.
    pub page: usize,
    /// Its area; `None` for a defect of the whole page.
    pub area: Option<Area>,
    /// Its kind.
    pub kind: PageDefectKind,
    /// The words of the line.
    pub words: String,
}

/// The kind of a defect on a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PageDefectKind {
    /// A loose line: its widest space, in natural spaces.
    Loose(f32),
    /// A page that ends early, by this many lines.
    Short(f32),
    /// Any other defect.
    Other(Defect),
}

/// Content of a page with its tags.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PageTag {
    /// Its area.
    pub area: Area,
    /// The structure types of the element and those around it, outermost first, such as `L`, `LI`, `LBody`,
    /// `P`; empty for a decorative picture, which screen readers skip.
    pub tags: Vec<&'static str>,
    /// The alternative text of a picture.
    pub alternative: Option<String>,
    /// The words.
    pub words: String,
}

impl Pages {
    /// The typographic defects of all pages, by page.
    pub fn defects(&self) -> Vec<PageDefect> {
        let (style, fonts) = (self.report.style(), self.report.fonts());
        let found = statistics::measure(&self.layout.pages, &self.document, style, fonts);
        let loose = found.loose.into_iter().map(|(it, at)| (PageDefectKind::Loose(it), at));
        let short = found.holes.into_iter().map(|(it, at)| (PageDefectKind::Short(it), at));
        let other = found.defects.into_iter().map(|(it, at)| (PageDefectKind::Other(it), at));
        let all = loose.chain(short).chain(other);
        let mut all: Vec<PageDefect> = all.filter_map(|(kind, at)| defect(kind, at)).collect();
        all.sort_by_key(|defect| defect.page);
        all
    }

    /// The content of a page with its tags, in the order in which a screen reader meets it.
    pub fn tags_on(&self, page: usize) -> Vec<PageTag> {
        let pages = &self.layout.pages;
        let alternatives = self.alternatives();
        let content = reading_order(&self.document, pages).into_iter();
        let content = content.filter(|it| it.page == page);
        let mut tags: Vec<PageTag> =
            content.filter_map(|it| self.page_tag(it, &alternatives)).collect();
        let items = pages.get(page).map(|page| page.items.as_slice()).unwrap_or_default();
        let decorative = items.iter().filter_map(|item| match item {
            Item::Image { rect, owner: Owner::Artifact(_), .. } => Some(Area::from(*rect)),
            Item::Image { .. } | Item::Glyphs(_) | Item::Fill { .. } | Item::Link(_) => None,
        });
        tags.extend(decorative.map(|area| PageTag {
            area,
            tags: Vec::new(),
            alternative: None,
            words: String::new(),
        }));
        tags
    }

    fn page_tag(
        &self,
        content: TaggedContent,
        alternatives: &HashMap<ElementId, &str>,
    ) -> Option<PageTag> {
        let TaggedContent { tags, element, items, .. } = content;
        let area = items.iter().filter_map(|item| self.area_of_item(item)).reduce(around_both)?;
        let runs = items.iter().filter_map(|item| match item {
            Item::Glyphs(run) => Some(run.text.as_str()),
            Item::Image { .. } | Item::Fill { .. } | Item::Link(_) => None,
        });
        let alternative = element.filter(|_| tags.last() == Some(&"Figure"));
        let alternative = alternative.and_then(|it| alternatives.get(&it)).map(|it| (*it).into());
        Some(PageTag { area, tags, alternative, words: runs.collect() })
    }

    /// The alternative texts of the pictures.
    fn alternatives(&self) -> HashMap<ElementId, &str> {
        let cover = &self.document.cover;
        let cover = cover.logo.iter().chain(&cover.picture);
        let mut found: HashMap<ElementId, &str> =
            cover.map(|picture| (picture.id, picture.alternative.as_str())).collect();
        visit::blocks(&self.document, &mut |block| {
            if let Block::Figure(figure) = block {
                found.extend(figure.pictures.iter().map(|it| (it.id, it.alternative.as_str())));
            }
        });
        found
    }

    fn area_of_item(&self, item: &Item) -> Option<Area> {
        match item {
            Item::Glyphs(run) => Some(self.area_of(run, 0.0..run.width())),
            Item::Image { rect, .. } => Some(Area::from(*rect)),
            Item::Fill { .. } | Item::Link(_) => None,
        }
    }
}

fn defect(kind: PageDefectKind, at: Location) -> Option<PageDefect> {
    let area = at.area.map(Area::from);
    Some(PageDefect { page: at.index?, area, kind, words: at.words })
}
