//! The grid of a table: the columns of cells that may span columns and rows.
//!
//! Cells are placed as HTML places them (HTML §4.9.12): each in the first column of its row that no cell
//! from above spans. Unlike HTML, cells never overlap, and each row fills all columns.

/// The numbers of columns and rows that a cell spans, each at least 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    /// Columns.
    pub columns: usize,
    /// Rows.
    pub rows: usize,
}

/// A fault in the spans of a group of rows. Rows and cells are counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum GridFault {
    /// A row fills too few or too many columns: the number that it fills.
    Ragged { row: usize, columns: usize },
    /// A cell covers a column that a cell from above spans.
    Overlap { row: usize, cell: usize },
    /// A cell spans more rows than are left in its group: the number of rows left.
    Beyond { row: usize, cell: usize, left: usize },
}

/// The first column of each cell, row by row.
pub(crate) type Columns = Vec<Vec<usize>>;

/// Places the cells of a group of rows: a header, body or totals. `width` is the number of columns.
///
/// The time is proportional to the numbers of rows, cells and columns.
pub(crate) fn place(rows: &[Vec<Span>], width: usize) -> (Columns, Vec<GridFault>) {
    let mut grid = Grid { open: vec![0; width], faults: Vec::new() };
    let columns = rows.iter().enumerate().map(|(row, cells)| grid.row(row, cells, rows.len()));
    (columns.collect(), grid.faults)
}

struct Grid {
    /// How many more rows the cell above spans, for each column.
    open: Vec<usize>,
    faults: Vec<GridFault>,
}

impl Grid {
    fn row(&mut self, row: usize, cells: &[Span], rows: usize) -> Vec<usize> {
        let mut next = self.open.iter().map(|open| open.saturating_sub(1)).collect::<Vec<_>>();
        let mut column = 0;
        let mut columns = Vec::with_capacity(cells.len());
        for (cell, span) in cells.iter().enumerate() {
            column = self.free(column);
            columns.push(column);
            if span.rows > rows - row {
                self.faults.push(GridFault::Beyond { row, cell, left: rows - row });
            }
            let covered = self.open.iter().zip(&mut next).skip(column).take(span.columns);
            let mut overlaps = false;
            for (open, next) in covered {
                overlaps |= *open > 0;
                *next = (*next).max(span.rows - 1);
            }
            if overlaps {
                self.faults.push(GridFault::Overlap { row, cell });
            }
            column += span.columns;
        }
        let filled = self.free(column);
        if filled != self.open.len() {
            self.faults.push(GridFault::Ragged { row, columns: filled });
        }
        self.open = next;
        columns
    }

    /// The first column at or after `column` that no cell from above spans.
    fn free(&self, column: usize) -> usize {
        column + self.open.iter().skip(column).take_while(|open| **open > 0).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(rows: &[&[(usize, usize)]]) -> Vec<Vec<Span>> {
        let span = |&(columns, rows)| Span { columns, rows };
        rows.iter().map(|row| row.iter().map(span).collect()).collect()
    }

    #[test]
    fn cells_keep_clear_of_those_from_above() {
        let (columns, faults) = place(&rows(&[&[(1, 2), (2, 1)], &[(1, 1), (1, 1)], &[(3, 1)]]), 3);
        assert_eq!(columns, [vec![0, 1], vec![1, 2], vec![0]]);
        assert_eq!(faults, []);
        let (columns, faults) =
            place(&rows(&[&[(1, 1), (1, 3), (1, 1)], &[(1, 1), (1, 1)], &[(1, 1), (1, 1)]]), 3);
        assert_eq!(columns, [vec![0, 1, 2], vec![0, 2], vec![0, 2]]);
        assert_eq!(faults, []);
    }

    #[test]
    fn every_fault_is_found() {
        let (_, faults) = place(&rows(&[&[(1, 1)], &[(1, 1), (2, 1)]]), 2);
        let ragged = |row, columns| GridFault::Ragged { row, columns };
        assert_eq!(faults, [ragged(0, 1), ragged(1, 3)]);
        let (_, faults) = place(&rows(&[&[(1, 1), (1, 2)], &[(2, 1)]]), 2);
        assert_eq!(faults, [GridFault::Overlap { row: 1, cell: 0 }]);
        let (_, faults) = place(&rows(&[&[(1, 3), (1, 1)], &[(1, 1)]]), 2);
        assert_eq!(faults, [GridFault::Beyond { row: 0, cell: 0, left: 2 }]);
    }

    #[test]
    fn a_row_may_consist_of_cells_from_above() {
        let (columns, faults) = place(&rows(&[&[(1, 2), (1, 2)], &[]]), 2);
        assert_eq!((columns, faults), (vec![vec![0, 1], vec![]], vec![]));
    }
}
