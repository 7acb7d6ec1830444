//! Tables: caption, header repeated on every page, rows and source.

use std::sync::Arc;

use super::Context;
use super::figure::{caption, credit};
use super::flow_item::{FlowItem, add_space, begin, indent, keep_together, keep_with_next};
use super::paragraph::{lines, owned_lines};
use super::table_columns::{TableColumn, cell_style, table_columns};
use crate::document::{Cell, Inline, Table};
use crate::layout::geometry::text_height;
use crate::layout::page::{Artifact, Item, Owner, Rect};
use crate::layout::penalties::page::{LONG_ROW, NEVER, SHORT_BLOCK, WITHIN_ROW};
use crate::templates::Colour;

/// How much of a page a header may take where it is repeated: one that took all of it would leave no
/// place for rows.
const REPEATED: f32 = 1.0 / 3.0;

/// A table with its caption, notes and source.
pub fn table(context: Context, table: &Table, width: f32) -> Vec<FlowItem> {
    let columns = table_columns(context, table, width);
    let mut flow = Vec::new();
    if let Some(content) = &table.caption {
        flow = caption(context, content, &context.style.paragraphs.caption, width);
        keep_together(&mut flow, NEVER);
        keep_with_next(&mut flow, NEVER);
    }
    flow.extend(grid(context, table, &columns, width));
    for (index, text) in table.below.iter().enumerate() {
        keep_with_next(&mut flow, NEVER);
        if let Some(last) = flow.last_mut().filter(|_| index > 0) {
            last.spacing.after = 0.0;
        }
        flow.extend(credit(context, Some(text), width));
    }
    let gap = context.style.page.grid_pt;
    add_space(&mut flow, gap, gap);
    begin(&mut flow, table.id);
    flow
}

/// Header and rows between rules.
fn grid(context: Context, table: &Table, columns: &[TableColumn], width: f32) -> Vec<FlowItem> {
    let rule_pt = context.style.tables.rule_pt;
    let mut flow = vec![rule(rule_pt, width)];
    flow.extend(row(context, &table.header, table, columns, true));
    flow.push(rule(rule_pt, width));
    keep_together(&mut flow, NEVER);
    keep_with_next(&mut flow, NEVER);
    let header = repeated_header(continued(context, table, width).iter().chain(&flow));
    let most = text_height(&context.style.page) * REPEATED;
    let header = Some(header).filter(|(_, depth)| *depth <= most);
    let rows = table
        .rows
        .iter()
        .flat_map(|cells| body_row(context, cells, table, columns, header.as_ref()));
    let mut rows: Vec<FlowItem> = rows.collect();
    keep_with_next(&mut rows, NEVER);
    flow.extend(rows);
    flow.push(rule(rule_pt, width));
    flow
}

/// A row below the header, which repeats above it at the head of a page if it is not too deep.
fn body_row(
    context: Context,
    cells: &[Cell],
    table: &Table,
    columns: &[TableColumn],
    header: Option<&(Arc<[Item]>, f32)>,
) -> Vec<FlowItem> {
    let mut flow = row(context, cells, table, columns, false);
    for (index, item) in flow.iter_mut().enumerate() {
        item.content.repeated_header = header.map(|(items, _)| Arc::clone(items));
        // The first line of a row includes its padding.
        let padding = if index > 0 { context.style.tables.padding_pt } else { 0.0 };
        item.spacing.page_edges.head = header.map_or(0.0, |(_, depth)| *depth) + padding;
    }
    flow
}

/// "Table 1 (continued)" above the repeated header, if the template wants it.
fn continued(context: Context, table: &Table, width: f32) -> Vec<FlowItem> {
    let Some(caption) = table.caption.as_ref().filter(|_| context.style.tables.continued) else {
        return Vec::new();
    };
    let style = &context.style.paragraphs.caption;
    let words = [Inline::Strong(vec![Inline::Text(caption.continued.clone().into())])];
    let owner = Owner::Artifact(Artifact::Layout);
    let mut flow = owned_lines(context, owner, &words, style, width);
    if let Some(last) = flow.last_mut() {
        last.content.height += style.after_pt;
    }
    flow
}

fn rule(height: f32, width: f32) -> FlowItem {
    let rect = Rect { x: 0.0, y: 0.0, width, height };
    let owner = Owner::Artifact(Artifact::Layout);
    FlowItem::new(height, vec![Item::Fill { rect, colour: Colour::Primary, owner }])
}

/// A row; each flow item holds one line of every cell.
fn row(
    context: Context,
    cells: &[Cell],
    table: &Table,
    columns: &[TableColumn],
    header: bool,
) -> Vec<FlowItem> {
    let mut flow: Vec<FlowItem> = Vec::new();
    for (index, (content, column)) in cells.iter().zip(columns).enumerate() {
        let bold = header || (index == 0 && table.row_headers);
        let column = if header { TableColumn { decimals: 0.0, ..*column } } else { *column };
        put_beside(&mut flow, cell(context, content, bold, column));
    }
    pad(&mut flow, context.style.tables.padding_pt);
    let penalty = if flow.len() < LONG_ROW { SHORT_BLOCK } else { WITHIN_ROW };
    keep_together(&mut flow, penalty);
    flow
}

fn cell(context: Context, cell: &Cell, bold: bool, column: TableColumn) -> Vec<FlowItem> {
    let style = cell_style(context, bold);
    let mut flow = lines(context, cell.id, &cell.content, style, column.width);
    for item in &mut flow {
        let offset = column.offset(context, cell, bold, item.right_edge());
        indent(std::slice::from_mut(item), column.x + offset);
    }
    flow
}

/// Puts the lines of a cell beside those of the cells before it.
fn put_beside(row: &mut Vec<FlowItem>, cell: Vec<FlowItem>) {
    for (index, item) in cell.into_iter().enumerate() {
        match row.get_mut(index) {
            Some(line) => {
                line.content.items.extend(item.content.items);
                line.content.height = line.content.height.max(item.content.height);
                line.anchors.elements.extend(item.anchors.elements);
                line.anchors.notes.extend(item.anchors.notes);
            }
            None => row.push(item),
        }
    }
}

/// Pads the first and the last line of a row.
fn pad(row: &mut [FlowItem], padding: f32) {
    if let Some(first) = row.first_mut() {
        first.content.height += padding;
        first.content.items.iter_mut().for_each(|item| item.translate(0.0, padding));
    }
    if let Some(last) = row.last_mut() {
        last.content.height += padding;
    }
}

/// The header as repeated on later pages, and its depth in points. It is an artifact: readers have
/// read it (ISO 14289-1, 7.1).
fn repeated_header<'a>(header: impl Iterator<Item = &'a FlowItem>) -> (Arc<[Item]>, f32) {
    let mut items = Vec::new();
    let mut y = 0.0;
    for line in header {
        items.extend(line.content.items.iter().filter_map(|item| as_artifact(item.clone(), y)));
        y += line.content.height;
    }
    (items.into(), y)
}

fn as_artifact(mut item: Item, y: f32) -> Option<Item> {
    item.translate(0.0, y);
    match &mut item {
        Item::Glyphs(run) => run.owner = Owner::Artifact(Artifact::Layout),
        Item::Fill { owner, .. } | Item::Image { owner, .. } => {
            *owner = Owner::Artifact(Artifact::Layout);
        }
        Item::Link(_) => return None,
    }
    Some(item)
}
