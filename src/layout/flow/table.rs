//! Tables: columns as wide as their content needs, rows of lines, a header that repeats.

use std::sync::Arc;

use super::Context;
use super::block::WHOLE;
use super::decimal_alignment::fraction;
use super::flow_item::{FlowItem, begin, hold, keep_next, move_item, right_edge, shift, space};
use crate::document::inline::plain_text;
use crate::document::{Cell, ColumnAlignment, Inline, Table};
use crate::layout::inline;
use crate::layout::pagination::NEVER;
use crate::layout::{Artifact, Item, Owner, Part, Rect};
use crate::templates::{Colour, ParagraphStyle};

/// Text is measured without a limit.
const NO_LIMIT: f32 = 20_000.0;

/// What it costs to break within a row.
const WITHIN_ROW: f32 = 400.0;

/// A column of a table; lengths in points.
#[derive(Clone, Copy)]
struct Column {
    /// Where it begins.
    x: f32,
    /// How wide it is.
    width: f32,
    /// How cells are aligned.
    alignment: ColumnAlignment,
    /// The room for what follows the decimal sign, in a column of figures.
    decimals: f32,
}

impl Context<'_> {
    /// A table with caption, header, rows and source.
    pub fn table(&self, table: &Table, width: f32) -> Vec<FlowItem> {
        let columns = self.columns(table, width);
        let mut flow = Vec::new();
        if let Some(caption) = &table.caption {
            flow = self.caption(caption, self.style.paragraphs.caption.clone(), width);
            hold(&mut flow, NEVER);
            keep_next(&mut flow);
        }
        flow.extend(self.grid(table, &columns, width));
        if table.source.is_some() {
            keep_next(&mut flow);
            flow.extend(self.credit(table.source.as_ref(), width));
        }
        let grid = self.style.page.grid_pt;
        space(&mut flow, grid, grid);
        begin(&mut flow, table.id);
        flow
    }

    fn grid(&self, table: &Table, columns: &[Column], width: f32) -> Vec<FlowItem> {
        let mut header = vec![self.rule(width)];
        header.extend(self.row(&table.header, table, columns, true));
        header.push(self.rule(width));
        hold(&mut header, NEVER);
        keep_next(&mut header);
        let mut opening = self.continued(table, width);
        opening.extend(header.iter().cloned());
        let (opening, depth) = repeated(&opening);
        let set = |row: &Vec<Cell>| {
            let mut flow = self.row(row, table, columns, false);
            for (index, item) in flow.iter_mut().enumerate() {
                item.opening = Some(Arc::clone(&opening));
                // The first line of a row has air above it in any case.
                let air = if index > 0 { self.style.tables.padding_pt } else { 0.0 };
                item.row.opening = depth + air;
            }
            flow
        };
        let mut rows: Vec<FlowItem> = table.rows.iter().flat_map(set).collect();
        keep_next(&mut rows);
        header.extend(rows);
        header.push(self.rule(width));
        header
    }

    /// "Table 1 (continued)", where the template wants it above the header that repeats.
    fn continued(&self, table: &Table, width: f32) -> Vec<FlowItem> {
        let Some(caption) = table.caption.as_ref().filter(|_| self.style.tables.continued) else {
            return Vec::new();
        };
        let style = &self.style.paragraphs.caption;
        let words = [Inline::Strong(vec![Inline::Text(caption.continued.clone().into())])];
        let owner = Owner::Artifact(Artifact::Layout);
        let mut flow = self.owned_lines(owner, &words, style, width);
        if let Some(last) = flow.last_mut() {
            last.row.height += style.after_pt;
        }
        flow
    }

    fn rule(&self, width: f32) -> FlowItem {
        let height = self.style.tables.rule_pt;
        let rect = Rect { x: 0.0, y: 0.0, width, height };
        let owner = Owner::Artifact(Artifact::Layout);
        FlowItem::new(height, vec![Item::Fill { rect, colour: Colour::Primary, owner }])
    }

    /// The lines of a row; each item holds one line of every cell.
    fn row(
        &self,
        cells: &[Cell],
        table: &Table,
        columns: &[Column],
        header: bool,
    ) -> Vec<FlowItem> {
        let mut flow: Vec<FlowItem> = Vec::new();
        for (index, (cell, column)) in cells.iter().zip(columns).enumerate() {
            let bold = header || (index == 0 && table.row_headers);
            let column = if header { Column { decimals: 0.0, ..*column } } else { *column };
            merge(&mut flow, self.cell(cell, bold, column));
        }
        let padding = self.style.tables.padding_pt;
        pad(&mut flow, padding);
        let penalty = if flow.len() < 5 { WHOLE } else { WITHIN_ROW };
        hold(&mut flow, penalty);
        flow
    }

    fn cell(&self, cell: &Cell, bold: bool, column: Column) -> Vec<FlowItem> {
        let style = self.cell_style(bold);
        let mut flow = self.lines(cell.id, &cell.content, style, column.width);
        let lacking = match column.decimals > 0.0 {
            true => column.decimals - self.decimals(cell, bold).unwrap_or(column.decimals),
            false => 0.0,
        };
        for item in &mut flow {
            let free = (column.width - right_edge(item)).max(0.0);
            let free = match column.alignment {
                ColumnAlignment::Start => 0.0,
                ColumnAlignment::Centre => free / 2.0,
                ColumnAlignment::End => (free - lacking).max(0.0),
            };
            shift(std::slice::from_mut(item), column.x + free);
        }
        flow
    }

    /// How wide that is which follows the decimal sign of a figure, the sign included, in points;
    /// `None` for what is no figure.
    fn decimals(&self, cell: &Cell, bold: bool) -> Option<f32> {
        let text = plain_text(&cell.content);
        let fraction = fraction(text.trim())?;
        let owner = Owner::Element(cell.id, Part::Content);
        Some(self.label(fraction, owner, self.cell_style(bold)).width)
    }

    fn cell_style(&self, bold: bool) -> &ParagraphStyle {
        let styles = &self.style.paragraphs;
        if bold { &styles.table_header } else { &styles.table_cell }
    }

    /// Columns share the width: those whose content is narrow keep it, the others share the rest
    /// by their content; what is left over goes to all.
    fn columns(&self, table: &Table, width: f32) -> Vec<Column> {
        let gap = self.style.tables.column_gap_pt;
        let decimals: Vec<f32> =
            (0..table.columns.len()).map(|at| self.most_decimals(table, at)).collect();
        let wanted: Vec<f32> =
            decimals.iter().enumerate().map(|(at, room)| self.widest(table, at, *room)).collect();
        let room = width - gap * wanted.len().saturating_sub(1) as f32;
        let widths = share(&wanted, room);
        let mut x = 0.0;
        let columns = table.columns.iter().zip(widths).zip(decimals);
        let place = |((alignment, width), decimals): ((&ColumnAlignment, f32), f32)| {
            let column = Column { x, width, alignment: *alignment, decimals };
            x += width + gap;
            column
        };
        columns.map(place).collect()
    }

    /// The room for what follows the decimal sign in a column of figures, in points.
    fn most_decimals(&self, table: &Table, column: usize) -> f32 {
        if table.columns.get(column) != Some(&ColumnAlignment::End) {
            return 0.0;
        }
        let cells = table.rows.iter().filter_map(|row| row.get(column));
        let bold = table.row_headers && column == 0;
        cells.filter_map(|cell| self.decimals(cell, bold)).fold(0.0, f32::max)
    }

    fn widest(&self, table: &Table, column: usize, decimals: f32) -> f32 {
        let bold = table.row_headers && column == 0;
        let header = table.header.get(column).map_or(0.0, |cell| self.natural_width(cell, true));
        let cells = table.rows.iter().filter_map(|row| row.get(column));
        let lacking = |cell: &Cell| match decimals > 0.0 {
            true => decimals - self.decimals(cell, bold).unwrap_or(decimals),
            false => 0.0,
        };
        let widths = cells.map(|cell| self.natural_width(cell, bold) + lacking(cell));
        widths.fold(header, f32::max)
    }

    fn natural_width(&self, cell: &Cell, bold: bool) -> f32 {
        let owner = Owner::Element(cell.id, Part::Content);
        let style = self.cell_style(bold);
        let lines = inline::typeset(self.setting(), &cell.content, style, owner, NO_LIMIT);
        // A hair more, so that rounding never breaks what fits.
        lines.iter().map(|line| line.width + 0.1).fold(0.0, f32::max)
    }
}

