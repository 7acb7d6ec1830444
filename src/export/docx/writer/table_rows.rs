//! The rows and cells of tables, with those that Word merges (ECMA-376 Part 1 §17.4.17, §17.4.84).

use std::collections::HashMap;

use docx_rs::{
    AlignmentType, HeightRule, TableCell, TableCellBorder, TableCellBorderPosition,
    TableCellBorders, TableRow, TextDirectionType, VAlignType, VMergeType, WidthType,
};

use super::super::content::BlockElement;
use super::super::styles::{WordStyle, hex};
use super::block::blocks;
use super::block_context::BlockContext;
use super::collectors::Collectors;
use super::inline::element_runs;
use super::input::Input;
use super::paragraph::{DirectFormatting, paragraph, separator};
use super::table::length;
use crate::document::{
    Cell, ColumnAlignment, Direction, ElementId, GridCell, RowGroup, Table, grid,
};
use crate::draft::DraftKind;
use crate::layout::{missing_decimals, rotated_header_height};
use crate::templates::Colour;
use crate::units::eighths;

/// The rows of a table; `widths` are those of its columns in points.
pub fn table_rows(
    input: &Input,
    out: &mut Collectors,
    table: &Table,
    widths: &[f32],
) -> Vec<TableRow> {
    let Input { document, style, fonts, .. } = *input;
    let decimals = &missing_decimals(table, document, style, fonts);
    let mut number = 0;
    let mut rows = Vec::new();
    for (group, cells) in table.groups() {
        let count = cells.len();
        for (index, cells) in grid(cells).into_iter().enumerate() {
            let (is_first, is_last) = (index == 0, index + 1 == count);
            let writer =
                RowWriter { input, table, widths, decimals, group, number, is_first, is_last };
            rows.push(writer.row(out, &cells));
            number += 1;
        }
    }
    rows
}

struct RowWriter<'a> {
    input: &'a Input<'a>,
    table: &'a Table,
    widths: &'a [f32],
    /// The indents of cells that align figures on the decimal sign, in points.
    decimals: &'a HashMap<ElementId, f32>,
    group: RowGroup,
    /// The number of the row in the table, from 0.
    number: u32,
    is_first: bool,
    is_last: bool,
}

