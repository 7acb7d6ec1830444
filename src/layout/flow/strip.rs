//! Strips: what a flow is made of. One line, one picture, one row of table lines.
//!
//! A strip's items are placed relative to it: x from the left edge of the text, y from its own
//! top. What reaches over several strips, such as the ground of a box, is a band.

use std::sync::Arc;

use super::compose::{NEVER, Row};
use crate::document::ElementId;
use crate::layout::{Item, Link, Rect};
use crate::templates::Colour;

/// One horizontal strip of a flow.
#[derive(Clone, Debug, Default)]
pub struct Strip {
    /// What breaking pages needs to know.
    pub row: Row,
    /// Space that is wanted above; the larger of two neighbours' wishes counts.
    pub before: f32,
    /// Space that is wanted below.
    pub after: f32,
    /// Whether no page may end after it.
    pub keep_next: bool,
    /// What it shows.
    pub items: Vec<Item>,
    /// What it shows above itself at the head of a page: the repeated header of a table.
    pub opening: Option<Arc<[Item]>>,
    /// Elements that begin on it.
    pub begins: Vec<ElementId>,
    /// Whose text it shows, and from which byte on.
    pub start: Option<(ElementId, usize)>,
    /// The bands that it is part of, outermost first.
    pub bands: Vec<Band>,
    /// The running head that holds from here on.
    pub running: Option<Arc<str>>,
    /// What stands on turned pages of its own after the page of the strip.
    pub asides: Vec<Vec<Strip>>,
}

/// A coloured rectangle behind or beside some neighbouring strips; one for each page they are on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    /// The element that the band belongs to; strips with the same one share a band.
    pub element: ElementId,
    /// From the left edge of the text, in points.
    pub x: f32,
    /// Width, in points.
    pub width: f32,
    /// How far it reaches above its first strip and below its last one, in points.
    pub padding: f32,
    /// Its colour.
    pub colour: Colour,
}

impl Strip {
    /// A strip of some height that shows some items.
    pub fn new(height: f32, items: Vec<Item>) -> Strip {
        Strip { row: Row { height, ..Row::default() }, items, ..Strip::default() }
    }
}

/// Says that an element begins on the first of some strips.
pub fn begin(strips: &mut [Strip], element: ElementId) {
    if let Some(first) = strips.first_mut() {
        first.begins.insert(0, element);
    }
}

/// Wishes space above the first and below the last of some strips.
pub fn space(strips: &mut [Strip], before: f32, after: f32) {
    if let Some(first) = strips.first_mut() {
        first.before = first.before.max(before);
    }
    if let Some(last) = strips.last_mut() {
        last.after = last.after.max(after);
    }
}

/// Moves strips to the right by some points.
pub fn shift(strips: &mut [Strip], x: f32) {
    for strip in strips {
        strip.items.iter_mut().for_each(|item| move_item(item, x, 0.0));
        strip.bands.iter_mut().for_each(|band| band.x += x);
    }
}

/// Makes a break before each strip but the first cost at least something.
pub fn hold(strips: &mut [Strip], penalty: f32) {
    for strip in strips.iter_mut().skip(1) {
        strip.row.penalty = strip.row.penalty.max(penalty);
    }
}

/// No page ends after the last of some strips.
pub fn keep_next(strips: &mut [Strip]) {
    if let Some(last) = strips.last_mut() {
        last.keep_next = true;
    }
}

/// Puts strips into a band.
pub fn band(strips: &mut [Strip], band: Band) {
    strips.iter_mut().for_each(|strip| strip.bands.insert(0, band));
}

/// Moves an item.
pub fn move_item(item: &mut Item, x: f32, y: f32) {
    match item {
        Item::Glyphs(run) => {
            run.origin.x += x;
            run.origin.y += y;
        }
        Item::Fill { rect, .. } | Item::Image { rect, .. } | Item::Link(Link { rect, .. }) => {
            *rect = Rect { x: rect.x + x, y: rect.y + y, ..*rect };
        }
    }
}

