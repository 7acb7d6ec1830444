//! Headings of sections, and sub-headings within them.

use super::Context;
use super::flow_item::{FlowItem, add_space, height, keep_together, keep_with_next};
use super::paragraph::{lines, owned_lines};
use crate::document::{Heading, Inline};
use crate::layout::geometry::{opener_padding, text_top};
use crate::layout::page::{Owner, Part};
use crate::layout::penalties::page::NEVER;
use crate::templates::{Colour, ParagraphStyle, Style};
use crate::units::pt_from_mm;

/// A heading, its prefix above it or before it.
pub fn heading(context: Context, heading: &Heading, width: f32) -> Vec<FlowItem> {
    let style = context.style.paragraphs.heading(heading.level);
    let is_number = heading.prefix.as_ref().is_some_and(|prefix| prefix.is_number());
    let above = context.style.has_prefix_above(heading.level, is_number);
    let on_band = context.style.has_band(heading.level);
    let mut flow = Vec::new();
    if let (true, Some(prefix)) = (above, &heading.prefix) {
        let prefix_style = prefix_style(context.style, is_number, on_band);
        let owner = Owner::Element(heading.id, Part::Marker);
        flow.extend(owned_lines(context, owner, &prefix.inlines(), &prefix_style, width));
    }
    let content: Vec<Inline> = if above { heading.title.clone() } else { heading.line() };
    let title = ParagraphStyle { before_pt: 0.0, ..style.clone() };
    let title = if on_band { title_on_band(&title) } else { title };
    flow.extend(lines(context, heading.id, &content, &title, width));
    add_space(&mut flow, style.before_pt, style.after_pt);
    keep_together(&mut flow, NEVER);
    keep_with_next(&mut flow, NEVER);
    if on_band {
        let least_mm = if heading.prefix.is_some() { context.style.openers.band_mm } else { 0.0 };
        put_on_band(context.style, least_mm, &mut flow);
    }
    flow
}

/// The style of a prefix above a title.
fn prefix_style(style: &Style, is_number: bool, on_band: bool) -> ParagraphStyle {
    let paragraphs = &style.paragraphs;
    let own = if is_number { &paragraphs.opener_number } else { &paragraphs.heading_prefix };
    let colour = if on_band { Colour::Tint } else { own.colour };
    ParagraphStyle { colour, ..own.clone() }
}

/// The style of a title on the band at the head of a page.
pub fn title_on_band(style: &ParagraphStyle) -> ParagraphStyle {
    ParagraphStyle { colour: Colour::Paper, ..style.clone() }
}

/// Puts a heading at the foot of the band at the head of its page, which is at least `least_mm` deep.
pub fn put_on_band(style: &Style, least_mm: f32, flow: &mut [FlowItem]) {
    let (band, padding) = (pt_from_mm(least_mm), opener_padding(style));
    let sink = band - text_top(&style.page) - height(flow) - padding;
    flow.iter_mut().for_each(|item| item.on_band = true);
    if let Some(first) = flow.first_mut() {
        first.spacing.page_edges.head = sink.max(0.0);
    }
    if let Some(last) = flow.last_mut() {
        last.spacing.after += padding;
    }
}
