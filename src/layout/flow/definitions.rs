//! Definition lists: terms in a column, with their definitions beside them.

use super::Context;
use super::block::block;
use super::flow_item::{FlowItem, begin, indent, keep_together, keep_with_next};
use super::line_item::single_line;
use super::paragraph::{owned_lines, paragraph};
use crate::column_widths::term_column;
use crate::document::inline::plain_text;
use crate::document::{Block, Definition, ElementId};
use crate::layout::page::{Owner, Part};
use crate::layout::penalties::page::NEVER;
use crate::templates::{Alignment, ParagraphStyle};

/// Terms in a column, with their definitions beside them.
pub fn definitions(
    context: Context,
    id: ElementId,
    entries: &[Definition],
    width: f32,
) -> Vec<FlowItem> {
    let gap = context.style.lists.indent_pt;
    let widths = entries.iter().map(|entry| term_width(context, entry) + gap);
    let column = term_column(widths, width, 2.0 * gap);
    let mut flow: Vec<FlowItem> =
        entries.iter().flat_map(|entry| definition(context, entry, column, width)).collect();
    begin(&mut flow, id);
    flow
}

/// A definition beside its term, or below a term that is wider than the column.
fn definition(context: Context, entry: &Definition, column: f32, width: f32) -> Vec<FlowItem> {
    let mut flow = meaning(context, entry, width - column);
    indent(&mut flow, column);
    let mut term = term(context, entry, width);
    if term_width(context, entry) + context.style.lists.indent_pt <= column {
        put_beside(term, &mut flow);
        return flow;
    }
    keep_together(&mut term, NEVER);
    keep_with_next(&mut term, NEVER);
    term.into_iter().chain(flow).collect()
}

/// The blocks of a definition. Its paragraphs have half the space of paragraphs in the text.
fn meaning(context: Context, entry: &Definition, width: f32) -> Vec<FlowItem> {
    let body = context.text.body;
    let text = ParagraphStyle { after_pt: body.after_pt / 2.0, ..body.clone() };
    let set = |part: &Block| match part.as_paragraph() {
        Some(part) => paragraph(context, part, &text, width),
        None => block(context, part, width),
    };
    entry.blocks.iter().flat_map(set).collect()
}

/// A term as lines without spaces around them.
fn term(context: Context, entry: &Definition, width: f32) -> Vec<FlowItem> {
    let style = ParagraphStyle {
        indent_pt: 0.0,
        first_indent_pt: 0.0,
        end_indent_pt: 0.0,
        before_pt: 0.0,
        after_pt: 0.0,
        align: Alignment::Start,
        hyphenate: false,
        ..context.style.paragraphs.term.clone()
    };
    owned_lines(context, Owner::Element(entry.id, Part::Marker), &entry.term, &style, width)
}

/// The width of a term on one line, in points.
fn term_width(context: Context, entry: &Definition) -> f32 {
    let owner = Owner::Element(entry.id, Part::Marker);
    single_line(context, &plain_text(&entry.term), owner, &context.style.paragraphs.term).width
}

/// Moves a line to the left of the first line of a flow.
fn put_beside(line: Vec<FlowItem>, flow: &mut [FlowItem]) {
    if let (Some(line), Some(first)) = (line.into_iter().next(), flow.first_mut()) {
        first.content.items.splice(0..0, line.content.items);
        first.anchors.notes.splice(0..0, line.anchors.notes);
        first.anchors.elements.extend(line.anchors.elements);
    }
}
