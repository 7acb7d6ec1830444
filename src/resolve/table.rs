//! Resolves tables and the alignment of their columns.

use super::Resolver;
use super::citation_words::{push, push_inline};
use crate::decimal_alignment::{Figure, figure};
use crate::document::inline::plain_text;
use crate::document::{CaptionKind, Cell, ColumnAlignment, Inline, Table};
use crate::origin::TracedString;
use crate::source::schema::{self, Alignment, TableCell, Text};
use crate::table_grid::{Span, place};

impl Resolver<'_> {
    /// A table with its number and caption.
    pub(super) fn table(&mut self, table: &schema::Table) -> Table {
        let (body, totals) = table.body_and_totals();
        let first = table.header.rows.first().or(table.rows.first());
        let first = first.and_then(|row| row.first()).map_or("", |cell| cell.text.as_str());
        let id = self.element(table.id.as_ref(), "table", first);
        let caption =
            self.caption(CaptionKind::Table, table.id.as_ref(), id, table.caption.as_ref());
        let count = table.columns();
        let mut header = self.rows(&table.header.rows, count);
        self.units(&table.units, &mut header);
        let row_headers = usize::from(table.row_headers.0);
        if table.rotated_header {
            rotate(&mut header, row_headers);
        }
        let mut rows = self.rows(body, count);
        rows.extend(self.rows(totals, count));
        let columns = columns(&table.align, &rows, count);
        let below = table.notes.0.iter().chain(&table.source);
        let below = below.map(|text| self.paragraph(text)).collect();
        let shares = table.widths.iter().map(|width| f32::from(*width)).collect();
        let (total_rows, wide) = (totals.len(), table.wide);
        Table { id, caption, columns, header, row_headers, rows, total_rows, shares, below, wide }
    }

    /// The rows of a header, a body or totals, with `count` columns.
    fn rows(&mut self, rows: &[Vec<TableCell>], count: usize) -> Vec<Vec<Cell>> {
        let (columns, _) = place(&schema::spans(rows), count);
        let mut row = |(cells, columns): (&Vec<TableCell>, Vec<usize>)| {
            let cells = cells.iter().zip(columns);
            cells.map(|(cell, column)| self.authored_cell(cell, column)).collect()
        };
        rows.iter().zip(columns).map(&mut row).collect()
    }

    fn authored_cell(&mut self, cell: &TableCell, column: usize) -> Cell {
        let id = self.derived("cell", cell.text.as_str());
        let Span { columns, rows } = cell.span();
        let mut content = self.inlines(&cell.text);
        with_signs(&mut content);
        let blocks = self.blocks(&cell.content, false);
        Cell { columns, rows, blocks, ..Cell::new(id, column, content) }
    }

    /// Adds the unit of each column to the lowest header cell that the column has for itself.
    fn units(&mut self, units: &[Text], header: &mut [Vec<Cell>]) {
        for (column, unit) in units.iter().enumerate() {
            let unit = self.inlines(unit);
            if unit.is_empty() {
                continue;
            }
            let is_own = |cell: &&mut Cell| cell.column == column && cell.columns == 1;
            let Some(cell) = header.iter_mut().rev().flatten().find(is_own) else { continue };
            let [open, close] = match cell.content.is_empty() {
                true => ["", ""],
                false => [" (", ")"],
            };
            push(&mut cell.content, open);
            unit.into_iter().for_each(|inline| push_inline(&mut cell.content, inline));
            push(&mut cell.content, close);
        }
    }

    /// A generated row.
    pub(super) fn row(&mut self, cells: impl IntoIterator<Item = Vec<Inline>>) -> Vec<Cell> {
        let cell = |(column, content): (usize, Vec<Inline>)| {
            Cell::new(self.derived("cell", &plain_text(&content)), column, content)
        };
        cells.into_iter().enumerate().map(cell).collect()
    }
}

/// Rotates the header cells of single columns that are not above row headers.
fn rotate(header: &mut [Vec<Cell>], row_headers: usize) {
    for cell in header.iter_mut().flatten() {
        let is_own = cell.columns == 1 && cell.column >= row_headers;
        cell.rotated = is_own && !cell.content.is_empty() && cell.blocks.is_empty();
    }
}

/// The authored alignments; columns of numbers are aligned at the end by default.
fn columns(authored: &[Alignment], rows: &[Vec<Cell>], count: usize) -> Vec<ColumnAlignment> {
    (0..count)
        .map(|column| match authored.get(column) {
            Some(Alignment::Start) => ColumnAlignment::Start,
            Some(Alignment::Centre) => ColumnAlignment::Centre,
            Some(Alignment::End) => ColumnAlignment::End,
            None if all_numbers(rows, column) => ColumnAlignment::End,
            None => ColumnAlignment::Start,
        })
        .collect()
}

/// Whether a column has figures and nothing else.
fn all_numbers(rows: &[Vec<Cell>], column: usize) -> bool {
    let is_own = |cell: &&Cell| cell.column == column && cell.columns == 1;
    let cells = rows.iter().flatten().filter(is_own);
    let figures: Vec<Option<Figure>> =
        cells.map(|cell| figure(&plain_text(&without_raised(&cell.content)))).collect();
    figures.iter().all(Option::is_some) && figures.contains(&Some(Figure::Number))
}

/// The content of a cell without raised letters at its end, which refer to notes below the table.
fn without_raised(content: &[Inline]) -> Vec<Inline> {
    let raised = |inline: &Inline| matches!(inline, Inline::Superscript(_));
    content.iter().filter(|inline| !raised(inline)).cloned().collect()
}

/// A cell with the signs of figures: a minus before a figure, and a dash in place of one, where a hyphen was typed;
/// no line break in a figure.
fn with_signs(content: &mut [Inline]) {
    let [Inline::Text(text), ..] = content else { return };
    let figure = figure(text.strip_prefix('-').unwrap_or(text));
    let is_dash = text.as_str() == "-";
    if figure != Some(Figure::Number) && !is_dash {
        return;
    }
    let mut printed = TracedString::with_capacity(text.len() + 2);
    for (at, character) in text.char_indices() {
        let place = at..at + character.len_utf8();
        match character {
            '-' if at == 0 => printed.push_substitute(if is_dash { "–" } else { "−" }, text, place),
            ' ' => printed.push_substitute("\u{a0}", text, place),
            _ => printed.push_part(text, place),
        }
    }
    *text = printed;
}
