//! Tables: caption, header repeated on every page, rows and source.

use std::sync::Arc;

use super::Context;
use super::figure::{caption, credit};
use super::flow_item::{FlowItem, add_space, begin, keep_together, keep_with_next};
use super::paragraph::owned_lines;
use super::table_columns::{TableColumn, table_columns};
use super::table_rows::table_rows;
use crate::document::{Inline, RowGroup, Table};
use crate::layout::geometry::text_height;
use crate::layout::page::{Artifact, Item, Owner, Rect};
use crate::layout::penalties::page::{
    LONE_ROW, LONG_ROW, NEVER, SHORT_TABLE, SHORT_TABLE_LINES, WITHIN_ROW,
};
use crate::templates::Colour;

/// The maximum share of a page that a repeated header may take, so that there is room for rows.
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

/// Header, rows and totals between rules.
fn grid(context: Context, table: &Table, columns: &[TableColumn], width: f32) -> Vec<FlowItem> {
    let rule_pt = context.style.tables.rule_pt;
    let (body, totals) = table.body_and_totals();
    let mut flow = vec![rule(rule_pt, width)];
    if !table.header.is_empty() {
        let header = table_rows(context, table, columns, RowGroup::Header, &table.header);
        flow.extend(header.into_iter().flatten());
        flow.push(rule(rule_pt, width));
    }
    keep_together(&mut flow, NEVER);
    keep_with_next(&mut flow, NEVER);
    let header = repeated_header(continued(context, table, width).iter().chain(&flow));
    let most = text_height(&context.style.page) * REPEATED;
    let header = Some(header).filter(|(_, depth)| *depth <= most);
    let mut rows = table_rows(context, table, columns, RowGroup::Body, body);
    keep_two_rows(&mut rows, totals.is_empty());
    let mut rows = rows.concat();
    if !totals.is_empty() {
        keep_with_next(&mut rows, NEVER);
        rows.push(rule(rule_pt, width));
        keep_with_next(&mut rows, NEVER);
        rows.extend(table_rows(context, table, columns, RowGroup::Totals, totals).concat());
    }
    if rows.len() <= SHORT_TABLE_LINES {
        keep_together(&mut rows, SHORT_TABLE);
    }
    repeat_header(&mut rows, header.as_ref());
    keep_with_next(&mut rows, NEVER);
    flow.extend(rows);
    flow.push(rule(rule_pt, width));
    flow
}

/// Keeps the first two rows together and, at the end of a table, the last two.
fn keep_two_rows(rows: &mut [Vec<FlowItem>], at_end: bool) {
    let Some(last) = rows.len().checked_sub(1).filter(|last| *last > 0) else { return };
    // The row that would be alone, and the row before which the page would break.
    let breaks = [(0, 1)].into_iter().chain(at_end.then_some((last, last)));
    for (alone, next) in breaks {
        let is_long = rows.get(alone).is_some_and(|row| row.len() >= LONG_ROW);
        let penalty = if is_long { WITHIN_ROW } else { LONE_ROW };
        let begin = rows.get_mut(next).and_then(|row| row.first_mut());
        begin.into_iter().for_each(|item| item.breaks.penalty = item.breaks.penalty.max(penalty));
    }
}

/// Repeats the header above rows at the head of a page, unless it is too deep.
fn repeat_header(rows: &mut [FlowItem], header: Option<&(Arc<[Item]>, f32)>) {
    let Some((items, depth)) = header else { return };
    for item in rows {
        item.content.repeated_header = Some(Arc::clone(items));
        item.spacing.page_edges.head += *depth;
    }
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

/// A rule across the table.
fn rule(height: f32, width: f32) -> FlowItem {
    let rect = Rect { x: 0.0, y: 0.0, width, height };
    let owner = Owner::Artifact(Artifact::Layout);
    FlowItem::new(height, vec![Item::Fill { rect, colour: Colour::Primary, owner }])
}

/// The header as repeated on later pages, and its depth in points. It is an artifact, because readers
/// have already read it (ISO 14289-1, 7.1).
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
