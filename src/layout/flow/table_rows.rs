//! The rows of a table. Each flow item contains one line of every cell of a row.
//!
//! The lines of a cell that spans rows are put into the items of those rows; the last item grows if they
//! need more depth. A page break within the span therefore divides them like any other lines. Only the rows of a
//! header with rotated cells are one item each, aligned at its foot.

use std::ops::Range;

use super::block::block;
use super::flow_item::{Content, FlowItem, indent, keep_together};
use super::paragraph::lines;
use super::table_columns::{TableColumn, cell_style, rotated_text};
use super::{Context, TextStyles};
use crate::document::{Cell, RowGroup, Table};
use crate::layout::page::{Artifact, Item, Owner, Rect, translated};
use crate::layout::penalties::page::{LONG_ROW, NEVER, SHORT_BLOCK, WITHIN_ROW};
use crate::templates::{Colour, ParagraphStyle};

/// Differences between sums of the same heights are smaller than this, in points.
const ROUNDING_PT: f32 = 0.01;

/// The lines of each row of a part of a table.
pub fn table_rows(
    context: Context,
    table: &Table,
    columns: &[TableColumn],
    group: RowGroup,
    rows: &[Vec<Cell>],
) -> Vec<Vec<FlowItem>> {
    let setter = RowSetter { context, table, columns, group };
    let mut flow = Vec::new();
    let mut rest = rows;
    while !rest.is_empty() {
        let (joined, after) = rest.split_at_checked(joined(rest)).unwrap_or((rest, &[]));
        flow.extend(setter.joined_rows(joined));
        rest = after;
    }
    flow
}

/// The number of rows, starting with the first, that are joined by spanning cells.
fn joined(rows: &[Vec<Cell>]) -> usize {
    let mut end = 1;
    for (index, row) in rows.iter().enumerate() {
        if index >= end {
            break;
        }
        end = row.iter().fold(end, |end, cell| end.max(index + cell.rows));
    }
    end.min(rows.len())
}

struct RowSetter<'a> {
    context: Context<'a>,
    table: &'a Table,
    columns: &'a [TableColumn],
    group: RowGroup,
}

