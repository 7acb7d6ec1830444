//! Tables and lists that leave too little on a page: one row of a table, the last line or two of a list.

use std::collections::{BTreeMap, BTreeSet};

use super::figures::Statistics;
use super::inspection::Inspection;
use super::line_reader::MeasuredLine;
use crate::document::{Block, Cell, ElementId, Part, visit};
use crate::layout::penalties::page::LIST_END_LINES;

/// The lines of each block, in order.
type Lines<'a> = BTreeMap<ElementId, Vec<&'a MeasuredLine>>;

impl Inspection<'_> {
    /// Finds lone rows of tables and the ends of lists at the heads of pages.
    pub fn block_ends(&self, out: &mut Statistics) {
        let lines = self.lines_by_block();
        visit::blocks(self.document, &mut |block| match block {
            Block::Table(table) => {
                let found = lone_rows(&table.rows, &lines);
                out.lone_rows.extend(found.into_iter().map(|line| self.location(line)));
            }
            Block::List(list) if list.depth > 1 => {}
            Block::List(_) | Block::Recommendations(_) => {
                let found = end_at_head(block, &lines);
                out.list_ends.extend(found.map(|line| self.location(line)));
            }
            Block::Paragraph(_)
            | Block::Code(_)
            | Block::Heading(_)
            | Block::People(_)
            | Block::Participants(_)
            | Block::Quotation(_)
            | Block::Figure(_)
            | Block::Equation(_)
            | Block::Box(_)
            | Block::Definitions { .. }
            | Block::Bibliography { .. }
            | Block::Endnotes { .. }
            | Block::Index { .. } => {}
        });
    }
}

/// The rows of a table that are alone on a page, although other rows are on another page. A row that is
/// itself divided may be too deep for a page.
fn lone_rows<'a>(rows: &[Vec<Cell>], lines: &Lines<'a>) -> Vec<&'a MeasuredLine> {
    let row = |cells: &Vec<Cell>| -> Vec<&'a MeasuredLine> {
        cells.iter().filter_map(|cell| lines.get(&cell.id)).flatten().copied().collect()
    };
    let rows: Vec<Vec<&MeasuredLine>> = rows.iter().map(row).collect();
    let mut pages: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (index, line) in
        rows.iter().enumerate().flat_map(|(index, row)| row.iter().map(move |it| (index, it)))
    {
        pages.entry(line.page).or_default().insert(index);
    }
    let is_whole = |row: &usize| pages.values().filter(|rows| rows.contains(row)).count() == 1;
    let lone = pages.values().filter(|rows| pages.len() > 1 && rows.len() == 1).flatten();
    lone.filter(|row| is_whole(row)).filter_map(|row| rows.get(*row)?.first().copied()).collect()
}

/// The first of the last lines of a list, if these are alone at the head of a page.
fn end_at_head<'a>(list: &Block, lines: &Lines<'a>) -> Option<&'a MeasuredLine> {
    let mut elements = Vec::new();
    text_elements(list, &mut elements);
    let own: Vec<&MeasuredLine> =
        elements.iter().filter_map(|element| lines.get(element)).flatten().copied().collect();
    let last = own.last()?.page;
    let (before, at_head): (Vec<_>, Vec<_>) = own.into_iter().partition(|line| line.page < last);
    (!before.is_empty() && at_head.len() <= LIST_END_LINES).then(|| at_head.first().copied())?
}

/// The elements with text in a block and in the blocks within it, in reading order.
fn text_elements(block: &Block, out: &mut Vec<ElementId>) {
    block.parts(&mut |part| match part {
        Part::Text(_, element, _) => out.push(element),
        Part::Role(..) => {}
        Part::Blocks(_, blocks) => blocks.iter().for_each(|block| text_elements(block, out)),
    });
}
