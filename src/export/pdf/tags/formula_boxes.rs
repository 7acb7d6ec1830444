//! The bounding boxes of equations, from the outlines of their glyphs and from their rules.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use lopdf::{Dictionary, dictionary};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, GlyphId, MetadataProvider};

use super::super::object::{name, rectangle};
use crate::document::visit::{block_inlines, section_blocks, section_inlines};
use crate::document::{Block, Document, ElementId, Inline, Note, Section};
use crate::fonts::Fonts;
use crate::layout::{GlyphRun, Item, Owner, Page, Part, Rect};

/// The layout attributes of each equation with its bounding box (ISO 32000-1 §14.8.5.4), except of those that more
/// than one page shows.
pub fn formula_boxes<'p>(
    equations: &BTreeSet<ElementId>,
    pages: impl Iterator<Item = &'p Arc<Page>>,
    fonts: &Fonts,
) -> BTreeMap<ElementId, Dictionary> {
    if equations.is_empty() {
        return BTreeMap::new();
    }
    let mut boxes: BTreeMap<ElementId, (&Page, Option<Rect>)> = BTreeMap::new();
    for (on, item) in pages.flat_map(|page| page.items.iter().map(move |it| (&**page, it))) {
        let Some((element, area)) = shown(item, equations, fonts) else { continue };
        let (page, whole) = boxes.entry(element).or_insert((on, Some(area)));
        *whole = whole.filter(|_| std::ptr::eq(*page, on)).map(|whole| around(&whole, &area));
    }
    let attributes = |(element, (page, area)): (ElementId, (&Page, Option<Rect>))| {
        let bounds = rectangle(&area?, page.height);
        Some((element, dictionary! { "O" => name("Layout"), "BBox" => bounds }))
    };
    boxes.into_iter().filter_map(attributes).collect()
}

/// The equations of a document.
pub fn equations(document: &Document) -> BTreeSet<ElementId> {
    let mut equations = BTreeSet::new();
    document.sections.iter().for_each(|section| section_equations(section, &mut equations));
    document.notes.iter().for_each(|note| note_equations(note, &mut equations));
    equations
}

/// Adds the equations of a section and its subsections.
pub fn section_equations(section: &Section, equations: &mut BTreeSet<ElementId>) {
    section_blocks(section, &mut |block| {
        if let Block::Equation(equation) = block {
            equations.insert(equation.id);
        }
    });
    section_inlines(section, &mut |inline| equations.extend(equation(inline)));
}

/// Adds the equations of a note.
pub fn note_equations(note: &Note, equations: &mut BTreeSet<ElementId>) {
    for block in &note.blocks {
        block_inlines(block, &mut |inline| equations.extend(equation(inline)));
    }
}

fn equation(inline: &Inline) -> Option<ElementId> {
    match inline {
        Inline::Equation(equation) => Some(equation.id),
        Inline::Text(_)
        | Inline::LineBreak
        | Inline::Strong(_)
        | Inline::Emphasis(_)
        | Inline::Superscript(_)
        | Inline::Subscript(_)
        | Inline::Span(..)
        | Inline::Foreign { .. }
        | Inline::Link { .. }
        | Inline::CrossReference { .. }
        | Inline::NoteReference(_) => None,
    }
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
