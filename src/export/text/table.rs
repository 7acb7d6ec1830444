//! Tables as columns of text.

use unicode_width::UnicodeWidthStr;

use super::block::{caption, paragraph};
use super::inline;
use super::lines::{Lines, join, wrap};
use crate::document::{Cell, ColumnAlignment, Table};

/// Columns between two columns of a table.
const GAP: usize = 2;

/// A table: caption, header, a rule, the rows, the source.
pub fn table(table: &Table, width: usize) -> Lines {
    let caption = table.caption.iter().flat_map(|caption| self::caption(caption, width)).collect();
    let source = table.source.iter().flat_map(|source| paragraph(source, width)).collect();
    join(vec![caption, grid(table, width), source], 1)
}

fn grid(table: &Table, width: usize) -> Lines {
    let header = texts(&table.header);
    let rows: Vec<Vec<String>> = table.rows.iter().map(|row| texts(row)).collect();
    let widths = widths(&header, &rows, width);
    let mut lines = row(&header, &widths, &table.columns);
    let rule = widths.iter().map(|width| "-".repeat(*width)).collect::<Vec<_>>();
    lines.push(rule.join(&" ".repeat(GAP)));
    let bodies: Vec<Lines> = rows.iter().map(|cells| row(cells, &widths, &table.columns)).collect();
    let close = bodies.iter().all(|lines| lines.len() == 1);
    lines.extend(join(bodies, usize::from(!close)));
    lines
}

fn texts(cells: &[Cell]) -> Vec<String> {
    cells.iter().map(|cell| inline::text(&cell.content)).collect()
}

/// Columns as wide as their content; when that is too much, the widest give way first.
fn widths(header: &[String], rows: &[Vec<String>], width: usize) -> Vec<usize> {
    let widest = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column)).chain(header.get(column));
        cells.map(|cell| cell.width()).max().unwrap_or(0).max(1)
    };
    let mut widths: Vec<usize> = (0..header.len()).map(widest).collect();
    let room = width.saturating_sub(GAP * widths.len().saturating_sub(1)).max(widths.len());
    while widths.iter().sum::<usize>() > room {
        if let Some(widest) = widths.iter_mut().max() {
            *widest -= 1;
        }
    }
    widths
}

fn row(cells: &[String], widths: &[usize], alignments: &[ColumnAlignment]) -> Lines {
    let wrapped: Vec<Lines> =
        cells.iter().zip(widths).map(|(cell, width)| wrap(cell, *width)).collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
    (0..height).map(|line| row_line(&wrapped, line, widths, alignments)).collect()
}

fn row_line(
    cells: &[Lines],
    line: usize,
    widths: &[usize],
    alignments: &[ColumnAlignment],
) -> String {
    let parts = cells.iter().zip(widths).zip(alignments).map(|((cell, width), alignment)| {
        padded(cell.get(line).map_or("", String::as_str), *width, *alignment)
    });
    parts.collect::<Vec<_>>().join(&" ".repeat(GAP)).trim_end().to_owned()
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
