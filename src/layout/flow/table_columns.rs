//! The columns of a table: as wide as their content needs, figures aligned on the decimal sign.

use super::Context;
use super::line_item::setting;
use crate::column_widths::{ColumnExtent, authored_or, fill};
use crate::document::{Cell, ColumnAlignment, Table};
use crate::layout::inline::TypesettingContext;
use crate::layout::page::{Artifact, Owner};
use crate::layout::table_measure::{self, RotatedText, decimals_width, measure_columns};
use crate::templates::ParagraphStyle;

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
    /// The columns of a cell merged into one; `None` if the table does not have these columns.
    pub fn of(table: &Table, cell: &Cell, columns: &[TableColumn]) -> Option<TableColumn> {
        let columns = columns.get(cell.range())?;
        let (first, last) = (columns.first()?, columns.last()?);
        let width = last.x + last.width - first.x;
        let decimals = if columns.len() == 1 { first.decimals } else { 0.0 };
        Some(TableColumn { x: first.x, width, alignment: table.alignment(cell), decimals })
    }

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

/// The length and width of the text of a rotated cell, in points.
pub fn rotated_text(context: Context, cell: &Cell) -> RotatedText {
    table_measure::rotated_text(cell, cell_setting(context))
}

/// The style of a cell.
pub fn cell_style<'a>(context: Context<'a>, bold: bool) -> &'a ParagraphStyle {
    table_measure::cell_style(bold, context.style)
}

/// The columns of a table that is `width` points wide. Columns with narrow content are as wide as it;
/// the others share the rest. Spare width is distributed among all columns.
pub fn table_columns(context: Context, table: &Table, width: f32) -> Vec<TableColumn> {
    let gap = context.style.tables.column_gap_pt;
    let measured = measure_columns(table, cell_setting(context));
    // Narrow cells hyphenate words, so a column has no minimum width.
    let extents: Vec<ColumnExtent> =
        measured.iter().map(|column| ColumnExtent { minimum: 0.0, ..column.extent }).collect();
    let measure = width - gap * extents.len().saturating_sub(1) as f32;
    let widths = authored_or(&table.shares, measure, || fill(&extents, measure));
    let mut x = 0.0;
    let columns = table.columns.iter().zip(widths).zip(measured);
    let column = |((alignment, width), measured): ((&ColumnAlignment, f32), _)| {
        let measured: table_measure::MeasuredColumn = measured;
        let column = TableColumn { x, width, alignment: *alignment, decimals: measured.decimals };
        x += width + gap;
        column
    };
    columns.map(column).collect()
}

/// By how much the decimals of a cell are narrower than the widest of its column, in points.
fn missing_decimals(context: Context, cell: &Cell, bold: bool, widest: f32) -> f32 {
    match widest > 0.0 {
        true => widest - decimals_width(cell, bold, cell_setting(context)).unwrap_or(widest),
        false => 0.0,
    }
}

fn cell_setting<'a>(context: Context<'a>) -> TypesettingContext<'a> {
    TypesettingContext { more_lines: 0, ..setting(context, Owner::Artifact(Artifact::Layout)) }
}