/// Shares room among columns that want some width each.
fn share(wanted: &[f32], room: f32) -> Vec<f32> {
    let total: f32 = wanted.iter().sum();
    if total <= room {
        let extra = (room - total) / wanted.len().max(1) as f32;
        return wanted.iter().map(|width| width + extra).collect();
    }
    let mut narrow = vec![false; wanted.len()];
    loop {
        let taken: f32 =
            zip(wanted, &narrow).map(|(width, kept)| if kept { width } else { 0.0 }).sum();
        let wide: Vec<f32> =
            zip(wanted, &narrow).filter(|(_, kept)| !kept).map(|(w, _)| w).collect();
        let fair = (room - taken) / wide.len().max(1) as f32;
        let more = narrow.iter_mut().zip(wanted).filter(|(kept, width)| !**kept && **width <= fair);
        if more.map(|(kept, _)| *kept = true).count() == 0 {
            // Long texts differ less in width than in length: by the square root.
            let weight: f32 = wide.iter().map(|width| width.sqrt()).sum();
            let part = |width: f32| (room - taken) * width.sqrt() / weight.max(1.0);
            return zip(wanted, &narrow).map(|(w, kept)| if kept { w } else { part(w) }).collect();
        }
    }
}

fn zip<'a>(widths: &'a [f32], kept: &'a [bool]) -> impl Iterator<Item = (f32, bool)> + 'a {
    widths.iter().copied().zip(kept.iter().copied())
}

