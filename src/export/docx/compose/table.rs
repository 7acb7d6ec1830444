//! Tables and boxes.

use docx_rs::{AlignmentType, Paragraph, Table, TableCell, TableLayoutType, TableRow, WidthType};

use super::super::line::Line;
use super::super::piece::{Piece, TableExtra};
use super::super::styles::{BOX_TABLE, REPORT_TABLE, Role};
use super::super::units::{measure_pt, twips};
use super::{Composer, piece};
use crate::document::inline::plain_text;
use crate::document::{Cell, ColumnAlignment, Table as Authored, TextBox};

impl Composer<'_> {
    /// A table: caption, header that repeats, rows, source.
    pub(super) fn table(&mut self, table: &Authored, pieces: &mut Vec<Piece>) {
        if let Some(caption) = &table.caption {
            pieces.push(piece(self.caption(caption, "Table").keep_next(true)));
        }
        let widths = self.widths(table);
        let mut rows = vec![self.row(&table.header, table, &widths, true)];
        rows.extend(table.rows.iter().map(|row| self.row(row, table, &widths, false)));
        let made = self.grid(rows, &widths, REPORT_TABLE);
        let title = table.caption.as_ref().map(|caption| plain_text(&caption.content));
        let extra = TableExtra { header_row: true, header_column: table.row_headers, title };
        pieces.push(Piece::Table(Box::new(made), vec![extra]));
        match &table.source {
            Some(source) => self.text(source, Role::Credit, pieces),
            None => self.separator(pieces),
        }
    }

    /// An empty line: Word joins two tables without one.
    pub(super) fn separator(&mut self, pieces: &mut Vec<Piece>) {
        pieces.push(piece(self.paragraph(Role::Separator, Line::default(), &[])));
    }

    /// A table of rows, as wide as the text.
    pub(super) fn grid(&self, rows: Vec<TableRow>, widths: &[usize], style: &str) -> Table {
        Table::without_borders(rows)
            .clear_all_border()
            .set_grid(widths.to_vec())
            .width(widths.iter().sum(), WidthType::Dxa)
            .layout(TableLayoutType::Fixed)
            .style(style)
    }

    fn row(
        &mut self,
        cells: &[Cell],
        table: &Authored,
        widths: &[usize],
        header: bool,
    ) -> TableRow {
        let mut made = Vec::with_capacity(cells.len());
        for (index, (cell, width)) in cells.iter().zip(widths).enumerate() {
            let role = if header { Role::TableHeader } else { Role::TableText };
            let mut line = Line::default();
            let look = self.look(role);
            self.inlines(&mut line, &cell.content, &look);
            let paragraph =
                aligned(self.paragraph(role, line, &[cell.id]), table.columns.get(index));
            made.push(TableCell::new().width(*width, WidthType::Dxa).add_paragraph(paragraph));
        }
        TableRow::new(made).cant_split()
    }

    /// Widths by the length of the content, in twentieths of a point.
    fn widths(&self, table: &Authored) -> Vec<usize> {
        let longest = |column: usize| {
            let cells = table.rows.iter().chain([&table.header]).filter_map(|row| row.get(column));
            let lengths = cells.map(|cell| plain_text(&cell.content).chars().count());
            (lengths.max().unwrap_or(1).clamp(4, 60) as f32).sqrt()
        };
        let weights: Vec<f32> = (0..table.columns.len()).map(longest).collect();
        let (all, room) = (weights.iter().sum::<f32>(), self.width() as f32);
        weights.into_iter().map(|weight| (room * weight / all.max(1.0)) as usize).collect()
    }

    /// Width of the text, in twentieths of a point.
    pub(super) fn width(&self) -> usize {
        twips(measure_pt(&self.style.page)).unsigned_abs() as usize
    }

    /// A box: a table of one cell with a ground.
    pub(super) fn text_box(&mut self, text_box: &TextBox, pieces: &mut Vec<Piece>) {
        let mut inner = Vec::new();
        text_box.title.iter().for_each(|title| self.text(title, Role::BoxTitle, &mut inner));
        for block in &text_box.blocks {
            self.block(block, Role::BoxText, &mut inner);
        }
        // A cell ends with a paragraph, ECMA-376 Part 1 §17.4.65.
        if !matches!(inner.last(), Some(Piece::Paragraph(_))) {
            self.separator(&mut inner);
        }
        let mut extras = vec![TableExtra::default()];
        let width = self.width();
        let mut cell = TableCell::new().width(width, WidthType::Dxa);
        for piece in inner {
            cell = piece.into_cell(cell, &mut extras);
        }
        let made = self.grid(vec![TableRow::new(vec![cell])], &[width], BOX_TABLE);
        self.separator(pieces);
        pieces.push(Piece::Table(Box::new(made), extras));
        self.separator(pieces);
    }
}

fn aligned(paragraph: Paragraph, column: Option<&ColumnAlignment>) -> Paragraph {
    match column {
        Some(ColumnAlignment::Centre) => paragraph.align(AlignmentType::Center),
        Some(ColumnAlignment::End) => paragraph.align(AlignmentType::Right),
        Some(ColumnAlignment::Start) | None => paragraph,
    }
}
