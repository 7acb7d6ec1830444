//! Backgrounds: coloured rectangles behind or beside neighbouring flow items, one on each page.

use crate::document::ElementId;
use crate::layout::page::{Artifact, Item, Owner, Rect};
use crate::templates::Colour;

/// A coloured rectangle behind or beside flow items.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Background {
    /// The element that it belongs to; flow items of the same element share a rectangle.
    pub element: ElementId,
    /// Its left edge, in points from the left edge of the text area.
    pub x: f32,
    /// Its width, in points.
    pub width: f32,
    /// How far it extends above its first item and below its last one, in points.
    pub padding: f32,
    /// Its colour.
    pub colour: Colour,
}

/// The backgrounds of one page.
#[derive(Default)]
pub struct PageBackgrounds(Vec<OpenBackground>);

struct OpenBackground {
    background: Background,
    /// From the head of the page, in points.
    top: f32,
    bottom: f32,
}

impl PageBackgrounds {
    /// Extends the backgrounds of an item to its bottom. `top` and `bottom` are points from the head
    /// of the page.
    pub fn extend(&mut self, backgrounds: &[Background], top: f32, bottom: f32) {
        for background in backgrounds {
            let same = |open: &&mut OpenBackground| open.background.element == background.element;
            match self.0.iter_mut().find(same) {
                Some(open) => open.bottom = bottom,
                None => self.0.push(OpenBackground { background: *background, top, bottom }),
            }
        }
    }

    /// The rectangles, in the order in which they are painted.
    pub fn fills(self) -> impl Iterator<Item = Item> {
        self.0.into_iter().map(|open| {
            let Background { x, width, padding, colour, .. } = open.background;
            let (y, height) = (open.top - padding, open.bottom - open.top + 2.0 * padding);
            let rect = Rect { x, y, width, height };
            Item::Fill { rect, colour, owner: Owner::Artifact(Artifact::Layout) }
        })
    }
}
