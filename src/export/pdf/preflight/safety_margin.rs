//! Text inside the safety margin, where inaccurate trimming could cut it.

use std::sync::Arc;

use crate::fonts::Fonts;
use crate::layout::{GlyphRun, Item, Page, PageKind, Rect};
use crate::units::{mm_from_pt, pt_from_mm};

/// Text too close to the trim edge, or beyond it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct NearEdge {
    /// Page label.
    pub page: String,
    /// Text of the closest line.
    pub words: String,
    /// Distance from the trim edge in millimetres; negative beyond it.
    pub distance: f32,
}

/// Safety margin: 3 mm, in points. Covers are exempt.
const SAFE: f32 = pt_from_mm(3.0);

/// Finds text inside the safety margin: the closest line of each element on each page.
pub fn near_edges(pages: &[Arc<Page>], fonts: &Fonts) -> Vec<NearEdge> {
    let mut near: Vec<(usize, &GlyphRun, f32)> = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        for run in page.items.iter().filter_map(glyphs) {
            let Some(distance) = distance(run, page, fonts).filter(|it| *it < safe(page)) else {
                continue;
            };
            let known = near.iter_mut().rev().take_while(|(page, _, _)| *page == index);
            match known.into_iter().find(|(_, known, _)| known.owner == run.owner) {
                Some(known) if known.2 <= distance => {}
                Some(known) => *known = (index, run, distance),
                None => near.push((index, run, distance)),
            }
        }
    }
    let say = |(index, run, distance): (usize, &GlyphRun, f32)| NearEdge {
        page: pages.get(index).map(|page| page.label.to_string()).unwrap_or_default(),
        words: run.text.trim().to_owned(),
        distance: mm_from_pt(distance),
    };
    near.into_iter().map(say).collect()
}

fn safe(page: &Page) -> f32 {
    match page.kind {
        PageKind::Cover => 0.0,
        PageKind::Front | PageKind::Body => SAFE,
    }
}

fn glyphs(item: &Item) -> Option<&GlyphRun> {
    match item {
        Item::Glyphs(run) => Some(run),
        Item::Fill { .. } | Item::Image { .. } | Item::Link(_) => None,
    }
}

/// Distance from the nearest trim edge in points, ignoring spaces; `None` for a run of spaces.
fn distance(run: &GlyphRun, page: &Page, fonts: &Fonts) -> Option<f32> {
    let face = fonts.faces.get(run.face.0)?;
    let (mut pen, mut start, mut end) = (0.0, f32::INFINITY, f32::NEG_INFINITY);
    for glyph in &run.glyphs {
        let blank = run.text.get(glyph.range()).is_some_and(|text| text.trim().is_empty());
        if !blank {
            (start, end) = (start.min(pen), end.max(pen + glyph.advance));
        }
        pen += glyph.advance;
    }
    if start > end {
        return None;
    }
    let Rect { x, y, width, height } =
        run.area(start..end, face.ascent_em * run.size, face.descent_em * run.size);
    Some(x.min(page.width - x - width).min(y).min(page.height - y - height))
}

#[cfg(test)]
mod tests {
    use super::super::super::sample;
    use super::*;

    fn near(kind: PageKind, x: f32, y: f32) -> Vec<NearEdge> {
        let fonts = Fonts::bundled().unwrap();
        let run = |text| Item::Glyphs(sample::run(&fonts, text, x, y));
        let items = vec![run("edge "), run("edges")];
        near_edges(&[Arc::new(Page { kind, ..sample::page(items) })], &fonts)
    }

    #[test]
    fn closest_line_of_each_element_is_reported() {
        assert_eq!(near(PageKind::Body, 20.0, 100.0), []);
        let left = near(PageKind::Body, 5.0, 100.0);
        assert_eq!((left.len(), left[0].words.as_str()), (1, "edge"));
        assert!((left[0].distance - mm_from_pt(5.0)).abs() < 0.01);
        // The longer word is closer to the right edge.
        assert_eq!(near(PageKind::Body, 172.0, 100.0)[0].words, "edges");
        assert!(near(PageKind::Body, 190.0, 100.0)[0].distance < 0.0);
        assert_eq!(near(PageKind::Body, 20.0, 12.0).len(), 1, "at the head");
        assert_eq!(near(PageKind::Body, 20.0, 192.0).len(), 1, "at the foot");
    }

    #[test]
    fn covers_may_reach_the_edge_but_not_pass_it() {
        assert_eq!(near(PageKind::Cover, 5.0, 100.0), []);
        assert_eq!(near(PageKind::Cover, -1.0, 100.0).len(), 1);
    }
}
