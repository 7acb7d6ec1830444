//! The bounding boxes of equations, from the outlines of their glyphs and from their rules.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use lopdf::{Dictionary, dictionary};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, GlyphId, MetadataProvider};

use super::super::object::{name, rectangle};
use crate::document::visit::{blocks, inlines};
use crate::document::{Block, Document, ElementId, Inline};
use crate::fonts::Fonts;
use crate::layout::{GlyphRun, Item, Owner, Page, Part, Rect};

/// The layout attributes of each equation with its bounding box (ISO 32000-1 §14.8.5.4), except of those that more
/// than one page shows.
pub fn formula_boxes(
    document: &Document,
    pages: &[Arc<Page>],
    fonts: &Fonts,
) -> BTreeMap<ElementId, Dictionary> {
    let equations = equations(document);
    if equations.is_empty() {
        return BTreeMap::new();
    }
    let mut boxes: BTreeMap<ElementId, (usize, Option<Rect>)> = BTreeMap::new();
    for (index, item) in pages
        .iter()
        .enumerate()
        .flat_map(|(index, page)| page.items.iter().map(move |it| (index, it)))
    {
        let Some((element, area)) = shown(item, &equations, fonts) else { continue };
        let (page, whole) = boxes.entry(element).or_insert((index, Some(area)));
        *whole = whole.filter(|_| *page == index).map(|whole| around(&whole, &area));
    }
    let attributes = |(element, (page, area)): (ElementId, (usize, Option<Rect>))| {
        let bounds = rectangle(&area?, pages.get(page)?.height);
        Some((element, dictionary! { "O" => name("Layout"), "BBox" => bounds }))
    };
    boxes.into_iter().filter_map(attributes).collect()
}

fn equations(document: &Document) -> BTreeSet<ElementId> {
    let mut equations = BTreeSet::new();
    blocks(document, &mut |block| {
        if let Block::Equation(equation) = block {
            equations.insert(equation.id);
        }
    });
    inlines(document, &mut |inline| {
        if let Inline::Equation(equation) = inline {
            equations.insert(equation.id);
        }
    });
    equations
}

/// The equation that an item belongs to, and the area of the item.
fn shown(item: &Item, equations: &BTreeSet<ElementId>, fonts: &Fonts) -> Option<(ElementId, Rect)> {
    let of = |owner: &Owner| match owner {
        Owner::Element(element, Part::Content) if equations.contains(element) => Some(*element),
        Owner::Element(..) | Owner::Artifact(_) => None,
    };
    match item {
        Item::Glyphs(run) => Some((of(&run.owner)?, glyphs(run, fonts)?)),
        Item::Fill { rect, owner, .. } | Item::Image { rect, owner, .. } => {
            Some((of(owner)?, *rect))
        }
        Item::Link(_) => None,
    }
}

/// The area that the outlines of a run fill.
fn glyphs(run: &GlyphRun, fonts: &Fonts) -> Option<Rect> {
    let font = FontRef::new(&fonts.face(run.face).bytes).ok()?;
    let metrics = font.glyph_metrics(Size::new(run.size), LocationRef::default());
    let mut pen = 0.0;
    let areas = run.glyphs.iter().enumerate().filter_map(|(index, glyph)| {
        let (right, up) = run.offsets.of(index);
        let start = pen + right;
        pen += glyph.advance;
        let bounds = metrics.bounds(GlyphId::from(glyph.id))?;
        let along = start + bounds.x_min..start + bounds.x_max;
        Some(run.area(along, up + bounds.y_max, -up - bounds.y_min))
    });
    areas.reduce(|one, other| around(&one, &other))
}

/// The smallest rectangle around two others.
fn around(one: &Rect, other: &Rect) -> Rect {
    let (x, y) = (one.x.min(other.x), one.y.min(other.y));
    let right = (one.x + one.width).max(other.x + other.width);
    let foot = (one.y + one.height).max(other.y + other.height);
    Rect { x, y, width: right - x, height: foot - y }
}
