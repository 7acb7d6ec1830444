//! Tables as columns of text between rules, or as records if the columns do not fit.

use std::collections::HashMap;

use unicode_width::UnicodeWidthStr;

use super::wrap::{hanging, wrap};
use super::writer::Writer;
use crate::column_widths::{ColumnExtent, TextMeasurer, whole, widen};
use crate::decimal_alignment::decimals;
use crate::document::{Cell, ColumnAlignment, ElementId, RowGroup, Table, grid};
use crate::export::lines::{Lines, join, prefixed};

/// Blank columns between two columns of a table.
const GAP: usize = 2;

/// The width for measuring unwrapped text.
const UNLIMITED: usize = 10_000;

/// The width of the marker of a list item.
const MARKER: f32 = 4.0;

/// Lines of text end at spaces only.
const MEASURER: TextMeasurer = TextMeasurer { breaks: &[' '], breaks_ideographs: false };

/// A table with the text of its cells.
struct Grid<'t> {
    writer: &'t Writer<'t>,
    table: &'t Table,
    texts: HashMap<ElementId, String>,
    /// The number of spaces after figures that have fewer decimals than others in their column.
    missing: HashMap<ElementId, usize>,
}

impl Writer<'_> {
    /// A table: the caption, header and rows between rules, notes and the source.
    pub fn table(&self, table: &Table, width: usize) -> Lines {
        let caption = table.caption.iter().flat_map(|caption| self.caption(caption, width));
        let below = table.below.iter().flat_map(|text| self.paragraph(text, width));
        let cells = table.all_rows().flatten();
        let texts = cells.map(|cell| (cell.id, self.text(&cell.content))).collect();
        let missing = missing_decimals(table, &texts);
        let grid = Grid { writer: self, table, texts, missing };
        let lines = match grid.widths(width) {
            Some(widths) => grid.lines(&widths),
            None => grid.records(&self.word(&self.document.words.separator), width),
        };
        [caption.collect(), lines, below.collect()].concat()
    }
}

impl Grid<'_> {
    fn text(&self, cell: &Cell) -> &str {
        self.texts.get(&cell.id).map_or("", String::as_str)
    }

    fn missing(&self, cell: &Cell) -> usize {
        self.missing.get(&cell.id).copied().unwrap_or(0)
    }

    /// The widths of the columns; `None` if the longest words do not fit.
    fn widths(&self, width: usize) -> Option<Vec<usize>> {
        // An empty column keeps its place.
        let least = ColumnExtent { minimum: 1.0, preferred: 1.0 };
        let mut extents = vec![least; self.table.columns.len()];
        let mut spanning = Vec::new();
        for cell in self.table.all_rows().flatten() {
            let blocks = self.writer.blocks(&cell.blocks, UNLIMITED).into_iter();
            let below = blocks.map(|line| MEASURER.extent(&line));
            let mut extent = below.fold(MEASURER.extent(self.text(cell)), |widest, line| {
                // The words of an item follow its marker.
                let minimum = line.minimum + MARKER;
                widest.max(ColumnExtent { minimum, ..line })
            });
            let missing = self.missing(cell) as f32;
            extent = ColumnExtent {
                minimum: extent.minimum + missing,
                preferred: extent.preferred + missing,
            };
            match extents.get_mut(cell.column) {
                Some(column) if cell.columns == 1 => *column = column.max(extent),
                Some(_) | None => spanning.push((cell, extent)),
            }
        }
        for (cell, extent) in spanning {
            extents.get_mut(cell.range()).into_iter().for_each(|it| widen(it, extent, GAP as f32));
        }
        let whole_extent = |it: &ColumnExtent| ColumnExtent {
            minimum: it.minimum.ceil(),
            preferred: it.preferred.ceil(),
        };
        let extents: Vec<ColumnExtent> = extents.iter().map(whole_extent).collect();
        whole(&extents, width.checked_sub(GAP * extents.len().saturating_sub(1))?)
    }

    /// The rows of each part between rules. Rows of several lines are set apart.
    fn lines(&self, widths: &[usize]) -> Lines {
        let rule = "-".repeat(total(widths));
        let bodies = self.table.groups().filter(|(group, _)| *group != RowGroup::Header);
        let is_line = |cell: &Cell| self.wrapped(cell, widths).len() <= cell.rows;
        let close = { bodies }.flat_map(|(_, rows)| rows).flatten().all(is_line);
        let mut lines = vec![rule.clone()];
        for (group, rows) in self.table.groups() {
            match group {
                RowGroup::Header => {
                    lines.extend(self.rows(rows, widths, group, 0));
                    let under: Vec<String> =
                        widths.iter().map(|width| "-".repeat(*width)).collect();
                    lines.push(under.join(&" ".repeat(GAP)));
                }
                RowGroup::Body => lines.extend(self.rows(rows, widths, group, usize::from(!close))),
                RowGroup::Totals => {
                    lines.push(rule.clone());
                    lines.extend(self.rows(rows, widths, group, usize::from(!close)));
                }
            }
        }
        lines.push(rule);
        lines
    }

    /// Rows with blank lines between them. Cells that span rows use the lines of all of them.
    fn rows(&self, rows: &[Vec<Cell>], widths: &[usize], group: RowGroup, blank: usize) -> Lines {
        let mut canvas = Canvas { widths, lines: Vec::new() };
        // The cells that span rows, by the row in which they end.
        let mut open: Vec<(usize, &Cell, usize)> = Vec::new();
        for (index, cells) in rows.iter().enumerate() {
            if index > 0 {
                canvas.lines.resize_with(canvas.lines.len() + blank, Vec::new);
            }
            let top = canvas.lines.len();
            canvas.lines.push(Vec::new());
            for cell in cells {
                match cell.rows {
                    1 => canvas.put(top, self.wrapped(cell, widths), cell),
                    _ => open.push((index + cell.rows, cell, top)),
                }
            }
            let ends = |(end, ..): &mut (usize, &Cell, usize)| *end == index + 1;
            for (_, cell, top) in open.extract_if(.., ends) {
                canvas.put(top, self.wrapped(cell, widths), cell);
            }
            if group == RowGroup::Header {
                canvas.rule_below(cells);
            }
        }
        canvas.lines.into_iter().map(|line| canvas_line(&line, widths)).collect()
    }

    /// The lines of a cell, as wide as its columns.
    fn wrapped(&self, cell: &Cell, widths: &[usize]) -> Lines {
        let (missing, alignment) = (self.missing(cell), self.table.alignment(cell));
        let width = span(widths, cell).saturating_sub(missing);
        let lines = wrap(self.text(cell), width).into_iter();
        let lines = lines.filter(|line| !line.is_empty() || cell.blocks.is_empty());
        let lines = lines.map(|line| padded(&line, width, alignment) + &" ".repeat(missing));
        lines.chain(self.writer.blocks(&cell.blocks, width)).collect()
    }

    /// Rows as records: one line per cell, after the headers of its columns.
    fn records(&self, separator: &str, width: usize) -> Lines {
        let rule = "-".repeat(width);
        let columns = self.table.column_headers();
        // A cell across the whole table names the rows below it.
        let is_heading = |cell: &Cell| cell.columns > 1 && cell.columns == self.table.columns.len();
        let headers = |cell: &Cell| {
            if is_heading(cell) {
                return String::new();
            }
            let texts = Table::headers_above(cell, &columns).into_iter().map(|it| self.text(it));
            texts.collect::<Vec<_>>().join(" ")
        };
        let rows = self.table.groups().filter(|(group, _)| *group != RowGroup::Header);
        let records = rows.flat_map(|(_, rows)| grid(rows)).map(|row| {
            let cells = row.iter().map(|it| it.cell);
            let cells = cells.filter(|it| !self.text(it).is_empty() || !it.blocks.is_empty());
            let lines = cells.flat_map(|cell| {
                let (header, text) = (headers(cell), self.text(cell));
                let line =
                    if header.is_empty() { text.to_owned() } else { header + separator + text };
                let mut lines = hanging("", 2, line.trim_end(), width);
                let blocks = self.writer.blocks(&cell.blocks, width.saturating_sub(2));
                lines.extend(prefixed("  ", blocks));
                lines
            });
            lines.collect()
        });
        let mut lines = vec![rule.clone()];
        lines.extend(join(records.collect(), 1));
        lines.push(rule);
        lines
    }
}

