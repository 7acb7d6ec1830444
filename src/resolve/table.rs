//! Resolves tables and the alignment of their columns.

use super::Resolver;
use crate::document::inline::plain_text;
use crate::document::{CaptionKind, Cell, ColumnAlignment, Table};
use crate::source::schema::{self, Alignment, Text};

impl Resolver<'_> {
    /// A table with its number and caption.
    pub(super) fn table(&mut self, table: &schema::Table) -> Table {
        let first = table.header.first().map_or("", |cell| cell.as_str());
        let id = self.element(table.id.as_ref(), "table", first);
        let caption =
            self.caption(CaptionKind::Table, table.id.as_ref(), id, table.caption.as_ref());
        let header = self.row(&table.header);
        let rows: Vec<Vec<Cell>> = table.rows.iter().map(|row| self.row(row)).collect();
        let columns = columns(&table.align, &rows, header.len());
        let below = table.notes.0.iter().chain(&table.source);
        let below = below.map(|text| self.paragraph(text)).collect();
        let shares = table.widths.iter().map(|width| f32::from(*width)).collect();
        let (row_headers, wide) = (table.row_headers, table.wide);
        Table { id, caption, columns, header, row_headers, rows, shares, below, wide }
    }

    fn row(&mut self, row: &[Text]) -> Vec<Cell> {
        let cell = |text: &Text| {
            let id = self.derived("cell", text.as_str());
            Cell { id, content: self.inlines(text) }
        };
        row.iter().map(cell).collect()
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

fn all_numbers(rows: &[Vec<Cell>], column: usize) -> bool {
    let mut cells =
        rows.iter().filter_map(|row| row.get(column)).map(|cell| plain_text(&cell.content));
    let is_number = |text: String| {
        let is_numeric =
            |c: char| c.is_ascii_digit() || c.is_whitespace() || "+-−–.,%€$£".contains(c);
        text.chars().any(|c| c.is_ascii_digit()) && text.chars().all(is_numeric)
            || "–—-".contains(&text)
    };
    !rows.is_empty() && cells.all(is_number)
}
