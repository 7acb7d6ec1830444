//! Tables as columns of text between rules, or as records if the columns do not fit.

use unicode_width::UnicodeWidthStr;

use super::wrap::{hanging, wrap};
use super::writer::Writer;
use crate::column_widths::{ColumnExtent, TextMeasurer, whole};
use crate::document::{Cell, ColumnAlignment, Table};
use crate::export::lines::{Lines, join};

/// Blank columns between two columns of a table.
const GAP: usize = 2;

/// Lines of text end at spaces only.
const MEASURER: TextMeasurer = TextMeasurer { breaks: &[' '], breaks_ideographs: false };

/// A table with the text of its cells.
struct Grid<'t> {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
    alignments: &'t [ColumnAlignment],
}

impl Writer<'_> {
    /// A table: the caption, header and rows between rules, notes and the source.
    pub fn table(&self, table: &Table, width: usize) -> Lines {
        let caption = table.caption.iter().flat_map(|caption| self.caption(caption, width));
        let below = table.below.iter().flat_map(|text| self.paragraph(text, width));
        let grid = Grid {
            header: self.texts(&table.header),
            rows: table.rows.iter().map(|row| self.texts(row)).collect(),
            alignments: &table.columns,
        };
        let lines = match grid.widths(width) {
            Some(widths) => grid.columns(&widths),
            None => grid.records(&self.word(&self.document.words.separator), width),
        };
        [caption.collect(), lines, below.collect()].concat()
    }

    fn texts(&self, cells: &[Cell]) -> Vec<String> {
        cells.iter().map(|cell| self.text(&cell.content)).collect()
    }
}

impl Grid<'_> {
    /// The widths of the columns; `None` if the longest words do not fit.
    fn widths(&self, width: usize) -> Option<Vec<usize>> {
        let extents: Vec<ColumnExtent> =
            (0..self.header.len()).map(|column| self.extent(column)).collect();
        whole(&extents, width.checked_sub(GAP * extents.len().saturating_sub(1))?)
    }

    fn extent(&self, column: usize) -> ColumnExtent {
        let cells = self.rows.iter().chain([&self.header]).filter_map(|row| row.get(column));
        let extents = cells.map(|cell| MEASURER.extent(cell));
        // An empty column keeps its place.
        let least = ColumnExtent { minimum: 1.0, preferred: 1.0 };
        extents.fold(least, ColumnExtent::max)
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
