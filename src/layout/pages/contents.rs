//! The contents: headings, dot leaders, page labels.

use rayon::prelude::*;

use super::page_labels::PageLabels;
use crate::document::{Contents, ContentsEntry};
use crate::layout::flow::Context;
use crate::layout::flow::flow_item::{FlowItem, begin, keep_together, keep_with_next};
use crate::layout::flow::heading::{put_on_band, title_on_band};
use crate::layout::flow::line_item::single_line;
use crate::layout::flow::paragraph::{lines, owned_lines};
use crate::layout::page::{Artifact, Item, Link, LinkTarget, Owner, Part, Rect, translated};
use crate::layout::page_label::PageLabel;
use crate::layout::pagination::PageOpening;
use crate::layout::penalties::page::NEVER;
use crate::templates::ParagraphStyle;

/// The minimum width of the column of page labels, in points. Headings never extend into it, so
/// line breaks rarely depend on page labels.
const LABEL_COLUMN: f32 = 30.0;

/// The maximum length of page labels, in characters, that fit into that column in any style.
const SHORT_LABEL: usize = 4;

/// The distance of leader dots, which align from line to line, in points.
const DOT_GRID: f32 = 5.0;

/// The indent of the second and later lines of an entry, in points.
const TURNOVER: f32 = 10.0;

/// The contents with page labels, on a new page.
pub fn contents(
    context: Context,
    contents: &Contents,
    labels: &PageLabels,
    width: f32,
) -> Vec<FlowItem> {
    let style = &context.style.paragraphs.contents_heading;
    let on_band = context.style.has_band(1);
    let style = if on_band { &title_on_band(style) } else { style };
    let owner = Owner::Element(contents.id, Part::Marker);
    let mut flow = owned_lines(context, owner, &contents.heading, style, width);
    keep_with_next(&mut flow, NEVER);
    if on_band {
        put_on_band(context.style, 0.0, &mut flow);
    }
    if let Some(first) = flow.first_mut() {
        first.breaks.opens_section = true;
        first.breaks.forced = Some(PageOpening::NextPage);
    }
    let label = |entry: &ContentsEntry| {
        labels.get(entry.target).map(PageLabel::to_string).unwrap_or_default()
    };
    let long = contents.entries.iter().filter(|entry| label(entry).len() > SHORT_LABEL);
    let widths = long.map(|entry| label_width(context, entry, &label(entry)));
    let column = widths.fold(LABEL_COLUMN, f32::max);
    let entries = contents.entries.par_iter();
    let entries = entries.map(|content| entry(context, content, &label(content), column, width));
    flow.extend(entries.collect::<Vec<_>>().into_iter().flatten());
    begin(&mut flow, contents.id);
    flow
}

/// The width that the page label of an entry needs, in points.
fn label_width(context: Context, entry: &ContentsEntry, label: &str) -> f32 {
    let owner = Owner::Element(entry.id, Part::PageNumber);
    let style = context.style.paragraphs.contents(entry.level);
    single_line(context, label, owner, style).width + DOT_GRID
}

/// An entry. Its lines link to the page.
fn entry(
    context: Context,
    entry: &ContentsEntry,
    label: &str,
    column: f32,
    width: f32,
) -> Vec<FlowItem> {
    let style = context.style.paragraphs.contents(entry.level);
    let text = ParagraphStyle {
        indent_pt: style.indent_pt + TURNOVER,
        first_indent_pt: style.first_indent_pt - TURNOVER,
        end_indent_pt: column,
        ..style.clone()
    };
    let mut flow = lines(context, entry.id, &entry.content, &text, width);
    keep_together(&mut flow, NEVER);
    if let Some(last) = flow.last_mut() {
        let from = last.right_edge();
        last.content.items.extend(leaders_and_label(context, entry, label, from, width));
    }
    for item in &mut flow {
        item.content.items.push(Item::Link(Link {
            rect: Rect { x: 0.0, y: 0.0, width, height: style.leading_pt },
            element: entry.id,
            target: LinkTarget::Element(entry.target),
        }));
    }
    flow
}

/// Dot leaders and page label after an entry, whose last line ends at `from` points.
fn leaders_and_label(
    context: Context,
    entry: &ContentsEntry,
    label: &str,
    from: f32,
    width: f32,
) -> Vec<Item> {
    let style = context.style.paragraphs.contents(entry.level);
    let owner = Owner::Element(entry.id, Part::PageNumber);
    let label = single_line(context, label, owner, style);
    let x = width - label.width;
    let mut items = Vec::new();
    if context.style.contents.leaders {
        items.extend(leaders(context, from + DOT_GRID, x - DOT_GRID, width, style));
    }
    items.extend(translated(label.items, x, 0.0));
    items
}

/// Dots between two positions, on a grid counted from the right edge.
fn leaders(context: Context, from: f32, to: f32, width: f32, style: &ParagraphStyle) -> Vec<Item> {
    let dot = single_line(context, ".", Owner::Artifact(Artifact::Layout), style);
    let count = (width / DOT_GRID) as usize;
    let positions = (0..count).map(|index| width - (count - index) as f32 * DOT_GRID);
    let positions = positions.filter(|x| *x >= from && *x + dot.width <= to);
    let mut items = Vec::new();
    for x in positions {
        items.extend(translated(dot.items.iter().cloned(), x, 0.0));
    }
    items
}
