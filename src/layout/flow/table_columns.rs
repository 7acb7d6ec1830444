//! The columns of a table: as wide as their content needs, figures aligned on the decimal sign.

use super::Context;
use super::decimal_alignment::decimals;
use super::line_item::{setting, single_line};
use crate::document::inline::plain_text;
use crate::document::{Cell, ColumnAlignment, Table};
use crate::layout::inline::{self, TypesettingContext};
use crate::layout::page::{Owner, Part};
use crate::templates::ParagraphStyle;

/// A measure that no cell fills, in points.
const UNLIMITED: f32 = 20_000.0;

/// Added to the width of a cell against rounding errors, in points.
const ROUNDING: f32 = 0.1;

/// A column; lengths are points.
#[derive(Clone, Copy)]
pub struct TableColumn {
    /// Its left edge.
    pub x: f32,
    /// Its width.
    pub width: f32,
    /// The alignment of its cells.
    pub alignment: ColumnAlignment,
    /// The widest decimals, in a column of figures; otherwise 0.
    pub decimals: f32,
}

impl TableColumn {
    /// The space to the left of a cell's text, which is `text_width` points wide.
    pub fn offset(&self, context: Context, cell: &Cell, bold: bool, text_width: f32) -> f32 {
        let free = (self.width - text_width).max(0.0);
        match self.alignment {
            ColumnAlignment::Start => 0.0,
            ColumnAlignment::Centre => free / 2.0,
            ColumnAlignment::End => {
                (free - missing_decimals(context, cell, bold, self.decimals)).max(0.0)
            }
        }
    }
}

/// The style of a cell.
pub fn cell_style<'a>(context: Context<'a>, bold: bool) -> &'a ParagraphStyle {
    let styles = &context.style.paragraphs;
    if bold { &styles.table_header } else { &styles.table_cell }
}

/// The columns of a table that is `width` points wide. Columns of narrow content keep its width,
/// the others share the rest; spare width goes to all.
pub fn table_columns(context: Context, table: &Table, width: f32) -> Vec<TableColumn> {
    let gap = context.style.tables.column_gap_pt;
    let decimals: Vec<f32> =
        (0..table.columns.len()).map(|column| widest_decimals(context, table, column)).collect();
    let natural = decimals.iter().enumerate();
    let natural: Vec<f32> = natural
        .map(|(column, decimals)| natural_width(context, table, column, *decimals))
        .collect();
    let available = width - gap * natural.len().saturating_sub(1) as f32;
    let widths = distribute(&natural, available);
    let mut x = 0.0;
    let columns = table.columns.iter().zip(widths).zip(decimals);
    let column = |((alignment, width), decimals): ((&ColumnAlignment, f32), f32)| {
        let column = TableColumn { x, width, alignment: *alignment, decimals };
        x += width + gap;
        column
    };
    columns.map(column).collect()
}

/// The widest decimals of a column of figures, in points; 0 for other columns.
fn widest_decimals(context: Context, table: &Table, column: usize) -> f32 {
    if table.columns.get(column) != Some(&ColumnAlignment::End) {
        return 0.0;
    }
    let cells = table.rows.iter().filter_map(|row| row.get(column));
    let bold = table.row_headers && column == 0;
    cells.filter_map(|cell| decimals_width(context, cell, bold)).fold(0.0, f32::max)
}

/// The width of the decimals of a figure, their sign included, in points; `None` for other text.
fn decimals_width(context: Context, cell: &Cell, bold: bool) -> Option<f32> {
    let text = plain_text(&cell.content);
    let decimals = decimals(text.trim())?;
    let owner = Owner::Element(cell.id, Part::Content);
    Some(single_line(context, decimals, owner, cell_style(context, bold)).width)
}

/// By how much the decimals of a cell are narrower than the widest of its column, in points.
fn missing_decimals(context: Context, cell: &Cell, bold: bool, widest: f32) -> f32 {
    match widest > 0.0 {
        true => widest - decimals_width(context, cell, bold).unwrap_or(widest),
        false => 0.0,
    }
}

/// The width of a column without line breaks, in points.
fn natural_width(context: Context, table: &Table, column: usize, decimals: f32) -> f32 {
    let bold = table.row_headers && column == 0;
    let header = table.header.get(column);
    let header = header.map_or(0.0, |cell| cell_width(context, cell, true));
    let cells = table.rows.iter().filter_map(|row| row.get(column));
    let widths = cells.map(|cell| {
        cell_width(context, cell, bold) + missing_decimals(context, cell, bold, decimals)
    });
    widths.fold(header, f32::max)
}

fn cell_width(context: Context, cell: &Cell, bold: bool) -> f32 {
    let owner = Owner::Element(cell.id, Part::Content);
    let style = cell_style(context, bold);
    let setting = TypesettingContext { more_lines: 0, ..setting(context, owner) };
    let lines = inline::typeset(setting, &cell.content, style, owner, UNLIMITED);
    lines.iter().map(|line| line.width + ROUNDING).fold(0.0, f32::max)
}

/// Distributes the available width among columns by their natural widths, in points.
fn distribute(natural: &[f32], available: f32) -> Vec<f32> {
    let total: f32 = natural.iter().sum();
    if total <= available {
        let extra = (available - total) / natural.len().max(1) as f32;
        return natural.iter().map(|width| width + extra).collect();
    }
    let mut narrow = vec![false; natural.len()];
    loop {
        let taken: f32 =
            zip(natural, &narrow).map(|(width, kept)| if kept { width } else { 0.0 }).sum();
        let wide: Vec<f32> =
            zip(natural, &narrow).filter(|(_, kept)| !kept).map(|(w, _)| w).collect();
        let fair = (available - taken) / wide.len().max(1) as f32;
        let more =
            narrow.iter_mut().zip(natural).filter(|(kept, width)| !**kept && **width <= fair);
        if more.map(|(kept, _)| *kept = true).count() == 0 {
            // By the square root: twice the text needs less than twice the width to look even.
            let weight: f32 = wide.iter().map(|width| width.sqrt()).sum();
            let part = |width: f32| (available - taken) * width.sqrt() / weight.max(1.0);
            return zip(natural, &narrow).map(|(w, kept)| if kept { w } else { part(w) }).collect();
        }
    }
}

fn zip<'a>(widths: &'a [f32], kept: &'a [bool]) -> impl Iterator<Item = (f32, bool)> + 'a {
    widths.iter().copied().zip(kept.iter().copied())
}

#[cfg(test)]
mod tests {
    use super::distribute;

    #[test]
    fn narrow_columns_keep_their_width_and_no_width_is_lost() {
        let widths = distribute(&[20.0, 400.0, 100.0], 300.0);
        assert_eq!(widths[0], 20.0);
        assert!((widths.iter().sum::<f32>() - 300.0).abs() < 0.01, "{widths:?}");
        assert_eq!(distribute(&[10.0, 20.0], 40.0), [15.0, 25.0]);
    }
}