/// Puts the lines of a cell beside those of the cells before it.
fn merge(row: &mut Vec<FlowItem>, cell: Vec<FlowItem>) {
    for (index, item) in cell.into_iter().enumerate() {
        match row.get_mut(index) {
            Some(line) => {
                line.items.extend(item.items);
                line.begins.extend(item.begins);
                line.row.notes.extend(item.row.notes);
                line.row.height = line.row.height.max(item.row.height);
            }
            None => row.push(item),
        }
    }
}

/// Air above the first and below the last line of a row.
fn pad(flow: &mut [FlowItem], padding: f32) {
    if let Some(first) = flow.first_mut() {
        first.row.height += padding;
        first.items.iter_mut().for_each(|item| move_item(item, 0.0, padding));
    }
    if let Some(last) = flow.last_mut() {
        last.row.height += padding;
    }
}

/// The header as it is repeated on later pages, and its depth: an artifact, since it has been read.
fn repeated(header: &[FlowItem]) -> (Arc<[Item]>, f32) {
    let mut items = Vec::new();
    let mut y = 0.0;
    for item in header {
        for item in &item.items {
            items.extend(as_artifact(item.clone(), y));
        }
        y += item.row.height;
    }
    (items.into(), y)
}

fn as_artifact(mut item: Item, y: f32) -> Option<Item> {
    move_item(&mut item, 0.0, y);
    match &mut item {
        Item::Glyphs(run) => run.owner = Owner::Artifact(Artifact::Layout),
        Item::Fill { owner, .. } | Item::Image { owner, .. } => {
            *owner = Owner::Artifact(Artifact::Layout);
        }
        Item::Link(_) => return None,
    }
    Some(item)
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn narrow_columns_keep_their_width_and_none_is_lost() {
        let widths = share(&[20.0, 400.0, 100.0], 300.0);
        assert_eq!(widths[0], 20.0);
        assert!((widths.iter().sum::<f32>() - 300.0).abs() < 0.01, "{widths:?}");
        assert_eq!(share(&[10.0, 20.0], 40.0), [15.0, 25.0]);
    }
}
