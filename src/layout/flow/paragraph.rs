//! Paragraphs: one flow item for each line.

use super::Context;
use super::flow_item::{FlowItem, TextStart, add_space, begin, keep_with_next};
use super::line_item::{line_item, put_marker, setting};
use crate::document::{ElementId, Inline, Paragraph};
use crate::layout::inline;
use crate::layout::page::{Item, Link, LinkTarget, Owner, Part, Rect};
use crate::layout::penalties::page::{LEAD_IN_FROM_LIST, LEAD_IN_LAST_LINE, WIDOW_OR_ORPHAN};
use crate::templates::{BreakingStyle, ParagraphStyle};

/// A paragraph of the text. Its number hangs in the inner margin.
pub fn paragraph(
    context: Context,
    paragraph: &Paragraph,
    style: &ParagraphStyle,
    width: f32,
) -> Vec<FlowItem> {
    let mut flow = lines(context, paragraph.id, &paragraph.content, style, width);
    if let Some(number) = &paragraph.number {
        let x = -2.0 * context.style.lists.indent_pt;
        put_marker(context, &mut flow, &number.text(), paragraph.id, style, x);
    }
    if paragraph.leads_in {
        keep_lead_in(&mut flow);
    }
    flow
}

/// Keeps the last two lines of a lead-in on the page of the first list item.
fn keep_lead_in(flow: &mut [FlowItem]) {
    keep_with_next(flow, LEAD_IN_FROM_LIST);
    if let Some(last) = flow.last_mut() {
        last.breaks.penalty = last.breaks.penalty.max(LEAD_IN_LAST_LINE);
    }
}

/// The text of an element.
pub fn lines(
    context: Context,
    element: ElementId,
    content: &[Inline],
    style: &ParagraphStyle,
    width: f32,
) -> Vec<FlowItem> {
    let owner = Owner::Element(element, Part::Content);
    let mut flow = set_lines(context, owner, Some(element), content, style, width);
    begin(&mut flow, element);
    flow
}

/// Generated text, or text that is only part of an element.
pub fn owned_lines(
    context: Context,
    owner: Owner,
    content: &[Inline],
    style: &ParagraphStyle,
    width: f32,
) -> Vec<FlowItem> {
    set_lines(context, owner, None, content, style, width)
}

fn set_lines(
    context: Context,
    owner: Owner,
    element: Option<ElementId>,
    content: &[Inline],
    style: &ParagraphStyle,
    width: f32,
) -> Vec<FlowItem> {
    let lines = inline::typeset(setting(context, owner), content, style, owner, width);
    let count = lines.len();
    let on_grid = style.leading_pt == context.style.page.grid_pt;
    let mut after_hyphen = false;
    let mut flow = Vec::with_capacity(count);
    for (index, line) in lines.into_iter().enumerate() {
        let (offset, hyphenated) = (line.offset, line.hyphenated);
        let mut item = line_item(line, style, after_hyphen);
        item.breaks.penalty += widow_or_orphan(&context.style.breaking, index, count);
        item.spacing.on_grid = on_grid;
        item.anchors.text = element.map(|element| TextStart { element, offset });
        let links = item.content.items.iter().filter_map(|item| note_link(context, item, style));
        let links: Vec<Item> = links.collect();
        item.content.items.extend(links);
        flow.push(item);
        after_hyphen = hyphenated;
    }
    add_space(&mut flow, style.before_pt, style.after_pt);
    flow
}

/// The penalty of a page break before a line of a paragraph of `count` lines.
fn widow_or_orphan(breaking: &BreakingStyle, index: usize, count: usize) -> f32 {
    let orphan = index < usize::from(breaking.orphans);
    let widow = count - index < usize::from(breaking.widows);
    if index > 0 && (orphan || widow) { WIDOW_OR_ORPHAN } else { 0.0 }
}

/// The link over a note reference.
fn note_link(context: Context, item: &Item, style: &ParagraphStyle) -> Option<Item> {
    let Item::Glyphs(run) = item else { return None };
    let Owner::Element(element, Part::Content) = run.owner else { return None };
    let note = *context.note_of.get(&element)?;
    let rect = Rect { x: run.origin.x, y: 0.0, width: run.width(), height: style.leading_pt };
    Some(Item::Link(Link { rect, element, target: LinkTarget::Element(note) }))
}
