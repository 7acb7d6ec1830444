//! Tables as columns of text between rules, or as records if the columns do not fit.

use unicode_width::UnicodeWidthStr;

use super::wrap::{hanging, wrap};
use super::writer::Writer;
use crate::document::{Cell, ColumnAlignment, Table};
use crate::export::lines::{Lines, join};

/// Blank columns between two columns of a table.
const GAP: usize = 2;

/// A table with the text of its cells.
struct Grid<'t> {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
    alignments: &'t [ColumnAlignment],
}

impl Writer<'_> {
    /// A table: the caption, header and rows between rules, and the source.
    pub fn table(&self, table: &Table, width: usize) -> Lines {
        let caption = table.caption.iter().flat_map(|caption| self.caption(caption, width));
        let source = table.source.iter().flat_map(|source| self.paragraph(source, width));
        let grid = Grid {
            header: self.texts(&table.header),
            rows: table.rows.iter().map(|row| self.texts(row)).collect(),
            alignments: &table.columns,
        };
        let lines = match grid.widths(width) {
            Some(widths) => grid.columns(&widths),
            None => grid.records(&self.word(&self.document.words.separator), width),
        };
        [caption.collect(), lines, source.collect()].concat()
    }

    fn texts(&self, cells: &[Cell]) -> Vec<String> {
        cells.iter().map(|cell| self.text(&cell.content)).collect()
    }
}

impl Grid<'_> {
    /// Column widths: those of the content if they fit, else the widest columns are narrowed, but not
    /// below their longest word. `None` if the table cannot fit.
    fn widths(&self, width: usize) -> Option<Vec<usize>> {
        let count = self.header.len();
        let mut widths: Vec<usize> = (0..count).map(|column| self.widest(column, '\n')).collect();
        let least: Vec<usize> = (0..count).map(|column| self.widest(column, ' ')).collect();
        let room = width.checked_sub(GAP * count.saturating_sub(1))?;
        while widths.iter().sum::<usize>() > room {
            let narrower = widths.iter_mut().zip(&least).filter(|(width, least)| **width > **least);
            *narrower.map(|(width, _)| width).max()? -= 1;
        }
        Some(widths)
    }

    /// The width of the widest part of the cells of a column, split at a separator and at line feeds.
    fn widest(&self, column: usize, separator: char) -> usize {
        let cells = self.rows.iter().chain([&self.header]).filter_map(|row| row.get(column));
        let parts = cells.flat_map(|cell| cell.split([separator, '\n'])).map(|part| part.width());
        parts.max().unwrap_or(0).max(1)
    }

    fn columns(&self, widths: &[usize]) -> Lines {
        let rule = "-".repeat(widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1));
        let bodies: Vec<Lines> = self.rows.iter().map(|cells| self.row(cells, widths)).collect();
        let close = bodies.iter().all(|lines| lines.len() == 1);
        let under: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
        let mut lines = vec![rule.clone()];
        lines.extend(self.row(&self.header, widths));
        lines.push(under.join(&" ".repeat(GAP)));
        lines.extend(join(bodies, usize::from(!close)));
        lines.push(rule);
        lines
    }

    fn row(&self, cells: &[String], widths: &[usize]) -> Lines {
        let wrapped: Vec<Lines> =
            cells.iter().zip(widths).map(|(cell, width)| wrap(cell, *width)).collect();
        let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
        (0..height).map(|line| self.line(&wrapped, line, widths)).collect()
    }

    fn line(&self, cells: &[Lines], line: usize, widths: &[usize]) -> String {
        let cells = cells.iter().zip(widths).zip(self.alignments);
        let parts = cells.map(|((cell, width), alignment)| {
            padded(cell.get(line).map_or("", String::as_str), *width, *alignment)
        });
        parts.collect::<Vec<_>>().join(&" ".repeat(GAP)).trim_end().to_owned()
    }

    /// Rows as records: one line per cell, each after the header of its column.
    fn records(&self, separator: &str, width: usize) -> Lines {
        let rule = "-".repeat(width);
        let records = self.rows.iter().map(|row| {
            let cells = self.header.iter().zip(row).filter(|(_, cell)| !cell.is_empty());
            let lines = cells.flat_map(|(header, cell)| match header.as_str() {
                "" => hanging("", 2, cell, width),
                header => hanging("", 2, &format!("{header}{separator}{cell}"), width),
            });
            lines.collect()
        });
        let mut lines = vec![rule.clone()];
        lines.extend(join(records.collect(), 1));
        lines.push(rule);
        lines
    }
}

fn padded(text: &str, width: usize, alignment: ColumnAlignment) -> String {
    let free = width.saturating_sub(text.width());
    let before = match alignment {
        ColumnAlignment::Start => 0,
        ColumnAlignment::Centre => free / 2,
        ColumnAlignment::End => free,
    };
    format!("{}{text}{}", " ".repeat(before), " ".repeat(free - before))
}