impl RowSetter<'_> {
    /// Rows that are joined by spanning cells.
    fn joined_rows(&self, rows: &[Vec<Cell>]) -> Vec<Vec<FlowItem>> {
        let mut flow: Vec<Vec<FlowItem>> = rows.iter().map(|cells| self.row(cells)).collect();
        let spanning = self.spanning(rows);
        // The rows have their final depth before a cell is put at their foot.
        for (span, lines) in &spanning {
            self.make_room(items(&mut flow, span), lines);
        }
        for (span, lines) in spanning {
            self.span(items(&mut flow, &span), lines);
        }
        let count = flow.iter().map(Vec::len).sum::<usize>();
        let between = if count < 2 * LONG_ROW { SHORT_BLOCK } else { WITHIN_ROW };
        for first in flow.iter_mut().skip(1).filter_map(|row| row.first_mut()) {
            first.breaks.penalty = first.breaks.penalty.max(between);
        }
        flow
    }

    /// The cells that span rows: the rows, and the lines of the cell.
    fn spanning(&self, rows: &[Vec<Cell>]) -> Vec<(Range<usize>, Vec<FlowItem>)> {
        let of_row = |(index, cells): (usize, &Vec<Cell>)| -> Vec<_> {
            let spanning = cells.iter().filter(|cell| cell.rows > 1);
            let rows = |cell: &Cell| index..rows.len().min(index + cell.rows);
            spanning.map(|cell| (rows(cell), self.cell(cell))).collect()
        };
        rows.iter().enumerate().flat_map(of_row).collect()
    }

    /// The cells of a row that do not span others below it.
    fn row(&self, cells: &[Cell]) -> Vec<FlowItem> {
        let own = cells.iter().filter(|cell| cell.rows == 1).map(|cell| self.cell(cell));
        let mut flow = match self.is_at_foot() {
            true => vec![on_foot(own.map(stacked).collect())],
            false => own.fold(Vec::new(), put_beside),
        };
        if flow.is_empty() {
            flow.push(FlowItem::default());
        }
        let padding = self.context.style.tables.padding_pt;
        pad(&mut flow, padding);
        if self.group != RowGroup::Header {
            // The first line of a row includes its padding.
            flow.iter_mut().skip(1).for_each(|item| item.spacing.page_edges.head = padding);
        }
        self.rule_below_groups(&mut flow, cells);
        let penalty = if flow.len() < LONG_ROW { SHORT_BLOCK } else { WITHIN_ROW };
        keep_together(&mut flow, penalty);
        flow
    }

    /// Whether the text of cells is at the foot of the row, because other cells of the header are rotated.
    fn is_at_foot(&self) -> bool {
        self.group == RowGroup::Header && self.table.has_rotated_header()
    }

    fn cell(&self, cell: &Cell) -> Vec<FlowItem> {
        let Some(column) = TableColumn::of(self.table, cell, self.columns) else {
            return Vec::new();
        };
        if cell.rotated {
            return vec![self.rotated_cell(cell, &column)];
        }
        let decimals = if self.group == RowGroup::Header { 0.0 } else { column.decimals };
        let column = TableColumn { decimals, ..column };
        let bold = self.table.is_bold(self.group, cell);
        let style = cell_style(self.context, bold);
        let mut flow = match cell.content.is_empty() && !cell.blocks.is_empty() {
            true => Vec::new(),
            false => lines(self.context, cell.id, &cell.content, style, column.width),
        };
        for item in &mut flow {
            let offset = column.offset(self.context, cell, bold, item.right_edge());
            indent(std::slice::from_mut(item), column.x + offset);
        }
        let mut blocks = self.blocks(cell, style, column.width);
        indent(&mut blocks, column.x);
        flow.extend(blocks);
        flow
    }

    /// A cell whose text runs from bottom to top.
    fn rotated_cell(&self, cell: &Cell, column: &TableColumn) -> FlowItem {
        let style = cell_style(self.context, true);
        let length = rotated_text(self.context, cell).length;
        let text = stacked(lines(self.context, cell.id, &cell.content, style, length));
        let x = column.x + column.offset(self.context, cell, true, text.content.height);
        let mut item = FlowItem { content: Content { height: length, ..text.content }, ..text };
        for it in &mut item.content.items {
            it.rotate(length);
            it.translate(x, 0.0);
        }
        item
    }

    /// The paragraphs and lists of a cell. The space between them is part of the items.
    fn blocks(&self, cell: &Cell, style: &ParagraphStyle, width: f32) -> Vec<FlowItem> {
        let style = ParagraphStyle { before_pt: 0.0, after_pt: 0.0, ..style.clone() };
        let context = Context { text: TextStyles::new(&style, &style), ..self.context };
        let blocks = cell.blocks.iter();
        let mut flow: Vec<FlowItem> =
            blocks.flat_map(|content| block(context, content, width)).collect();
        let mut after = 0.0_f32;
        let has_text = !cell.content.is_empty();
        for (index, item) in flow.iter_mut().enumerate() {
            let space = after.max(item.spacing.before);
            let space = if index > 0 || has_text { space } else { 0.0 };
            after = item.spacing.after;
            item.content.height += space;
            item.content.items.iter_mut().for_each(|it| it.translate(0.0, space));
            (item.spacing, item.breaks) = Default::default();
        }
        flow
    }

    /// Makes the last row that a cell spans as deep as the cell needs it.
    fn make_room(&self, spanned: Vec<&mut FlowItem>, lines: &[FlowItem]) {
        let needed = depth(lines) + 2.0 * self.context.style.tables.padding_pt;
        let room: f32 = spanned.iter().map(|item| item.content.height).sum();
        let growth = (needed - room).max(0.0);
        let Some(last) = spanned.into_iter().last() else { return };
        last.content.height += growth;
        if self.is_at_foot() {
            last.content.items.iter_mut().for_each(|it| it.translate(0.0, growth));
        }
    }

    /// Puts the lines of a cell into the items of the rows that it spans.
    fn span(&self, spanned: Vec<&mut FlowItem>, lines: Vec<FlowItem>) {
        let padding = self.context.style.tables.padding_pt;
        let room: f32 = spanned.iter().map(|item| item.content.height).sum();
        let at_foot = room - depth(&lines) - padding;
        let mut spanned = spanned.into_iter().peekable();
        let (mut top, mut y) = (0.0, if self.is_at_foot() { at_foot } else { padding });
        for line in lines {
            while let Some(item) = spanned.peek()
                && top + item.content.height <= y + ROUNDING_PT
            {
                top += item.content.height;
                spanned.next();
            }
            let below = y + line.content.height;
            let Some(item) = spanned.peek_mut() else { return };
            let bottom = top + item.content.height;
            merge(item, line, y - top);
            if below > bottom + ROUNDING_PT {
                // The line extends below the item.
                item.breaks.penalty_after = NEVER;
            }
            y = below;
        }
    }

    /// A rule below each header cell that spans columns, as wide as these.
    fn rule_below_groups(&self, row: &mut [FlowItem], cells: &[Cell]) {
        let height = self.context.style.tables.rule_pt / 2.0;
        let Some(last) = row.last_mut().filter(|_| self.group == RowGroup::Header) else { return };
        for cell in cells.iter().filter(|cell| cell.columns > 1 && cell.rows == 1) {
            let Some(column) = TableColumn::of(self.table, cell, self.columns) else { continue };
            let y = last.content.height - height;
            let rect = Rect { x: column.x, y, width: column.width, height };
            let owner = Owner::Artifact(Artifact::Layout);
            last.content.items.push(Item::Fill { rect, colour: Colour::Primary, owner });
        }
    }
}