/// A strip that is nothing but a place: what it holds stands on turned pages of its own.
pub fn aside(strips: Vec<Strip>) -> Strip {
    Strip { asides: vec![strips], ..Strip::default() }
}

/// Hands asides over to the strip before them, or to the next one where there is none before.
pub fn anchor_asides(strips: &mut Vec<Strip>) {
    let mut out: Vec<Strip> = Vec::with_capacity(strips.len());
    let mut homeless = Vec::new();
    for mut strip in strips.drain(..) {
        let nothing_else = !strip.asides.is_empty() && strip.items.is_empty();
        match out.last_mut() {
            Some(last) if nothing_else => {
                last.asides.append(&mut strip.asides);
                last.begins.append(&mut strip.begins);
            }
            None if nothing_else => homeless.append(&mut strip.asides),
            Some(_) | None => {
                strip.asides.splice(0..0, homeless.drain(..));
                out.push(strip);
            }
        }
    }
    if !homeless.is_empty() {
        out.push(Strip { asides: homeless, ..Strip::default() });
    }
    *strips = out;
}

/// Where the text of a strip ends, from its left edge.
pub fn right_edge(strip: &Strip) -> f32 {
    let edges = strip.items.iter().map(|item| match item {
        Item::Glyphs(run) => {
            run.origin.x + run.glyphs.iter().map(|glyph| glyph.advance).sum::<f32>()
        }
        Item::Fill { .. } | Item::Image { .. } | Item::Link(_) => 0.0,
    });
    edges.fold(0.0, f32::max)
}

/// Items, moved.
pub fn moved(items: impl IntoIterator<Item = Item>, x: f32, y: f32) -> impl Iterator<Item = Item> {
    items.into_iter().map(move |mut item| {
        move_item(&mut item, x, y);
        item
    })
}

/// Settles spaces and keeps between neighbours, and which floats can move.
pub fn settle(strips: &mut [Strip]) {
    fix_floats(strips);
    // What the strip before a float wants below itself.
    let mut before_float = 0.0;
    for index in 1..strips.len() {
        let (before, after) = strips.split_at_mut(index);
        let (Some(last), Some(next)) = (before.last(), after.first_mut()) else { continue };
        next.row.space = next.before.max(last.after);
        next.row.stretch = next.row.space >= LEAST_STRETCH;
        if next.row.float != last.row.float {
            if next.row.float.is_some() {
                before_float = last.after;
            }
            next.row.reunited = next.before.max(before_float);
        }
        if last.keep_next {
            next.row.penalty = next.row.penalty.max(NEVER);
        }
    }
}

/// Spaces that may grow are at least this large, in points.
const LEAST_STRETCH: f32 = 5.0;

/// A float that brings notes stays where it is: its notes are numbered in the order of the text.
fn fix_floats(strips: &mut [Strip]) {
    for float in strips.chunk_by_mut(|one, other| one.row.float == other.row.float) {
        if float.iter().any(|strip| !strip.row.notes.is_empty()) {
            float.iter_mut().for_each(|strip| strip.row.float = None);
        }
    }
}

/// Lets some strips move to the head or foot of another page together.
pub fn float(strips: &mut [Strip], element: ElementId) {
    strips.iter_mut().for_each(|strip| strip.row.float = Some(element.0));
}

/// Puts strips below each other into one.
pub fn fuse(strips: Vec<Strip>) -> Strip {
    let mut strips = strips.into_iter();
    let Some(mut whole) = strips.next() else { return Strip::default() };
    for strip in strips {
        let y = whole.row.height + whole.after.max(strip.before);
        whole.items.extend(moved(strip.items, 0.0, y));
        whole.row.height = y + strip.row.height;
        whole.row.notes.extend(strip.row.notes);
        whole.begins.extend(strip.begins);
        whole.after = strip.after;
    }
    whole
}
