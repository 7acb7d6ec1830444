//! Document + Style + Fonts → pages of positioned items.
//!
//! The text is set first: its arabic folios do not depend on what comes before it. Then the front
//! matter, and the contents among it, whose lines do not depend on the numbers they show.

pub mod flow;
pub mod inline;
pub mod page;
pub mod pages;
pub mod statistics;

use rayon::prelude::*;

use crate::document::{Document, ElementId, Matter, Section};
use crate::fonts::Fonts;
use crate::resolve::number::roman;
use crate::templates::Style;
use flow::Context;
use flow::place::Sheet;
use flow::strip::Strip;

pub use page::{
    Artifact, Glyph, GlyphRun, Item, Link, LinkTarget, Owner, Page, PageKind, PageMap, PageStart,
    Part, Point, Rect,
};

/// What layout makes.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The pages in order; the cover is the first.
    pub pages: Vec<Page>,
    /// Where elements begin.
    pub map: PageMap,
}

/// Sets the whole document in pages.
pub fn layout(document: &Document, style: &Style, fonts: &Fonts) -> Layout {
    let note_of = flow::note_marks(document);
    let context = Context { document, style, fonts, note_of: &note_of };
    let text = numbered(context.text(), |index| (index + 1).to_string());
    let front = numbered(context.front(&text), |index| roman(index as u32 + 2));
    let map = page_map(document, &front, &text);
    let kinds = [(front, PageKind::Front), (text, PageKind::Body)];
    let sheets = kinds.into_iter().flat_map(|(sheets, kind)| {
        sheets.into_iter().map(move |(label, sheet)| (label, sheet, kind))
    });
    let sheets: Vec<_> = sheets.enumerate().collect();
    let pages = sheets
        .into_par_iter()
        .map(|(index, (label, sheet, kind))| context.page(sheet, index + 1, kind, label));
    let mut all = vec![context.cover()];
    all.par_extend(pages);
    Layout { pages: all, map }
}

/// Sheets with their page labels.
type Numbered = Vec<(String, Sheet)>;

fn numbered(sheets: Vec<Sheet>, label: impl Fn(usize) -> String) -> Numbered {
    sheets.into_iter().enumerate().map(|(index, sheet)| (label(index), sheet)).collect()
}

impl Context<'_> {
    /// The sheets of text and back matter.
    fn text(&self) -> Vec<Sheet> {
        let sections = self.document.sections.iter();
        let text: Vec<&Section> =
            sections.filter(|section| section.matter != Matter::Front).collect();
        self.sheets(self.set(&text), self.measure())
    }

    /// The sheets of the front matter: imprint, contents, the rest. The contents are set twice: to
    /// know how many pages they take, and with the page numbers that follow from that.
    fn front(&self, text: &Numbered) -> Vec<Sheet> {
        let guess = self.front_with(&|_| None);
        let guess = numbered(guess, |index| roman(index as u32 + 2));
        let labels = self.labels(guess.iter().chain(text));
        self.front_with(&|element| labels.get(element.0 as usize)?.as_deref())
    }

    fn front_with<'l>(&self, label: &dyn Fn(ElementId) -> Option<&'l str>) -> Vec<Sheet> {
        let (imprint, rest) = self.document.around_contents();
        let rest: Vec<&Section> =
            rest.iter().filter(|section| section.matter == Matter::Front).collect();
        let mut strips = self.imprint(&imprint.iter().collect::<Vec<_>>());
        if let Some(contents) = &self.document.contents {
            strips.extend(self.contents(contents, label, self.measure()));
        }
        let mut rest = self.set(&rest);
        if let Some(first) = rest.first_mut() {
            first.row.forced = true;
        }
        strips.extend(rest);
        self.sheets(strips, self.measure())
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

    /// The label of the page on which each element begins.
    fn labels<'s>(&self, sheets: impl Iterator<Item = &'s (String, Sheet)>) -> Vec<Option<String>> {
        let mut labels = vec![None; self.document.anchors.len()];
        for (label, sheet) in sheets {
            for element in &sheet.begins {
                if let Some(place) = labels.get_mut(element.0 as usize) {
                    place.get_or_insert_with(|| label.clone());
                }
            }
        }
        labels
    }
}

fn page_map(document: &Document, front: &Numbered, text: &Numbered) -> PageMap {
    let cover = PageStart {
        label: document.words.cover.clone(),
        element: Some(document.cover.id),
        offset: 0,
    };
    let mut map = PageMap { starts: vec![cover], page_of: vec![u32::MAX; document.anchors.len()] };
    for (label, sheet) in front.iter().chain(text) {
        let page = map.starts.len() as u32;
        for element in &sheet.begins {
            if let Some(place) = map.page_of.get_mut(element.0 as usize) {
                *place = (*place).min(page);
            }
        }
        map.starts.push(PageStart {
            label: label.clone(),
            element: sheet.start.map(|(element, _)| element),
            offset: sheet.start.map_or(0, |(_, offset)| offset),
        });
    }
    if let Some(place) = map.page_of.get_mut(document.cover.id.0 as usize) {
        *place = 0;
    }
    map
}
