//! Page furniture: running heads and folios.

use crate::document::Inline;
use crate::layout::flow::Context;
use crate::layout::flow::line_item::{baseline, single_line_of};
use crate::layout::page::{Artifact, Item, Owner, translated};
use crate::templates::ParagraphStyle;
use crate::units::PT_PER_MM;

/// The position of the furniture of a page; lengths are points.
#[derive(Clone, Copy)]
pub struct FurnitureArea {
    /// The height of the page.
    pub page_height: f32,
    /// Whether it is a recto, whose furniture is at the right edge.
    pub recto: bool,
    /// The left edge of the text area.
    pub left: f32,
    /// The width of the text area.
    pub width: f32,
}

/// The short title on versos, the section on rectos.
pub fn running_head(
    context: Context,
    section: Option<&[Inline]>,
    area: FurnitureArea,
) -> Vec<Item> {
    let content = match (section, area.recto) {
        (Some(section), true) => section,
        (_, false) | (None, true) => &context.document.words.running_title,
    };
    let style = &context.style.paragraphs.running_head;
    let y = context.style.page.running_head_mm * PT_PER_MM;
    furniture(context, content, Artifact::Header, style, area, y)
}

/// The page label at the foot.
pub fn folio(context: Context, label: &str, area: FurnitureArea) -> Vec<Item> {
    let style = &context.style.paragraphs.folio;
    let y = area.page_height - context.style.page.folio_mm * PT_PER_MM;
    let content = [Inline::Text(label.to_owned().into())];
    furniture(context, &content, Artifact::Footer, style, area, y)
}

/// A line at the outer edge of the text area, its baseline `y` points from the top of the page.
fn furniture(
    context: Context,
    content: &[Inline],
    artifact: Artifact,
    style: &ParagraphStyle,
    area: FurnitureArea,
    y: f32,
) -> Vec<Item> {
    let line = single_line_of(context, content, Owner::Artifact(artifact), style);
    let x = if area.recto { area.left + area.width - line.width } else { area.left };
    translated(line.items, x, y - baseline(style)).collect()
}
