//! Page bodies → pages: cover, front matter, body matter, running heads and folios.

pub mod body_matter;
mod contents;
pub mod cover;
pub mod front_matter;
mod furniture;
pub mod mirror;
pub mod page_labels;
mod recto;

use crate::layout::flow::Context;
use crate::layout::flow::page_body::PageBody;
use crate::layout::geometry::{
    is_recto, opener_padding, page_size, text_area, text_left, text_top,
};
use crate::layout::page::{Artifact, Item, Owner, Page, PageKind, Rect, translated};
use crate::layout::page_label::PageLabel;
use furniture::{FurnitureArea, folio, running_head};

/// Completes a page. `index` counts all pages; the cover is 0.
pub fn finish_page(
    context: Context,
    body: PageBody,
    index: usize,
    kind: PageKind,
    label: PageLabel,
) -> Page {
    let style = &context.style.page;
    let (width, height) = page_size(style, body.orientation);
    if body.blank {
        return Page { label, kind, width, height, items: Vec::new() };
    }
    let area = FurnitureArea {
        page_height: height,
        recto: is_recto(style, index),
        left: text_left(style, body.orientation, index),
        width: text_area(style, body.orientation).width,
    };
    let mut items = Vec::with_capacity(body.items.len() + 8);
    if !body.opens_section && !body.items.is_empty() {
        items.extend(running_head(context, body.running_head.as_deref(), area));
    }
    items.extend(body.band.map(|foot| band(context, foot, width)));
    items.extend(translated(body.items, area.left, text_top(style)));
    items.extend(folio(context, &label.to_string(), area));
    items.shrink_to_fit();
    Page { label, kind, width, height, items }
}

/// The band behind a heading whose last line ends `foot` points below the head of the text area.
fn band(context: Context, foot: f32, width: f32) -> Item {
    let style = context.style;
    let height = text_top(&style.page) + foot + opener_padding(style);
    let rect = Rect { x: 0.0, y: 0.0, width, height };
    let owner = Owner::Artifact(Artifact::Background);
    Item::Fill { rect, colour: style.openers.colour, owner }
}
