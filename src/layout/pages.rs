//! Page bodies → pages: cover, front matter, body matter, running heads and folios.

pub mod body_matter;
mod chapters;
mod contents;
pub mod cover;
pub mod front_matter;
mod furniture;
pub mod mirror;
pub mod page_labels;
mod recto;

use std::sync::Arc;

use crate::cache::Key;
use crate::layout::flow::Context;
use crate::layout::geometry::{
    is_recto, opener_padding, page_size, text_area, text_left, text_top,
};
use crate::layout::page::{Artifact, Item, Owner, Page, PageKind, Rect, translated};
use furniture::{FurnitureArea, folio, running_head};
use mirror::mirror;
use page_labels::LabelledBody;

/// Completes a page. `index` counts all pages; the cover is 0.
pub fn finish_page(
    context: Context,
    body: LabelledBody,
    index: usize,
    kind: PageKind,
) -> Arc<Page> {
    let recto = is_recto(&context.style.page, index);
    let Some(key) = body.body.key else {
        let page = finished(context, body, index, kind);
        let keeps = context.kept.shared().is_some();
        return Arc::new(if keeps { keyed(page) } else { page });
    };
    let LabelledBody { label, running_head, .. } = &body;
    let key = Key::new("page", (key, recto, kind, label, running_head));
    context.kept.pages(key, || Arc::new(keyed(finished(context, body, index, kind))))
}

/// A page with the key of its content, which is hashed once, and not by every writer.
fn keyed(mut page: Page) -> Page {
    page.key = Some(Key::new("content of a page", &page));
    page
}

fn finished(
    context: Context,
    LabelledBody { label, body, running_head }: LabelledBody,
    index: usize,
    kind: PageKind,
) -> Page {
    let style = &context.style.page;
    let (width, height) = page_size(style, body.orientation);
    let mut page = Page { label, kind, width, height, items: Vec::new(), key: None };
    if body.blank {
        return page;
    }
    let area = FurnitureArea {
        page_height: height,
        recto: is_recto(style, index),
        left: text_left(style, body.orientation, index),
        width: text_area(style, body.orientation).width,
    };
    let mut items = Vec::with_capacity(body.items.len() + 8);
    if !body.opens_section && !body.items.is_empty() {
        items.extend(self::running_head(context, running_head.as_deref(), area));
    }
    items.extend(body.band.map(|foot| band(context, foot, width)));
    let content = Arc::try_unwrap(body).map_or_else(|body| body.items.clone(), |body| body.items);
    items.extend(translated(content, area.left, text_top(style)));
    items.extend(folio(context, &page.label.to_string(), area));
    items.shrink_to_fit();
    page.items = items;
    mirror(&mut page, &context.document.language);
    page
}

/// The band behind a heading whose last line ends `foot` points below the head of the text area.
fn band(context: Context, foot: f32, width: f32) -> Item {
    let style = context.style;
    let height = text_top(&style.page) + foot + opener_padding(style);
    let rect = Rect { x: 0.0, y: 0.0, width, height };
    let owner = Owner::Artifact(Artifact::Background);
    Item::Fill { rect, colour: style.openers.colour, owner }
}
