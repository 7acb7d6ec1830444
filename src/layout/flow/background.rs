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
    /// The thickness of the accent rule along its top, in points.
    pub rule: f32,
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
    /// of the page, `column` is the offset of its column. Each column has a rectangle.
    pub fn extend(&mut self, backgrounds: &[Background], column: f32, top: f32, bottom: f32) {
        for background in backgrounds {
            let background = Background { x: background.x + column, ..*background };
            let same = |open: &&mut OpenBackground| {
                open.background.element == background.element && open.background.x == background.x
            };
            match self.0.iter_mut().find(same) {
                Some(open) => open.bottom = bottom,
                None => self.0.push(OpenBackground { background, top, bottom }),
            }
        }
    }

    /// The rectangles, in the order in which they are painted.
    pub fn fills(self) -> impl Iterator<Item = Item> {
        let owner = Owner::Artifact(Artifact::Layout);
        self.0.into_iter().flat_map(move |open| {
            let Background { x, width, padding, colour, rule, .. } = open.background;
            let (y, height) = (open.top - padding, open.bottom - open.top + 2.0 * padding);
            let rect = Rect { x, y, width, height };
            let top = Rect { height: rule, ..rect };
            let rule = Item::Fill { rect: top, colour: Colour::Accent, owner };
            let rule = (top.height > 0.0).then_some(rule);
            [Item::Fill { rect, colour, owner }].into_iter().chain(rule)
        })
    }
}
