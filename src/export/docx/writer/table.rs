//! Tables.

use docx_rs::{
    AlignmentType, Table as WordTable, TableCell, TableLayoutType, TableProperty, TableRow,
    WidthType,
};

use super::super::extras::TableExtra;
use super::super::geometry::landscape_measure_pt;
use super::super::styles::{Enclosure, REPORT_TABLE, WordStyle};
use super::block_context::BlockContext;
use super::caption::caption;
use super::collectors::Collectors;
use super::enclosure::fill_table;
use super::inline::element_runs;
use super::input::Input;
use super::paragraph::{DirectFormatting, paragraph, separator, styled};
use super::section_break::set_landscape;
use crate::document::inline::plain_text;
use crate::document::{Cell, ColumnAlignment, Direction, Table};
use crate::draft::DraftKind;
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
        let frame = frame(REPORT_TABLE, rows, &widths, indent_pt);
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
    let columns = table.header.iter().map(|cell| plain_text(&cell.content));
    let columns: Vec<String> = columns.filter(|column| !column.is_empty()).collect();
    TableExtra {
        header_row: !table.header.is_empty(),
        header_column: table.row_headers,
        title: table.caption.as_ref().map(|caption| plain_text(&caption.content)),
        description: (!columns.is_empty()).then(|| columns.join(&input.document.words.comma)),
        ..TableExtra::default()
    }
}

fn table_rows(input: &Input, out: &mut Collectors, table: &Table, widths: &[f32]) -> Vec<TableRow> {
    let mut rows = Vec::new();
    if !table.header.is_empty() {
        rows.push(table_row(input, out, (0, &table.header), WordStyle::TableHeader, table, widths));
    }
    for (number, row) in (u32::from(!table.header.is_empty())..).zip(&table.rows) {
        rows.push(table_row(input, out, (number, row), WordStyle::TableText, table, widths));
    }
    rows
}

fn table_row(
    input: &Input,
    out: &mut Collectors,
    (row_number, cells): (u32, &[Cell]),
    word_style: WordStyle,
    table: &Table,
    widths: &[f32],
) -> TableRow {
    let columns = table.columns.iter().chain(std::iter::repeat(&ColumnAlignment::Start));
    let cells = cells.iter().zip(columns).zip(widths).zip(0..);
    let cells = cells.map(|(((content, alignment), width), column)| {
        let formatting =
            DirectFormatting { align: alignment_of(*alignment), ..DirectFormatting::default() };
        let table = out.references.bookmark(table.id);
        out.story.begin(content.id);
        out.story.pending.kind = Some(DraftKind::Cell { table, row: row_number, column });
        let content = out.nested(|out| {
            let format = input.run_format(word_style);
            let text = (content.id, content.content.as_slice());
            let runs = element_runs(input, &mut out.references, text, &format);
            paragraph(input, out, word_style, runs, formatting);
        });
        content
            .into_iter()
            .fold(cell(*width), |cell, element| element.into_cell(cell, &mut Vec::new()))
    });
    row(cells.collect()).cant_split()
}

/// The direct alignment of a column; `None` if it is that of the style.
fn alignment_of(column: ColumnAlignment) -> Option<AlignmentType> {
    match column {
        ColumnAlignment::Start => None,
        ColumnAlignment::Centre => Some(AlignmentType::Center),
        ColumnAlignment::End => Some(AlignmentType::Right),
    }
}

/// Separates a table from one before it, since Word would merge them.
fn separate(input: &Input, out: &mut Collectors) {
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

/// A table with fixed columns; `grid` contains their widths in points.
fn frame(style: &str, rows: Vec<TableRow>, grid: &[f32], indent_pt: f32) -> WordTable {
    let columns: Vec<usize> = grid.iter().map(|width| length(*width)).collect();
    let whole = columns.iter().sum();
    let mut table = WordTable::new(rows).style(style).set_grid(columns);
    table.property = TableProperty::without_borders()
        .style(style)
        .width(whole, WidthType::Dxa)
        .layout(TableLayoutType::Fixed);
    if indent_pt == 0.0 { table } else { table.indent(twips(indent_pt)) }
}

/// A table row.
fn row(cells: Vec<TableCell>) -> TableRow {
    TableRow::new(cells)
}

/// An empty cell; its width is in points.
fn cell(width_pt: f32) -> TableCell {
    TableCell::new().width(length(width_pt), WidthType::Dxa)
}

fn length(points: f32) -> usize {
    usize::try_from(twips(points)).unwrap_or(0)
}
