//! Figures, captions and credits.

use super::Context;
use super::collapse::break_items;
use super::flow_item::{FlowItem, add_space, begin, indent, join, keep_together};
use super::paragraph::{lines, paragraph};
use crate::document::{Caption, Figure, FigurePicture, Inline, NoteKind, Paragraph};
use crate::layout::geometry::{TextArea, text_height};
use crate::layout::page::{Artifact, Item, Owner, Part, Rect};
use crate::layout::penalties::page::NEVER;
use crate::templates::ParagraphStyle;

/// The pictures of a figure with its caption and credit, unbroken.
pub fn figure(context: Context, figure: &Figure, width: f32) -> Vec<FlowItem> {
    let below = below(context, figure, width);
    let rows = figure.rows().count().max(1) as f32;
    let max_height = text_height(&context.style.page) * Figure::MAX_HEIGHT / rows;
    whole(context, figure, width, max_height, below)
}

/// A figure that fills the text area of a page.
pub fn page_figure(context: Context, figure: &Figure, area: TextArea) -> Vec<FlowItem> {
    let (width, depth) = (area.width, area.height - ROUNDING_PT);
    let below = below(context, figure, width);
    let rows = figure.rows().count().max(1) as f32;
    // The captions of several pictures take some of the height that one picture would have.
    let share = if figure.pictures.len() > 1 { Figure::MAX_HEIGHT } else { 1.0 };
    let space = below.first().map_or(0.0, |first| first.spacing.before);
    let max_height = (depth - space - depth_of(&below)).max(0.0) * share / rows;
    let mut flow = whole(context, figure, width, max_height, below);
    let rest = depth - depth_of(&flow);
    // The rest of the page is above and below in equal parts.
    let margin = rest.max(0.0) / 2.0;
    if let Some(first) = flow.first_mut() {
        first.content.height += margin;
        first.content.items.iter_mut().for_each(|item| item.translate(0.0, margin));
    }
    if let Some(last) = flow.last_mut() {
        last.content.height += margin;
    }
    flow
}

/// Differences between sums of the same heights are smaller than this, in points.
const ROUNDING_PT: f32 = 0.1;

/// The depth of a flow with the spaces within it, in points.
fn depth_of(flow: &[FlowItem]) -> f32 {
    let items = break_items(flow, NoteKind::Footnotes).into_iter();
    items.map(|item| item.space.depth + item.height).sum()
}

/// The caption and the credit.
fn below(context: Context, figure: &Figure, width: f32) -> Vec<FlowItem> {
    let caption = figure.caption.iter().flat_map(|it| caption_below(context, it, width));
    caption.chain(credit(context, figure.credit.as_ref(), width)).collect()
}

/// A caption is closer to the picture above it than the caption of a table is to the text.
fn caption_below(context: Context, content: &Caption, width: f32) -> Vec<FlowItem> {
    let style = &context.style.paragraphs.caption;
    let style = ParagraphStyle { before_pt: style.after_pt, ..style.clone() };
    caption(context, content, &style, width)
}

fn whole(
    context: Context,
    figure: &Figure,
    width: f32,
    max_height: f32,
    below: Vec<FlowItem>,
) -> Vec<FlowItem> {
    let mut flow: Vec<FlowItem> =
        figure.rows().map(|row| picture_row(context, figure, row, width, max_height)).collect();
    flow.extend(below);
    keep_together(&mut flow, NEVER);
    let grid = context.style.page.grid_pt;
    add_space(&mut flow, grid, grid);
    begin(&mut flow, figure.id);
    flow
}

/// Pictures beside each other, aligned at their feet, each above its caption.
fn picture_row(
    context: Context,
    figure: &Figure,
    row: &[FigurePicture],
    width: f32,
    max_height: f32,
) -> FlowItem {
    let gap = context.style.page.grid_pt;
    let columns = figure.columns.min(figure.pictures.len()).max(1) as f32;
    let width = (width - gap * (columns - 1.0)) / columns;
    let pictures = row.iter().map(|it| picture(context, it, width, max_height));
    let pictures: Vec<FlowItem> = pictures.collect();
    let depth = pictures.iter().map(|it| it.content.height).fold(0.0, f32::max);
    let mut whole = FlowItem::default();
    for ((content, mut picture), index) in row.iter().zip(pictures).zip(0_u16..) {
        let lift = depth - picture.content.height;
        picture.content.items.iter_mut().for_each(|item| item.translate(0.0, lift));
        picture.content.height = depth;
        let mut column = vec![picture];
        column.extend(content.caption.iter().flat_map(|it| caption_below(context, it, width)));
        if content.id != figure.id {
            begin(&mut column, content.id);
        }
        indent(&mut column, f32::from(index) * (width + gap));
        let column = join(column);
        whole.content.height = whole.content.height.max(column.content.height);
        whole.spacing.after = whole.spacing.after.max(column.spacing.after);
        whole.content.items.extend(column.content.items);
        whole.anchors.elements.extend(column.anchors.elements);
        whole.anchors.notes.extend(column.anchors.notes);
    }
    whole.spacing.before = gap;
    whole
}

/// A picture, scaled down if it would be too high.
fn picture(context: Context, content: &FigurePicture, width: f32, max_height: f32) -> FlowItem {
    let image = context.document.image(content.image);
    let ratio = image.height_px as f32 / image.width_px.max(1) as f32;
    let (mut width, mut height) = (width * content.width, width * content.width * ratio);
    if height > max_height {
        (width, height) = (width * max_height / height, max_height);
    }
    let rect = Rect { x: 0.0, y: 0.0, width, height };
    let owner = match content.decorative {
        true => Owner::Artifact(Artifact::Layout),
        false => Owner::Element(content.id, Part::Content),
    };
    let item = Item::Image { rect, window: None, image: content.image, owner };
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