/// The items of rows.
fn items<'r>(flow: &'r mut [Vec<FlowItem>], rows: &Range<usize>) -> Vec<&'r mut FlowItem> {
    flow.get_mut(rows.clone()).unwrap_or_default().iter_mut().flatten().collect()
}

/// The depth of lines below each other.
fn depth(lines: &[FlowItem]) -> f32 {
    lines.iter().map(|line| line.content.height).sum()
}

/// Puts the lines of a cell beside those of the cells before it.
fn put_beside(mut row: Vec<FlowItem>, cell: Vec<FlowItem>) -> Vec<FlowItem> {
    for (index, item) in cell.into_iter().enumerate() {
        match row.get_mut(index) {
            Some(line) => {
                line.content.height = line.content.height.max(item.content.height);
                merge(line, item, 0.0);
            }
            None => row.push(item),
        }
    }
    row
}

/// The lines of a cell as one item.
fn stacked(lines: Vec<FlowItem>) -> FlowItem {
    let mut stack = FlowItem::default();
    for line in lines {
        let (y, height) = (stack.content.height, line.content.height);
        merge(&mut stack, line, y);
        stack.content.height = y + height;
    }
    stack
}

/// Cells beside each other, aligned at the foot of the highest.
fn on_foot(cells: Vec<FlowItem>) -> FlowItem {
    let height = cells.iter().map(|cell| cell.content.height).fold(0.0, f32::max);
    let mut row = FlowItem::new(height, Vec::new());
    for cell in cells {
        let y = height - cell.content.height;
        merge(&mut row, cell, y);
    }
    row
}

/// Adds what an item shows to another, `y` points below its top.
fn merge(into: &mut FlowItem, item: FlowItem, y: f32) {
    into.content.items.extend(translated(item.content.items, 0.0, y));
    into.anchors.elements.extend(item.anchors.elements);
    into.anchors.notes.extend(item.anchors.notes);
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
