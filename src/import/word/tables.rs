//! Tables, with the spans of their cells.

use super::{Front, block};
use crate::import::flat::{self, Block, BlockKind, DropReason, Place};
use crate::word::{self, Row};

impl<'a> Front<'a> {
    /// Appends a table.
    pub fn table(&mut self, table: &'a word::Table, out: &mut Vec<Block>) {
        let view = self.view;
        let rows: Vec<&Row> = table.rows.iter().filter(|row| row.tracked.is_in(view)).collect();
        let header_rows = rows.iter().take_while(|row| row.is_header).count();
        let mut flat = flat::Table {
            header_rows: if header_rows < rows.len() { header_rows } else { 0 },
            ..flat::Table::default()
        };
        let mut place = None;
        for row in rows {
            let cells = row.cells.iter().filter(|cell| cell.tracked.is_in(view));
            let row = cells.map(|cell| {
                let number = first_number(&cell.blocks);
                place = place.or(number.map(|number| self.place(number)));
                flat::Cell {
                    blocks: self.blocks(&cell.blocks),
                    columns: cell.columns.clamp(1, MOST_COLUMNS),
                    rows: u32::from(!cell.continues),
                    is_rotated: cell.is_rotated,
                }
            });
            let row = row.collect();
            flat.rows.push(row);
        }
        count_rows(&mut flat.rows);
        if !flat.rows.is_empty() {
            let place = place.unwrap_or(Place::Paragraph(1));
            if let Some(title) = &table.title {
                self.drop(place, title, DropReason::Hidden);
            }
            out.push(block(place, BlockKind::Table(flat)));
        }
    }
}

/// The most columns of a table (§17.4.17).
const MOST_COLUMNS: u32 = 63;

/// The number of the first paragraph.
fn first_number(blocks: &[word::Block]) -> Option<usize> {
    blocks.iter().find_map(|block| match block {
        word::Block::Paragraph(paragraph) => Some(paragraph.number),
        word::Block::Table(table) => {
            let cells = table.rows.iter().flat_map(|row| &row.cells);
            { cells }.find_map(|cell| first_number(&cell.blocks))
        }
    })
}

/// Counts the rows that cells span. Rows are visited once, from the last to the first.
fn count_rows(rows: &mut [Vec<flat::Cell>]) {
    // How many cells below continue the column that begins at each place of the grid.
    let mut below = std::collections::HashMap::new();
    for row in rows.iter_mut().rev() {
        let mut next = std::collections::HashMap::new();
        let mut column = 0;
        for cell in row {
            let continuing: u32 = below.get(&column).copied().unwrap_or(0);
            if cell.rows == 0 {
                next.insert(column, continuing + 1);
            } else {
                cell.rows += continuing;
            }
            column += cell.columns;
        }
        below = next;
    }
}