/// By how much the decimals of figures are shorter than the longest of their columns.
fn missing_decimals(
    table: &Table,
    texts: &HashMap<ElementId, String>,
) -> HashMap<ElementId, usize> {
    let figures = table.rows.iter().flatten().filter_map(|cell| {
        let is_aligned = cell.columns == 1 && table.alignment(cell) == ColumnAlignment::End;
        let decimals = decimals(texts.get(&cell.id)?.trim()).filter(|_| is_aligned)?;
        Some((cell, decimals.width()))
    });
    let figures: Vec<(&Cell, usize)> = figures.collect();
    let mut longest: HashMap<usize, usize> = HashMap::new();
    for (cell, decimals) in &figures {
        let own = longest.entry(cell.column).or_default();
        *own = (*own).max(*decimals);
    }
    let missing = figures.into_iter().map(|(cell, decimals)| {
        (cell.id, longest.get(&cell.column).map_or(0, |longest| longest - decimals))
    });
    missing.filter(|(_, missing)| *missing > 0).collect()
}

/// Lines of rows, each with the texts of some columns.
struct Canvas<'w> {
    widths: &'w [usize],
    lines: Vec<Vec<(usize, String)>>,
}

impl Canvas<'_> {
    /// Puts the lines of a cell below each other.
    fn put(&mut self, top: usize, lines: Lines, cell: &Cell) {
        let bottom = self.lines.len().max(top + lines.len());
        self.lines.resize_with(bottom, Vec::new);
        for (line, text) in self.lines.iter_mut().skip(top).zip(lines) {
            line.push((cell.column, text));
        }
    }

    /// Draws a rule below each cell of a header row that spans columns.
    fn rule_below(&mut self, cells: &[Cell]) {
        let groups = cells.iter().filter(|cell| cell.columns > 1 && cell.rows == 1);
        let rules: Vec<(usize, String)> =
            groups.map(|cell| (cell.column, "-".repeat(span(self.widths, cell)))).collect();
        if !rules.is_empty() {
            self.lines.push(rules);
        }
    }
}

/// The texts of a line at their columns.
fn canvas_line(texts: &[(usize, String)], widths: &[usize]) -> String {
    let mut texts: Vec<&(usize, String)> = texts.iter().collect();
    texts.sort_by_key(|(column, _)| *column);
    let mut line = String::new();
    let mut end = 0;
    for (column, text) in texts {
        let start: usize = widths.iter().take(*column).map(|width| width + GAP).sum();
        line.push_str(&" ".repeat(start.saturating_sub(end)));
        line.push_str(text);
        end = start + text.width();
    }
    line.trim_end().to_owned()
}

/// The width of some columns with the gaps between them.
fn total(widths: &[usize]) -> usize {
    widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1)
}

/// The width of a cell.
fn span(widths: &[usize], cell: &Cell) -> usize {
    total(widths.get(cell.range()).unwrap_or_default())
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
