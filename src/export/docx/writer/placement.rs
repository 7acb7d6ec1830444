//! The placement that an editor requests, as far as Word supports it: page breaks before paragraphs,
//! and paragraphs kept together (ECMA-376 Part 1 §17.3.1.14, §17.3.1.15, §17.3.1.23).

use docx_rs::{Paragraph, Table, TableCellContent, TableChild, TableRowChild};

use super::super::content::BlockElement;
use super::collectors::Collectors;
use crate::document::Placement;

/// Writes content with a placement.
pub fn placed(out: &mut Collectors, placement: Placement, write: impl FnOnce(&mut Collectors)) {
    out.story.pending.page_break |= placement.page_break_before;
    if !placement.keep_together && !placement.keep_with_next {
        return write(out);
    }
    let (containers, first) = (out.sections.containers.len(), out.story.content.len());
    out.held(write);
    // If `write` ended a section, the current content started empty.
    let ended = out.sections.containers.len() > containers;
    let first = if ended { 0 } else { first };
    let Some(content) = out.story.content.get_mut(first..) else { return };
    if placement.keep_together {
        keep_together(content);
    }
    if let (true, Some(last)) = (placement.keep_with_next, content.last_mut()) {
        paragraphs(last, &mut |paragraph| keep_next(paragraph));
    }
}

/// Keeps every line except the last with the next one.
fn keep_together(content: &mut [BlockElement]) {
    let last = content.len().saturating_sub(1);
    for (index, element) in content.iter_mut().enumerate() {
        let is_last = index == last;
        match element {
            BlockElement::Table(table, _) if is_last => rows_together(table),
            BlockElement::Paragraph(_) | BlockElement::Table(..) => {
                paragraphs(element, &mut |paragraph| {
                    keep_lines(paragraph);
                    if !is_last {
                        keep_next(paragraph);
                    }
                })
            }
        }
    }
}

/// Keeps the rows of a table together, but not the last row with the content after the table.
fn rows_together(table: &mut Table) {
    let last = table.rows.len().saturating_sub(1);
    for (index, row) in table.rows.iter_mut().enumerate() {
        row_paragraphs(row, &mut |paragraph| {
            keep_lines(paragraph);
            if index != last {
                keep_next(paragraph);
            }
        });
    }
}

fn keep_lines(paragraph: &mut Paragraph) {
    paragraph.property.keep_lines = Some(true);
}

fn keep_next(paragraph: &mut Paragraph) {
    paragraph.property.keep_next = Some(true);
}

/// Changes every paragraph of an element.
fn paragraphs(element: &mut BlockElement, change: &mut dyn FnMut(&mut Paragraph)) {
    match element {
        BlockElement::Paragraph(paragraph) => change(paragraph),
        BlockElement::Table(table, _) => table_paragraphs(table, change),
    }
}

fn table_paragraphs(table: &mut Table, change: &mut dyn FnMut(&mut Paragraph)) {
    table.rows.iter_mut().for_each(|row| row_paragraphs(row, change));
}

fn row_paragraphs(row: &mut TableChild, change: &mut dyn FnMut(&mut Paragraph)) {
    let TableChild::TableRow(row) = row;
    for TableRowChild::TableCell(cell) in &mut row.cells {
        for content in &mut cell.children {
            match content {
                TableCellContent::Paragraph(paragraph) => change(paragraph),
                TableCellContent::Table(table) => table_paragraphs(table, change),
                TableCellContent::StructuredDataTag(_) | TableCellContent::TableOfContents(_) => {}
            }
        }
    }
}
