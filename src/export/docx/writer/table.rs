//! Tables.

use docx_rs::{
    Table as WordTable, TableCell, TableLayoutType, TableProperty, TableRow, VAlignType, WidthType,
};

use super::super::content::BlockElement;
use super::super::extras::TableExtra;
use super::super::geometry::landscape_measure_pt;
use super::super::styles::{Enclosure, REPORT_TABLE, WordStyle};
use super::block_context::BlockContext;
use super::caption::caption;
use super::collectors::Collectors;
use super::enclosure::fill_table;
use super::input::Input;
use super::paragraph::{separator, styled};
use super::section_break::set_landscape;
use super::table_rows::{filled, table_rows};
use crate::document::inline::plain_text;
use crate::document::{Direction, Table};
use crate::layout::table_column_widths;
use crate::units::twips;

/// Writes a table; a wide one is on a landscape page, unless something encloses it.
pub fn table(input: &Input, out: &mut Collectors, table: &Table, context: BlockContext) {
    if !table.wide || context.enclosed {
        return upright_table(input, out, table, context);
    }
    set_landscape(input, out, true);
    let measure_pt = landscape_measure_pt(&input.style.page);
    upright_table(input, out, table, BlockContext { measure_pt, ..context });
    set_landscape(input, out, false);
}

fn upright_table(input: &Input, out: &mut Collectors, table: &Table, context: BlockContext) {
    out.story.begin(table.id);
    if let Some(text) = &table.caption {
        caption(input, out, text, context);
    }
    let Input { document, style, fonts, .. } = *input;
    let mut widths = table_column_widths(table, document, style, fonts, context.measure_pt);
    separate(input, out);
    let mut rows = table_rows(input, out, table, &widths);
    if !rows.is_empty() {
        let mut indent_pt = context.indent_pt;
        out.story.pending.space_pt = style.page.grid_pt;
        if let Some(Enclosure::Box(edges)) = out.story.enclosure {
            fill_table(input, edges, &mut rows, &mut widths);
            indent_pt += edges.indent_pt;
            // The borders of the paragraphs around it are the space.
            out.story.set_space_below(0.0);
            out.story.pending.space_pt = 0.0;
            out.story.last_borders = None;
        }
        let frame = frame(Some(REPORT_TABLE), rows, &widths, indent_pt);
        add(input, out, frame, vec![table_extra(input, table)]);
    }
    for (index, text) in table.below.iter().enumerate() {
        match index {
            0 => out.story.pending.space_pt = input.style.tables.padding_pt,
            1.. => out.story.set_space_below(0.0),
        }
        styled(input, out, WordStyle::Credit, text, context);
    }
}

fn table_extra(input: &Input, table: &Table) -> TableExtra {
    let columns = table.header.iter().flatten().map(|cell| plain_text(&cell.content));
    let columns: Vec<String> = columns.filter(|column| !column.is_empty()).collect();
    TableExtra {
        header_rows: table.header.len(),
        header_column: table.row_headers > 0,
        title: table.caption.as_ref().map(|caption| plain_text(&caption.content)),
        description: (!columns.is_empty()).then(|| columns.join(&input.document.words.comma)),
        ..TableExtra::default()
    }
}

/// Separates a table from one before it, since Word would merge them.
pub fn separate(input: &Input, out: &mut Collectors) {
    if out.story.ends_in_table() {
        let elements = std::mem::take(&mut out.story.pending.elements);
        separator(input, out);
        out.story.pending.elements = elements;
    }
}

/// Adds a table after [`separate`].
fn add(input: &Input, out: &mut Collectors, table: WordTable, mut extras: Vec<TableExtra>) {
    let right_to_left = input.document.direction() == Direction::RightToLeft;
    extras.iter_mut().for_each(|extra| extra.right_to_left = right_to_left);
    out.story.add_table(table, extras);
}

/// A table without borders and style, whose cells hold `rows`: each `width_pt` points wide, with `gap_pt` points at
/// its end.
pub fn borderless(
    input: &Input,
    out: &mut Collectors,
    rows: Vec<Vec<Vec<BlockElement>>>,
    (width_pt, gap_pt): (f32, f32),
    context: BlockContext,
) {
    let mut widths = vec![width_pt; rows.first().map_or(0, Vec::len)];
    let cell = |content: Vec<BlockElement>| {
        let cell = TableCell::new().width(length(width_pt), WidthType::Dxa);
        let mut cell = filled(cell.vertical_align(VAlignType::Bottom), content);
        cell.property = std::mem::take(&mut cell.property)
            .margin_left(0, WidthType::Dxa)
            .margin_right(length(gap_pt), WidthType::Dxa);
        cell
    };
    let row = |cells: Vec<Vec<BlockElement>>| {
        TableRow::new(cells.into_iter().map(cell).collect()).cant_split()
    };
    let mut rows: Vec<TableRow> = rows.into_iter().map(row).collect();
    let mut indent_pt = context.indent_pt;
    if let Some(Enclosure::Box(edges)) = out.story.enclosure {
        fill_table(input, edges, &mut rows, &mut widths);
        indent_pt += edges.indent_pt;
        out.story.last_borders = None;
    }
    let table = frame(None, rows, &widths, indent_pt);
    add(input, out, table, vec![TableExtra::default()]);
}

/// A table with fixed columns; `grid` contains their widths in points.
fn frame(style: Option<&str>, rows: Vec<TableRow>, grid: &[f32], indent_pt: f32) -> WordTable {
    let columns: Vec<usize> = grid.iter().map(|width| length(*width)).collect();
    let whole = columns.iter().sum();
    let mut table = WordTable::new(rows).set_grid(columns);
    table.property = TableProperty::without_borders()
        .width(whole, WidthType::Dxa)
        .layout(TableLayoutType::Fixed);
    if let Some(style) = style {
        table.property = table.property.style(style);
    }
    if indent_pt == 0.0 { table } else { table.indent(twips(indent_pt)) }
}

/// A length in twentieths of a point, the unit of Word.
pub(super) fn length(points: f32) -> usize {
    usize::try_from(twips(points)).unwrap_or(0)
}
