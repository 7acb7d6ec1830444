//! Figures, captions and credits.

use super::Context;
use super::flow_item::{FlowItem, add_space, begin, keep_together};
use super::paragraph::{lines, paragraph};
use crate::document::{Caption, Figure, Inline, Paragraph};
use crate::layout::geometry::text_height;
use crate::layout::page::{Artifact, Item, Owner, Part, Rect};
use crate::layout::penalties::page::NEVER;
use crate::templates::ParagraphStyle;

/// A picture with its caption and credit, unbroken.
pub fn figure(context: Context, figure: &Figure, width: f32) -> Vec<FlowItem> {
    let mut flow = vec![picture(context, figure, width)];
    if let Some(content) = &figure.caption {
        let style = &context.style.paragraphs.caption;
        // A caption is closer to the picture above it than the caption of a table is to the text.
        let style = ParagraphStyle { before_pt: style.after_pt, ..style.clone() };
        flow.extend(caption(context, content, &style, width));
    }
    flow.extend(credit(context, figure.credit.as_ref(), width));
    keep_together(&mut flow, NEVER);
    let grid = context.style.page.grid_pt;
    add_space(&mut flow, grid, grid);
    begin(&mut flow, figure.id);
    flow
}

/// The picture, scaled down if it would be too high for the page.
fn picture(context: Context, figure: &Figure, width: f32) -> FlowItem {
    let image = context.document.image(figure.image);
    let ratio = image.height_px as f32 / image.width_px.max(1) as f32;
    let (mut width, mut height) = (width * figure.width, width * figure.width * ratio);
    let max_height = text_height(&context.style.page) * Figure::MAX_HEIGHT;
    if height > max_height {
        (width, height) = (width * max_height / height, max_height);
    }
    let rect = Rect { x: 0.0, y: 0.0, width, height };
    let owner = match figure.decorative {
        true => Owner::Artifact(Artifact::Layout),
        false => Owner::Element(figure.id, Part::Content),
    };
    let item = Item::Image { rect, window: None, image: figure.image, owner };
    FlowItem::new(height, vec![item])
}

/// A caption, its prefix in bold.
pub fn caption(
    context: Context,
    caption: &Caption,
    style: &ParagraphStyle,
    width: f32,
) -> Vec<FlowItem> {
    let prefix = Inline::Text(format!("{}{}", caption.prefix(), caption.separator).into());
    let mut content = vec![Inline::Strong(vec![prefix])];
    content.extend(caption.content.iter().cloned());
    lines(context, caption.id, &content, style, width)
}

/// The credit of a picture, or the source of a table.
pub fn credit(context: Context, credit: Option<&Paragraph>, width: f32) -> Vec<FlowItem> {
    let style = &context.style.paragraphs.credit;
    credit.map(|credit| paragraph(context, credit, style, width)).unwrap_or_default()
}