impl RowWriter<'_> {
    fn row(&self, out: &mut Collectors, cells: &[GridCell]) -> TableRow {
        // Reviews count the cells of the row in the source.
        let mut column = 0;
        let height_pt = self.height_pt(cells);
        let cells = cells.iter().map(|it| {
            let empty = self.empty_cell(it);
            if !it.begins() {
                let content = out.nested(|out| separator(self.input, out));
                return filled(empty, content);
            }
            let content = out.nested(|out| self.content(out, it.cell, column));
            column += 1;
            filled(empty, content)
        });
        let row = TableRow::new(cells.collect()).cant_split();
        match height_pt {
            Some(height_pt) => {
                row.row_height(length(height_pt) as f32).height_rule(HeightRule::AtLeast)
            }
            None => row,
        }
    }

    /// The least height of a row with rotated cells; Word would break their text at every word.
    fn height_pt(&self, cells: &[GridCell]) -> Option<f32> {
        let Input { document, style, fonts, .. } = *self.input;
        rotated_header_height(cells, document, style, fonts)
    }

    /// A cell with its width, merges and borders.
    fn empty_cell(&self, it: &GridCell) -> TableCell {
        let width: f32 = self.widths.get(it.cell.range()).unwrap_or_default().iter().sum();
        let mut cell = TableCell::new().width(length(width), WidthType::Dxa);
        if it.cell.columns > 1 {
            cell = cell.grid_span(it.cell.columns);
        }
        if it.cell.rows > 1 {
            let merge = if it.begins() { VMergeType::Restart } else { VMergeType::Continue };
            cell = cell.vertical_merge(merge);
        }
        let cell = self.turned(cell, it.cell);
        match self.borders(it) {
            Some(borders) => cell.set_borders(borders),
            None => cell,
        }
    }

    /// Rotates a cell, and aligns the others of its row at the foot. `vAlign` counts from the first line.
    fn turned(&self, cell: TableCell, of: &Cell) -> TableCell {
        if self.group != RowGroup::Header || !self.table.has_rotated_header() {
            return cell;
        }
        if !of.rotated {
            return cell.vertical_align(VAlignType::Bottom);
        }
        let direction = match self.input.document.direction() {
            Direction::LeftToRight => TextDirectionType::BtLr,
            Direction::RightToLeft => TextDirectionType::TbRl,
        };
        cell.text_direction(direction).vertical_align(match self.table.alignment(of) {
            ColumnAlignment::Start => VAlignType::Top,
            ColumnAlignment::Centre => VAlignType::Center,
            ColumnAlignment::End => VAlignType::Bottom,
        })
    }

    /// The rules that the style of the table lacks: below a header of several rows and its groups of
    /// columns, and above totals.
    fn borders(&self, it: &GridCell) -> Option<TableCellBorders> {
        let rule_pt = self.input.style.tables.rule_pt;
        let is_deep = self.group == RowGroup::Header && self.table.header.len() > 1;
        let (position, width_pt) = match self.group {
            RowGroup::Header if is_deep && self.is_last => {
                (TableCellBorderPosition::Bottom, rule_pt)
            }
            RowGroup::Header if is_deep && it.cell.columns > 1 && it.ends() => {
                (TableCellBorderPosition::Bottom, rule_pt / 2.0)
            }
            RowGroup::Totals if self.is_first => (TableCellBorderPosition::Top, rule_pt),
            RowGroup::Header | RowGroup::Body | RowGroup::Totals => return None,
        };
        let size = usize::try_from(eighths(width_pt)).ok().filter(|_| width_pt > 0.0)?;
        let colour = hex(self.input.style, Colour::Primary, false);
        let border = TableCellBorder::new(position).size(size).color(colour);
        Some(TableCellBorders::with_empty().set(border))
    }

    fn content(&self, out: &mut Collectors, cell: &Cell, column: u32) {
        let word_style = self.word_style(cell);
        let table = out.references.bookmark(self.table.id);
        out.story.begin(cell.id);
        out.story.pending.kind = Some(DraftKind::Cell { table, row: self.number, column });
        let format = self.input.run_format(word_style);
        let text = (cell.id, cell.content.as_slice());
        let runs = element_runs(self.input, &mut out.references, text, &format);
        // The text of rotated cells begins at the foot.
        let align = match cell.rotated {
            true => None,
            false => alignment_of(self.table.alignment(cell)),
        };
        let end_indent_pt = self.decimals.get(&cell.id).copied();
        let indent_pt = end_indent_pt.map(|_| (0.0, 0.0));
        let formatting =
            DirectFormatting { align, indent_pt, end_indent_pt, ..DirectFormatting::default() };
        if !cell.content.is_empty() || cell.blocks.is_empty() {
            paragraph(self.input, out, word_style, runs, formatting);
        }
        self.blocks(out, cell, column);
    }

    /// The paragraphs and lists of a cell, which belong to it in a draft.
    fn blocks(&self, out: &mut Collectors, cell: &Cell, column: u32) {
        let table = out.references.bookmark(self.table.id);
        out.story.cell = Some(DraftKind::Cell { table, row: self.number, column });
        let measure_pt = self.widths.get(cell.range()).unwrap_or_default().iter().sum();
        let context = BlockContext {
            paragraph: WordStyle::TableText,
            indent_pt: 0.0,
            measure_pt,
            recommendation: false,
            enclosed: true,
            in_cell: true,
        };
        blocks(self.input, out, &cell.blocks, context);
        out.story.cell = None;
    }

    /// The style of a cell. The table style makes only the first column of row headers bold.
    fn word_style(&self, cell: &Cell) -> WordStyle {
        match self.group {
            RowGroup::Body if cell.column == 0 || !self.table.is_row_header(cell) => {
                WordStyle::TableText
            }
            RowGroup::Header | RowGroup::Body | RowGroup::Totals => WordStyle::TableHeader,
        }
    }
}

/// A cell with some content.
pub fn filled(mut cell: TableCell, content: Vec<BlockElement>) -> TableCell {
    cell.children.extend(content.into_iter().map(BlockElement::into_cell));
    cell
}

/// The direct alignment of a column; `None` if it is that of the style.
fn alignment_of(column: ColumnAlignment) -> Option<AlignmentType> {
    match column {
        ColumnAlignment::Start => None,
        ColumnAlignment::Centre => Some(AlignmentType::Center),
        ColumnAlignment::End => Some(AlignmentType::Right),
    }
}
